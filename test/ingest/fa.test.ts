import { describe, expect, it } from 'vitest'
import type { FaFacts } from '../../src/ingest/fa.ts'
import { fa, facts, head, inCurrency, nip, parties, wrap } from './fa-builder.ts'

describe('the smallest documents', () => {
  it('FA(3) and FA(2): what is absent is null or no, never zero', () => {
    for (const form of ['FA (3)', 'FA (2)'] as const) {
      expect(facts(wrap(`${parties}<Fa>${head}</Fa>`, form))).toEqual({
        form,
        kind: 'VAT',
        seller: { nip: '5265877635', name: null },
        buyer: { id: { type: 'Nip', value: '9376032788' }, name: null },
        thirdParties: [],
        number: 'FV/1',
        issueDay: '2026-06-10',
        currency: 'PLN',
        netGrosze: null,
        vatGrosze: null,
        grossGrosze: 12300,
        vatPlnGrosze: null,
        deductibleVatGrosze: null,
        rates: {},
        reverseCharge: false,
        taxPointDay: null,
        taxPointFrom: null,
        sellerCashMethod: false,
        selfBilling: false,
        splitPayment: false,
        marginScheme: false,
        exchangeRates: [],
        corrects: [],
        correctedNumber: null,
        advances: [],
      })
    }
  })

  it('FA_RR has other names for the same', () => {
    const body =
      '<KodWaluty>PLN</KodWaluty><P_4A>2026-06-09</P_4A><P_4B>2026-06-10</P_4B><P_4C>RR/1</P_4C><P_11_1>100</P_11_1>' +
      '<P_11_2>7</P_11_2><P_12_1>107</P_12_1><P_12_2>sto siedem</P_12_2><RodzajFaktury>VAT_RR</RodzajFaktury>' +
      '<FakturaRRWiersz><P_6A>kg</P_6A><P_11>107</P_11></FakturaRRWiersz>'
    expect(facts(wrap(`${parties}<FakturaRR>${body}</FakturaRR>`, 'FA_RR (1)'))).toMatchObject({
      form: 'FA_RR (1)',
      kind: 'VAT_RR',
      number: 'RR/1',
      issueDay: '2026-06-10',
      taxPointDay: '2026-06-09',
      taxPointFrom: 'P_4A',
      netGrosze: 10000,
      vatGrosze: 700,
      vatPlnGrosze: 700,
      deductibleVatGrosze: 700,
      grossGrosze: 10700,
      rates: { P_11_1: 10000, P_11_2: 700 },
    })
  })

  it('the prefix of the namespace does not matter, and elements of others are not the form', () => {
    const prefixed = fa()
      .replace('xmlns=', 'xmlns:tns=')
      .replace(/<(\/?)(?=[A-Z])/g, '<$1tns:')
    expect(facts(prefixed)).toEqual(facts(fa()))
    expect(facts(fa('<x:P_13_1 xmlns:x="urn:x">9.00</x:P_13_1>')).netGrosze).toBeNull()
  })
})

