import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp, onEdge } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, ksefNumber, nip, packageOf } from '../support/ksef.ts'

/** What comes and goes with the day is looked up by lists and read by verdicts: both must say the same on every day. */

const us = nip('lists')
const seller = { nip: nip('lists seller'), name: 'Sprzedawca S.A.' }
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api
const ids: Record<string, string> = {}

const record = async (number: string, said: object) => {
  const { purchase } = await api.postCopy(
    us,
    plainCopy(seller, number, { document: 'offline-invoice', ...said }),
  )
  ids[number] = (purchase as Purchase).id
}
/** P_1 is Wednesday, 10 June 2026, so the number was due on the 11th. */
const printed = (number: string, acceptedDay: string) => ({
  ksefNumber: ksefNumber(seller.nip, acceptedDay, number),
})

beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-24T12:00:00+02:00' })
  api = stage.api
  await api.putTaxpayer(us, { name: 'Odbiorca' })
  await record('NONE', { gross: '101.00', net: null, vat: null })
  await record('PRINTED', { gross: '102.00', net: null, vat: null, ...printed('PRINTED', '2026-06-15') })
  await record('IN-TIME', { gross: '103.00', net: null, vat: null, ...printed('IN-TIME', '2026-06-11') })
  // Typed with a day before the number on it.
  await record('MISTYPED', {
    ...{ gross: '104.00', net: null, vat: null, receivedOn: '2026-06-11' },
    ...printed('MISTYPED', '2026-06-15'),
  })
  await record('NUMBERED', { gross: '123.00' })
  const late = ksefDocument({
    ...{ seller, buyer: { nip: us }, number: 'NUMBERED', issueDay: '2026-06-10' },
    numberedAt: '2026-06-15T10:00:00+02:00',
  })
  await api.importPackage(us, packageOf([late]))
  // No rows: there is nothing to deduct, and it is no invoice; one outside KSeF that may be received at once.
  await record('EXEMPT', { document: 'invoice', net: '105.00', vat: '0.00', gross: '105.00' })
  await record('PROFORMA', { document: 'not-an-invoice', gross: '106.00', net: null, vat: null })
  await record('OUTSIDE', { document: 'invoice', gross: '107.00', net: null, vat: null })
  await record('CUSTOMS', { document: 'invoice', gross: '108.00', net: null, vat: null })
  await api.patchPurchase(us, ids.CUSTOMS as string, { internalDocument: true })
})
afterAll(() => stage.close())

const codes = ['SELLER_LATE', 'INFO_SENT_LATE', 'WINDOW_EXPIRED', 'MARKER_UNSETTLED']
const days = [
  '2026-06-10',
  '2026-06-11',
  '2026-06-12',
  '2026-06-14',
  '2026-06-15',
  '2026-07-24',
  '2027-01-31',
]

it.each(days)('on %s', async (asOf) => {
  const lists = async (filter: Record<string, string>) =>
    (await api.purchases(us, { ...filter, asOf })).map(({ number }) => number)
  const seen = await Promise.all(Object.values(ids).map((id) => api.purchase(us, id, asOf)))
  for (const finding of codes) {
    const open = seen.filter((p) => p.findings.some((f) => f.code === finding && f.open))
    expect([finding, await lists({ finding })]).toEqual([finding, open.map(({ number }) => number)])
  }
  for (const marker of ['NrKSeF', 'OFF', 'BFK', 'DI']) {
    const marked = seen.filter((p) => p.marker.value === marker)
    expect([marker, await lists({ marker })]).toEqual([marker, marked.map(({ number }) => number)])
  }
  const overdue = seen.filter((p) => p.resend.overdue)
  expect(await lists({ overdue: 'true' })).toEqual(overdue.map(({ number }) => number))
})

it('by marker, as it would be filed on the day, and beside other filters', async () => {
  const marked = async (filter: Record<string, string>) =>
    (await api.purchases(us, filter)).map(({ number }) => number)
  // A number on a copy alone brings no day of receipt, so there is no row yet.
  expect(await marked({ marker: 'NrKSeF', asOf: '2026-07-24' })).toEqual(['NUMBERED'])
  expect(await marked({ marker: 'BFK', asOf: '2026-07-24' })).toEqual(['OUTSIDE'])
  expect(await marked({ marker: 'DI', asOf: '2026-07-24', seller: seller.nip })).toEqual(['CUSTOMS'])
  expect(await marked({ marker: 'DI', status: 'reconciled' })).toEqual([])
})

it('of what was sent late, whether its number stands on the copy alone or in KSeF', async () => {
  const late = await api.purchases(us, { finding: 'INFO_SENT_LATE', asOf: '2026-07-24' })
  expect(late.map(({ number }) => number)).toEqual(['PRINTED', 'MISTYPED', 'NUMBERED'])
  const waited = await api.purchases(us, { finding: 'SELLER_LATE', asOf: '2026-07-24' })
  expect(waited.map(({ number }) => number)).toEqual(['NONE'])
})

it.skipIf(onEdge)('of purchases without amounts no other is kept in the index of these', async () => {
  await record('EUR', { document: 'invoice', currency: 'EUR' })
  const file = openSqlite(join(stage.dataDir, 'ledgers', `${us}.sqlite`), { readonly: true })
  const without = file.prepare('SELECT number FROM purchases WHERE amounts_unknown = 1').pluck().all()
  file.close()
  // Net and tax of these are stated nowhere, or not in złoty. The others have theirs, or nothing to deduct.
  const expected = ['NONE', 'PRINTED', 'IN-TIME', 'MISTYPED', 'OUTSIDE', 'CUSTOMS', 'EUR']
  expect(without.sort()).toEqual(expected.sort())
})
