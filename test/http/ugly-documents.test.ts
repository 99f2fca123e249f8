import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import type { Purchase } from '../support/api.ts'
import { createTestApp, onEdge } from '../support/app.ts'
import { unfoldRows } from '../support/database.ts'
import {
  at,
  buyer,
  copy,
  createStage,
  document,
  ksef,
  postRows,
  type Stage,
  seller,
  utf8,
} from '../support/hostile.ts'
import { within } from '../support/hostile-xml.ts'
import { purchaseRows } from '../support/jpk-file.ts'
import { packageOf } from '../support/ksef.ts'
import { whyNoXsd, xsdProblems } from '../support/xsd.ts'

/** Documents that KSeF has numbered and whose text is ugly, through the whole service. */

let stage: Stage
beforeAll(async () => {
  stage = await createStage()
})
afterAll(() => stage.close())

const byNumber = async (ksefNumber: string, { api } = stage): Promise<Purchase> =>
  (await api.purchases(buyer, { ksefNumber }))[0] as Purchase
const open = (purchase: Purchase) =>
  purchase.findings.filter((f) => f.open && f.severity !== 'info').map((f) => f.code)
const check = async (question: object) =>
  (await stage.api.json('POST', `${at}/posting-checks`, question)).body

describe('text that XML 1.0 allows', () => {
  const number = 'FV/\u0081\u009f\u007f/\u0085 7'
  const name = 'SAMOOBS\u0139\u0081UGA \uFFFD \u0080 \u{1f4c4}'
  const named = { more: { seller: { nip: seller, name } } }

  it('stays what it is in purchase, register, feed and file', async () => {
    const { metadata, xml } = ksef(number, named)
    expect(await stage.api.importPackage(buyer, packageOf([{ metadata, xml }]))).toMatchObject({ new: 1 })
    const purchase = await byNumber(metadata.ksefNumber)
    expect(purchase).toMatchObject({ number, seller: { name } })
    expect(open(purchase)).toEqual([])
    expect(await check({ seller: { nip: seller }, number, issueDate: '2026-06-10' })).toMatchObject({
      answer: 'post',
      purchaseId: purchase.id,
    })
    expect(await stage.api.purchases(buyer, { number })).toHaveLength(1)
    const feed = await stage.api.send('GET', `${at}/changes?limit=1000`)
    expect(JSON.stringify(feed.body)).toContain(JSON.stringify(name).slice(1, -1))
    const csv = await stage.api.send('GET', `${at}/register/2026-06`, undefined, { accept: 'text/csv' })
    expect(csv.body).toContain(number)
    expect(csv.body).toContain(name)
  })

  it('makes a JPK file that is valid', async () => {
    await stage.api.putTaxpayer(buyer, {
      name: 'Odbiorca sp. z o.o.',
      jpk: { officeCode: '1471', email: 'a@b.example', phone: null, person: null },
    })
    // Not XML at all: U+FFFE and half a character come in rows alone.
    const half = { invoiceNumber: 'HALF/\uFFFE1', seller: { nip: seller, name: 'A\uFFFFB' } }
    await stage.api.importMetadata(buyer, [ksef('HALF/1', { row: half }).metadata])
    const file = await stage.api.send('GET', `${at}/register/2026-06`, undefined, {
      accept: 'application/xml',
    })
    expect(file.status).toBe(200)
    const rows = purchaseRows(file.body)
    expect(rows.map((r) => [r.DowodZakupu, r.NazwaDostawcy])).toContainEqual([number, name])
    expect(rows.map((r) => [r.DowodZakupu, r.NazwaDostawcy])).toContainEqual(['HALF/1', 'AB'])
    if (whyNoXsd(['JPK_V7M (3)']) === null) expect(xsdProblems('JPK_V7M (3)', [utf8(file.body)])).toBe('')
  })
})