describe('values', () => {
  it('collapses the white space of the number, and nothing else', () => {
    const number = (text: string) => facts(fa('', { head: head.replace('FV/1', text) })).number
    expect(number('\n  FV  12/06\t/ 2026 ')).toBe('FV 12/06 / 2026')
    expect(number('fv\\007/Łódź&amp;Syn')).toBe('fv\\007/Łódź&Syn')
    expect(number('FV\u00A01')).toBe('FV\u00A01')
  })

  it('reads amounts with 0, 1 and 2 decimals, signs and outer spaces', () => {
    const { rates, netGrosze } = facts(fa('<P_13_1>100</P_13_1><P_13_2>-0.5</P_13_2><P_13_3> 0.25 </P_13_3>'))
    expect(rates).toEqual({ P_13_1: 10000, P_13_2: -50, P_13_3: 25 })
    expect(netGrosze).toBe(9975)
  })

  it('sums net over all P_13, VAT over all P_14, and deducts Polish VAT only', () => {
    const totals =
      '<P_13_1>100</P_13_1><P_14_1>23</P_14_1><P_13_5>50</P_13_5><P_14_5>10</P_14_5><P_13_6_2>7</P_13_6_2><P_13_11>1</P_13_11>'
    expect(facts(fa(totals))).toMatchObject({
      netGrosze: 15800,
      vatGrosze: 3300,
      deductibleVatGrosze: 2300,
      vatPlnGrosze: 2300,
      rates: { P_13_6_2: 700, P_13_11: 100, P_14_5: 1000 },
    })
  })

  it('takes VAT in PLN from the W fields of a foreign-currency invoice, whole or not at all', () => {
    const eur = (totals: string) => facts(fa(totals, inCurrency('EUR'))).vatPlnGrosze
    expect(eur('<P_14_1>23</P_14_1><P_14_1W>98</P_14_1W><P_14_2>8</P_14_2><P_14_2W>34.1</P_14_2W>')).toBe(
      13210,
    )
    expect(eur('<P_14_1>23</P_14_1><P_14_1W>98</P_14_1W><P_14_4>0.00</P_14_4>')).toBe(9800)
    expect(eur('<P_14_1>23</P_14_1><P_14_1W>98</P_14_1W><P_14_5>5</P_14_5>')).toBe(9800)
    expect(eur('<P_14_1>23</P_14_1><P_14_1W>98</P_14_1W><P_14_2>8</P_14_2>')).toBeNull()
    expect(eur('<P_14_1>23</P_14_1>')).toBeNull()
  })

  it('takes a zero-filled P_13_10 for nothing', () => {
    expect(facts(fa('<P_13_10>0.00</P_13_10>')).reverseCharge).toBe(false)
    expect(facts(fa('<P_13_10>-5</P_13_10>')).reverseCharge).toBe(true)
    expect(facts(fa('<Adnotacje><P_18>1</P_18></Adnotacje>')).reverseCharge).toBe(true)
    expect(facts(fa('<Adnotacje><P_18>2</P_18></Adnotacje>')).reverseCharge).toBe(false)
  })

  it('finds the tax point: P_6, else the end of the period, else the latest line of the state after', () => {
    const period = '<OkresFa><P_6_Od>2026-05-01</P_6_Od><P_6_Do>2026-05-31</P_6_Do></OkresFa>'
    const line = (day: string, before = '') => `<FaWiersz><P_6A>${day}</P_6A>${before}</FaWiersz>`
    const lines =
      line('2026-05-02') +
      line('2026-05-09') +
      line('2026-05-03') +
      line('2026-06-30', '<StanPrzed>1</StanPrzed>')
    const taxPoint = (body: string) => {
      const { taxPointDay, taxPointFrom } = facts(fa(body))
      return [taxPointDay, taxPointFrom]
    }
    expect(taxPoint(`<P_6>2026-04-30</P_6>${period}${lines}`)).toEqual(['2026-04-30', 'P_6'])
    expect(taxPoint(period + lines)).toEqual(['2026-05-31', 'OkresFa'])
    expect(taxPoint(lines)).toEqual(['2026-05-09', 'P_6A'])
    expect(taxPoint(line('2026-06-30', '<StanPrzed>1</StanPrzed>'))).toEqual([null, null])
  })

  it('tells by how much the lines of a correction change, where it states them before and after', () => {
    const before = '<StanPrzed>1</StanPrzed>'
    const line = (amounts: string, more = '') => `<FaWiersz>${amounts}${more}</FaWiersz>`
    const net = (amount: string, more = '') => line(`<P_11>${amount}</P_11>`, more)
    const change = (body: string) => facts(fa(body)).lineChange
    expect(change(net('100'))).toBeUndefined()
    expect(change(net('100', before) + net('180') + net('5.55', before) + net('5.50'))).toEqual({
      ...{ netGrosze: 7_995, grossGrosze: null },
    })
    const gross = (amount: string, more = '') => line(`<P_11A>${amount}</P_11A>`, more)
    expect(change(gross('123', before) + gross('246'))).toEqual({ netGrosze: null, grossGrosze: 12_300 })
    // What a line leaves out, or writes otherwise than an amount, is not known, not zero.
    expect(change(net('100', before) + line(''))).toEqual({ netGrosze: null, grossGrosze: null })
    expect(change(net('100', before) + net('much'))?.netGrosze).toBeNull()
  })

  it('lists the payments of an advance with their days, or none where one of them cannot be read', () => {
    const part = (day: string, gross = '<P_15Z>61.50</P_15Z>') =>
      `<ZaliczkaCzesciowa><P_6Z>${day}</P_6Z>${gross}</ZaliczkaCzesciowa>`
    const [october, november] = ['2026-10-20', '2026-11-03']
    expect(facts(fa(part(october) + part(november))).partPayments).toEqual([
      { day: october, grosze: 6150 },
      { day: november, grosze: 6150 },
    ])
    expect(facts(fa(part(october) + part('2026-02-30'))).partPayments).toBeUndefined()
    expect(facts(fa(part(october) + part(november, ''))).partPayments).toBeUndefined()
  })

  it('lists each exchange rate once, as written', () => {
    const line = (rate: string) => `<FaWiersz><KursWaluty>${rate}</KursWaluty></FaWiersz>`
    const part = '<ZaliczkaCzesciowa><KursWalutyZW>4.2700</KursWalutyZW></ZaliczkaCzesciowa>'
    expect(
      facts(fa(`<KursWalutyZ>4.26</KursWalutyZ>${part}${line('4.26')}${line('4.260')}`)).exchangeRates,
    ).toEqual(['4.26', '4.2700', '4.260'])
  })
})

