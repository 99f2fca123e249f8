import {
  type FaDocument,
  faXml,
  type InvoiceMetadata,
  ksefDocument,
  ksefNumber,
  nip,
  qrI,
  qrII,
  sha256,
  warsawDay,
} from '../support/ksef.ts'
import { type CopySpec, days, type InvoiceSpec, type KsefSpec, type Story } from './story.ts'

/** The documents that a story tells of, as they are sent. */

export type Delivery =
  | { send: 'copy'; body: object }
  | { send: 'copy-xml'; xml: Uint8Array; facts: Record<string, string> }
  | { send: 'ksef'; metadata: InvoiceMetadata; xml: Uint8Array<ArrayBuffer> | null }

export const buyer = { nip: nip('arrival buyer'), name: 'Odbiorca sp. z o.o.' }
export const sellers = {
  A: { nip: nip('arrival seller A'), name: 'Stalmex Hurt sp. z o.o.' },
  B: { nip: nip('arrival seller B'), name: 'Drukpol S.A.' },
}
export const foreignSeller = { country: 'DE', vatId: '123456789', name: 'Lieferant GmbH' }
const somebodyElse = { nip: nip('arrival somebody else'), name: 'Ktoś Inny S.A.' }

/** What some papers say instead of the invoice's number. */
const paperNumber = 'PAPIER/1'

/** Every document of the story. */
export const documentsOf = (story: Story): Delivery[] => [
  ...crowdOf(story),
  ...story.evidence.map((spec) => (spec.type === 'ksef' ? inKsef(story, spec) : handedOver(story, spec))),
]

const crowdOf = ({ crowd }: Story): Delivery[] =>
  Array.from({ length: crowd }, (_, i) => ({
    send: 'copy',
    body: {
      ...{ seller: sellers.A, number: `M/${i + 1}`, issueDate: days[0], kind: 'VAT', currency: 'PLN' },
      ...{ net: '100.00', vat: '23.00', gross: '123.00', receivedOn: days[0], document: 'invoice' },
    },
  }))

const addDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)

/** Invoices are named by their place; one that is not there stands for the last. */
const at = (story: Story, place: number): [InvoiceSpec, number] => {
  const index = Math.min(place, story.invoices.length - 1)
  return [story.invoices[index] as InvoiceSpec, index]
}

const spellings: ((number: string) => string)[] = [
  (number) => number,
  (number) => number.toLowerCase().replaceAll('/', '-'),
  (number) => ` ${number.replace('/', '').replaceAll('/', ' . ')} `,
  (number) => number.replaceAll('2', '\uff12'),
]

function numberInKsef(story: Story, place: number, version: 0 | 1): string {
  const [invoice, index] = at(story, place)
  return ksefNumber(
    sellers[invoice.seller].nip,
    warsawDay(acceptedAt(invoice, version)),
    `${index} v${version}`,
  )
}

function acceptedAt(invoice: InvoiceSpec, version: 0 | 1): string {
  const { days, time } = invoice.versions[version].acceptedAt
  return `${addDays(invoice.day, days)}T${time}Z`
}

/** The number is assigned a minute after acceptance: of the one accepted last thing on a day, on the next. */
function numberedAt(invoice: InvoiceSpec, version: 0 | 1): string {
  return new Date(Date.parse(acceptedAt(invoice, version)) + 60_000).toISOString()
}

function referencesOf(story: Story, invoice: InvoiceSpec) {
  return invoice.corrects.map(({ invoice: place, by }) => {
    const [original] = at(story, place)
    const spell = spellings[by === 'number-spelled-oddly' ? 1 : 0] as (number: string) => string
    return {
      number: by === 'paper-number' ? paperNumber : spell(original.number),
      issueDay: original.day,
      ksefNumber: by === 'ksef-number' ? numberInKsef(story, place, 0) : null,
    }
  })
}

