import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'

/** What the feed says of one transaction: all of it, in order, and nothing of purchases that stayed as they were. */

const us = nip('feed stories')
const at = `/v1/taxpayers/${us}`
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api
/** A seller of its own for each test. */
let seller: { nip: string; name: string }
let sellers = 0
let cursor = ''

beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-24T12:00:00+02:00' })
  api = stage.api
  await api.putTaxpayer(us, { name: 'Odbiorca' })
})
beforeEach(() => {
  seller = { nip: nip(`feed stories ${sellers++}`), name: 'Sprzedawca S.A.' }
})
afterAll(() => stage.close())

// biome-ignore lint/suspicious/noExplicitAny: see Answer
type Told = { type: string; purchaseId: string | null; data: any; cursor: string }
const news = async (): Promise<Told[]> => {
  const query = cursor === '' ? '' : `&cursor=${cursor}`
  const { items, next } = (await api.json('GET', `${at}/changes?limit=1000${query}`)).body
  cursor = next ?? items.at(-1)?.cursor ?? cursor
  return items
}
/** What was told since the last look, each with the names of the ids that it is about. */
async function told(names: Record<string, string>): Promise<string[]> {
  const nameOf = (text: string) =>
    Object.entries(names).reduce((all, [name, id]) => all.replaceAll(id, name), text)
  return (await news()).map(({ type, purchaseId, data }) => {
    const what = data.changed?.join(',') ?? data.id ?? data.into ?? data.document ?? data.number ?? ''
    return nameOf(`${type} ${purchaseId} ${what}`).trim()
  })
}
const copy = async (number: string, said: object = {}) => {
  const { copy, purchase } = await api.postCopy(us, plainCopy(seller, number, { ...said }))
  return { id: (purchase as Purchase).id, copy: copy.id }
}
const document = (number: string, said: object = {}) =>
  ksefDocument({
    ...{ seller, buyer: { nip: us }, number, issueDay: '2026-06-10' },
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    numberedAt: '2026-06-10T10:00:00+02:00',
    ...said,
  })
const bring = (...documents: ReturnType<typeof document>[]) => api.importPackage(us, packageOf(documents))
const decide = (finding: string, decision: string) =>
  api.json('POST', `${at}/findings/${finding}/decision`, { decision, note: null })
const move = (evidence: string, to: string) =>
  api.json('POST', `${at}/evidence/${evidence}/move`, { to, note: null })
const found = async (number: string) => (await api.purchases(us, { number })).map(({ id }) => id)

describe('what changed alone', () => {
  it('is told: the verdict by a record of the supplier, and a statement that decides nothing', async () => {
    const { id } = await copy('A/1')
    await news()
    await api.putSupplier(us, seller.nip, {
      ksefDuty: [{ status: 'art-145m', from: '2026-04-01', to: null }],
    })
    await api.purchase(us, id)
    expect(await told({ P: id })).toEqual([
      'finding.closed P P.INFO_SELLER_DUTY_UNKNOWN',
      'purchase.changed P modeReason,basis',
    ])
    await api.patchPurchase(us, id, { fixedAsset: false })
    expect((await told({ P: id })).filter((line) => line.includes(' P'))).toEqual([
      'purchase.changed P stated',
    ])
  })
})

describe('a further copy that says the same', () => {
  it('is told, and how many there are by now', async () => {
    const first = await copy('S/AGAIN')
    await copy('S/AGAIN', { receivedOn: '2026-06-20' })
    await news()
    expect((await copy('S/AGAIN', { receivedOn: '2026-06-21' })).id).toBe(first.id)
    expect(await told({ P: first.id })).toEqual(['purchase.attached P copy', 'purchase.changed P findings'])
  })
})

