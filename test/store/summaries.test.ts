import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { service } from '../../src/audit/chain.ts'
import { NodeDatabases } from '../../src/hosts/node/databases.ts'
import { NodeSummaries } from '../../src/hosts/node/summaries.ts'
import type { Host } from '../../src/ledger/ledger.ts'
import { readSettings, type Settings } from '../../src/store/settings.ts'
import { type KeptSummary, putSummary } from '../../src/store/summaries.ts'
import { toJson } from '../../src/values/json.ts'

/** Who asks for the summaries waits for what others have counted, and a ledger that fails makes no work again and again. */

const [a, b] = ['9376032788', '5265877635']
const at = '2026-07-24T10:00:00Z'
const host = {
  now: () => at,
  newId: () => 'ledger',
  yieldToEventLoop: async () => {},
  due: () => {},
} as unknown as Host

let folder: string
let databases: NodeDatabases
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  databases = new NodeDatabases(folder, host)
  for (const nip of [a, b])
    await databases.directory.putTaxpayer(
      nip,
      readSettings(toJson({ name: 'Firma' } as Settings)),
      at,
      service,
    )
})
afterEach(() => {
  databases.close()
  rmSync(folder, { recursive: true })
})

const summaries = (use: ConstructorParameters<typeof NodeSummaries>[1], inUse: string[] = []) =>
  new NodeSummaries(
    databases.directory,
    use,
    () => inUse,
    () => Date.parse(at),
    () => {},
  )
const kept = (asOf: string): KeptSummary => ({
  asOf,
  place: asOf,
  summary: '{}' as KeptSummary['summary'],
})

describe('who asks for the summaries', () => {
  it('waits for what another has counted already', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const used: string[] = []
    const one = summaries(async (nip) => {
      used.push(nip)
      await held
    })
    const ended: string[] = []
    putSummary(databases.directory.db, b, kept('2026-07-24'))
    const first = one.settled('2026-07-24').then(() => ended.push('first'))
    // Nothing waits any more that is not being counted.
    putSummary(databases.directory.db, a, kept('2026-07-24'))
    const second = one.settled('2026-07-24').then(() => ended.push('second'))
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(ended).toEqual([])
    release()
    await Promise.all([first, second])
    expect(used).toEqual([a])
  })

  it('hears of ledgers that are used for long as they stand now', async () => {
    for (const nip of [a, b]) putSummary(databases.directory.db, nip, kept('2026-07-24'))
    const counted: string[] = []
    await summaries(async (nip) => void counted.push(nip), [b]).settled('2026-07-24')
    expect(counted).toEqual([b])
  })

  it('hears of those of a day before once a day, also where one of them stays', async () => {
    for (const nip of [a, b]) putSummary(databases.directory.db, nip, kept(`2026-07-2${nip === a ? 3 : 4}`))
    const one = summaries(async () => {})
    expect(await one.settled('2026-07-24')).toBe(true)
    expect(await one.settled('2026-07-24')).toBe(false)
    expect(await one.settled('2026-07-25')).toBe(true)
  })
})
