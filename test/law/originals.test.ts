import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import {
  type Corrected,
  type FaDocument,
  type KsefClocks,
  ksefDocument,
  nip,
  packageOf,
} from '../support/ksef.ts'

/** Corrections and the invoices they name: art. 106j, art. 106nda ust. 12, art. 86 ust. 19a. */

const seller = { nip: nip('originals seller'), name: 'Sprzedawca' }
const stranger = { nip: nip('originals stranger'), name: 'Obcy' }
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api
let us = ''
let count = 0

beforeAll(async () => {
  stage = await createTestApp({ now: '2026-10-20T12:00:00+02:00' })
  api = stage.api
})
afterAll(() => stage.close())
beforeEach(async () => {
  us = nip(`originals ${count++}`)
  await settings({})
  for (const { nip: id } of [seller, stranger])
    await api.putSupplier(us, id, { ksefDuty: [{ status: 'obliged', from: '2026-02-01' }] })
})

const settings = (said: object) => api.putTaxpayer(us, { name: 'Odbiorca', ...said })
type Said = Partial<FaDocument & KsefClocks>
const fromKsef = (number: string, said: Said = {}) =>
  ksefDocument({
    ...{ seller, buyer: { nip: us }, number, issueDay: '2026-09-01' },
    ...{ numberedAt: `${said.issueDay ?? '2026-09-01'}T10:00:00+02:00` },
    ...said,
  })
const correction = (number: string, corrects: Corrected[], gross = '-12.30', said: Said = {}) => {
  const vat = (Number(gross) * (23 / 123)).toFixed(2)
  const net = (Number(gross) - Number(vat)).toFixed(2)
  return fromKsef(number, {
    ...{ kind: 'KOR', issueDay: '2026-10-05', amounts: { net, vat, gross }, corrects },
    ...said,
  })
}
const send = (...documents: ReturnType<typeof ksefDocument>[]) => api.importPackage(us, packageOf(documents))
const copy = (number: string, said: object = {}) =>
  api.postCopy(us, {
    ...{ seller, number, issueDate: '2026-10-06', receivedOn: '2026-10-06', currency: 'PLN' },
    ...{ kind: 'VAT', document: 'offline-invoice', net: '1000.00', vat: '230.00', gross: '1230.00' },
    ...said,
  })
const numberOf = ({ metadata }: ReturnType<typeof ksefDocument>) => metadata.ksefNumber
const reference = (number: string, ksefNumber: string | null, issueDay = '2026-09-01'): Corrected => ({
  ...{ number, issueDay, ksefNumber },
})
const of = async (number: string): Promise<Purchase> => (await api.purchases(us, { number }))[0] as Purchase
/** Severity and code of what is open about originals, each as often as it is open. */
const about = async (number: string): Promise<string[]> =>
  (await of(number)).findings
    .filter((f) => f.open && /ORIGINAL|NEW_TOTALS|CORRECTS/.test(f.code))
    .map((f) => `${f.severity} ${f.code}`)
    .sort()
const unknown = 'review KOR_ORIGINAL_UNKNOWN'