describe('the feed tells of', () => {
  it('a copy, then its document of KSeF', async () => {
    await news()
    const a = await copy('F/1')
    expect(await told({ a: a.id })).toEqual([
      'purchase.created a F/1',
      'finding.opened a a.INFO_SELLER_DUTY_UNKNOWN',
    ])
    await bring(document('F/1'))
    const [attached, ...rest] = await told({ a: a.id })
    expect(attached).toBe('purchase.attached a ksef')
    expect(rest.filter((text) => text.startsWith('purchase.created'))).toEqual([])
    expect(rest.at(-1)).toMatch(/^purchase\.changed a status,/)
  })

  it('nothing where nothing is new', async () => {
    await copy('F/2')
    await bring(document('F/3'))
    await news()
    await copy('F/2')
    await bring(document('F/3'))
    expect(await news()).toEqual([])
  })

  it('a document that moved: where it came to, and that it left', async () => {
    const a = await copy('F/4')
    const second = await copy('F/4', { net: '99.00', externalId: `${seller.nip} second` })
    expect(second.id).toBe(a.id)
    await news()
    await move(second.copy, 'new')
    const b = (await found('F/4')).find((id) => id !== a.id) ?? ''
    const said = await told({ a: a.id, b })
    expect(said).toContain('purchase.created b F/4')
    expect(said.filter((text) => text.startsWith('purchase.attached'))).toEqual([])
    expect(said).toContainEqual(expect.stringMatching(/^purchase\.changed a (.*,)?evidence(,|$)/))
    await move(second.copy, a.id)
    const back = await told({ a: a.id, b })
    expect(back).toContain('purchase.attached a copy')
    expect(back).toContain('purchase.merged b a')
  })

  it('two that became one and stand apart again', async () => {
    const a = await copy('F/5', { gross: '201.00' })
    const b = await copy('F/5', { gross: '202.00' })
    const finding = `${a.id}.AMOUNT_MISMATCH.${b.id}`
    await news()
    await decide(finding, 'same-invoice')
    const names = { a: a.id, b: b.id }
    const merged = await told(names)
    expect(merged).toContain('purchase.attached a copy')
    expect(merged).toContain('finding.closed a a.AMOUNT_MISMATCH.b')
    expect(merged.at(-1)).toBe('purchase.merged b a')
    expect(merged.filter((text) => / b(\.| )/.test(text))).toEqual(['purchase.merged b a'])
    await decide(finding, 'reopen')
    const apart = await told(names)
    expect(apart).toContain('purchase.restored b')
    expect(apart).toContain('finding.opened a a.AMOUNT_MISMATCH.b')
    expect(apart).toContainEqual(expect.stringMatching(/^purchase\.changed a (.*,)?evidence(,|$)/))
    expect(apart.filter((text) => text.startsWith('purchase.restored'))).toHaveLength(1)
  })

  it('XML that came after its row: the evidence is shown otherwise', async () => {
    const whole = document('F/6')
    await api.importMetadata(us, [whole.metadata])
    const [a = ''] = await found('F/6')
    await news()
    await bring(whole)
    const said = await told({ a })
    expect(said).toContainEqual(expect.stringMatching(/^purchase\.changed a (.*,)?evidence(,|$)/))
    expect(said.filter((text) => text.startsWith('purchase.attached'))).toEqual([])
  })

  it('a posting and its end', async () => {
    const a = await copy('F/7')
    await news()
    const posting = { reference: 'PZ/7', postedOn: '2026-06-12' }
    await api.json('POST', `${at}/purchases/${a.id}/posting`, posting)
    const shown = { ...posting, recordedAt: '2026-07-24T10:00:00Z', by: 'admin' }
    expect(await news()).toMatchObject([
      { type: 'posting.created', purchaseId: a.id, data: { posting: shown } },
    ])
    await api.json('DELETE', `${at}/purchases/${a.id}/posting?reason=twice`)
    expect(await news()).toMatchObject([
      { type: 'posting.voided', purchaseId: a.id, data: { posting: shown, reason: 'twice' } },
    ])
  })

  it('what an accountant states', async () => {
    const a = await copy('F/8')
    await news()
    await api.patchPurchase(us, a.id, { fixedAsset: true })
    const said = await told({ a: a.id })
    expect(said).toHaveLength(1)
    expect(said[0]).toMatch(/^purchase\.changed a (.*,)?stated(,|$)/)
    await api.patchPurchase(us, a.id, { fixedAsset: true })
    expect(await news()).toEqual([])
  })
})

