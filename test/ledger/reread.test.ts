import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { NodeDatabases } from '../../src/hosts/node/databases.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { suspectNumberKey } from '../../src/ingest/suspect.ts'
import { rereadQuarantine } from '../../src/reconcile/reread.ts'
import type { Instant } from '../../src/values/instant.ts'
import { numberKey } from '../../src/values/invoice-number.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { type KsefDocument, ksefDocument, nip, packageOf } from '../support/ksef.ts'

/** What an earlier version left in quarantine is read again once, when the ledger is opened by this one. */

const us = nip('quarantine upgrade')
const seller = { nip: nip('quarantine upgrade seller'), name: 'Sprzedawca S.A.' }
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const invoice = (number: string): KsefDocument =>
  ksefDocument({
    seller,
    buyer: { nip: us },
    number,
    issueDay: '2026-06-10',
    numberedAt: '2026-06-10T10:00:00+02:00',
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
  })

interface Left {
  code: string
  ksefNumber?: string | null
  metadata?: object | null
  bytes?: Uint8Array | null
  message?: string
}

/** A ledger as the version before left it, with these documents in quarantine and what was done before. */
async function leftBehind(left: Left[], before: (api: Stage['api']) => Promise<void> = async () => {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  folders.push(dataDir)
  const stage = await createTestApp({ dataDir, now: '2026-07-10T12:00:00+02:00' })
  await stage.api.putTaxpayer(us, { name: 'Odbiorca', jpk: { officeCode: '1471', email: 'b@example.com' } })
  await before(stage.api)
  await stage.close()
  const file = openSqlite(join(dataDir, 'ledgers', `${us}.sqlite`))
  for (const table of ['quarantine_states', 'quarantine_keys', 'quarantine_decisions'])
    file.exec(`DROP TABLE ${table}`)
  file.exec(`DELETE FROM _migrations WHERE id LIKE '0019%'`)
  const insert = file.prepare('INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?, ?)')
  left.forEach(({ code, ksefNumber = null, metadata = null, bytes = null, message = 'x' }, i) => {
    const row = metadata === null ? null : JSON.stringify(metadata)
    insert.run(`id ${i}`, code, message, ksefNumber, row, bytes, '2026-06-20T10:00:00.000Z')
  })
  file.close()
  return dataDir
}
type Stage = Awaited<ReturnType<typeof createTestApp>>
const reopened = (dataDir: string) => createTestApp({ dataDir, now: '2026-07-11T12:00:00+02:00' })

const of = ({ metadata, xml }: KsefDocument, what: 'row' | 'xml' | 'both') => ({
  ksefNumber: metadata.ksefNumber,
  metadata: what === 'xml' ? null : metadata,
  bytes: what === 'row' ? null : xml,
})

it('becomes a purchase where today it can be read, each half with the other', async () => {
  const [whole, row, halves, damaged, cutOff] = ['U/1', 'U/2', 'U/3', 'U/4', 'U/5'].map(invoice) as [
    KsefDocument,
    KsefDocument,
    KsefDocument,
    KsefDocument,
    KsefDocument,
  ]
  const dataDir = await leftBehind(
    [
      { code: 'xml-control-character', ...of(whole, 'both') },
      { code: 'metadata-invalid', ...of(row, 'row') },
      { code: 'metadata-missing', ...of(halves, 'xml') },
      { code: 'hash-mismatch', ...of(damaged, 'both'), bytes: damaged.xml.slice(0, 900) },
      { code: 'xml-missing', ...of(halves, 'row') },
      { code: 'package-entry-size', message: `${cutOff.metadata.ksefNumber}.xml: larger than it says` },
      { code: 'package-entry-unexpected', message: 'readme.txt: left alone' },
    ],
    async (api) => {
      await api.postCopy(us, plainCopy(seller, 'U/4'))
    },
  )
  const { api, close } = await reopened(dataDir)
  const purchases = await api.purchases(us)
  expect(purchases.map((p) => [p.number, p.status]).sort()).toEqual([
    ['U/1', 'ksef-only'],
    ['U/2', 'ksef-only'],
    ['U/3', 'ksef-only'],
    ['U/4', 'outside-only'],
  ])
  const held = purchases.find((p) => p.number === 'U/4')
  expect(held?.findings.some((f) => f.code === 'KSEF_DOCUMENT_QUARANTINED' && f.open)).toBe(true)
  const taken = purchases.find((p) => p.number === 'U/1')?.id as string
  expect(await api.history(us, taken)).toMatchObject([
    { actor: 'service', cause: 'what lay in quarantine was read again by a newer reader' },
  ])
  const { items } = (await api.json('GET', `/v1/taxpayers/${us}/ksef/quarantine`)).body
  const states = (items as { code: string; state: string }[]).map(({ code, state }) => `${code} ${state}`)
  expect(states).toEqual([
    'xml-control-character known',
    'metadata-invalid known',
    'metadata-missing known',
    'hash-mismatch open',
    'xml-missing known',
    'package-entry-size open',
    'package-entry-unexpected no-document',
  ])
  const check = (await api.json('GET', `/v1/taxpayers/${us}/register/2026-06/check`)).body
  expect(check.sections.quarantined.items.map((i: { what: string }) => i.what)).toEqual([
    expect.stringContaining(damaged.metadata.ksefNumber),
    expect.stringContaining(seller.nip),
  ])
  await close()
})

it('is read once: afterwards nothing changes any more, however often the ledger is opened', async () => {
  const dataDir = await leftBehind([{ code: 'xml-control-character', ...of(invoice('U/1'), 'both') }])
  const feeds: number[] = []
  for (let i = 0; i < 2; i++) {
    const { api, close } = await reopened(dataDir)
    feeds.push((await api.json('GET', `/v1/taxpayers/${us}/changes`)).body.items.length)
    await close()
  }
  expect(feeds[1]).toBe(feeds[0])
})

/** What steps of reading again answer, each in a transaction of its own, in a ledger that nobody else has open. */
async function stepsIn(dataDir: string, count: number): Promise<boolean[]> {
  const host = {
    now: () => '2026-07-11T10:00:00Z' as Instant,
    newId: randomUUID,
    yieldToEventLoop: async () => {},
    due: () => {},
  }
  const databases = new NodeDatabases(dataDir, host)
  const steps = await databases.use(us, async (ledger) =>
    Array.from({ length: count }, () => rereadQuarantine(ledger)),
  )
  databases.close()
  return steps
}
function countIn(dataDir: string, query: string): number {
  const file = openSqlite(join(dataDir, 'ledgers', `${us}.sqlite`), { readonly: true })
  const count = file.prepare(query).pluck().get() as number
  file.close()
  return count
}

it('reads four mebibytes in one step: what would not fit beside them is read in the next', async () => {
  const bytes = new Uint8Array(4 * 1024 * 1024)
  const dataDir = await leftBehind([1, 2].map(() => ({ code: 'xml-invalid', bytes })))
  const waiting = 'SELECT count(*) FROM quarantine_states WHERE reader = 0'
  expect([await stepsIn(dataDir, 1), countIn(dataDir, waiting)]).toEqual([[true], 1])
  expect([await stepsIn(dataDir, 2), countIn(dataDir, waiting)]).toEqual([[true, false], 0])
})

it('reads another in the same step while a byte is left of the four mebibytes', async () => {
  const bytes = new Uint8Array(4 * 1024 * 1024 - 1)
  const dataDir = await leftBehind([1, 2].map(() => ({ code: 'xml-invalid', bytes })))
  expect(await stepsIn(dataDir, 2)).toEqual([true, false])
})

it('one that cannot be stored for whatever reason stays, read; the others of its step are taken in', async () => {
  const documents = ['S/1', 'S/2', 'S/3'].map(invoice)
  const dataDir = await leftBehind(
    documents.map((d) => ({ code: 'xml-control-character', ...of(d, 'both') })),
  )
  const file = openSqlite(join(dataDir, 'ledgers', `${us}.sqlite`))
  file.exec(`CREATE TRIGGER refuses BEFORE INSERT ON evidence WHEN NEW.facts LIKE '%"S/2"%'
    BEGIN SELECT raise(ABORT, 'refused'); END`)
  file.close()
  const { api, close } = await reopened(dataDir)
  expect((await api.purchases(us)).map((p) => p.number).sort()).toEqual(['S/1', 'S/3'])
  const { items } = (await api.json('GET', `/v1/taxpayers/${us}/ksef/quarantine`)).body
  const states = (items as { ksefNumber: string; state: string }[]).map((i) => [i.ksefNumber, i.state])
  expect(states).toEqual(
    documents.map((d, n) => [d.metadata.ksefNumber, n === 1 ? expect.not.stringMatching('known') : 'known']),
  )
  await close()
  expect(await stepsIn(dataDir, 1)).toEqual([false])
})

it('goes on where it was cut off: steps are committed by themselves', async () => {
  const documents = Array.from({ length: 40 }, (_, i) => invoice(`CUT/${i}`))
  const dataDir = await leftBehind(
    documents.map((d) => ({ code: 'xml-control-character', ...of(d, 'both') })),
  )
  // As a process that was killed after two steps of sixteen documents leaves it.
  expect(await stepsIn(dataDir, 2)).toEqual([true, true])
  expect(countIn(dataDir, 'SELECT count(*) FROM purchases')).toBe(32)
  const { api, close } = await reopened(dataDir)
  const numbers = (await api.purchases(us)).map((p) => p.number)
  expect([numbers.length, new Set(numbers).size]).toEqual([40, 40])
  await close()
})

it('a package that is sent whole meanwhile leaves nothing open', async () => {
  const document = invoice('U/9')
  const dataDir = await leftBehind([{ code: 'hash-mismatch', ...of(document, 'row') }], async (api) => {
    await api.importPackage(us, packageOf([document]))
  })
  const { api, close } = await reopened(dataDir)
  expect((await api.json('GET', `/v1/taxpayers/${us}/findings?severity=blocking`)).body.items).toEqual([])
  await close()
})

describe('what an earlier reader met under other keys', () => {
  const paper = (api: Stage['api'], number: string) =>
    api.postCopy(us, plainCopy(seller, number, { issueDate: '2026-06-10', receivedOn: '2026-06-11' }))
  const code = 'KSEF_DOCUMENT_QUARANTINED'
  const told = async (api: Stage['api']) =>
    (await api.json('GET', `/v1/taxpayers/${us}/changes?limit=1000`)).body.items
      .filter((c: { data: { code?: string } }) => c.data.code === code)
      .map((c: { type: string; purchaseId: string | null }) => [c.type, c.purchaseId === null])
  const held = async (api: Stage['api']) =>
    (await api.purchases(us))
      .filter((p) => p.findings.some((f) => f.code === code && f.open))
      .map((p) => p.number)
  const state = async (api: Stage['api']) =>
    (await api.json('GET', `/v1/taxpayers/${us}/ksef/quarantine`)).body.items.map(
      (i: { state: string }) => i.state,
    )

  /** The row of Q/1 without its XML, read as Z/9 by the reader before, which holds the paper Z/9. */
  async function misread(then: (api: Stage['api']) => Promise<unknown>) {
    const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
    folders.push(dataDir)
    const stage = await createTestApp({ dataDir, now: '2026-07-10T12:00:00+02:00' })
    await stage.api.putTaxpayer(us, { name: 'Odbiorca' })
    await stage.api.importPackage(us, packageOf([{ metadata: invoice('Q/1').metadata }]))
    const file = openSqlite(join(dataDir, 'ledgers', `${us}.sqlite`))
    const said = [{ sellerNip: seller.nip, sellerName: null, number: 'Z/9', issueDay: null }]
    const facts = { ksefNumber: null, numberedDay: null, said, hashes: [] }
    file.prepare('UPDATE quarantine_states SET facts = ?').run(JSON.stringify(facts))
    file.prepare(`DELETE FROM quarantine_keys WHERE key NOT LIKE 'number:%'`).run()
    file.prepare('UPDATE quarantine_keys SET key = ?').run(suspectNumberKey(seller.nip, numberKey('Z/9')))
    await paper(stage.api, 'Z/9')
    await then(stage.api)
    expect(await held(stage.api)).toEqual(['Z/9'])
    await stage.close()
    file.prepare('UPDATE quarantine_states SET reader = 1').run()
    file.close()
    return reopened(dataDir)
  }

  it('is let go once it is known whose invoice it is, and that is told once', async () => {
    const { api, close } = await misread((before) => before.importPackage(us, packageOf([invoice('Q/1')])))
    expect([await state(api), await held(api)]).toEqual([['known'], []])
    const lines = await told(api)
    expect(lines.filter(([, own]: [string, boolean]) => own)).toEqual([
      ['finding.opened', true],
      ['finding.closed', true],
    ])
    expect((await paper(api, 'Z-9')).purchase?.findings.filter((f) => f.code === code)).toEqual([])
    await close()
  })
  it('is let go where it is met under its own keys from now on, without being told again', async () => {
    const { api, close } = await misread((before) => paper(before, 'Q/1'))
    expect([await state(api), await held(api)]).toEqual([['open'], ['Q/1']])
    expect((await told(api)).filter(([, own]: [string, boolean]) => own)).toEqual([['finding.opened', true]])
    await close()
  })
  it('is a whole document with its XML that lies there, though its row could be registered by itself today', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
    folders.push(dataDir)
    const stage = await createTestApp({ dataDir, now: '2026-07-10T12:00:00+02:00' })
    await stage.api.putTaxpayer(us, { name: 'Odbiorca' })
    // Several: whether the row or the XML is read first is told by their ids.
    const documents = ['H/1', 'H/2', 'H/3', 'H/4', 'H/5', 'H/6'].map(invoice)
    for (const { metadata, xml } of documents) {
      await stage.api.importPackage(us, packageOf([{ metadata: { ...metadata, currency: 'zł' } }]))
      await stage.api.importPackage(us, packageOf([{ xml, name: `${metadata.ksefNumber}.xml` }]))
    }
    expect(await state(stage.api)).toEqual(Array(12).fill('open'))
    await stage.close()
    // The reader before took nothing in that this one reads.
    const file = openSqlite(join(dataDir, 'ledgers', `${us}.sqlite`))
    file.exec(
      `UPDATE quarantine SET metadata = json_set(metadata, '$.currency', 'PLN') WHERE metadata IS NOT NULL`,
    )
    file.exec('UPDATE quarantine_states SET reader = 1')
    file.close()
    const { api, close } = await reopened(dataDir)
    expect(await state(api)).toEqual(Array(12).fill('known'))
    const evidence = (await api.purchases(us)).flatMap((p) => p.evidence)
    expect(evidence).toMatchObject(documents.map(() => ({ hasXml: true })))
    expect(evidence).toHaveLength(6)
    await close()
  })
  it('is told once where it becomes a purchase itself', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
    folders.push(dataDir)
    const stage = await createTestApp({ dataDir, now: '2026-07-10T12:00:00+02:00' })
    await stage.api.putTaxpayer(us, { name: 'Odbiorca' })
    await stage.api.importPackage(us, packageOf([{ metadata: invoice('Q/1').metadata }]))
    await stage.close()
    const file = openSqlite(join(dataDir, 'ledgers', `${us}.sqlite`))
    file.prepare('UPDATE quarantine SET bytes = ?').run(invoice('Q/1').xml)
    file.prepare('UPDATE quarantine_states SET reader = 1').run()
    file.close()
    const { api, close } = await reopened(dataDir)
    expect([await state(api), (await api.purchases(us)).map((p) => p.number)]).toEqual([['known'], ['Q/1']])
    expect(await told(api)).toEqual([
      ['finding.opened', true],
      ['finding.closed', true],
    ])
    await close()
  })
})
