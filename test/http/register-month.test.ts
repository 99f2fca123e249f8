import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { buyer, copy, ksef, seller } from '../support/hostile.ts'
import { purchaseRows, sumOfFields, textsOf } from '../support/jpk-file.ts'
import { ksefNumber, nip, packageOf } from '../support/ksef.ts'
import { publishedSamples, whyNoXsd, xsdProblems } from '../support/xsd.ts'

/** One month with a purchase of every kind, as JSON, as a spreadsheet and as a file to be filed. */

type Row = Record<string, unknown>
type Change = NonNullable<Parameters<typeof ksef>[1]>['more']

const month = '2026-07'
const asOf = '2026-08-20'
const at = `/v1/taxpayers/${buyer}/register/${month}`
const farmer = nip('farmer')
const carDealer = nip('cars')
const small = nip('small')
const settings = {
  name: 'Odbiorca & Syn sp. z o.o.',
  policy: { partialDeductionNet: 'full' },
  jpk: { officeCode: '1471', email: 'ksiegowosc@odbiorca.example', phone: '+48 42 000 00 00' },
}
const inputVat = ['K_41', 'K_43', 'K_44', 'K_45', 'K_46', 'K_47']

let app: Awaited<ReturnType<typeof createTestApp>>
let api: Api
const ids: Record<string, string> = {}

/** An invoice that got its number online in July. */
const online = (number: string, more: Change = {}) =>
  ksef(number, { more: { issueDay: '2026-07-10', numberedAt: '2026-07-10T10:00:00+02:00', ...more } })
const recorded = async (number: string, more: object): Promise<string> => {
  const { purchase } = await api.postCopy(
    buyer,
    copy({ number, issueDate: '2026-07-07', receivedOn: '2026-07-08', ...more }),
  )
  ids[number] = (purchase as Purchase).id
  return ids[number]
}
const state = (number: string, statement: object) =>
  api.patchPurchase(buyer, ids[number] as string, statement)

beforeAll(async () => {
  app = await createTestApp({ now: `${asOf}T10:00:00Z` })
  api = app.api
  await api.putTaxpayer(buyer, settings)
  await api.putSupplier(buyer, carDealer, { defaults: { deductibleShare: '0.50' } })
  await api.putSupplier(buyer, small, { ksefDuty: [{ status: 'art-145m', from: '2026-04-01' }] })
  await api.postOutage({ kind: 'failure', start: '2026-07-06', end: '2026-07-08', source: 'bip' })
  const original = {
    number: 'ONLINE/1',
    issueDay: '2026-07-10',
    ksefNumber: ksefNumber(seller, '2026-07-10', 'ONLINE/1'),
  }
  const documents = [
    online('ONLINE/1', { amounts: { net: '1000.00' } }),
    online('KOR/1', { kind: 'KOR', corrects: [original], amounts: { net: '-62.40', vat: '-14.35' } }),
    online('MK/1', { sellerCashMethod: true, amounts: { net: '1000.00' } }),
    online('RR/1', { form: 'FA_RR', seller: { nip: farmer }, amounts: { net: '2940.00', vat: '205.80' } }),
    online('EUR/1', { currency: 'EUR', exchangeRate: '4.2719', amounts: { net: '70.01', vatPln: '68.78' } }),
    online('EUR/2', { currency: 'EUR', amounts: { net: '71.00', vatPln: '69.80' } }),
    online('ZAL/1', { kind: 'ZAL', amounts: { net: '400.00' } }),
    online('ROZ/1', { kind: 'ROZ', amounts: { net: '600.00' } }),
    online('ROZ/0', { kind: 'ROZ', amounts: { net: '0.00', vat: '0.00' } }),
    online('ASSET/1', { amounts: { net: '68900.00' } }),
    online('CAR/1', { seller: { nip: carDealer }, amounts: { net: '100.01', vat: '23.01' } }),
    online('MIXED/1', {
      rates: {
        P_13_1: '100.00',
        P_14_1: '23.00',
        P_13_2: '50.00',
        P_14_2: '4.00',
        P_13_7: '999.00',
        P_13_6_1: '5.00',
      },
    }),
    online('EXEMPT/1', { rates: { P_13_7: '999.00' } }),
    online('REVERSE/1', { rates: { P_13_10: '300.00' } }),
  ]
  await api.importPackage(buyer, packageOf(documents))
  for (const purchase of await api.purchases(buyer)) ids[purchase.number] = purchase.id
  await recorded('OFF/1', { document: 'offline-invoice', deliveryAgreed: true })
  await recorded('=BFK/1', {
    seller: { nip: small, name: '=HYPERLINK("x";"y") <&> \u0141' },
    gross: '246.00',
    net: '200.00',
    vat: '46.00',
  })
  await recorded('SAD/1', {
    seller: { country: 'CN', vatId: '9111', name: 'Hangzhou Trade' },
    net: '254.00',
    vat: '58.42',
    gross: '312.42',
  })
  await recorded('DE/1', {
    seller: { country: 'GR', vatId: 'EL094259216' },
    currency: 'EUR',
    net: '100.00',
    vat: '0.00',
    gross: '100.00',
  })
  await state('SAD/1', { importOfGoods: true })
  await state('DE/1', { selfAssessed: true, exchangeRate: '4.25' })
  await state('REVERSE/1', { selfAssessed: true, selfAssessedVat: '24.00' })
  await state('ASSET/1', { fixedAsset: true })
  await state('MK/1', {
    payments: [
      { date: '2026-07-20', amount: '410.00' },
      { date: '2026-08-05', amount: '820.00' },
    ],
  })
  await state('RR/1', { payments: [{ date: '2026-07-15', amount: '3145.80' }] })
})
afterAll(() => app.close())

