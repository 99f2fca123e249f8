import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { purchaseRows } from '../support/jpk-file.ts'
import { type FaDocument, type KsefClocks, ksefDocument, nip, packageOf } from '../support/ksef.ts'

/** The file of an accounting program: what is told of its rows is worked out by hand from the mistake that was put in. */

const us = nip('jpk check')
const seller = { nip: nip('jpk check seller'), name: 'Sprzedawca S.A.' }
const root = `/v1/taxpayers/${us}`
const filedOn = '2026-07-24'
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api
let clean: string

const invoice = (number: string, said: Partial<FaDocument & KsefClocks> = {}) =>
  ksefDocument({
    seller,
    buyer: { nip: us },
    number,
    issueDay: '2026-06-10',
    numberedAt: '2026-06-10T10:00:00+02:00',
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    ...said,
  })
const numbers = ['FV/1/06/2026', 'FV/2/06/2026', 'FV/3/06/2026']
const documents = numbers.map((number) => invoice(number))
const ksef = (at: number): string => documents[at]?.metadata.ksefNumber as string

beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-24T12:00:00+02:00' })
  api = stage.api
  const jpk = { officeCode: '1471', email: 'biuro@example.com' }
  await api.json('PUT', root, { name: 'Odbiorca', jpk })
  await api.json('PUT', `${root}/suppliers/${seller.nip}`, {
    ksefDuty: [{ status: 'obliged', from: '2026-02-01' }],
  })
  await api.importPackage(
    us,
    packageOf([
      ...documents,
      invoice('KOR/1', {
        kind: 'KOR',
        amounts: { net: '-10.00', vat: '-2.30', gross: '-12.30' },
        corrects: [{ number: numbers[0] as string, issueDay: '2026-06-10', ksefNumber: ksef(0) }],
      }),
      invoice('FV/4/07/2026', { issueDay: '2026-07-02', numberedAt: '2026-07-02T10:00:00+02:00' }),
    ]),
  )
  await api.postCopy(us, plainCopy(seller, 'FV/9', { net: '200.00', vat: '46.00', gross: '246.00' }))
  const id = (await api.json('GET', `${root}/purchases?number=KOR/1`)).body.items[0].id
  const june = `${root}/register/2026-06?format=xml&incomplete=leave-out&held=leave-out&asOf=${filedOn}`
  await api.json('PATCH', `${root}/purchases/${id}`, { originalDeductedIn: '2026-06' })
  clean = (await api.send('GET', june)).body
})
afterAll(() => stage.close())

/** The number of the row of a document. */
const lp = (number: string): number =>
  Number(purchaseRows(clean).find((row) => row.DowodZakupu === number)?.LpZakupu)
const xml = { 'content-type': 'application/xml' }
const check = async (file: BodyInit, on = filedOn) => {
  const answer = await api.send('POST', `${root}/jpk-checks?filedOn=${on}`, file, xml)
  expect(answer.status, JSON.stringify(answer.body)).toBe(200)
  return answer.body
}
/** A file as a slow line brings it, a few bytes first: what it declares has not come yet. */
const inPieces = (text: string): ReadableStream<Uint8Array> => {
  const bytes = new TextEncoder().encode(text)
  return new ReadableStream({
    start: (line) => {
      for (const piece of [bytes.subarray(0, 9), bytes.subarray(9, 20), bytes.subarray(20)])
        line.enqueue(piece)
      line.close()
    },
  })
}
/** The file with one row of it changed, and its control sums left as they are told. */
const changed = (number: string, change: (row: string) => string): string =>
  clean.replaceAll(/<ZakupWiersz>.*?<\/ZakupWiersz>\n/g, (row) =>
    row.includes(`>${number}<`) ? change(row) : row,
  )
const told = async (file: string, lang = 'en') => {
  const { id, counts, agrees } = await check(file)
  const { items } = (await api.json('GET', `${root}/jpk-checks/${id}/items?lang=${lang}`)).body
  const ofRows = items.filter((i: { code: string }) => i.code !== 'CONTROL_SUM')
  return { id, counts, agrees, items: ofRows }
}
const brief = (items: Record<string, unknown>[]) =>
  items.map(({ code, severity, is, shouldBe }) => [code, severity, is, shouldBe])

