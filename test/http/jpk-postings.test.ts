import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Api } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'

/** Postings from the rows of a file, each row by what became of its purchase, and the lists of checks page by page. */

const us = nip('jpk postings')
const seller = { nip: nip('jpk postings seller'), name: 'Sprzedawca S.A.' }
const root = `/v1/taxpayers/${us}`
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api
let june: string

beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-24T12:00:00+02:00' })
  api = stage.api
  await api.json('PUT', root, { name: 'Odbiorca', jpk: { officeCode: '1471', email: 'biuro@example.com' } })
  const documents = ['FV/1', 'FV/2', 'FV/3'].map((number) =>
    ksefDocument({
      ...{ seller, buyer: { nip: us }, number, issueDay: '2026-06-10' },
      numberedAt: '2026-06-10T10:00:00+02:00',
      amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    }),
  )
  await api.importPackage(us, packageOf(documents))
  june = (await api.send('GET', `${root}/register/2026-06?format=xml`)).body
})
afterAll(() => stage.close())

const check = async (file: BodyInit, home = root) => {
  const type = { 'content-type': 'application/xml' }
  return (await api.send('POST', `${home}/jpk-checks?filedOn=2026-07-24`, file, type)).body
}
/** The file in two pieces; between them something happens. */
const inPieces = (file: string, at: string, between: () => Promise<unknown>) => {
  const cut = file.indexOf(at)
  const pieces = [file.slice(0, cut), file.slice(cut)]
  const bytes = new TextEncoder()
  return new ReadableStream<Uint8Array>(
    {
      async pull(stream) {
        if (pieces.length === 1) await between()
        const piece = pieces.shift()
        if (piece === undefined) stream.close()
        else stream.enqueue(bytes.encode(piece))
      },
    },
    // Nothing is fetched before what came was read.
    { highWaterMark: 0 },
  )
}
const purchaseOf = async (number: string) =>
  (await api.json('GET', `${root}/purchases?number=${number}`)).body.items[0]

it('posts what nobody posted, leaves what was posted under another reference, and passes over what is held by now', async () => {
  const { id, agrees } = await check(june)
  expect(agrees).toBe(3)
  const own = await purchaseOf('FV/1')
  await api.json('POST', `${root}/purchases/${own.id}/posting`, { reference: 'PZ/7', postedOn: '2026-06-11' })
  // A copy under the number of the second, with another amount: whether it is the same invoice a person has to say.
  await api.postCopy(us, plainCopy(seller, 'FV/2', { net: '200.00', vat: '46.00', gross: '246.00' }))
  const post = () => api.json('POST', `${root}/jpk-checks/${id}/postings`, { codes: [] })
  expect((await post()).body).toEqual({ posted: 1, unchanged: 1, held: 1 })
  expect((await post()).body).toEqual({ posted: 0, unchanged: 2, held: 1 })
  const references = await Promise.all(
    ['FV/1', 'FV/2', 'FV/3'].map(async (number) => (await purchaseOf(number)).posting?.reference ?? null),
  )
  expect(references).toEqual(['PZ/7', null, 'JPK 2026-06/3'])
})

it('lists checks and items page by page: each once, and nothing behind the last', async () => {
  const twice = june.replaceAll('>23.00<', '>32.00<')
  const last = await check(twice)
  const pages = async (path: string) => {
    const found: string[][] = []
    for (let cursor = ''; ; ) {
      const { items, next } = (await api.json('GET', `${path}limit=2${cursor}`)).body
      found.push(items.map(({ id }: { id: string }) => id))
      if (next === null) return found
      cursor = `&cursor=${encodeURIComponent(next)}`
    }
  }
  const checks = await pages(`${root}/jpk-checks?`)
  expect(checks.map((page) => page.length)).toEqual([2, 0])
  expect(checks.flat()[0]).toBe(last.id)
  // Three wrong amounts, the control sum of the file, a row whose purchase is held, and the copy that stands in no row.
  expect(last.counts).toEqual({ AMOUNT_DIFFERS: 3, CONTROL_SUM: 1, PURCHASE_MISSING: 1, ROW_HELD: 1 })
  const items = await pages(`${root}/jpk-checks/${last.id}/items?`)
  expect(items.map((page) => page.length)).toEqual([2, 2, 2, 0])
  expect(new Set(items.flat()).size).toBe(6)
  expect((await pages(`${root}/jpk-checks/${last.id}/items?code=CONTROL_SUM&`)).flat()).toHaveLength(1)
  for (const path of [`/jpk-checks?cursor=x`, `/jpk-checks/${last.id}/items?cursor=x`])
    expect((await api.json('GET', `${root}${path}`)).body.code).toBe('invalid-cursor')
})

