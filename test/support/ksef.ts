import { createHash } from 'node:crypto'
import { zipSync } from 'fflate'
import { amountsOf, type FaDocument } from './fa-document.ts'
import { faXml } from './fa-xml.ts'

export type { Corrected, FaDocument, Kind, Party } from './fa-document.ts'
export { faXml } from './fa-xml.ts'

/** Seeded, pure builders of what KSeF would hand over: the same arguments always give the same bytes. */

export type Seed = number | string
export type QrHost = 'production' | 'test' | 'demo'
/** A row of `_metadata.json` in KSeF's own names. */
export type InvoiceMetadata = { ksefNumber: string; invoiceHash: string; [published: string]: unknown }
export type KsefDocument = { metadata: InvoiceMetadata; xml: Uint8Array<ArrayBuffer> }

export type KsefClocks = {
  /** acquisitionDate: the number was assigned. */
  numberedAt: string
  /** invoicingDate: accepted for processing; `numberedAt` when left out. */
  acceptedAt?: string
  /** permanentStorageDate; `numberedAt` when left out. */
  storedAt?: string
  /** KSeF's own rule when left out: Offline if P_1 lies before the Warsaw day of acceptance. */
  invoicingMode?: 'Online' | 'Offline'
  /** Base64 SHA-256 of the rejected document that this one replaces. */
  hashOfCorrectedInvoice?: string
  ksefNumber?: string
}

const seeded = (label: string, seed: Seed): Buffer => createHash('sha256').update(`${label}:${seed}`).digest()

/** SHA-256 of the bytes, plain Base64 (44 characters) as in `invoiceHash`. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('base64')

/** A NIP that the FA schema allows and whose check digit is right. */
export function nip(seed: Seed): string {
  for (let attempt = 0; ; attempt++) {
    const nine = String(seeded(`nip ${attempt}`, seed).readUIntBE(0, 6) % 1e9).padStart(9, '0')
    const weighted = [6, 5, 7, 2, 3, 4, 5, 6, 7].reduce((sum, weight, i) => sum + weight * Number(nine[i]), 0)
    if (/^[1-9](\d[1-9]|[1-9]\d)/.test(nine) && weighted % 11 < 10) return `${nine}${weighted % 11}`
  }
}

/** CRC-8 (polynomial 07) of the first 32 characters of a KSeF number, two upper-case hex digits. */
export function checksumOf(head: string): string {
  let crc = 0
  for (const byte of Buffer.from(head)) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x80 ? 0x07 : 0)) & 0xff
  }
  return crc.toString(16).toUpperCase().padStart(2, '0')
}

/** A KSeF number with the right checksum; `acceptedDay` (YYYY-MM-DD) is the day of acceptance, not of the number. */
export function ksefNumber(sellerNip: string, acceptedDay: string, seed: Seed): string {
  const technical = seeded('ksef', seed).toString('hex').slice(0, 12).toUpperCase()
  const head = `${sellerNip}-${acceptedDay.replaceAll('-', '')}-${technical}`
  return `${head}-${checksumOf(head)}`
}

const warsaw = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Warsaw' })

/** The Warsaw calendar day of an instant with an offset. */
export const warsawDay = (instant: string): string => warsaw.format(new Date(instant))

const camel = (kind: string): string =>
  kind.replace(/([A-Z])([A-Z]*)_?/g, (_, first: string, rest: string) => first + rest.toLowerCase())

const identifierOf = (party: { nip?: string; vatUe?: string }) => {
  if (party.nip) return { type: 'Nip', value: party.nip }
  return party.vatUe ? { type: 'VatUe', value: party.vatUe } : { type: 'None' }
}