describe('the file of an accounting program', () => {
  it('of which every row is right has nothing to tell', async () => {
    const answer = await check(clean)
    expect(answer).toMatchObject({
      ...{ month: '2026-06', settlement: 'monthly', purpose: 1, rows: 5, agrees: 5, counts: {}, atStake: {} },
      sums: { file: { rows: 5, inputVat: '112.70' }, register: { rows: 5, inputVat: '112.70' } },
    })
    expect((await api.json('GET', `${root}/jpk-checks/${answer.id}`)).body).toEqual(answer)
    expect((await api.json('GET', `${root}/jpk-checks?month=2026-06`)).body.items[0]).toEqual(answer)
  })
  it.each<[string, string, (row: string) => string, unknown[][]]>([
    ['a row twice', 'FV/1/06/2026', (row) => row + row, [['ROW_TWICE', 'blocking', null, null]]],
    [
      'the KSeF number of another invoice',
      'FV/1/06/2026',
      (row) => row.replace(ksef(0), ksef(1)),
      [['MARKER_DIFFERS', 'blocking', 'K1', 'K0']],
    ],
    [
      'BFK kept although the number came',
      'FV/1/06/2026',
      (row) => row.replace(/<NrKSeF>.*<\/NrKSeF>/, '<BFK>1</BFK>'),
      [['MARKER_DIFFERS', 'blocking', 'BFK', 'K0']],
    ],
    [
      'no marker',
      'FV/1/06/2026',
      (row) => row.replace(/<NrKSeF>.*<\/NrKSeF>/, ''),
      [['MARKER_DIFFERS', 'blocking', null, 'K0']],
    ],
    [
      'another day of receipt',
      'FV/1/06/2026',
      (row) => row.replace('<DataWplywu>2026-06-10', '<DataWplywu>2026-06-09'),
      [['RECEIPT_DAY_DIFFERS', 'review', '2026-06-09', '2026-06-10']],
    ],
    [
      'another day of issue beside its KSeF number',
      'FV/1/06/2026',
      (row) => row.replace('<DataZakupu>2026-06-10', '<DataZakupu>2026-06-01'),
      [['ISSUE_DAY_DIFFERS', 'review', '2026-06-01', '2026-06-10']],
    ],
    [
      'another number beside its KSeF number',
      'FV/1/06/2026',
      (row) => row.replace('FV/1/06/2026', 'FV/10/06/2026'),
      [['NUMBER_DIFFERS', 'review', 'FV/10/06/2026', 'FV/1/06/2026']],
    ],
    [
      'the number written otherwise beside its KSeF number',
      'FV/1/06/2026',
      (row) => row.replace('FV/1/06/2026', 'fv 1 06 2026'),
      [],
    ],
    [
      'another seller beside its KSeF number',
      'FV/1/06/2026',
      (row) => row.replace(seller.nip, nip('somebody else')),
      [['SELLER_DIFFERS', 'review', nip('somebody else'), seller.nip]],
    ],
    [
      'more tax than the invoice has',
      'FV/1/06/2026',
      (row) => row.replace('>23.00<', '>32.00<'),
      [['AMOUNT_DIFFERS', 'blocking', '32.00', '23.00']],
    ],
    [
      'the gross amount as net',
      'FV/1/06/2026',
      (row) => row.replace('>100.00<', '>123.00<').replace('>23.00<', '>28.29<'),
      [['AMOUNT_DIFFERS', 'blocking', '28.29', '23.00']],
    ],
    [
      'the net amount as gross',
      'FV/1/06/2026',
      (row) => row.replace('>100.00<', '>81.30<').replace('>23.00<', '>18.70<'),
      [['AMOUNT_DIFFERS', 'blocking', '18.70', '23.00']],
    ],
    [
      'half of the tax, which is the right of the taxpayer',
      'FV/1/06/2026',
      (row) => row.replace('>23.00<', '>11.50<'),
      [['AMOUNT_DIFFERS', 'info', '11.50', '23.00']],
    ],
    [
      'the sign of a correction',
      'KOR/1',
      (row) => row.replaceAll('>-', '>'),
      [['AMOUNT_DIFFERS', 'blocking', '2.30', '-2.30']],
    ],
    ['a row left out', 'FV/1/06/2026', () => '', [['PURCHASE_MISSING', 'info', null, null]]],
    ['a correction in minus left out', 'KOR/1', () => '', [['PURCHASE_MISSING', 'review', null, null]]],
    [
      'two markers',
      'FV/1/06/2026',
      (row) => row.replace('<NrKSeF>', '<OFF>1</OFF><NrKSeF>'),
      [['ROW_UNREADABLE', 'review', 'K0', null]],
    ],
    [
      'a net amount without its tax',
      'FV/1/06/2026',
      (row) => row.replace(/<K_43>.*<\/K_43>/, ''),
      [['ROW_UNREADABLE', 'review', '100.00', null]],
    ],
  ])('tells of %s', async (_, number, change, expected) => {
    const { items } = await told(changed(number, change))
    const shown = (value: unknown) =>
      value === `NrKSeF, OFF` ? 'K0' : value === ksef(0) ? 'K0' : value === ksef(1) ? 'K1' : value
    expect(
      brief(items).map(([code, severity, is, should]) => [code, severity, shown(is), shown(should)]),
    ).toEqual(expected)
  })
})