describe('an XML that cannot be read', () => {
  const broken = (xml: string) => xml.slice(0, -40)
  const rowFirst = ksef('ORDER/1', { xml: broken })
  const packageFirst = ksef('ORDER/2', { xml: broken })
  const shown = ({ status, gross, findings, evidence }: Purchase) => ({
    ...{ status, gross, findings: findings.map((f) => f.code), hasXml: evidence.map((e) => e.hasXml) },
  })

  it('and its row alone make one purchase, in either order', async () => {
    const rows = (d: typeof rowFirst) => stage.api.importMetadata(buyer, [d.metadata])
    const whole = (d: typeof rowFirst) => stage.api.importPackage(buyer, packageOf([d]))
    expect(await rows(rowFirst)).toMatchObject({ new: 1 })
    expect(await whole(rowFirst)).toMatchObject({ attached: 1 })
    expect(await whole(packageFirst)).toMatchObject({ new: 1 })
    expect(await rows(packageFirst)).toMatchObject({ unchanged: 1 })
    expect(await whole(packageFirst)).toMatchObject({ unchanged: 1 })
    const [one, two] = [
      await byNumber(rowFirst.metadata.ksefNumber),
      await byNumber(packageFirst.metadata.ksefNumber),
    ]
    expect({ ...shown(one), gross: null }).toEqual({ ...shown(two), gross: null })
    expect(shown(one)).toMatchObject({
      status: 'ksef-only',
      hasXml: [true],
      findings: ['KSEF_XML_UNREADABLE'],
    })
  })

  it('is reconciled with the paper as any other, and may be booked', async () => {
    const { metadata, xml } = ksef('PAPER/1', { xml: broken })
    const { grossAmount } = metadata as unknown as { grossAmount: number }
    const paper = { number: 'PAPER/1', gross: grossAmount.toFixed(2), net: undefined, vat: undefined }
    await stage.api.postCopy(buyer, copy({ ...paper, document: 'offline-invoice' }))
    expect(await stage.api.importPackage(buyer, packageOf([{ metadata, xml }]))).toMatchObject({
      attached: 1,
    })
    const purchase = await byNumber(metadata.ksefNumber)
    expect(purchase.status).toBe('reconciled')
    expect(await check({ ksefNumber: metadata.ksefNumber })).toMatchObject({ answer: 'post' })
  })

  it('lets a human state what the row does not say, and settle the finding', async () => {
    const { id, findings } = await byNumber(rowFirst.metadata.ksefNumber)
    await stage.api.patchPurchase(buyer, id, { taxPointDate: '2026-05-31' })
    const finding = findings.find((f) => f.code === 'KSEF_XML_UNREADABLE')
    await stage.api.json('POST', `${at}/findings/${finding?.id}/decision`, { decision: 'accepted' })
    expect(open(await stage.api.purchase(buyer, id))).not.toContain('KSEF_XML_UNREADABLE')
  })

  it('of a correction counts with the difference that its row states', async () => {
    const facts = { kind: 'KOR', amounts: { net: '-10.00' } } as const
    const { metadata, xml } = ksef('KOR/1', { xml: broken, more: facts })
    await stage.api.importPackage(buyer, packageOf([{ metadata, xml }]))
    expect(await byNumber(metadata.ksefNumber)).toMatchObject({ kind: 'KOR', net: '-10.00', gross: '-12.30' })
  })

  it.skipIf(onEdge)('is read better when it comes again to a service that can', async () => {
    const first = await createTestApp({ now: '2026-07-24T10:00:00Z' })
    await first.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
    const whole = ksef('BETTER/1', { more: { taxPointDay: '2026-05-30' } })
    const bad = { broken: 'It could not be read.', unread: [], contradicts: [], amounts: [] }
    await first.api.importPackage(buyer, packageOf([whole]))
    // As an earlier version would have kept it, which could not read it.
    const db = openSqlite(join(first.dataDir, 'ledgers', `${buyer}.sqlite`))
    unfoldRows(db)
    db.prepare(
      "UPDATE evidence SET has_xml = 2, facts = json_set(facts, '$.fa', NULL, '$.xmlDoubt', json(?))",
    ).run(JSON.stringify(bad))
    db.close()
    expect(await first.api.importPackage(buyer, packageOf([whole]))).toMatchObject({ attached: 1 })
    const purchase = await byNumber(whole.metadata.ksefNumber, first as Stage)
    expect([open(purchase), purchase.evidence.length]).toEqual([[], 1])
    expect(await first.api.importPackage(buyer, packageOf([whole]))).toMatchObject({ unchanged: 1 })
    await first.close()
  })
})

