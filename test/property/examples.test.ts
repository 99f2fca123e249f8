import { describe, expect, it } from 'vitest'
import {
  type FaDocument,
  type InvoiceMetadata,
  type KsefClocks,
  ksefDocument,
  ksefNumber,
  qrI,
} from '../support/ksef.ts'
import { play, type Step } from './arrival.ts'
import { buyer, foreignSeller, sellers } from './documents.ts'
import { inNewLedger } from './ledger.ts'
import { type Picture, pictureOf } from './picture.ts'

/** Counterexamples that the property test found, told by hand: what came in which order, and what must not differ. */

const seller = sellers.A
const day = '2026-06-29'

const numberOf = (number: string): string => ksefNumber(seller.nip, day, number)

function inKsef(number: string, said: Partial<FaDocument & KsefClocks> = {}) {
  const { acceptedAt = `${day}T10:00:00Z` } = said
  return ksefDocument({
    ...{ seller, buyer, number, issueDay: day, numberedAt: acceptedAt, ksefNumber: numberOf(number) },
    ...said,
  })
}

type Corrected = NonNullable<FaDocument['corrects']>
const byNumber = (...numbers: string[]): Corrected =>
  numbers.map((number) => ({ number, issueDay: day, ksefNumber: null }))
const byKsefNumber = (...numbers: string[]): Corrected =>
  numbers.map((number) => ({ number, issueDay: day, ksefNumber: numberOf(number) }))

const document = (from: ReturnType<typeof inKsef>): Step => ({ send: 'ksef', ...from })
const row = (metadata: InvoiceMetadata): Step => ({ send: 'ksef', metadata, xml: null })
const copy = (number: string, said: object = {}): Step => ({
  send: 'copy',
  body: {
    ...{
      seller,
      number,
      issueDate: day,
      kind: 'VAT',
      currency: 'PLN',
      net: '100.00',
      vat: '23.00',
      gross: '123.00',
    },
    ...{ receivedOn: day, document: 'invoice' },
    ...said,
  },
})
const outage = (place: number, said: object): Step => ({
  send: 'outage',
  place,
  body: { kind: 'failure', start: day, end: day, announcedAt: day, source: 'bip', ...said },
})

const pictureAfter = (...steps: Step[]): Promise<Picture> =>
  inNewLedger(async (api) => {
    await play(api, steps)
    return pictureOf(api)
  })

/** All steps in one request. */
const pictureAfterOneRequest = (...steps: Step[]): Promise<Picture> =>
  inNewLedger(async (api) => {
    await play(api, steps, [true])
    return pictureOf(api)
  })

describe('corrections', () => {
  const first = document(inKsef('KOR/1', { kind: 'KOR', corrects: byNumber('FV/1') }))
  const second = document(inKsef('KOR/2', { kind: 'KOR', corrects: byKsefNumber('KOR/1') }))

  it('a correction comes in one package with the correction that it corrects', async () => {
    expect(await pictureAfterOneRequest(first, second)).toEqual(await pictureAfter(first, second))
  })

  it('and one of them is known as a copy already', async () => {
    const known = copy('KOR/2', { kind: 'KOR', corrects: [{ number: 'KOR/1', issueDate: day }] })
    const expected = await pictureAfter(first, second, known)
    const seen = await inNewLedger(async (api) => {
      await play(api, [known])
      await play(api, [first, second], [true])
      return pictureOf(api)
    })
    expect(seen).toEqual(expected)
  })

  it('a correction has the number and the day of its original', async () => {
    const original = document(inKsef('FV/1'))
    const correction = document(
      inKsef('FV/1', { kind: 'KOR', corrects: byNumber('FV/1'), ksefNumber: numberOf('KOR to FV/1') }),
    )
    expect(await pictureAfter(correction, original)).toEqual(await pictureAfter(original, correction))
  })

  it('a copy of unknown kind names itself', async () => {
    const itself = copy('FV/1', { kind: null, corrects: [{ number: 'FV/1', issueDate: day }] })
    expect((await pictureAfter(itself)).purchases).toHaveLength(1)
  })

  it('a correction names two KSeF numbers of one paper that is held without number', async () => {
    const original = copy('FV/1')
    const two = byKsefNumber('first', 'second').map((reference) => ({ ...reference, number: 'FV/1' }))
    const correction = document(inKsef('KOR/1', { kind: 'KOR', corrects: two }))
    expect(await pictureAfter(correction, original)).toEqual(await pictureAfter(original, correction))
  })

  it('a correction names a paper whose number only a later print of the same invoice bears', async () => {
    const print = (number: string) =>
      copy(number, {
        document: 'numbered-visualisation',
        ksefNumber: numberOf('FV/1'),
        receivedOn: '2026-07-01',
      })
    const correction = document(inKsef('KOR/1', { kind: 'KOR', corrects: byNumber('PAPIER/1') }))
    const [invoice, plain, misprinted] = [document(inKsef('FV/1')), print('FV/1'), print('PAPIER/1')]
    expect(await pictureAfter(invoice, plain, correction, misprinted)).toEqual(
      await pictureAfter(invoice, plain, misprinted, correction),
    )
  })

  it('the original that a correction names turns out to be another purchase', async () => {
    const confirmation = (number: string) =>
      copy(number, {
        document: 'transaction-confirmation',
        qrCodes: [qrI(seller.nip, day, inKsef('FV/1').xml)],
      })
    const print = (said: object) =>
      copy('FV/1', {
        document: 'numbered-visualisation',
        ksefNumber: numberOf('FV/1'),
        receivedOn: '2026-07-01',
        ...said,
      })
    const [known, joining] = [
      print({ channel: 'email' }),
      print({ channel: 'paper', qrCodes: [qrI(seller.nip, day, inKsef('FV/1').xml)] }),
    ]
    const correction = document(inKsef('KOR/1', { kind: 'KOR', corrects: byNumber('PAPIER/1') }))
    const paper = confirmation('PAPIER/1')
    const other = copy('FV/1', { document: 'transaction-confirmation' })
    expect(await pictureAfter(known, other, paper, correction, joining)).toEqual(
      await pictureAfter(known, other, joining, paper, correction),
    )
  })
})