describe('what comes of a check', () => {
  it('a person calls an item right, and the next file of the month knows it', async () => {
    const file = changed('FV/2/06/2026', (row) =>
      row.replace('<DataWplywu>2026-06-10', '<DataWplywu>2026-06-11'),
    )
    const before = await told(file)
    expect(before.agrees).toBe(4)
    const [item] = before.items
    const at = `${root}/jpk-checks/${before.id}/items/${item.id}/answer`
    const { body } = await api.json('PUT', at, { note: 'Wpłynęła wieczorem' })
    expect(body.answer).toMatchObject({ note: 'Wpłynęła wieczorem', by: 'admin' })
    const after = await told(file)
    expect(after).toMatchObject({
      agrees: 5,
      items: [{ code: 'RECEIPT_DAY_DIFFERS', answer: { note: 'Wpłynęła wieczorem' } }],
    })
    const again = `${root}/jpk-checks/${after.id}/items/${after.items[0].id}/answer`
    expect((await api.json('DELETE', again)).body.answer).toBeNull()
    expect((await told(file)).items[0].answer).toBeNull()
  })
  it('speaks Polish, and lists everything as a table', async () => {
    const file = changed('FV/1/06/2026', (row) => row.replace(/<NrKSeF>.*<\/NrKSeF>/, '<BFK>1</BFK>'))
    const { id, items } = await told(file, 'pl')
    expect(items[0]).toMatchObject({
      message: `Wiersz ma oznaczenie BFK, chociaż znany jest numer KSeF ${ksef(0)}.`,
      whatToDo: 'Wpisz podane tu oznaczenie lub numer KSeF.',
      whatToDoCode: 'jpk-check.do.MARKER_DIFFERS',
      params: { is: 'BFK', shouldBe: ksef(0) },
      document: { NrDostawcy: seller.nip, DowodZakupu: 'FV/1/06/2026', DataZakupu: '2026-06-10' },
      ...{ row: lp('FV/1/06/2026'), legalBasis: ['Dz.U. 2025 poz. 1800'] },
    })
    const csv = await api.send('GET', `${root}/jpk-checks/${id}/items?format=csv`)
    const [head, line] = csv.body.split('\r\n')
    expect(head).toMatch(/^code;severity;LpZakupu;/)
    const words = await api.send('GET', `${root}/jpk-checks/${id}/items?format=csv&headings=words&lang=pl`)
    expect(words.body.split('\r\n')[0]).toMatch(/^"Kod uwagi";"Waga";"Lp.";"NIP lub inny numer dostawcy";/)
    expect(line).toContain(
      `"MARKER_DIFFERS";"blocking";"${lp('FV/1/06/2026')}";"${seller.nip}";"FV/1/06/2026";"2026-06-10";"BFK";"${ksef(0)}"`,
    )
  })
  it('tells a row without a purchase from one that is nearly written so', async () => {
    const likely = changed('FV/9', (row) => row.replace('FV/9<', 'FV/09<'))
    const unknown = changed('FV/9', (row) =>
      row.replace('FV/9<', 'ZZ/777<').replaceAll(/>(200|46)\.00</g, '>11.00<'),
    )
    expect(brief((await told(likely)).items)).toEqual([['ROW_LIKELY', 'review', 'FV/09', 'FV/9']])
    expect((await told(unknown)).items).toMatchObject(
      [
        {
          code: 'ROW_UNKNOWN',
          severity: 'review',
          message: expect.stringContaining('had to issue the invoice in KSeF'),
        },
        { code: 'PURCHASE_MISSING', row: null, document: { DowodZakupu: 'FV/9' } },
      ].sort((a) => (a.code === 'PURCHASE_MISSING' ? -1 : 1)),
    )
  })
  it('tells of control sums that are not those of the rows', async () => {
    const { id, counts, atStake } = await check(
      clean
        .replace('<LiczbaWierszyZakupow>5', '<LiczbaWierszyZakupow>6')
        .replace('<PodatekNaliczony>112.70', '<PodatekNaliczony>112.71'),
    )
    expect(counts).toEqual({ CONTROL_SUM: 2 })
    expect(atStake).toEqual({ CONTROL_SUM: '0.01' })
    const { items } = (await api.json('GET', `${root}/jpk-checks/${id}/items?code=CONTROL_SUM`)).body
    expect(brief(items)).toEqual([
      ['CONTROL_SUM', 'blocking', '112.71', '112.70'],
      ['CONTROL_SUM', 'blocking', '6', '5'],
    ])
  })
  it('is told of in words whatever amounts stand in it', async () => {
    const most = '90071992547409.91'
    const absurd = changed('FV/2/06/2026', (row) =>
      Array(1_100)
        .fill(row.replace('>100.00<', `>${most}<`).replace('>23.00<', `>${most}<`))
        .join(''),
    ).replace(/(<PodatekNaliczony>)[^<]*/, `$1-${most}`)
    const { counts, atStake } = await check(absurd)
    expect(counts).toMatchObject({ AMOUNT_DIFFERS: 1, ROW_TWICE: 1_099, CONTROL_SUM: 2 })
    expect(atStake.CONTROL_SUM).toBe('9999999999999.99')
    const beyond = await told(changed('FV/2/06/2026', (row) => row.replace('>23.00<', '>1e308<')))
    expect(brief(beyond.items)).toEqual([['ROW_UNREADABLE', 'review', '1e308', null]])
  })
  it('lets no part of an invoice agree while something is told of the whole', async () => {
    const inParts = (vat: string) =>
      changed('FV/2/06/2026', (row) =>
        [row.replace('>100.00<', '>60.00<').replace('>23.00<', '>13.80<')]
          .concat(row.replace('>100.00<', '>40.00<').replace('>23.00<', `>${vat}<`))
          .join(''),
      )
    const right = await told(inParts('9.20'))
    expect([right.agrees, brief(right.items)]).toEqual([6, [['ROW_TWICE', 'info', null, null]]])
    const wrong = await told(inParts('9.21'))
    expect([wrong.agrees, brief(wrong.items)]).toEqual([
      4,
      [
        ['AMOUNT_DIFFERS', 'blocking', '23.01', '23.00'],
        ['ROW_TWICE', 'info', null, null],
      ],
    ])
  })
  it('posts the rows that agree once, files what was in the file, and holds it against what is known', async () => {
    const file = changed('FV/3/06/2026', (row) =>
      row.replace('<DataWplywu>2026-06-10', '<DataWplywu>2026-06-15'),
    )
    const { id } = await check(file)
    const postings = () => api.json('POST', `${root}/jpk-checks/${id}/postings`, { codes: [] })
    expect((await postings()).body).toEqual({ posted: 4, unchanged: 0, held: 0 })
    expect((await postings()).body).toEqual({ posted: 0, unchanged: 4, held: 0 })
    const [posted] = (await api.json('GET', `${root}/purchases?number=FV/1/06/2026`)).body.items
    expect(posted.posting).toMatchObject({
      reference: `JPK 2026-06/${lp('FV/1/06/2026')}`,
      postedOn: filedOn,
    })

    const other = await api.json('POST', `${root}/register/2026-07/filings`, { filedOn, jpkCheck: id })
    expect(other).toMatchObject({ status: 422, body: { code: 'jpk-other-month' } })
    const filing = await api.json('POST', `${root}/register/2026-06/filings`, { filedOn, jpkCheck: id })
    expect(filing).toMatchObject({
      status: 201,
      body: { jpkCheck: id, totals: { rows: 5, inputVat: '112.70' } },
    })
    const filed = filing.body.items.map((row: { DowodZakupu: string; marker: object }) => [
      row.DowodZakupu,
      Object.keys(row.marker)[0],
    ])
    expect(Object.fromEntries(filed)).toMatchObject({ 'FV/1/06/2026': 'NrKSeF', 'FV/9': 'BFK' })
    const due = (await api.json('GET', `${root}/corrections-due`)).body.items
    expect(due).toMatchObject([
      {
        reason: 'receipt-date',
        changed: ['DataWplywu'],
        filed: { DowodZakupu: 'FV/3/06/2026', DataWplywu: '2026-06-15' },
      },
    ])

    // What was filed for June may not come again in July.
    const july = clean
      .replace('<Miesiac>6<', '<Miesiac>7<')
      .replaceAll(/<ZakupWiersz>(?:(?!FV\/1\/06).)*?<\/ZakupWiersz>\n/g, '')
    const { items } = await told(july)
    expect(items.filter((i: { row: unknown }) => i.row !== null)).toMatchObject([
      { code: 'ROW_TWICE', severity: 'blocking', message: expect.stringContaining('2026-06') },
    ])
  })
  it('that was filed with OFF where the number was there must be corrected, though OFF alone need not be', async () => {
    const file = changed('FV/2/06/2026', (row) => row.replace(/<NrKSeF>.*<\/NrKSeF>/, '<OFF>1</OFF>'))
    const { id } = await check(file)
    await api.json('POST', `${root}/register/2026-06/filings`, { filedOn, jpkCheck: id })
    // Found out on the day of filing, Friday, 24 July: fourteen days later is Friday, 7 August.
    expect((await api.json('GET', `${root}/corrections-due`)).body.items).toMatchObject([
      {
        ...{ reason: 'number-left-out', changed: ['marker'], duty: 'required', dueBy: '2026-08-07' },
        ...{
          filed: { DowodZakupu: 'FV/2/06/2026', marker: { OFF: 1 } },
          now: { marker: { NrKSeF: ksef(1) } },
        },
      },
    ])
  })
  it('is judged by tables that are served with the law', async () => {
    const { cases, forms } = (await api.send('GET', '/v1/law')).body.jpkChecks
    expect(cases['twice-across']).toMatchObject({
      ...{ code: 'ROW_TWICE', severity: 'blocking', legalBasis: ['art. 86 ust. 1', 'art. 86 ust. 10'] },
    })
    expect(forms).toHaveLength(4)
  })
  it('refuses what is no such file, or not ours, and keeps nothing of it', async () => {
    const before = (await api.json('GET', `${root}/jpk-checks`)).body.items.length
    const refused = async (file: BodyInit, on = filedOn) => {
      const { status, body } = await api.send('POST', `${root}/jpk-checks?filedOn=${on}`, file, xml)
      return [status, body.code]
    }
    expect(await refused('<a/>')).toEqual([422, 'jpk-other-form'])
    expect(await refused(clean.slice(0, -20))).toEqual([422, 'jpk-not-well-formed'])
    expect(await refused(clean.replaceAll(us, nip('somebody')))).toEqual([422, 'jpk-other-taxpayer'])
    expect(await refused(clean.replace('?>', '?><!DOCTYPE JPK>'))).toEqual([422, 'jpk-doctype'])
    expect(await refused(clean.replace('UTF-8', 'EBCDIC'))).toEqual([422, 'jpk-encoding'])
    expect(await refused(inPieces(clean.replace('UTF-8', 'EBCDIC')))).toEqual([422, 'jpk-encoding'])
    expect(await refused(clean.replace('<Miesiac>6<', '<Miesiac>16<'))).toEqual([422, 'jpk-header'])
    expect(await refused(clean, '2026-05-31')).toEqual([422, 'filed-before-month'])
    expect((await api.json('GET', `${root}/jpk-checks`)).body.items).toHaveLength(before)
    expect((await api.json('GET', `${root}/jpk-checks/none`)).body.code).toBe('jpk-check-unknown')
  })
})