it('follows purchases that are decided to be one invoice while the file comes', async () => {
  const row = june.match(/<ZakupWiersz>(?:(?!<ZakupWiersz>).)*FV\/2<.*?<\/ZakupWiersz>/s)?.[0] as string
  const [survivor, merged] = await Promise.all(
    ['123.00', '246.00'].map(async (gross) => {
      const { items } = (await api.json('GET', `${root}/purchases?number=FV/2`)).body
      return items.find((purchase: { gross: string }) => purchase.gross === gross).id
    }),
  )
  const ofCopy = row
    .replace(/<NrKSeF>.*<\/NrKSeF>/, '<BFK>1</BFK>')
    .replace('>100.00<', '>200.00<')
    .replace('>23.00<', '>46.00<')
  const decide = async () => {
    const path = `${root}/findings/${survivor}.AMOUNT_MISMATCH.${merged}/decision`
    const { status } = await api.json('POST', path, { decision: 'same-invoice', note: 'x' })
    expect(status).toBe(200)
  }
  const file = june.replace(row, ofCopy)
  const { id } = await check(inPieces(file, '<ZakupCtrl>', decide))
  const { items } = (await api.json('GET', `${root}/jpk-checks/${id}/items?code=AMOUNT_DIFFERS`)).body
  expect(items).toMatchObject([{ purchaseId: survivor, is: '46.00', shouldBe: '23.00' }])
  const missing = (await api.json('GET', `${root}/jpk-checks/${id}/items?code=PURCHASE_MISSING`)).body
  expect(missing.items).toEqual([])
})

it('compares each purchase once, however many there are', async () => {
  const many = nip('jpk many')
  const home = `/v1/taxpayers/${many}`
  await api.json('PUT', home, { name: 'Odbiorca', jpk: { officeCode: '1471', email: 'biuro@example.com' } })
  // More than are compared at once.
  const documents = Array.from({ length: 260 }, (_, n) =>
    ksefDocument({
      ...{ seller, buyer: { nip: many }, number: `M/${n}`, issueDay: '2026-06-10' },
      numberedAt: '2026-06-10T10:00:00+02:00',
      amounts: { net: `${n + 100}.00`, vat: '23.00', gross: `${n + 123}.00` },
    }),
  )
  await api.importPackage(many, packageOf(documents))
  const file = (await api.send('GET', `${home}/register/2026-06?format=xml`)).body as string
  let n = 0
  const rowsOfNobody = file
    .replaceAll(seller.nip, nip('jpk many stranger'))
    .replaceAll(/<DowodZakupu>.*?</g, () => `<DowodZakupu>X/${++n}/9<`)
    .replaceAll('<DataZakupu>2026-06', '<DataZakupu>2026-05')
    .replaceAll(/<NrKSeF>.*<\/NrKSeF>/g, '<BFK>1</BFK>')
  const nobodys = await check(rowsOfNobody, home)
  expect(nobodys).toMatchObject({ rows: 260, agrees: 0, counts: { ROW_UNKNOWN: 260, PURCHASE_MISSING: 260 } })
  expect(await check(file, home)).toMatchObject({ agrees: 260, counts: {} })
  // All of it stands in a file of July again.
  const july = await check(file.replace('<Miesiac>6<', '<Miesiac>7<'), home)
  expect(july).toMatchObject({ agrees: 0, counts: { ROW_TWICE: 260 } })
})