describe('a row that is odd', () => {
  it('and the same row as it should be are one purchase without a conflict, in either order', async () => {
    for (const number of ['ODD/1', 'ODD/2']) {
      const { metadata } = ksef(number)
      const odd = { ...metadata, invoicingMode: 'Later', netAmount: Number(metadata.netAmount) + 1e-9 }
      for (const row of number === 'ODD/1' ? [odd, metadata] : [metadata, odd])
        await stage.api.importMetadata(buyer, [row])
      const purchase = await byNumber(metadata.ksefNumber)
      expect([open(purchase), purchase.evidence.length]).toEqual([[], 2])
    }
  })

  it('alone is a purchase that names what it does not say', async () => {
    const { metadata } = ksef('ODD/3', {
      row: { netAmount: null, isSelfInvoicing: undefined, currency: 'pln' },
    })
    expect(await stage.api.importMetadata(buyer, [metadata])).toMatchObject({ new: 1 })
    const purchase = await byNumber(metadata.ksefNumber)
    expect(purchase).toMatchObject({ currency: 'PLN', net: null })
    const finding = purchase.findings.find((f) => f.code === 'KSEF_ROW_INCOMPLETE')
    expect(finding).toMatchObject({ severity: 'review', open: true })
    expect(finding?.message).toMatch(/netAmount .*isSelfInvoicing/)
  })

  it('with its XML says nothing that the XML says', async () => {
    const { metadata, xml } = ksef('ODD/4', {
      row: { netAmount: null, isSelfInvoicing: 'no', invoiceType: 'New' },
    })
    await stage.api.importPackage(buyer, packageOf([{ metadata, xml }]))
    const purchase = await byNumber(metadata.ksefNumber)
    expect([open(purchase), purchase.kind, purchase.net === null]).toEqual([[], 'VAT', false])
  })

  it('with bytes that are no UTF-8 is a purchase', async () => {
    const { metadata } = ksef('ODD/5', { row: { seller: { nip: seller, name: 'Ax' } } })
    const bytes = utf8(JSON.stringify([metadata]))
    bytes[new TextDecoder().decode(bytes).indexOf('Ax') + 1] = 0xb3
    expect((await postRows(stage.api, bytes)).body).toMatchObject({ new: 1, quarantined: 0 })
    const purchase = await byNumber(metadata.ksefNumber)
    expect([purchase.seller.name, open(purchase)]).toEqual(['A\uFFFD', ['KSEF_ROW_INCOMPLETE']])
  })
})

describe("a stranger's copy stays strict", () => {
  it.each(['sto', '1,5', '1e3', '+1.00', '١٢٣', '1.234', 'NaN', ' ', '1 230.00', '9'.repeat(20)])(
    'with P_15 "%s" it is refused, and it is said where',
    async (amount) => {
      const xml = new TextDecoder().decode(ksef('STRICT/1').xml)
      const headers = { 'content-type': 'application/xml' }
      const path = `${at}/copies?receivedOn=2026-06-11&document=invoice`
      const answer = await stage.api.send('POST', path, utf8(within(xml, 'P_15', amount)), headers)
      expect(answer).toMatchObject({ status: 422 })
      expect(answer.body.code).toBe(amount.trim() === '' ? 'xml-missing-field' : 'xml-bad-value')
      expect(answer.body.detail).toContain('/Faktura/Fa/P_15')
    },
  )
})

describe('a NIP as people and programs write it', () => {
  const written = '\u200b526\u2013587\u221276\u00ad\u00a035'
  it('is the same seller in copies, rows, questions, suppliers and lists', async () => {
    const typed = await stage.api.postCopy(
      buyer,
      copy({ number: 'NIP/1', gross: '4321.09', seller: { nip: written } }),
    )
    expect(typed.purchase?.seller.nip).toBe(seller)
    const { metadata } = ksef('NIP/2', { row: { seller: { nip: written } } })
    const xml = within(new TextDecoder().decode(ksef('NIP/3').xml), 'NIP', written)
    await stage.api.importMetadata(buyer, [metadata])
    expect((await byNumber(metadata.ksefNumber)).seller.nip).toBe(seller)
    const handed = await stage.api.postCopyXml(buyer, utf8(xml), {
      receivedOn: '2026-06-11',
      document: 'invoice',
    })
    expect(handed.purchase?.seller.nip).toBe(seller)
    const answer = await check({ seller: { nip: written }, number: 'NIP/1', issueDate: '2026-06-10' })
    expect(answer.purchaseId).toBe(typed.purchase?.id)
    const path = `${at}/suppliers/${encodeURIComponent(written)}`
    const put = await stage.api.json('PUT', path, { ksefDuty: [] })
    expect([put.status, put.body.sellerId]).toEqual([201, seller])
    const listed = await stage.api.purchases(buyer, { seller: written, number: 'NIP/1' })
    expect(listed.map((p) => p.id)).toEqual([typed.purchase?.id])
  })
})

describe('the buyer of a package', () => {
  it('is the taxpayer where the row writes his NIP with dashes', async () => {
    const row = { buyer: { identifier: { type: 'Nip', value: '937\u2011603\u201127\u201188' } } }
    const { metadata, xml } = ksef('BUYER/1', { row })
    expect(await stage.api.importPackage(buyer, packageOf([{ metadata, xml }]))).toMatchObject({ new: 1 })
    expect(document('BUYER/1').buyer.nip).toBe(buyer)
  })
})