describe('parties', () => {
  const party = (id: string) =>
    `<DaneIdentyfikacyjne>${id}<Nazwa> Nazwa\n firmy </Nazwa></DaneIdentyfikacyjne>`
  const ids: [string, FaFacts['buyer']['id']][] = [
    ['<NIP>9376032788</NIP>', { type: 'Nip', value: '9376032788' }],
    ['<NIP>12345</NIP>', { type: 'Nip', value: '12345' }],
    ['<KodUE>DE</KodUE><NrVatUE>123456789</NrVatUE>', { type: 'VatUe', value: 'DE123456789' }],
    ['<KodKraju>US</KodKraju><NrID>98-7654321</NrID>', { type: 'Other', value: '98-7654321' }],
    ['<IDWew>9376032788-00001</IDWew>', { type: 'InternalId', value: '9376032788-00001' }],
    ['<BrakID>1</BrakID>', { type: 'None', value: null }],
  ]

  it.each(ids)('reads %s', (id, expected) => {
    const who = `${parties.replace(/<Podmiot2>.*/, '')}<Podmiot2>${party(id)}</Podmiot2><Podmiot3>${party(id)}<Rola>2</Rola></Podmiot3>`
    const found = facts(fa('', { parties: who }))
    expect(found.buyer).toEqual({ id: expected, name: 'Nazwa firmy' })
    expect(found.thirdParties).toEqual([{ id: expected, name: 'Nazwa firmy', role: 2 }])
  })

  it('a role in words is 0, as in the metadata; no role is null', () => {
    const third = (role: string) => `<Podmiot3>${nip('5265877635')}${role}</Podmiot3>`
    const who = parties + third('<RolaInna>1</RolaInna><OpisRoli>agent</OpisRoli>') + third('')
    expect(facts(fa('', { parties: who })).thirdParties.map(({ role }) => role)).toEqual([0, null])
  })

  it('does not take the seller and buyer before a correction for those of today', () => {
    const before = '<Podmiot1K><DaneIdentyfikacyjne><NIP>1111111111</NIP></DaneIdentyfikacyjne></Podmiot1K>'
    expect(facts(fa(before)).seller.nip).toBe('5265877635')
  })
})