/** What the file says. Each version has its own bytes; the refused file has lines of its own. */
function documentOf(story: Story, place: number, file: CopySpec['file']): FaDocument {
  const [invoice] = at(story, place)
  const { addressee } = invoice.versions[file === 'refused' ? 0 : file]
  return {
    seller: sellers[invoice.seller],
    ...(addressee === 'buyer'
      ? { buyer }
      : { buyer: somebodyElse, thirdParties: addressee === 'somebody-else' ? [] : [{ ...buyer, role: 2 }] }),
    number: invoice.number,
    issueDay: invoice.day,
    kind: invoice.kind,
    amounts: { net: invoice.net },
    ...(invoice.taxPointDay === null ? {} : { taxPointDay: invoice.taxPointDay }),
    corrects: referencesOf(story, invoice),
    lines: file === 'refused' ? 3 : file + 1,
  }
}

function inKsef(story: Story, { invoice: place, version, withXml, restated }: KsefSpec): Delivery {
  const [invoice] = at(story, place)
  const { technicalCorrection, addressee } = invoice.versions[version]
  const { metadata, xml } = ksefDocument({
    ...documentOf(story, place, version),
    acceptedAt: acceptedAt(invoice, version),
    numberedAt: numberedAt(invoice, version),
    ksefNumber: numberInKsef(story, place, version),
    ...(technicalCorrection
      ? { hashOfCorrectedInvoice: sha256(faXml(documentOf(story, place, 'refused'))) }
      : {}),
  })
  const said: InvoiceMetadata = {
    ...metadata,
    ...(addressee === 'third-party-in-xml-only' ? { thirdSubjects: [] } : {}),
    ...(restated ? { grossAmount: 999, invoicingMode: 'Offline', buyer: buyerNamedAgain(metadata) } : {}),
  }
  return { send: 'ksef', metadata: said, xml: withXml ? xml : null }
}

const buyerNamedAgain = (metadata: InvoiceMetadata): object => ({
  ...(metadata.buyer as object),
  name: 'Odbiorca sp. z o.o. w Łodzi',
})

function handedOver(story: Story, spec: CopySpec): Delivery {
  const [invoice] = at(story, spec.invoice)
  const xml = faXml(documentOf(story, spec.invoice, spec.file))
  const facts = {
    receivedOn: addDays(invoice.day, spec.receivedAfterDays),
    document: spec.document,
    ...(spec.printedNumber === null
      ? {}
      : { ksefNumber: numberInKsef(story, spec.invoice, spec.printedNumber) }),
    ...(spec.buyerCategory === null ? {} : { buyerCategory: spec.buyerCategory }),
    ...(spec.declaredMode === null ? {} : { declaredMode: spec.declaredMode }),
    ...(spec.taxPointDate === null ? {} : { taxPointDate: spec.taxPointDate }),
  }
  if (spec.as === 'xml') return { send: 'copy-xml', xml, facts }
  const foreign = spec.seller === 'foreign'
  const { nip: sellerNip, name } = sellers[invoice.seller]
  const codes = [qrI(sellerNip, invoice.day, xml), qrII(sellerNip, xml)]
  const shown = foreign ? 0 : { none: 0, 'KOD I': 1, both: 2 }[spec.codes]
  const spell = spellings[spec.spelling] as (number: string) => string
  const net = spec.otherGross ? 300 : Number(invoice.net)
  return {
    send: 'copy',
    body: {
      ...facts,
      seller: foreign ? foreignSeller : { nip: sellerNip, name },
      number: spell(spec.paperNumber ? paperNumber : invoice.number),
      issueDate: invoice.day,
      ...(spec.kindKnown ? { kind: invoice.kind } : {}),
      currency: 'PLN',
      net: net.toFixed(2),
      vat: (net * 0.23).toFixed(2),
      gross: (net * 1.23).toFixed(2),
      qrCodes: codes.slice(0, shown),
      corrects: referencesOf(story, invoice).map(({ issueDay, ...said }) => ({
        ...said,
        issueDate: issueDay,
      })),
    },
  }
}