/** The metadata row of a document; pass what was passed to `faXml` together with the clocks. */
export function metadataFor(xml: Uint8Array, options: FaDocument & KsefClocks): InvoiceMetadata {
  const { numberedAt, acceptedAt = numberedAt, storedAt = numberedAt, hashOfCorrectedInvoice } = options
  const acceptedDay = warsawDay(acceptedAt)
  const amounts = amountsOf(options)
  const isRr = options.form === 'FA_RR'
  return {
    ksefNumber: options.ksefNumber ?? ksefNumber(options.seller.nip, acceptedDay, options.number),
    invoiceNumber: options.number,
    issueDate: options.issueDay,
    invoicingDate: acceptedAt,
    acquisitionDate: numberedAt,
    permanentStorageDate: storedAt,
    seller: { nip: options.seller.nip, name: options.seller.name ?? 'Stalmex Hurt sp. z o.o.' },
    buyer: { identifier: identifierOf(options.buyer), name: options.buyer.name ?? 'Odbiorca sp. z o.o.' },
    netAmount: Number(amounts.net),
    grossAmount: Number(amounts.gross),
    vatAmount: Number(amounts.vatPln),
    currency: options.currency ?? 'PLN',
    invoicingMode: options.invoicingMode ?? (options.issueDay < acceptedDay ? 'Offline' : 'Online'),
    invoiceType: camel(options.kind ?? (isRr ? 'VAT_RR' : 'VAT')),
    formCode: isRr
      ? { systemCode: 'FA_RR (1)', schemaVersion: '1-1E', value: 'FA_RR' }
      : { systemCode: 'FA (3)', schemaVersion: '1-0E', value: 'FA' },
    isSelfInvoicing: options.selfBilling ?? false,
    hasAttachment: false,
    invoiceHash: sha256(xml),
    ...(hashOfCorrectedInvoice === undefined ? {} : { hashOfCorrectedInvoice }),
    thirdSubjects: (options.thirdParties ?? []).map((party) => {
      return {
        identifier: identifierOf(party),
        name: party.name ?? 'Podmiot trzeci sp. z o.o.',
        role: party.role,
      }
    }),
  }
}

/** Document and metadata row in one call. */
export function ksefDocument(options: FaDocument & KsefClocks): KsefDocument {
  const xml = faXml(options)
  return { metadata: metadataFor(xml, options), xml }
}

/**
 * A decrypted export package. An entry may lack its row or its XML (then give `name`, the file name of a
 * lone XML) to build the broken packages that an import must survive.
 */
export function packageOf(
  entries: { metadata?: InvoiceMetadata; xml?: Uint8Array; name?: string }[],
): Uint8Array<ArrayBuffer> {
  const rows = entries.flatMap(({ metadata }) => (metadata ? [metadata] : []))
  const files: Record<string, Uint8Array> = {
    '_metadata.json': new TextEncoder().encode(JSON.stringify({ invoices: rows })),
  }
  for (const { metadata, xml, name = `${metadata?.ksefNumber}.xml` } of entries) if (xml) files[name] = xml
  // A fixed time stamp, or the same entries would give other bytes every second.
  return new Uint8Array(zipSync(files, { level: 1, mtime: '2026-02-01T12:00:00' }))
}

const qrHosts: Record<QrHost, string> = {
  production: 'qr.ksef.mf.gov.pl',
  test: 'qr-test.ksef.mf.gov.pl',
  demo: 'qr-demo.ksef.mf.gov.pl',
}

const hashSegment = (xml: Uint8Array): string => createHash('sha256').update(xml).digest('base64url')

/** The KOD I link of a document: seller, P_1 (YYYY-MM-DD) and hash of its XML. */
export function qrI(
  sellerNip: string,
  issueDay: string,
  xml: Uint8Array,
  host: QrHost = 'production',
): string {
  const day = issueDay.split('-').reverse().join('-')
  return `https://${qrHosts[host]}/invoice/${sellerNip}/${day}/${hashSegment(xml)}`
}

/** The KOD II link of an offline document; serial and signature are invented, nobody can verify them anyway. */
export function qrII(sellerNip: string, xml: Uint8Array, host: QrHost = 'production'): string {
  const serial = seeded('certificate', sellerNip).toString('hex').slice(0, 16).toUpperCase()
  const signature = createHash('sha512').update(xml).digest('base64url')
  const path = `certificate/Nip/${sellerNip}/${sellerNip}/${serial}`
  return `https://${qrHosts[host]}/${path}/${hashSegment(xml)}/${signature}`
}
