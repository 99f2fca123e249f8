import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Api } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { plainTaxpayer } from './arrival.ts'
import { buyer } from './documents.ts'
import { expectKeysOfDocuments } from './keys.ts'

/**
 * Works in the empty ledger of a service of its own: outages are common to all ledgers of a service, and a service
 * costs five milliseconds. What its purchases are known under is checked at the end. A failure inside the service is told
 * with its cause.
 */
export async function inNewLedger<T>(work: (api: Api) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ksef-arrival-'))
  const failures: unknown[] = []
  const log = ({ error }: Record<string, unknown>) => error && failures.push(error)
  const { api, close } = await createTestApp({ now: '2026-12-01T10:00:00Z', dataDir, log })
  try {
    await api.putTaxpayer(buyer.nip, plainTaxpayer)
    const result = await work(api)
    expectKeysOfDocuments(dataDir)
    return result
  } catch (error) {
    throw failures.length > 0 ? new Error(`the service failed: ${failures[0]}`, { cause: error }) : error
  } finally {
    await close()
    rmSync(dataDir, { recursive: true })
  }
}