describe('outages', () => {
  it('a failure is announced only after its end', async () => {
    const issued = document(inKsef('FV/1', { acceptedAt: '2026-07-08T10:00:00Z' }))
    const late = outage(0, { start: '2026-06-26', end: '2026-06-27', announcedAt: '2026-07-06' })
    expect(await pictureAfter(issued, late)).toEqual(await pictureAfter(late, issued))
  })

  it('two failures cover P_1', async () => {
    const issued = document(inKsef('FV/1', { acceptedAt: '2026-07-08T10:00:00Z' }))
    const [first, second] = [outage(0, {}), outage(1, { announcedAt: '2026-07-06' })]
    expect(await pictureAfter(second, first, issued)).toEqual(await pictureAfter(first, second, issued))
  })
})

describe('documents that disagree', () => {
  it('two rows of one KSeF number state different hashes of its XML', async () => {
    const { metadata } = inKsef('FV/1')
    const other = { ...metadata, invoicingMode: 'Offline', invoiceHash: inKsef('FV/2').metadata.invoiceHash }
    expect(await pictureAfter(row(metadata), row(other))).toEqual(
      await pictureAfter(row(other), row(metadata)),
    )
  })

  it('a copy names another seller than the KSeF document whose number it prints', async () => {
    const invoice = document(inKsef('FV/1', { acceptedAt: '2026-08-08T10:00:00Z' }))
    const misread = copy('FV/1', { seller: foreignSeller, ksefNumber: numberOf('FV/1') })
    const supplier: Step = { send: 'supplier', spec: { seller: 'A', duty: 'obliged', delivery: null } }
    const expected = await pictureAfter(supplier, misread, invoice)
    expect(await pictureAfter(invoice, misread, supplier)).toEqual(expected)
    expect(await pictureAfter(misread, invoice, supplier)).toEqual(expected)
  })

  it('a package shows a copy to be addressed to somebody else, and brings another invoice of its amount', async () => {
    const known = copy('FV/1', { ksefNumber: numberOf('FV/1') })
    const [theirs, near] = [document(inKsef('FV/1', { buyer: sellers.B })), document(inKsef('FV/2'))]
    const seen = await inNewLedger(async (api) => {
      await play(api, [known])
      await play(api, [theirs, near], [true])
      return pictureOf(api)
    })
    expect(seen).toEqual(await pictureAfter(theirs, near, known))
  })

  it('a copy of unknown kind meets a correction of another amount', async () => {
    const unknown = copy('FV/1', { kind: null })
    const correction = copy('FV/1', { kind: 'KOR', gross: '369.00', net: '300.00', vat: '69.00' })
    expect(await pictureAfter(unknown, correction)).toEqual(await pictureAfter(correction, unknown))
  })

  it('copies of unknown kind meet several corrections in one package', async () => {
    const unknown = copy('KOR/1', { kind: null, gross: '369.00', net: '300.00', vat: '69.00' })
    const two = ['KOR a', 'KOR b'].map((name) =>
      document(inKsef('KOR/1', { kind: 'KOR', corrects: byNumber('FV/1'), ksefNumber: numberOf(name) })),
    )
    const seen = await inNewLedger(async (api) => {
      await play(api, [unknown])
      await play(api, two, [true])
      return pictureOf(api)
    })
    expect(seen).toEqual(await pictureAfter(...two, unknown))
  })
})