const rows = async (): Promise<Map<string, Row>> => {
  const { items } = await api.register(buyer, month, asOf)
  return new Map(items.map((row: Row) => [row.DowodZakupu as string, row]))
}
const amountsIn = (row: Row | undefined) =>
  Object.fromEntries(Object.entries(row ?? {}).filter(([name]) => /^K_|^ZakupVAT/.test(name)))
const file = async (query = '') =>
  (
    await api.send('GET', `${at}?asOf=${asOf}&incomplete=leave-out${query}`, undefined, {
      accept: 'application/xml',
    })
  ).body as string

describe('rows', () => {
  it.each<[string, Row, Row]>([
    [
      'ONLINE/1',
      { K_42: '1000.00', K_43: '230.00' },
      { marker: { NrKSeF: ksefNumber(seller, '2026-07-10', 'ONLINE/1') } },
    ],
    [
      'OFF/1',
      { K_42: '100.00', K_43: '23.00' },
      { marker: { OFF: 1 }, DataZakupu: '2026-07-07', DataWplywu: '2026-07-08' },
    ],
    ['=BFK/1', { K_42: '200.00', K_43: '46.00' }, { marker: { BFK: 1 }, NrDostawcy: small }],
    [
      'SAD/1',
      { K_42: '254.00', K_43: '58.42' },
      { marker: { DI: 1 }, IMP: 1, KodKrajuNadaniaTIN: 'CN', NrDostawcy: '9111' },
    ],
    [
      'DE/1',
      { K_42: '425.00', K_43: '97.75' },
      { marker: { BFK: 1 }, KodKrajuNadaniaTIN: 'EL', NazwaDostawcy: 'BRAK' },
    ],
    ['MK/1', { K_42: '333.33', K_43: '76.67' }, { DokumentZakupu: 'MK', paid: '410.00' }],
    ['RR/1', { K_42: '2940.00', K_43: '205.80' }, { DokumentZakupu: 'VAT_RR', NrDostawcy: farmer }],
    ['KOR/1', { K_42: '-62.40', K_43: '-14.35' }, {}],
    ['EUR/1', { K_42: '299.08', K_43: '68.78' }, { currency: 'EUR', net: '70.01' }],
    ['ZAL/1', { K_42: '400.00', K_43: '92.00' }, {}],
    ['ROZ/1', { K_42: '600.00', K_43: '138.00' }, {}],
    ['ASSET/1', { K_40: '68900.00', K_41: '15847.00' }, {}],
    ['CAR/1', { K_42: '100.01', K_43: '11.51' }, {}],
    ['MIXED/1', { K_42: '150.00', K_43: '27.00' }, {}],
    ['REVERSE/1', { K_42: '300.00', K_43: '24.00' }, {}],
  ])('%s', async (number, amounts, more) => {
    const row = (await rows()).get(number)
    expect(amountsIn(row)).toEqual(amounts)
    expect(row).toMatchObject({ ...more, amountsUnknown: null })
  })

  it('have no amounts, and say why, where a rate is missing; no invoice without tax has a row', async () => {
    const found = await rows()
    expect(amountsIn(found.get('EUR/2'))).toEqual({})
    expect(found.get('EUR/2')).toMatchObject({
      amountsUnknown: expect.stringContaining('EUR'),
      findings: expect.arrayContaining(['EXCHANGE_RATE_MISSING']),
    })
    expect(found.has('ROZ/0') || found.has('EXEMPT/1')).toBe(false)
    const { totals } = await api.register(buyer, month, asOf)
    expect(totals).toMatchObject({ rows: 16, withoutAmounts: 1 })
  })

  it('of a purchase paid in parts sum to the whole', async () => {
    const { items } = await api.register(buyer, '2026-08', asOf)
    expect(items).toHaveLength(1)
    expect(items[0]).toMatchObject({ DowodZakupu: 'MK/1', K_42: '666.67', K_43: '153.33', paid: '820.00' })
  })
})

