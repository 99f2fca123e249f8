import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { directoryOf, patch, patchEntry, rename, zip } from '../ingest/zip-builder.ts'
import type { ImportAnswer } from '../support/api.ts'
import {
  at,
  buyer,
  codesIn,
  createStage,
  imported,
  ksef,
  ledgerOf,
  otherBuyer,
  postPackage,
  refused,
  type Stage,
  seller,
  steadily,
  utf8,
} from '../support/hostile.ts'
import { corpus, ubl } from '../support/hostile-xml.ts'
import { ksefNumber, packageOf, sha256 } from '../support/ksef.ts'

/** Hostile packages: each bad document is a problem of its own, and the good ones of the same package go in. */

let stage: Stage
let before: string[]
beforeAll(async () => {
  stage = await createStage()
  before = await ledgerOf(stage.api)
})
afterAll(() => stage.close())

/** Sends documents beside a good one, which must become a purchase whatever the others are. */
async function besideAGoodOne(
  entries: Parameters<typeof packageOf>[0],
  change = (archive: Uint8Array): Uint8Array => archive,
): Promise<ImportAnswer> {
  const good = ksef(`GOOD/${goods++}`)
  const archive = change(packageOf([...entries, good])) as Uint8Array<ArrayBuffer>
  const result = imported(await steadily(stage.api, () => postPackage(stage.api, archive)))
  const numbers = (await stage.api.purchases(buyer)).map((p) => p.ksef?.number)
  expect(numbers).toContain(good.metadata.ksefNumber)
  before = await ledgerOf(stage.api)
  return result
}
let goods = 0
const one = (code: string) => ({ received: 2, new: 1, quarantined: 1, problems: [{ code }] })

