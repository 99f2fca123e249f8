import { describe, expect, it } from 'vitest'
import type { Purchase } from '../support/api.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, ksefNumber, nip, packageOf } from '../support/ksef.ts'
import { api, nextSeller, ownSellers, seller } from '../support/own-seller.ts'

/** Equal amounts that are the habit of a seller, and originals that corrections look for. */

const us = ownSellers('crowds', '2026-07-24T12:00:00+02:00')
const copy = async (number: string, said: object = {}): Promise<Purchase> =>
  (await api.postCopy(us, plainCopy(seller, number, { ...said }))).purchase as Purchase
const suspected = async (id: string) =>
  (await api.purchase(us, id)).findings.filter((f) => f.code === 'POSSIBLE_DUPLICATE' && f.open).length
const document = (number: string, said: object = {}) =>
  ksefDocument({
    ...{ seller, buyer: { nip: us }, number, issueDay: '2026-06-10' },
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    numberedAt: '2026-06-10T10:00:00+02:00',
    ...said,
  })

describe('equal amounts of one seller', () => {
  /** Numbers that have nothing in common. */
  const names = ['ALFA', 'BETON', 'CUKIER', 'DRUT', 'EMALIA', 'FOLIA', 'GWINT']
  const crowd = async (count: number, said: (index: number) => object = () => ({})) => {
    const made: string[] = []
    for (const [index, name] of names.slice(0, count).entries()) made.push((await copy(name, said(index))).id)
    return made
  }
  const counts = (all: readonly string[]) => Promise.all(all.map(suspected))

  it('are suspicious up to five in a month, and say nothing from the sixth on', async () => {
    const five = await crowd(5)
    expect(await counts(five)).toEqual([4, 4, 4, 4, 4])
    const sixth = (await copy('FOLIA')).id
    expect(await counts([...five, sixth])).toEqual([0, 0, 0, 0, 0, 0])
  })
  it('are suspicious again when one of six turns out to have another amount', async () => {
    const all = await crowd(6)
    const [first = '', second = ''] = all
    const path = `/v1/taxpayers/${us}/evidence/${(await api.purchase(us, second)).evidence[0]?.id}/move`
    await api.json('POST', path, { to: first, note: null })
    expect(await suspected(all[5] as string)).toBe(4)
    expect(await suspected(first)).toBe(4)
  })
  it('count by month and by amount', async () => {
    const all = await crowd(6, (index) => ({ gross: index === 5 ? '124.00' : '123.00' }))
    expect(await counts(all)).toEqual([4, 4, 4, 4, 4, 0])
    nextSeller()
    const days = (index: number) => (index < 3 ? '2026-05-31' : '2026-06-01')
    const two = await crowd(6, (index) => ({ issueDate: days(index), receivedOn: '2026-06-02' }))
    expect(await counts(two)).toEqual([5, 5, 5, 5, 5, 5])
  })
  it.each([
    ['before', '2026-06-01', '2026-05-31'],
    ['after', '2026-05-31', '2026-06-01'],
  ])('say nothing of one in the month %s, where none is a crowd', async (_, issueDate, other) => {
    const six = await crowd(6, () => ({ issueDate, receivedOn: '2026-06-02' }))
    const { id } = await copy('GWINT', { issueDate: other, receivedOn: '2026-06-02' })
    expect(await counts([...six, id])).toEqual([0, 0, 0, 0, 0, 0, 0])
  })
  it('are counted with those in KSeF, whichever come first', async () => {
    const five = await crowd(5)
    await api.importPackage(us, packageOf([document('FOLIA')]))
    expect(await counts(five)).toEqual([0, 0, 0, 0, 0])
    nextSeller()
    await api.importPackage(us, packageOf(names.slice(0, 5).map((name) => document(name))))
    expect(await suspected((await copy('FOLIA')).id)).toBe(0)
    nextSeller()
    await api.importPackage(us, packageOf(names.slice(0, 4).map((name) => document(name))))
    expect(await suspected((await copy('FOLIA')).id)).toBe(4)
  })
})

describe('what a purchase is asked', () => {
  it('is told in the order of the purchases, whichever the question and whichever came first', async () => {
    const asked = async (id: string) =>
      (await api.purchase(us, id)).findings
        .filter((f) => ['AMOUNT_MISMATCH', 'POSSIBLE_DUPLICATE'].includes(f.code))
        .map((f) => f.id.split('.').slice(1).join(' '))
    const said = { gross: '500.00', net: null, vat: null }
    const one = await copy('FV/O1', said)
    const misread = await copy('FV/01', said)
    const other = await copy('FV/O1', { ...said, gross: '600.00' })
    expect(await asked(one.id)).toEqual([`POSSIBLE_DUPLICATE ${misread.id}`, `AMOUNT_MISMATCH ${other.id}`])
    nextSeller()
    const first = await copy('FV/O1', said)
    const second = await copy('FV/O1', { ...said, gross: '600.00' })
    const third = await copy('FV/01', said)
    expect(await asked(first.id)).toEqual([`AMOUNT_MISMATCH ${second.id}`, `POSSIBLE_DUPLICATE ${third.id}`])
  })
})