describe('the file', () => {
  it('has the rows of the JSON register, in the same order, with control sums of its own rows', async () => {
    const xml = await file()
    const written = purchaseRows(xml)
    const { items } = await api.register(buyer, month, asOf)
    const expected = items
      .filter((row: Row) => row.amountsUnknown === null)
      .map((row: Row, index: number) => ({
        LpZakupu: String(index + 1),
        ...Object.fromEntries(
          Object.entries({ ...row, ...(row.marker as object) })
            .filter(([name]) => /^(?:[A-Z]\w*[a-z]\w*|NrKSeF|IMP|OFF|BFK|DI|K_\d\d)$/.test(name))
            .map(([name, value]) => [name, String(value)]),
        ),
      }))
    expect(written).toEqual(expected)
    expect(textsOf(xml, 'LiczbaWierszyZakupow')).toEqual([String(written.length)])
    expect(textsOf(xml, 'PodatekNaliczony')).toEqual([sumOfFields(written, inputVat)])
  })

  it('agrees with the totals, field by field', async () => {
    const { totals } = await api.register(buyer, month, asOf)
    const written = purchaseRows(await file())
    expect(totals.inputVat).toBe(sumOfFields(written, inputVat))
    for (const field of ['K_40', 'K_41', 'K_42', 'K_43', 'K_46', 'ZakupVAT_Marza'])
      expect(totals[field], field).toBe(sumOfFields(written, [field]))
  })

  it('is not made of rows without amounts unless they are left out by choice', async () => {
    const refused = await api.send('GET', `${at}?asOf=${asOf}&format=xml`)
    expect(refused.status).toBe(422)
    expect(refused.body).toMatchObject({
      code: 'register-incomplete',
      purchases: [{ purchaseId: ids['EUR/2'], number: 'EUR/2' }],
    })
    expect(purchaseRows(await file()).map((row) => row.DowodZakupu)).not.toContain('EUR/2')
  })

  const reason = whyNoXsd(['JPK_V7M (3)', 'JPK_V7K (3)'])
  it.skipIf(reason !== null)(
    `is valid, monthly and quarterly, of a company and of a person${reason ? ` (${reason})` : ''}`,
    async () => {
      const utf8 = (text: string) => new TextEncoder().encode(text)
      const person = { firstName: 'Jan', lastName: 'Testowy', birthDate: '1980-01-31' }
      const company = [utf8(await file()), utf8(await file('&purpose=2'))]
      await api.putTaxpayer(buyer, { ...settings, name: 'Ó'.repeat(500), jpk: { ...settings.jpk, person } })
      const natural = [utf8(await file())]
      await api.putTaxpayer(buyer, { ...settings, name: 'Ó'.repeat(500) })
      expect(xsdProblems('JPK_V7M (3)', [...company, ...natural, utf8(await file())])).toBe('')
      await api.putTaxpayer(buyer, { ...settings, settlement: 'quarterly' })
      expect(xsdProblems('JPK_V7K (3)', [utf8(await file())])).toBe('')
      await api.putTaxpayer(buyer, settings)
    },
  )

  it.skipIf(reason !== null)('fails that validation where the published samples are wrong', () => {
    const wrong = publishedSamples('jpk/samples').filter(({ name }) => name.startsWith('invalid_'))
    expect(wrong).toHaveLength(3)
    for (const { name, bytes } of wrong)
      expect(xsdProblems('JPK_V7M (3)', [bytes]), name).toMatch(/ZakupWiersz|K_4|element/i)
  })
})