describe('an original that is not known here (RULES 6 (c), art. 86 ust. 19a)', () => {
  it.each(['-12.30', '12.30', '0.00'])('is asked about whatever the sign: %s', async (gross) => {
    await send(correction('KOR/1', [reference('FV/1', null)], gross))
    expect(await about('KOR/1')).toEqual(['info INFO_CORRECTS_NON_KSEF', unknown])
  })

  it('is asked about once for each reference, and no more when it comes, in any order', async () => {
    const [one, two] = [fromKsef('FV/1'), fromKsef('FV/2')]
    const names = [
      reference('FV/1', numberOf(one)),
      reference('FV/2', numberOf(two)),
      reference('FV/3', null),
    ]
    await send(one)
    await send(correction('KOR/1', names))
    expect(await about('KOR/1')).toEqual(['info INFO_CORRECTS_NON_KSEF', unknown, unknown])
    await send(two)
    expect(await about('KOR/1')).toEqual(['info INFO_CORRECTS_NON_KSEF', unknown])
    await copy('FV/3', { issueDate: '2026-09-01', document: 'invoice' })
    expect(await about('KOR/1')).toEqual(['info INFO_CORRECTS_NON_KSEF'])
  })

  it('asks about each reference by itself: a decision settles that one alone', async () => {
    await send(correction('KOR/1', [reference('FV/1', null), reference('FV/2', null)]))
    const [first] = (await of('KOR/1')).findings.filter((f) => f.code === 'KOR_ORIGINAL_UNKNOWN')
    const path = `/v1/taxpayers/${us}/findings/${first?.id}/decision`
    expect((await api.json('POST', path, { decision: 'dismissed', note: 'of 2025' })).status).toBe(200)
    expect(await about('KOR/1')).toEqual(['info INFO_CORRECTS_NON_KSEF', unknown])
    expect((await api.json('POST', path, { decision: 'different-invoice' })).status).toBe(422)
    const { items } = (await api.json('GET', `/v1/taxpayers/${us}/findings?code=KOR_ORIGINAL_UNKNOWN`)).body
    expect(items.map((f: { otherPurchaseId: null; open: boolean }) => [f.otherPurchaseId, f.open])).toEqual([
      [null, false],
      [null, true],
    ])
  })

  it('is info when it was issued before the ledger opened, not on the day itself', async () => {
    await settings({ ledgerFrom: '2026-09-02' })
    await send(correction('KOR/1', [reference('FV/1', null), reference('FV/2', null, '2026-09-02')]))
    expect(await about('KOR/1')).toEqual([
      'info INFO_CORRECTS_NON_KSEF',
      'info INFO_ORIGINAL_BEFORE_LEDGER',
      unknown,
    ])
    await settings({ ledgerFrom: null })
    expect(await about('KOR/1')).toEqual(['info INFO_CORRECTS_NON_KSEF', unknown, unknown])
    expect((await api.json('GET', `/v1/taxpayers/${us}`)).body.ledgerFrom).toBeNull()
  })

  it('is asked about of a copy too, and not where nothing says what is corrected', async () => {
    const minus = { kind: 'KOR', document: 'invoice', net: '-10.00', vat: '-2.30', gross: '-12.30' }
    await copy('KOR/1', { ...minus, corrects: [{ number: 'FV/1', issueDate: '2026-09-01' }] })
    await copy('KOR/2', { ...minus, gross: '-12.31' })
    expect(await about('KOR/1')).toEqual([unknown])
    expect(await about('KOR/2')).toEqual(['info INFO_ORIGINAL_NOT_NAMED'])
    await api.patchPurchase(us, (await of('KOR/2')).id, {
      corrects: [{ number: 'FV/1', issueDate: '2026-09-01' }],
    })
    expect(await about('KOR/2')).toEqual([unknown])
  })

  it('is no longer missed once it is stated when it was deducted, also as not yet', async () => {
    await send(correction('KOR/1', [reference('FV/1', null), reference('FV/2', null)]))
    const { id } = await of('KOR/1')
    await api.patchPurchase(us, id, { originalDeductedIn: null })
    expect(await about('KOR/1')).toEqual(['info INFO_CORRECTS_NON_KSEF'])
  })

  it('is not known while several purchases fit the reference', async () => {
    const [advance, invoice] = [fromKsef('FV/1', { kind: 'ZAL' }), fromKsef('FV/1')]
    Object.assign(advance.metadata, { ksefNumber: numberOf(fromKsef('FV/1 advance')) })
    await send(advance, invoice, correction('KOR/1', [reference('FV/1', null)]))
    expect(await about('KOR/1')).toEqual(['info INFO_CORRECTS_NON_KSEF', unknown])
    expect((await of('KOR/1')).corrects[0]?.purchaseId).toBeNull()
  })
})

describe('an original of another seller', () => {
  it('is flagged and not taken for the original, whichever comes first', async () => {
    const theirs = fromKsef('FV/1', { seller: stranger })
    const quoting = (number: string) => correction(number, [reference('FV/1', numberOf(theirs))])
    await send(quoting('KOR/1'))
    await send(theirs)
    await send(quoting('KOR/2'))
    for (const number of ['KOR/1', 'KOR/2']) {
      expect(await about(number)).toEqual(['review KOR_ORIGINAL_OTHER_SELLER'])
      expect((await of(number)).corrects[0]?.purchaseId).toBeNull()
    }
    expect(await about('FV/1')).toEqual([])
  })
})