describe('a correction looks for its original', () => {
  const correcting = (number: string, said: object) =>
    document(number, {
      ...{ kind: 'KOR', issueDay: '2026-06-20', numberedAt: '2026-06-20T10:00:00+02:00' },
      amounts: { net: '-10.00', vat: '-2.30', gross: '-12.30' },
      corrects: [{ number: 'O/1', issueDay: '2026-06-10', ksefNumber: null, ...said }],
    })
  const bring = (...documents: ReturnType<typeof document>[]) => api.importPackage(us, packageOf(documents))
  const found = async (number: string) =>
    (await api.purchases(us, { number, seller: seller.nip }))[0] as Purchase
  const codes = async (number: string) =>
    (await found(number)).findings.filter((f) => f.code.includes('ORIGINAL')).map((f) => f.code)

  it('by number and day, whichever comes first', async () => {
    await bring(correcting('K/1', {}))
    expect([(await found('K/1')).corrects[0]?.purchaseId, await codes('K/1')]).toEqual([
      null,
      ['KOR_ORIGINAL_UNKNOWN'],
    ])
    await bring(document('O/1'))
    const original = await found('O/1')
    expect([(await found('K/1')).corrects[0]?.purchaseId, await codes('K/1')]).toEqual([original.id, []])
    expect(original.correctedBy).toMatchObject([{ number: 'K/1' }])
  })
  it('by the quoted number of KSeF, whatever number and day are written', async () => {
    const original = document('O/2')
    await bring(original, correcting('K/2', { number: 'X', ksefNumber: original.metadata.ksefNumber }))
    expect((await found('K/2')).corrects[0]?.purchaseId).toBe((await found('O/2')).id)
  })
  it('and does not take one with another number of KSeF, but a copy that lacks it, with a question', async () => {
    const quoted = ksefNumber(seller.nip, '2026-06-10', 'quoted')
    await bring(document('O/1'), correcting('K/3', { ksefNumber: quoted }))
    expect([(await found('K/3')).corrects[0]?.purchaseId, await codes('K/3')]).toEqual([
      null,
      ['KOR_ORIGINAL_UNKNOWN'],
    ])
    nextSeller()
    const other = ksefNumber(seller.nip, '2026-06-10', 'quoted')
    const paper = await copy('O/1')
    await bring(correcting('K/4', { ksefNumber: other }))
    expect([(await found('K/4')).corrects[0]?.purchaseId, await codes('K/4')]).toEqual([
      paper.id,
      ['KOR_ORIGINAL_WITHOUT_NUMBER'],
    ])
  })
  it('and takes a copy on which the quoted number is printed without a question', async () => {
    const quoted = ksefNumber(seller.nip, '2026-06-10', 'printed')
    const paper = await copy('O/1', { ksefNumber: quoted, document: 'numbered-visualisation' })
    await bring(correcting('K/5', { ksefNumber: quoted }))
    expect([(await found('K/5')).corrects[0]?.purchaseId, await codes('K/5')]).toEqual([paper.id, []])
  })
  it('and finds none where several fit, and says so', async () => {
    await copy('O/1', { gross: '201.00' })
    await copy('O/1', { gross: '202.00' })
    await bring(correcting('K/6', {}))
    const correction = await found('K/6')
    expect(correction.corrects[0]?.purchaseId).toBeNull()
    expect(correction.findings.find((f) => f.code === 'KOR_ORIGINAL_UNKNOWN')?.message).toContain(
      'Several purchases here fit the original O/1 of 2026-06-10.',
    )
  })
  it('and says that a quoted number is of another seller', async () => {
    await bring(correcting('K/7', { ksefNumber: ksefNumber(nip('crowds stranger'), '2026-06-10', 'other') }))
    expect(await codes('K/7')).toEqual(['KOR_ORIGINAL_OTHER_SELLER'])
  })
  it('and says nothing of that where its seller is registered abroad: he may have a Polish number as well', async () => {
    const abroad = { country: 'DE', vatId: '811128135', name: 'Verkäufer GmbH' }
    const quoted = ksefNumber(nip('crowds stranger'), '2026-06-10', 'other')
    const corrects = [{ number: 'O/1', issueDate: '2026-06-10', ksefNumber: quoted }]
    const { purchase } = await api.postCopy(us, {
      ...plainCopy({ nip: '' }, 'K/9', { kind: 'KOR', corrects }),
      seller: abroad,
    })
    const { findings } = await api.purchase(us, purchase?.id as string)
    expect(findings.map((f) => f.code).filter((one) => one.includes('ORIGINAL'))).toEqual([
      'KOR_ORIGINAL_UNKNOWN',
    ])
  })
  it('and is deducted no earlier than that: with the original it moves', async () => {
    await bring(document('O/1'), correcting('K/8', {}))
    const before = (await found('K/8')).deduction.from
    await api.patchPurchase(us, (await found('O/1')).id, { deductIn: '2026-08' })
    const after = (await found('K/8')).deduction.from
    expect([before, after]).toEqual(['2026-06', '2026-08'])
  })
})