describe('a package with', () => {
  /** Of these nothing is lost: their text is certain, whatever it calls itself. */
  const whole = ['UTF-16', 'another encoding declared']
  it.each(corpus)('an XML with %s that KSeF has numbered: a purchase by its row', async (title, _, edit) => {
    const bad = ksef(`P/1 ${title}`, { xml: edit })
    expect(await besideAGoodOne([bad])).toMatchObject({ received: 2, new: 2, quarantined: 0, problems: [] })
    const [purchase] = await stage.api.purchases(buyer, { ksefNumber: bad.metadata.ksefNumber })
    const { grossAmount } = bad.metadata as { grossAmount?: number }
    expect(purchase).toMatchObject({ status: 'ksef-only', gross: grossAmount?.toFixed(2) })
    const open = purchase?.findings.filter((f) => f.open && f.severity !== 'info')
    expect(open?.map((f) => f.code)).toEqual(whole.includes(title) ? [] : ['KSEF_XML_UNREADABLE'])
    const kept = await stage.api.send('GET', `${at}/evidence/${purchase?.evidence[0]?.id}/document`)
    expect(kept.status).toBe(200)
  })

  const lie = (row: object) => ksef('P/2', { row })
  it.each<[string, string, Parameters<typeof packageOf>[0]]>([
    ['an XML over 3 MB', 'package-entry-too-large', [ksef('P/3', { xml: (x) => x + ' '.repeat(3_200_000) })]],
    ['a row without XML', 'xml-missing', [{ metadata: ksef('P/4').metadata }]],
    [
      'an XML without row',
      'metadata-missing',
      [{ xml: ksef('P/5').xml, name: `${ksefNumber(seller, '2026-06-10', 5)}.xml` }],
    ],
    ['a file changed after hashing', 'hash-mismatch', [lie({ invoiceHash: sha256(utf8('other')) })]],
    [
      'a number with a wrong CRC',
      'ksef-number-checksum',
      [lie({ ksefNumber: '9999999999-20230908-76B2B580D4DC-80' })],
    ],
    [
      'a number that is none',
      'ksef-number-invalid',
      [{ metadata: lie({ ksefNumber: 'x'.repeat(10_000) }).metadata }],
    ],
    ['an amount in the row beyond all', 'metadata-invalid', [lie({ grossAmount: 1e300 })]],
    ['an impossible day in the row', 'metadata-invalid', [lie({ issueDate: '2026-02-30' })]],
    ['a day without zone in the row', 'metadata-invalid', [lie({ acquisitionDate: '2026-06-10T10:00:00' })]],
    ['a file outside the folder', 'package-entry-name', [{ xml: utf8('x'), name: '../../etc/cron.d/x.xml' }]],
    ['a file that no export has', 'package-entry-unexpected', [{ xml: utf8('x'), name: 'run.exe' }]],
  ])('%s', async (_, code, entries) => {
    expect(await besideAGoodOne(entries)).toMatchObject(one(code))
  })

  it('a row of another amount: the XML counts, and a human is told', async () => {
    const { metadata, xml } = ksef('P/2 amount', { row: { grossAmount: 98_765.43 } })
    expect(await besideAGoodOne([{ metadata, xml }])).toMatchObject({ received: 2, new: 2 })
    const [purchase] = await stage.api.purchases(buyer, { ksefNumber: metadata.ksefNumber })
    const conflict = purchase?.findings.find((f) => f.code === 'KSEF_METADATA_CONFLICT')
    expect(conflict).toMatchObject({ severity: 'review', open: true })
    expect(conflict?.message).toContain(`${purchase?.gross} in the XML, 98765.43 in the row`)
  })

  it.each<[string, object]>([
    ['seller', { seller: { nip: otherBuyer } }],
    ['number', { invoiceNumber: 'P/22' }],
    ['day', { issueDate: '2026-06-09' }],
    ['currency', { currency: 'EUR' }],
    ['kind', { invoiceType: 'Zal' }],
  ])('a row of another %s: a purchase that is held, and says so', async (name, row) => {
    const { metadata, xml } = ksef(`P/2 ${name}`, { row })
    expect(await besideAGoodOne([{ metadata, xml }])).toMatchObject({ received: 2, new: 1, review: 1 })
    const [purchase] = await stage.api.purchases(buyer, { ksefNumber: metadata.ksefNumber })
    const conflict = purchase?.findings.find((f) => f.code === 'KSEF_METADATA_CONFLICT')
    expect(conflict).toMatchObject({ severity: 'blocking', open: true })
    expect(conflict?.message).toContain(
      String(Object.values(row)[0]?.nip ?? Object.values(row)[0]).replace('Zal', 'ZAL'),
    )
    const check = await stage.api.json('POST', `${at}/posting-checks`, { ksefNumber: metadata.ksefNumber })
    expect(check.body).toMatchObject({ answer: 'hold', reasons: [{ code: 'KSEF_METADATA_CONFLICT' }] })
    const decided = await stage.api.json('POST', `${at}/findings/${conflict?.id}/decision`, {
      decision: 'accepted',
    })
    expect(decided.status).toBe(200)
    const again = await stage.api.json('POST', `${at}/posting-checks`, { ksefNumber: metadata.ksefNumber })
    expect(again.body.answer).toBe('post')
  })

  it('a row that names this buyer where the XML names another', async () => {
    const row = { buyer: { identifier: { type: 'Nip', value: buyer } } }
    const result = await besideAGoodOne([ksef('P/6', { row, more: { buyer: { nip: otherBuyer } } })])
    expect(result).toMatchObject({ received: 2, new: 1, quarantined: 1 })
  })

  it('the same document in three rows', async () => {
    const twice = ksef('P/7')
    const rows = [twice, { metadata: twice.metadata }, { metadata: twice.metadata }]
    expect(await besideAGoodOne(rows)).toMatchObject({ received: 4, new: 2, unchanged: 2, problems: [] })
  })

  it('a PEF document: kept, and registered from its row', async () => {
    const pef = {
      invoiceType: 'VatPef',
      formCode: { systemCode: 'PEF (3)', schemaVersion: '2-1', value: 'PEF' },
    }
    const { metadata, xml } = ksef('P/8', { xml: () => ubl, row: pef })
    expect(await besideAGoodOne([{ metadata, xml }])).toMatchObject({ received: 2, new: 2, problems: [] })
    const [purchase] = await stage.api.purchases(buyer, { ksefNumber: metadata.ksefNumber })
    expect(purchase).toMatchObject({ number: 'P/8', kind: 'VAT_PEF', status: 'ksef-only' })
    expect(purchase?.evidence).toMatchObject([{ type: 'ksef', hasXml: true }])
  })

  it('a bomb that declares little, and one encrypted file', async () => {
    // Entries stand in the order given, behind the metadata.
    const bomb = ksef('P/9', { xml: () => new Uint8Array(2_900_000) })
    expect(await besideAGoodOne([bomb], (a) => patchEntry(a, 1, 'size', 500))).toMatchObject(
      one('package-entry-too-large'),
    )
    expect(await besideAGoodOne([ksef('P/10')], (a) => patchEntry(a, 1, 'flags', 1))).toMatchObject(
      one('package-entry-unreadable'),
    )
  })

  it('two files of one name', async () => {
    const [a, b] = [ksef('P/11'), ksef('P/12')]
    const result = await besideAGoodOne([a, b], (archive) =>
      rename(archive, `${b.metadata.ksefNumber}.xml`, `${a.metadata.ksefNumber}.xml`),
    )
    expect(codesIn(result)).toEqual(expect.arrayContaining(['xml-missing']))
    expect(result.new).toBe(2)
  })

  it('documents and no _metadata.json', async () => {
    const [a, b] = [ksef('P/13'), ksef('P/14')]
    const archive = zip({ [`${a.metadata.ksefNumber}.xml`]: a.xml, [`${b.metadata.ksefNumber}.xml`]: b.xml })
    const result = imported(await postPackage(stage.api, archive as Uint8Array<ArrayBuffer>))
    expect(result).toMatchObject({ received: 2, quarantined: 2 })
    expect(codesIn(result)).toEqual(['metadata-missing', 'metadata-missing'])
  })
})

describe('no package and no list at all:', () => {
  const archive = packageOf([ksef('N/1')])
  const allEncrypted = directoryOf(archive).reduce(
    (a, _, n) => patchEntry(a, n, 'flags', 1),
    archive as Uint8Array,
  )
  it.each<[string, Uint8Array, string, number]>([
    ['text', utf8('hello'), 'package-unreadable', 422],
    ['nothing', new Uint8Array(), 'package-unreadable', 422],
    ['XML', ksef('N/2').xml, 'package-unreadable', 422],
    ['a package cut in half', archive.subarray(0, archive.length >> 1), 'package-unreadable', 422],
    ['a package without its last byte', archive.subarray(0, -1), 'package-unreadable', 422],
    ['an encrypted package', allEncrypted, 'package-unreadable', 422],
    ['a package of other things', zip({ 'readme.txt': 'x' }), 'package-unreadable', 422],
    [
      'a package that claims 50,001 files',
      patch(archive, { at: archive.length - 12, bytes: 2, value: 50_001 }),
      'package-too-many-entries',
      422,
    ],
    ['a list that is none', zip({ '_metadata.json': 'nonsense' }), 'metadata-not-a-list', 400],
  ])('%s', async (_, bytes, code, status) => {
    const answer = await postPackage(stage.api, bytes as Uint8Array<ArrayBuffer>)
    refused(answer, { status, code })
    expect(await ledgerOf(stage.api)).toEqual(before)
  })
})
