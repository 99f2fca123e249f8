import { faXml, type KsefDocument, ksefNumber, metadataFor, nip, sha256 } from '../../test/support/ksef.ts'
import type { Invoice } from './invoices.ts'

/** What KSeF holds of the invoices: FA(3) files with their metadata. */

export const buyer = { nip: nip('match buyer'), name: 'Odbiorca Testowy sp. z o.o.' }
export const otherBuyer = { nip: nip('match other buyer'), name: 'Inny Odbiorca sp. z o.o.' }
const rate = 4.2531

export const decimal = (grosze: number): string => (grosze / 100).toFixed(2)
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

/** The file that KSeF refused before it took the corrected one. */
export const refusedFile = (invoice: Invoice): Uint8Array<ArrayBuffer> =>
  bytesOf(`refused ${fileName(invoice)}`)
const fileName = ({ id, seller }: Invoice): string => `${seller.nip} ${id}`

/**
 * The KSeF document of an invoice that has a number. Without `withXml` its file is a stand-in of which only the hash
 * matters, as in an import of metadata alone.
 */
export function documentOf(invoice: Invoice, withXml: boolean): KsefDocument {
  const { seller, number, issueDay, kind, currency, net, vat, numberedDay, refused, way } = invoice
  const euro = currency === 'EUR'
  const fa = {
    seller: { nip: seller.nip, name: seller.name },
    buyer: invoice.toOthers ? otherBuyer : buyer,
    number,
    issueDay,
    kind,
    currency,
    ...(euro ? { exchangeRate: String(rate) } : {}),
    amounts: {
      net: decimal(net),
      vat: decimal(vat),
      gross: decimal(net + vat),
      ...(euro ? { vatPln: decimal(Math.round(vat * rate)) } : {}),
    },
  }
  const xml = withXml ? faXml(fa) : bytesOf(fileName(invoice))
  const day = numberedDay as string
  const clocks = {
    numberedAt: `${day}T10:15:30.000+02:00`,
    invoicingMode: way === 'online' ? ('Online' as const) : ('Offline' as const),
    ksefNumber: ksefNumber(seller.nip, day, fileName(invoice)),
    ...(refused ? { hashOfCorrectedInvoice: sha256(refusedFile(invoice)) } : {}),
  }
  return { xml, metadata: metadataFor(xml, { ...fa, ...clocks }) }
}
