import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { NodeDatabases } from '../../src/hosts/node/databases.ts'
import { unknownNumbers } from '../../src/store/ksef.ts'
import type { Instant } from '../../src/values/instant.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'

it("a number is known when KSeF's document is here or in quarantine, not when a copy prints it", async () => {
  const us = nip('unknown numbers')
  const seller = { nip: nip('unknown numbers seller') }
  const [here, damaged, printed] = ['N/1', 'N/2', 'N/3'].map((number) =>
    ksefDocument({
      ...{ seller, buyer: { nip: us }, number, issueDay: '2026-06-10' },
      numberedAt: '2026-06-10T10:00:00+02:00',
      amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    }),
  )
  if (!here || !damaged || !printed) throw new Error('three documents were made')
  const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  const { api, close } = await createTestApp({ dataDir })
  await api.putTaxpayer(us, { name: 'Odbiorca' })
  await api.importPackage(us, packageOf([here, { metadata: damaged.metadata }]))
  await api.postCopy(us, plainCopy(seller, 'N/3', { ksefNumber: printed.metadata.ksefNumber }))
  await close()
  const host = {
    now: () => '2026-07-11T10:00:00Z' as Instant,
    newId: randomUUID,
    yieldToEventLoop: async () => {},
    due: () => {},
  }
  const databases = new NodeDatabases(dataDir, host)
  const numbers = [here, damaged, printed].map((d) => d.metadata.ksefNumber)
  const unknown = await databases.use(us, async ({ db }) => unknownNumbers(db, numbers))
  databases.close()
  rmSync(dataDir, { recursive: true })
  expect(unknown).toEqual([printed.metadata.ksefNumber])
})