describe('a seller of five equal amounts', () => {
  const five = Array.from({ length: 5 }, (_, i) => copy(`FV/${i + 1}`))
  const duplicates = ({ purchases }: Picture): number =>
    purchases.filter((p) => JSON.stringify(p).includes('POSSIBLE_DUPLICATE')).length

  it('may have written one of them twice', async () => {
    const expected = await pictureAfter(...five)
    expect(duplicates(expected)).toBe(5)
    expect(await pictureAfterOneRequest(...five.toReversed())).toEqual(expected)
  })

  it('issues one more, which gets its number later', async () => {
    const [more, numbered] = [copy('FV/6'), document(inKsef('FV/6'))]
    const expected = await pictureAfter(...five, more, numbered)
    expect(duplicates(expected)).toBe(0)
    expect(await pictureAfter(numbered, ...five, more)).toEqual(expected)
    expect(await pictureAfterOneRequest(more, ...five.toReversed(), numbered)).toEqual(expected)
  })

  it('issues one more, which remains without number', async () => {
    const expected = await pictureAfter(...five, copy('FV/6'))
    expect(duplicates(expected)).toBe(0)
    expect(await pictureAfter(copy('FV/6'), ...five.toReversed())).toEqual(expected)
  })

  it('issues one more, of which KSeF says another amount', async () => {
    const misread = copy('FV/6', { ksefNumber: numberOf('FV/6') })
    const numbered = document(inKsef('FV/6', { amounts: { net: '300.00' } }))
    expect(await pictureAfter(...five, misread, numbered)).toEqual(
      await pictureAfter(numbered, ...five, misread),
    )
  })

  it('issues one more, which turns out to be addressed to somebody else', async () => {
    const sent = copy('FV/6', { ksefNumber: numberOf('FV/6') })
    const numbered = document(inKsef('FV/6', { buyer: sellers.B }))
    expect(await pictureAfter(...five, sent, numbered)).toEqual(await pictureAfter(numbered, ...five, sent))
  })

  it('issues one more, which turns out to be a paper of an invoice of another amount', async () => {
    const invoice = inKsef('FV/6', { amounts: { net: '300.00' } })
    const paper = copy('PAPIER/6', { qrCodes: [qrI(seller.nip, day, invoice.xml)] })
    const print = copy('FV/6', { gross: '369.00', ksefNumber: numberOf('FV/6') })
    expect(await pictureAfter(...five, paper, print, document(invoice))).toEqual(
      await pictureAfter(document(invoice), print, ...five, paper),
    )
  })

  it('has two of them that turn out to be one', async () => {
    const invoice = inKsef('FV/6')
    const paper = copy('PAPIER/6', { qrCodes: [qrI(seller.nip, day, invoice.xml)] })
    const four = five.slice(1)
    expect(await pictureAfter(...four, copy('FV/6'), paper, document(invoice))).toEqual(
      await pictureAfter(document(invoice), ...four, copy('FV/6'), paper),
    )
  })

  it('loses one of them, and has a crowd of the same amount in the next month', async () => {
    const nextMonth = Array.from({ length: 6 }, (_, i) => copy(`FV/${i + 1}/07`, { issueDate: '2026-07-01' }))
    const misread = copy('FV/6', { ksefNumber: numberOf('FV/6') })
    const numbered = document(inKsef('FV/6', { amounts: { net: '300.00' } }))
    expect(await pictureAfter(...nextMonth, ...five, misread, numbered)).toEqual(
      await pictureAfter(numbered, misread, ...nextMonth, ...five),
    )
  })

  it('issues one more, beside an invoice in KSeF of that month and a copy of the next', async () => {
    const [inKsefThen, nextMonth] = [document(inKsef('KS/1')), copy('FV/1/07', { issueDate: '2026-07-01' })]
    const more = copy('FV/6')
    expect(await pictureAfter(inKsefThen, nextMonth, ...five, more)).toEqual(
      await pictureAfter(more, ...five, inKsefThen, nextMonth),
    )
  })
})
