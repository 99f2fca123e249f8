import { describe, expect, it } from 'vitest'
import { copyFromInput, copyFromXml } from '../../src/ingest/copy.ts'
import { copyContentHash } from '../../src/ingest/copy-hash.ts'
import { sha256 } from '../../src/ingest/hash.ts'
import { nip, parties, wrap } from './fa-builder.ts'

/** Copies are known again by hashes that are stored: those below were made by the release before partial payments and lines were read. */

const handOver = {
  ...{ receivedOn: '2026-06-12', document: 'invoice', channel: 'email', qrCodes: [], ksefNumber: null },
  ...{ taxPointDate: null, buyerCategory: null, deliveryAgreed: null, selfBilling: false },
  ...{ sellerCashMethod: false, declaredMode: null, externalId: 'mail-1' },
}
const desk = { nip: '9376032788', today: '2026-06-12', qrEnvironment: 'production' } as never
const xml = wrap(
  `${parties}<Podmiot3>${nip('8242151468')}<Rola>2</Rola></Podmiot3><Fa><KodWaluty>PLN</KodWaluty>` +
    '<P_1>2026-06-10</P_1><P_2>FV/1</P_2><P_15>123.00</P_15><RodzajFaktury>KOR_ZAL</RodzajFaktury>' +
    '<P_13_1>100.00</P_13_1><P_14_1>23.00</P_14_1>' +
    '<ZaliczkaCzesciowa><P_6Z>2026-06-01</P_6Z><P_15Z>123.00</P_15Z></ZaliczkaCzesciowa>' +
    '<DaneFaKorygowanej><DataWystFaKorygowanej>2026-05-10</DataWystFaKorygowanej><NrFaKorygowanej>FV/0' +
    '</NrFaKorygowanej><NrKSeFN>1</NrKSeFN></DaneFaKorygowanej>' +
    '<FakturaZaliczkowa><NrKSeFZN>1</NrKSeFZN><NrFaZaliczkowej>Z/1</NrFaZaliczkowej></FakturaZaliczkowa>' +
    '<FaWiersz><P_11>100.00</P_11><StanPrzed>1</StanPrzed></FaWiersz><FaWiersz><P_11>200.00</P_11></FaWiersz></Fa>',
)
const fromXml = (more: object = {}) =>
  copyFromXml(new TextEncoder().encode(xml), { ...handOver, ...more } as never, desk)
const invoice = {
  ...{ seller: { nip: '5265877635' }, number: 'FV/1', issueDate: '2026-06-10', kind: 'VAT', currency: 'PLN' },
  ...{ net: 10_000, vat: 2_300, gross: 12_300, vatPln: null, corrects: [] },
}
const file = { mediaType: 'application/pdf', hash: sha256(new TextEncoder().encode('%PDF')), links: [] }
const typed = (more: object = {}) =>
  copyFromInput({ ...invoice, ...more } as never, handOver as never, desk, file)

describe('the hash by which a copy is known again', () => {
  it('is what earlier releases stored, whatever the reader has learnt to take from the same XML', () => {
    const copy = fromXml()
    expect(copy.fa).toMatchObject({ partPayments: [{}], lineChange: { netGrosze: 10_000 } })
    expect(copyContentHash(copy)).toBe('copy vzpeuVT6a7ct3EnQwTzlCWBgF8tmsad/1Roog68DFx0=')
    expect(copyContentHash({ ...copy, fa: { ...copy.fa, readLater: 1 } as never })).toBe(
      copyContentHash(copy),
    )
    expect(copyContentHash(typed())).toBe('copy Sr+ae0ZB8CWHQk7cegU5XQYrxBrJV0tzhE5l/oAfWfM=')
  })

  it('is another for other content, and the same under another id or on another day', () => {
    const hash = copyContentHash(fromXml())
    expect(copyContentHash(fromXml({ externalId: 'mail-2' }))).toBe(hash)
    expect(copyContentHash({ ...fromXml(), recordedDay: '2026-06-30' as never })).toBe(hash)
    expect(copyContentHash(fromXml({ receivedOn: '2026-06-13' }))).not.toBe(hash)
    expect(copyContentHash(typed({ vat: null }))).not.toBe(copyContentHash(typed()))
    const link = { why: 'unreadable', link: 'x' } as const
    expect(copyContentHash({ ...typed(), doubtfulCodes: [link] })).not.toBe(copyContentHash(typed()))
  })
})
