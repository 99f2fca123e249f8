import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { faXml, type KsefDocument, ksefDocument, metadataFor, nip, packageOf } from '../support/ksef.ts'

/** Look-ups of purchases that are near, and what becomes of statements and decisions when purchases merge and part. */

const buyer = { nip: nip('near buyer'), name: 'Odbiorca' }
const stranger = { nip: nip('near stranger'), name: 'Inny' }
let app: Awaited<ReturnType<typeof createTestApp>>
let sellers = 0
/** Each case has a seller of its own. */
let seller = { nip: '', name: 'Sprzedawca S.A.' }

beforeAll(async () => {
  app = await createTestApp({ now: '2026-12-24T12:00:00Z' })
  await app.api.putTaxpayer(buyer.nip, { name: buyer.name })
})
afterAll(() => app.close())
const newSeller = () => {
  sellers += 1
  seller = { nip: nip(`near seller ${sellers}`), name: 'Sprzedawca S.A.' }
}

const paper = async (number: string, said: Record<string, unknown> = {}): Promise<Purchase> =>
  (await app.api.postCopy(buyer.nip, plainCopy({ nip: seller.nip, name: seller.name }, number, said)))
    .purchase as Purchase
const inKsef = (number: string, issueDay: string, to = buyer): KsefDocument =>
  ksefDocument({
    seller,
    buyer: to,
    number,
    issueDay,
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    numberedAt: `${issueDay}T10:00:00+02:00`,
  })
const import_ = (document: KsefDocument) => app.api.importMetadata(buyer.nip, [document.metadata])
const purchases = () => app.api.purchases(buyer.nip, { seller: seller.nip })
const suspected = async (): Promise<number[]> =>
  (await purchases()).map((p) => p.findings.filter((f) => f.open && f.code === 'POSSIBLE_DUPLICATE').length)
const decide = async (findingId: string | undefined, decision: string) => {
  const path = `/v1/taxpayers/${buyer.nip}/findings/${findingId}/decision`
  expect((await app.api.json('POST', path, { decision, note: null })).status).toBe(200)
}
const idOf = (p: Purchase | undefined, code: string) => p?.findings.find((f) => f.code === code)?.id

describe('a purchase in KSeF that may be a paper is looked up', () => {
  it.each([
    ['with day and month swapped, months apart', 'FV/21/06/2026', '2026-10-06', [1, 1]],
    ['a month later', 'FV/12/06', '2026-07-11', [1, 1]],
    ['a month before', 'FV/12/06', '2026-05-10', [1, 1]],
    ['a month and a day later', 'FV/12/06', '2026-07-12', [0, 0]],
    ['a month and a day before', 'FV/12/06', '2026-05-09', [0, 0]],
  ])('%s, in both orders', async (_, number, day, expected) => {
    newSeller()
    await paper('FV/12/06/2026')
    await import_(inKsef(number, day))
    expect(await suspected()).toEqual(expected)
    newSeller()
    await import_(inKsef(number, day))
    await paper('FV/12/06/2026')
    expect(await suspected()).toEqual(expected)
  })

  it('unless it is addressed to somebody else', async () => {
    newSeller()
    await import_(inKsef('FV/12/6/2026', '2026-06-10', stranger))
    await paper('FV/12/06/2026')
    expect(await suspected()).toEqual([0, 0])
    const own = (await purchases()).find((p) => p.status !== 'quarantined')
    expect(own?.findings.filter((f) => f.open && f.severity === 'blocking')).toEqual([])
  })
})

describe('a posting check with a day mistyped', () => {
  it.each([
    ['two months later', '2026-08-10', 'hold'],
    ['92 days later', '2026-09-10', 'hold'],
    ['92 days before', '2026-03-10', 'hold'],
    ['93 days later', '2026-09-11', 'post'],
    ['93 days before', '2026-03-09', 'post'],
  ])('%s: %s %s', async (_, issueDate, answer) => {
    newSeller()
    const known = await paper('FV/12/06/2026')
    const asked = await app.api.json('POST', `/v1/taxpayers/${buyer.nip}/posting-checks`, {
      seller: { nip: seller.nip },
      number: 'FV/12/06/2026',
      issueDate,
    })
    expect(asked.body).toMatchObject(
      answer === 'hold'
        ? { answer, purchaseId: known.id, reasons: [{ code: 'POSSIBLE_DUPLICATE' }] }
        : { answer, purchaseId: null, reasons: [] },
    )
  })
})

// biome-ignore lint/suspicious/noExplicitAny: statements of several shapes
const stated = async (id: string): Promise<any> => {
  const [first] = (await app.api.history(buyer.nip, id)).filter((h) => h.inputs?.stated).slice(-1)
  return first?.inputs.stated
}
const state = (id: string, body: object) => app.api.patchPurchase(buyer.nip, id, body)

describe('statements about two purchases that a decision makes one', () => {
  it('are those of the survivor where both have them, and each has his own again once it is taken back', async () => {
    newSeller()
    const older = await paper('FV/12/06/2026')
    const younger = await paper('FV/I2/06/2026')
    await state(older.id, { deductibleShare: '0.50' })
    await state(younger.id, { deductibleShare: '0.25', fixedAsset: true })
    await decide(idOf(younger, 'POSSIBLE_DUPLICATE'), 'same-invoice')
    expect(await stated(older.id)).toEqual({ deductibleShare: '0.50', fixedAsset: true })
    await state(older.id, { taxPointDate: '2026-06-01' })
    await decide(idOf(younger, 'POSSIBLE_DUPLICATE'), 'reopen')
    expect(await stated(older.id)).toEqual({ deductibleShare: '0.50', taxPointDate: '2026-06-01' })
    expect(await stated(younger.id)).toEqual({ deductibleShare: '0.25', fixedAsset: true })
  })

  it('that was brought and then changed stays where it was changed', async () => {
    newSeller()
    const older = await paper('FV/12/06/2026')
    const younger = await paper('FV/I2/06/2026')
    await state(younger.id, { fixedAsset: true })
    await decide(idOf(younger, 'POSSIBLE_DUPLICATE'), 'same-invoice')
    await state(older.id, { fixedAsset: false })
    await decide(idOf(younger, 'POSSIBLE_DUPLICATE'), 'reopen')
    expect(await stated(older.id)).toEqual({ fixedAsset: false })
    expect(await stated(younger.id)).toEqual({ fixedAsset: true })
  })
})

it('a decision about a KSeF document stands when its XML comes after its metadata', async () => {
  newSeller()
  const facts = {
    seller,
    buyer,
    number: 'FV/I2/06/2026',
    issueDay: '2026-06-10',
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
  }
  const xml = faXml(facts)
  const document = { xml, metadata: metadataFor(xml, { ...facts, numberedAt: '2026-06-10T10:00:00+02:00' }) }
  await paper('FV/12/06/2026')
  await import_(document)
  const [first] = await purchases()
  await decide(idOf(first, 'POSSIBLE_DUPLICATE'), 'same-invoice')
  expect((await purchases()).map((p) => p.status)).toEqual(['reconciled'])
  await app.api.importPackage(buyer.nip, packageOf([document]))
  const after = await purchases()
  expect(after.map((p) => p.status)).toEqual(['reconciled'])
  expect(after[0]?.evidence.find((e) => e.type === 'ksef')?.hasXml).toBe(true)
})