describe('the answer', () => {
  const typeOf = async (query: string, accept: string) => {
    const { headers } = await api.send('GET', `${at}?asOf=${asOf}${query}`, undefined, { accept })
    return headers.get('content-type')
  }

  it.each([
    ['', '*/*', /^application\/json/],
    ['', 'text/csv', /^text\/csv; charset=utf-8$/],
    ['&incomplete=leave-out', 'application/xml', /^application\/xml; charset=utf-8$/],
    ['&incomplete=leave-out', 'text/xml', /^application\/xml/],
    ['&format=csv', 'application/xml', /^text\/csv/],
    ['', 'text/html,application/xhtml+xml,application/xml;q=0.9', /^application\/json/],
  ])('with %s and Accept: %s', async (query, accept, type) => {
    expect(await typeOf(query, accept)).toMatch(type)
  })

  it('as a spreadsheet has every row, defused and with the decimals asked for', async () => {
    const { body, headers } = await api.send('GET', `${at}?asOf=${asOf}&format=csv&decimal=comma`)
    const lines = (body as string).trimEnd().split('\r\n')
    expect(lines).toHaveLength(17)
    expect(headers.get('content-disposition')).toContain(`register-${buyer}-${month}.csv`)
    const line = lines.find((text) => text.includes('BFK/1')) as string
    expect(line).toContain(`"'=HYPERLINK(""x"";""y"") <&> \u0141";"'=BFK/1";2026-07-07;`)
    expect(line).toContain(';200,00;46,00;')
  })

  it('as a spreadsheet has words over its columns where they are asked for, in the language of who asks', async () => {
    const linesOf = async (query: string) => {
      const { body } = await api.send('GET', `${at}?asOf=${asOf}&format=csv${query}`)
      return (body as string).trimEnd().split('\r\n')
    }
    const [fields = '', ...rows] = await linesOf('')
    const [polish = '', ...same] = await linesOf('&headings=words&lang=pl')
    const [english = ''] = await linesOf('&headings=words')
    expect(fields).toMatch(/^KodKrajuNadaniaTIN;NrDostawcy;/)
    expect(polish).toMatch(/^"Kraj nadania numeru podatkowego";"NIP lub inny numer dostawcy";/)
    expect(polish).toContain(';"Data wpływu";"Numer KSeF";"Oznaczenie OFF";')
    expect(polish).toContain(';"Podatek naliczony od pozostałych towarów i usług (K_43)";')
    expect(english).toContain(';"Day of receipt";"KSeF number";"Marker OFF";')
    for (const heads of [polish, english]) expect(heads.split(';')).toHaveLength(fields.split(';').length)
    expect(same).toHaveLength(rows.length)
    expect(same.join()).toContain('"Nie podano kursu waluty EUR."')
    const wrong = await api.send('GET', `${at}?asOf=${asOf}&format=csv&headings=none`)
    expect([wrong.status, wrong.body.code]).toEqual([400, 'invalid-request'])
  })

  it('says what is missing for a file, and where', async () => {
    const refusal = async (jpk: object | null) => {
      await api.putTaxpayer(buyer, { ...settings, jpk })
      const { status, body } = await api.send('GET', `${at}?asOf=${asOf}&format=xml&incomplete=leave-out`)
      return [status, body.code, ...body.errors.map((e: { pointer: string }) => e.pointer)]
    }
    const missing = [422, 'jpk-data-missing']
    expect(await refusal(null)).toEqual([...missing, '/jpk/officeCode', '/jpk/email'])
    expect(await refusal({ officeCode: '9999', email: 'a@b.example' })).toEqual([
      ...missing,
      '/jpk/officeCode',
    ])
    const phone = '01234567890123456789'
    expect(await refusal({ ...settings.jpk, phone })).toEqual([...missing, '/jpk/phone'])
    await api.putTaxpayer(buyer, settings)
    const { body } = await api.send('GET', `/v1/taxpayers/${buyer}/register/2026-01?format=xml`)
    expect(body.code).toBe('jpk-month')
  })
})