describe('the feed tells of an original', () => {
  const correcting = (number: string, original: string, said: object = {}) =>
    document(number, {
      ...{ kind: 'KOR', issueDay: '2026-06-20', numberedAt: '2026-06-20T10:00:00+02:00' },
      amounts: { net: '-10.00', vat: '-2.30', gross: '-12.30' },
      corrects: [{ number: original, issueDay: '2026-06-10', ksefNumber: null }],
      ...said,
    })
  const correctedBy = /^purchase\.changed a correctedBy$/

  it('that another correction is shown at it', async () => {
    await bring(document('O/1'))
    const [a = ''] = await found('O/1')
    await news()
    await bring(correcting('K/1', 'O/1'))
    expect(await told({ a })).toContainEqual(expect.stringMatching(correctedBy))
    expect((await api.purchase(us, a)).correctedBy).toMatchObject([{ number: 'K/1' }])
  })

  it('nothing while its correction is decided anew and is called the same', async () => {
    await bring(document('O/2'), correcting('K/2', 'O/2'))
    const [a = ''] = await found('O/2')
    const [k = ''] = await found('K/2')
    await news()
    await api.patchPurchase(us, k, { fixedAsset: true })
    expect((await told({ a, k })).filter((text) => correctedBy.test(text))).toEqual([])
  })

  it('that its correction has a number of KSeF now', async () => {
    await bring(document('O/3'))
    const [a = ''] = await found('O/3')
    await copy('K/3', {
      ...{ kind: 'KOR', issueDate: '2026-06-20', receivedOn: '2026-06-20' },
      ...{ net: '-10.00', vat: '-2.30', gross: '-12.30' },
      corrects: [{ number: 'O/3', issueDate: '2026-06-10' }],
    })
    expect((await api.purchase(us, a)).correctedBy).toMatchObject([{ number: 'K/3', ksefNumber: null }])
    await news()
    const whole = correcting('K/3', 'O/3')
    await bring(whole)
    expect(await told({ a })).toContainEqual(expect.stringMatching(correctedBy))
    expect((await api.purchase(us, a)).correctedBy).toMatchObject([
      { number: 'K/3', ksefNumber: whole.metadata.ksefNumber },
    ])
  })

  it('that its correction names another one now, and that one that it is corrected', async () => {
    await bring(document('O/4'), document('O/5', { amounts: { net: '200.00' } }), correcting('K/4', 'O/4'))
    const [[a = ''], [b = ''], [k = '']] = [await found('O/4'), await found('O/5'), await found('K/4')]
    await news()
    await api.patchPurchase(us, k, { corrects: [{ number: 'O/5', issueDate: '2026-06-10' }] })
    const said = await told({ a, b, k })
    expect(said).toContain('purchase.changed a correctedBy')
    expect(said).toContain('purchase.changed b correctedBy')
    expect([(await api.purchase(us, a)).correctedBy, (await api.purchase(us, b)).correctedBy]).toMatchObject([
      [],
      [{ purchaseId: k }],
    ])
  })

  it('that two corrections of it turned out to be one', async () => {
    await bring(document('O/6'))
    const [a = ''] = await found('O/6')
    const said = { kind: 'KOR', issueDate: '2026-06-20', receivedOn: '2026-06-20' }
    const corrects = [{ number: 'O/6', issueDate: '2026-06-10' }]
    const one = await copy('K/6', { ...said, corrects, net: '-10.00', vat: '-2.30', gross: '-12.30' })
    const two = await copy('K/6', { ...said, corrects, net: '-20.00', vat: '-4.60', gross: '-24.60' })
    expect((await api.purchase(us, a)).correctedBy).toHaveLength(2)
    await news()
    await decide(`${one.id}.AMOUNT_MISMATCH.${two.id}`, 'same-invoice')
    expect(await told({ a })).toContainEqual(expect.stringMatching(correctedBy))
    expect((await api.purchase(us, a)).correctedBy).toMatchObject([{ purchaseId: one.id }])
    await decide(`${one.id}.AMOUNT_MISMATCH.${two.id}`, 'reopen')
    expect(await told({ a })).toContainEqual(expect.stringMatching(correctedBy))
    expect((await api.purchase(us, a)).correctedBy).toHaveLength(2)
  })
})
