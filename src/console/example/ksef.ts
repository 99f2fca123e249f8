import type { Day } from '../../values/day.ts'
import { startOfWarsawDay } from '../../values/instant.ts'
import { ksefChecksum } from '../../values/ksef-number.ts'
import { type QrEnvironment, qrLinkI, toBase64Url } from '../../values/qr.ts'
import { exampleXml } from './fa.ts'
import { type ExampleInvoice, type ExampleParty, exampleBuyer, exampleParty } from './invoice.ts'
import type { InKsef } from './story.ts'
import { type Packed, zip } from './zip.ts'

const utf8 = new TextEncoder()
const digest = async (text: string, by: 'SHA-256' | 'SHA-512' = 'SHA-256'): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest(by, utf8.encode(text)))
const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))
const hex = (bytes: Uint8Array): string =>
  [...bytes]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase()

/** Ten o'clock in Warsaw, but for the two days on which clocks change. */
const morning = (day: Day): string => new Date(Date.parse(startOfWarsawDay(day)) + 36_000_000).toISOString()

/** The number that KSeF would give to an invoice: the same whenever it is asked for. */
export async function exampleNumber({ seller, number }: ExampleInvoice, day: Day): Promise<string> {
  const technical = hex(await digest(`${seller.nip} ${number}`)).slice(0, 12)
  const head = `${seller.nip}-${day.replaceAll('-', '')}-${technical}`
  return `${head}-${ksefChecksum(head)}`
}

/** The links of both codes that stand on an invoice issued offline. The certificate is nobody's. */
export async function exampleCodes(invoice: ExampleInvoice, environment: QrEnvironment): Promise<string[]> {
  const { seller, issueDay } = invoice
  const xml = exampleXml(invoice)
  const hash = base64(await digest(xml))
  const one = qrLinkI(environment, seller.nip, issueDay, hash)
  const signature = toBase64Url(base64(await digest(xml, 'SHA-512')))
  const certificate = `certificate/Nip/${seller.nip}/${seller.nip}/${seller.nip}`
  return [one, `${new URL(one).origin}/${certificate}/${toBase64Url(hash)}/${signature}`]
}

/** A package as KSeF exports it: a row of metadata and the XML of each document. */
export async function examplePackage(documents: readonly InKsef[]): Promise<Blob> {
  const rows: object[] = []
  const files: Packed[] = []
  for (const { invoice, numberedOn, isAstray, isDamaged } of documents) {
    const buyer = isAstray ? astray : exampleBuyer
    const xml = exampleXml(invoice, buyer)
    const ksefNumber = await exampleNumber(invoice, numberedOn)
    rows.push({ ksefNumber, ...row(invoice, buyer, numberedOn), invoiceHash: base64(await digest(xml)) })
    files.push({ name: `${ksefNumber}.xml`, bytes: utf8.encode(isDamaged ? xml.slice(0, -100) : xml) })
  }
  const metadata = { name: '_metadata.json', bytes: utf8.encode(JSON.stringify({ invoices: rows })) }
  return zip([metadata, ...files])
}

/** To whom an invoice went that is not for the firm. */
const astray = exampleParty(8, 'Modrzew Meble sp. z o.o.', 'ul. Składowa 17', '90-001 Łódź')

function row(invoice: ExampleInvoice, buyer: ExampleParty, numberedOn: Day): object {
  const at = morning(numberedOn)
  return {
    invoiceNumber: invoice.number,
    issueDate: invoice.issueDay,
    ...{ invoicingDate: at, acquisitionDate: at, permanentStorageDate: at },
    seller: { nip: invoice.seller.nip, name: invoice.seller.name },
    buyer: { identifier: { type: 'Nip', value: buyer.nip }, name: buyer.name },
    ...{ netAmount: Number(invoice.net), vatAmount: Number(invoice.vat), grossAmount: Number(invoice.gross) },
    currency: 'PLN',
    invoicingMode: invoice.issueDay < numberedOn ? 'Offline' : 'Online',
    invoiceType: invoice.corrects === undefined ? 'Vat' : 'Kor',
    formCode: { systemCode: 'FA (3)', schemaVersion: '1-0E', value: 'FA' },
    ...{ isSelfInvoicing: false, hasAttachment: false },
  }
}