describe('an original without its number (art. 106nda ust. 12, art. 106nf ust. 11, art. 106nh ust. 4)', () => {
  const early = 'review KOR_ORIGINAL_WITHOUT_NUMBER'
  const correct = (more: object = {}) =>
    copy('KOR/1', {
      ...{ issueDate: '2026-10-07', receivedOn: '2026-10-07', kind: 'KOR' },
      ...{ net: '-100.00', vat: '-23.00', gross: '-123.00' },
      corrects: [{ number: 'FV/1', issueDate: '2026-10-06', ...more }],
    })
  const numbered = () =>
    send(
      fromKsef('FV/1', {
        ...{ issueDay: '2026-10-06', amounts: { net: '1000.00' } },
        numberedAt: '2026-10-12T09:00:00+02:00',
      }),
    )

  it.each([
    ['offline24', null],
    ['maintenance', 'maintenance'],
    ['emergency', 'failure'],
  ])('is for review until the number comes: %s, in any order', async (mode, kind) => {
    const outage =
      kind && (await api.postOutage({ kind, start: '2026-10-06', end: '2026-10-06', source: 'bip' }))
    await correct()
    expect(await about('KOR/1')).toEqual([unknown])
    await copy('FV/1')
    expect((await of('FV/1')).mode).toBe(mode)
    expect(await about('KOR/1')).toEqual([early])
    expect((await of('KOR/1')).findings.find((f) => f.code.endsWith('WITHOUT_NUMBER'))?.message).toMatch(
      /FV\/1 was issued offline and has no KSeF number/,
    )
    await numbered()
    expect(await about('KOR/1')).toEqual([])
    if (outage) await api.patchOutage(outage.id, { withdrawn: true })
  })

  it('blocks where the correction quotes a number that nobody here has seen', async () => {
    await copy('FV/1')
    const number = numberOf(fromKsef('FV/1', { issueDay: '2026-10-06' }))
    await correct({ ksefNumber: number })
    expect(await about('KOR/1')).toEqual(['blocking KOR_ORIGINAL_WITHOUT_NUMBER'])
    await copy('FV/1', { document: 'numbered-visualisation', ksefNumber: number, receivedOn: '2026-10-13' })
    expect(await about('KOR/1')).toEqual([])
  })

  it('is lawful outside KSeF, where no number ever comes, and in breach of the duty', async () => {
    await copy('FV/1', { document: 'invoice' })
    await correct()
    expect((await of('FV/1')).mode).toBe('outside-breach')
    expect(await about('KOR/1')).toEqual([])
    await api.putSupplier(us, seller.nip, { ksefDuty: [{ status: 'art-145m', from: '2026-02-01' }] })
    expect((await of('FV/1')).mode).toBe('outside-lawful')
    expect(await about('KOR/1')).toEqual([])
  })

  it('is not asked for once a total failure abolished the sending', async () => {
    await copy('FV/1')
    await correct()
    const outage = await api.postOutage({
      ...{ kind: 'total-failure', start: '2026-10-07', end: '2026-10-08', source: 'mass-media' },
    })
    expect(await about('KOR/1')).toEqual([])
    await api.patchOutage(outage.id, { withdrawn: true })
    expect(await about('KOR/1')).toEqual([early])
  })
})

describe('totals instead of the difference (RULES 6 (e), art. 106j ust. 2 pkt 5)', () => {
  const totals = 'review KOR_NEW_TOTALS'
  const corrected = async (gross: string, originals = ['123.00'], said: Said = {}) => {
    const names = originals.map((amount, index) => {
      const vat = (Number(amount) * (23 / 123)).toFixed(2)
      const amounts = { net: (Number(amount) - Number(vat)).toFixed(2), vat, gross: amount }
      return fromKsef(`FV/${index}`, { amounts })
    })
    const references = names.map((d, index) => reference(`FV/${index}`, numberOf(d)))
    await send(...names, correction('KOR/1', references, gross, said))
    return about('KOR/1')
  }

  it.each([
    ['98.40', ['123.00'], [totals], 'most of the size'],
    ['61.51', ['123.00'], [totals], 'a grosz more than half'],
    ['61.50', ['123.00'], [], 'half, as a line added may be'],
    ['150.00', ['123.00'], [totals], 'more than before'],
    ['-98.40', ['123.00'], [], 'a difference in minus'],
    ['-123.00', ['123.00'], [], 'a correction to zero'],
    ['0.00', ['123.00'], [], 'a correction of text'],
    ['123.00', ['123.00', '246.00'], [], 'of two together a third'],
    ['300.00', ['123.00', '246.00'], [totals], 'of two together most'],
  ])('%s for %j: %j, %4$s', async (gross, originals, found) => {
    expect(await corrected(gross, originals)).toEqual(found)
    expect(await about('FV/0')).toEqual([])
  })

  it('is not asked in another currency, nor of corrections of corrections, nor while one original is missing', async () => {
    expect(await corrected('98.40', ['123.00'], { currency: 'EUR', exchangeRate: '4.2' })).toEqual([])
    const first = correction('KOR/2', [reference('FV/0', null)])
    await send(first)
    await send(correction('KOR/3', [reference('KOR/2', numberOf(first), '2026-10-05')], '-12.30'))
    expect(await about('KOR/3')).toEqual([])
    await send(correction('KOR/4', [reference('FV/0', null), reference('FV/9', null)], '98.40'))
    expect(await about('KOR/4')).toEqual(['info INFO_CORRECTS_NON_KSEF', unknown])
  })

  it('asks of advances and final invoices as of others', async () => {
    expect(await corrected('98.40', ['123.00'], { kind: 'KOR_ZAL' })).toEqual([totals])
  })
})
