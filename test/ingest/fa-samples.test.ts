import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { type FaFacts, faSkip, readFa } from '../../src/ingest/fa.ts'
import { readXml } from '../../src/ingest/xml.ts'

const fixtures = new URL('../../fixtures/fa/', import.meta.url)
const samples = new URL('../../../shared/ksef/samples/', import.meta.url)

function fixture(name: string): FaFacts {
  return readFa(readXml(readFileSync(new URL(`own-${name}.xml`, fixtures))))
}

describe('own examples', () => {
  const corrected = { number: 'FV/61/10/2026', issueDay: '2026-09-07', outsideKsef: false }
  const expected: Record<string, Partial<FaFacts> | Record<string, unknown>> = {
    'vat-mixed-rates': { netGrosze: 233664, vatGrosze: 30985, vatPlnGrosze: 30985, marginScheme: false },
    'eur-two-rates': { currency: 'EUR', vatGrosze: 81183, vatPlnGrosze: 346286, grossGrosze: 446283 },
    'zal-partial-payments-eur': {
      kind: 'ZAL',
      exchangeRates: ['4.26'],
      vatPlnGrosze: 489900,
      taxPointDay: null,
    },
    'kor-stanprzed-minus': {
      kind: 'KOR',
      grossGrosze: -76752,
      netGrosze: -62400,
      corrects: [expect.objectContaining(corrected)],
    },
    'kor-of-invoice-outside-ksef': {
      corrects: [expect.objectContaining({ outsideKsef: true, ksefNumber: null })],
    },
    'kor-zero-buyer-name-P2K': { grossGrosze: 0, netGrosze: null, vatGrosze: null, vatPlnGrosze: null },
    'roz-final': {
      kind: 'ROZ',
      advances: [{ ksefNumber: expect.stringMatching(/^4197984529-20260907-/), number: null }],
    },
    'rr-eur': { form: 'FA_RR (1)', vatGrosze: 3192, vatPlnGrosze: 13598, deductibleVatGrosze: 3192 },
    'rr-kor': {
      kind: 'KOR_VAT_RR',
      corrects: [expect.objectContaining({ ksefNumber: '1868743025-20261006-7063F90B1298-47' })],
    },
    'line-dates-P6A': { taxPointDay: '2026-10-09', taxPointFrom: 'P_6A' },
    'utility-period': { taxPointFrom: 'OkresFa' },
    'margin-used-goods': { marginScheme: true, rates: { P_13_11: 4350000 }, vatGrosze: null },
    'reverse-charge-oo': { reverseCharge: true, rates: { P_13_10: 2410000 } },
    'cash-method': { sellerCashMethod: true, selfBilling: false },
    'self-billing': { selfBilling: true, sellerCashMethod: false },
    'mpp-split-payment': { splitPayment: true },
    'jst-subunit': { thirdParties: [expect.objectContaining({ role: 8 })] },
  }

  it.each(Object.entries(expected))('%s', (name, part) => {
    expect(fixture(name)).toMatchObject(part)
  })

  it('skipping what is not needed changes no fact', () => {
    const names = readdirSync(fixtures)
    expect(names.length).toBeGreaterThan(15)
    for (const name of names) {
      const document = readFileSync(new URL(name, fixtures))
      expect(readFa(readXml(document, { skip: faSkip })), name).toEqual(readFa(readXml(document)))
    }
  })
})

// The reference samples lie beside the repository, not in it.
const manifest = new URL('MANIFEST.csv', samples)
const present = existsSync(manifest)
describe(
  present ? 'all reference samples' : 'all reference samples (skipped: ../shared/ksef/samples is absent)',
  () => {
    const rows = present
      ? readFileSync(manifest, 'utf8')
          .trim()
          .split('\n')
          .slice(1)
          .map((line) => line.split(','))
      : []
    const hundredths = (text: string | undefined) => Math.round(Number(text) * 100)

    it.skipIf(!present)('has 96 of them', () => {
      expect(rows).toHaveLength(96)
    })

    it.skipIf(!present).each(rows.map((row) => [row[0]!, row] as const))('%s', (file, row) => {
      const document = readFileSync(new URL(file, samples))
      const found = readFa(readXml(document, { skip: faSkip }))
      expect(readFa(readXml(document))).toEqual(found)
      const [idType, idValue] = row[4]!.split(':')
      const flags = row[15]!.split(' ')
      const foreign = found.currency === 'PLN' ? 0 : (found.vatPlnGrosze ?? 0)
      expect({
        ...found,
        buyer: found.buyer.id,
        corrects: found.corrects.length,
        net: found.netGrosze ?? 0,
        vat: found.vatGrosze ?? 0,
        foreign,
      }).toMatchObject({
        form: row[1]!.split('/')[0],
        kind: row[2],
        seller: { nip: row[3] },
        buyer:
          idType === 'NIP' ? { type: 'Nip', value: idValue } : idType === 'NrVatUE' ? { type: 'VatUe' } : {},
        issueDay: row[5],
        number: row[6],
        currency: row[7],
        grossGrosze: hundredths(row[8]),
        net: hundredths(row[9]),
        vat: hundredths(row[10]),
        foreign: hundredths(row[11]),
        corrects: Number(row[13]),
        sellerCashMethod: flags.includes('P_16=1'),
        selfBilling: flags.includes('P_17=1'),
        splitPayment: flags.includes('P_18A=1'),
        marginScheme: flags.includes('PMarzy=1'),
      })
      if (flags.includes('P_6')) expect(found.taxPointFrom).toBe('P_6')
      if (flags.includes('OkresFa')) expect(found.taxPointFrom).toBe('OkresFa')
      expect(found.thirdParties.length > 0).toBe(flags.includes('Podmiot3'))
      expect(found.advances.length > 0).toBe(flags.includes('FakturaZaliczkowa'))
    })
  },
)
