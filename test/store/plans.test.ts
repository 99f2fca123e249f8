import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openSqlite, type SqliteFile } from '../../src/hosts/node/sqlite.ts'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'
import { attached, mailOf } from '../support/mail.ts'
import { pdf, written } from '../support/pdf.ts'

/** How every statement of a ledger's day finds its rows: a ledger of a million invoices must answer like one of ten. */

const us = nip('plans')
const seller = { nip: nip('plans seller'), name: 'Sprzedawca S.A.' }
const home = `/v1/taxpayers/${us}`
const statements = new Set<string>()
const prepare = vi.spyOn(Object.getPrototypeOf(openSqlite(':memory:')) as SqliteFile, 'prepare')
let stage: Awaited<ReturnType<typeof createTestApp>>

beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-24T12:00:00+02:00' })
  await aDay(stage.api)
  for (const [text] of prepare.mock.calls) statements.add(text)
  prepare.mockRestore()
})
afterAll(() => stage.close())

const invoice = (number: string, said: object = {}) =>
  ksefDocument({
    seller,
    buyer: { nip: us },
    number,
    issueDay: '2026-06-10',
    numberedAt: '2026-06-10T10:00:00+02:00',
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    ...said,
  })

/** Whatever a ledger is asked and told every day, at least once. */
async function aDay(api: Api): Promise<void> {
  const call = async (method: string, path: string, body?: object) => {
    const answer = await api.json(method, `${home}${path}`, body)
    expect(answer.status, `${method} ${path}: ${JSON.stringify(answer.body)}`).toBeLessThan(300)
    return answer.body
  }
  const copy = async (number: string, said: object = {}) =>
    (await api.postCopy(us, plainCopy(seller, number, { ...said }))).purchase as Purchase
  const taxpayer = { name: 'Odbiorca', jpk: { officeCode: '1471', email: 'biuro@example.com' } }
  await call('PUT', '', taxpayer)
  // What came before were the migrations, and what is asked of every ledger that is opened: what is counted for who
  // watches over the service, and where the chain of its history goes on.
  const before = prepare.mock.calls.map(([text]) => text)
  const counting = before.filter((text) => text.includes('count(*) AS n'))
  expect(counting).toHaveLength(2)
  const chained = before.filter((text) => text.includes('from "history" where "history"."hash" is null'))
  const asking = before.filter((text) => text.includes('count(*) AS questions'))
  expect(new Set(asking).size).toBeGreaterThan(2)
  for (const text of [...counting, ...chained, ...asking]) statements.add(text)
  prepare.mockClear()
  await call('PUT', `/suppliers/${seller.nip}`, { ksefDuty: [{ status: 'obliged', from: '2026-02-01' }] })
  await call('POST', '/webhooks', { url: 'https://example.com/hook' })

  const first = invoice('FV/1')
  const { ksefNumber } = first.metadata
  const corrects = [{ number: 'FV/1', issueDay: '2026-06-10', ksefNumber }]
  await api.importPackage(
    us,
    packageOf([first, invoice('KOR/1', { kind: 'KOR', corrects }), invoice('FV/2')]),
  )
  await api.importMetadata(us, [invoice('FV/5').metadata])
  // One half after the other, and one that does not fit its hash.
  const [half, damaged] = [invoice('FV/6'), invoice('FV/7')]
  await api.importPackage(us, packageOf([{ xml: half.xml, name: `${half.metadata.ksefNumber}.xml` }]))
  await api.importPackage(us, packageOf([{ metadata: half.metadata }]))
  await api.importPackage(us, packageOf([{ metadata: damaged.metadata, xml: half.xml }]))
  await copy('FV/7')
  const [held] = (await call('GET', '/findings?code=KSEF_DOCUMENT_QUARANTINED&open=true')).items
  for (const answer of [{ decision: 'dismissed', note: 'x' }, { decision: 'reopen' }])
    await call('POST', `/ksef/quarantine/${held.quarantineId}/decision`, answer)
  const { id, evidence } = await copy('fv 1', { externalId: 'a' })
  const near = await copy('FV/I')
  const alone = await copy('ALONE/9', { gross: '999.00' })
  const one = await copy('FV/3', { gross: '200.00' })
  const other = await copy('FV/3', { gross: '201.00' })
  await call('POST', `/findings/${one.id}.AMOUNT_MISMATCH.${other.id}/decision`, {
    decision: 'same-invoice',
    note: 'x',
  })
  await call('POST', `/evidence/${other.evidence[0]?.id}/move`, { to: 'new', note: 'x' })
  await api.postOutage({ kind: 'failure', start: '2026-06-09', end: '2026-06-11', announcedAt: '2026-06-09' })

  const asked = { seller: { nip: seller.nip }, number: 'FV/1' }
  for (const more of [
    {},
    { issueDate: '2026-06-10' },
    { issueDate: '2026-06-11', gross: '123.00', kind: 'VAT' },
  ])
    await call('POST', '/posting-checks', { ...asked, ...more })
  await call('POST', '/posting-checks', { ksefNumber })
  await call('POST', `/purchases/${alone.id}/posting`, { reference: 'PZ/1', postedOn: '2026-06-11' })
  await call('DELETE', `/purchases/${alone.id}/posting?reason=x`)
  await call('PATCH', `/purchases/${id}`, { taxPointDate: '2026-06-09' })

  const drafts = await Promise.all(['a', 'b', 'c'].map((text) => draft(api, text)))
  await call('POST', `/drafts/${drafts[0]}/copy`, plainCopy(seller, 'FV/8'))
  await call('DELETE', `/drafts/${drafts[1]}?reason=x`)
  const mail = mailOf({
    messageId: 'day@seller.example',
    from: 'x@stranger.example',
    files: [attached('m.pdf', 'application/pdf', pdf([{ content: written('mailed') }]))],
  })
  await call('PUT', '', { ...taxpayer, mail: { senders: ['*@seller.example'] } })
  const brought = await api.send('POST', `${home}/mails`, mail, { 'content-type': 'message/rfc822' })
  await call('POST', `/drafts/${brought.body.mail.parts[0].draftId}/release`)
  for (const path of ['', `/${brought.body.mail.id}`]) await call('GET', `/mails${path}`)
  const mailbox = { host: 'imap.example.com', user: 'us', password: 'x', paused: true }
  await call('PUT', '/mailbox', mailbox)
  await call('GET', '/mailbox')
  for (const path of ['', '?state=open', `/${drafts[2]}`, `/${drafts[2]}/document`])
    await call('GET', `/drafts${path}`)
  const findings = [
    'finding=POSSIBLE_DUPLICATE',
    'finding=SELLER_LATE',
    'finding=INFO_SENT_LATE',
    'finding=MARKER_UNSETTLED',
  ]
  const days = ['issuedFrom=2026-06-01&issuedTo=2026-06-30', 'receivedFrom=2026-06-01&receivedTo=2026-06-30']
  const filters = [
    '',
    'status=reconciled',
    'mode=online',
    'mode=offline24',
    `seller=${seller.nip}`,
    'number=FV/1',
    'overdue=true',
    'marker=BFK',
    'marker=NrKSeF',
  ]
  for (const filter of [...filters, ...days, ...findings, `ksefNumber=${ksefNumber}`])
    await call('GET', `/purchases?${filter}`)
  for (const path of ['', '/history', '/candidates']) await call('GET', `/purchases/${near.id}${path}`)
  await call('GET', `/evidence/${evidence.find((e) => e.type === 'ksef')?.id}/document`)
  for (const path of ['', '/check', '?format=csv', '?format=xml&incomplete=leave-out&held=include'])
    await call('GET', `/register/2026-06${path}`)
  const checked = await checkedFile(api)
  await call('POST', `/jpk-checks/${checked}/postings`, { codes: [] })
  await call('POST', '/register/2026-06/filings', { filedOn: '2026-07-24', jpkCheck: checked })
  await copy('FV/4', { receivedOn: '2026-06-30' })
  const lists = [
    'register/2026-06/filings',
    'corrections-due',
    'awaiting',
    'awaiting?overdue=true',
    'policy-effect?policy=earlyCopy=kis-actual',
    'suppliers',
  ]
  for (const list of [
    ...lists,
    'findings',
    'findings?severity=blocking',
    'findings?open=false',
    'findings?open=true',
    'findings?open=true&severity=info',
    'findings?open=true&text=fv',
    'changes',
    'ksef/quarantine',
  ])
    await call('GET', `/${list}`)
  for (const query of ['', '?cursor=0']) await api.send('GET', `/v1/summary${query}`)
}

async function draft(api: Api, text: string): Promise<string> {
  const form = new FormData()
  form.append('file', new Blob([pdf([{ content: written(text) }])]), 'x.pdf')
  form.append('externalId', `draft ${text}`)
  const { body } = await api.send('POST', `${home}/drafts`, form)
  return body.draft.id
}

/** Checks the file of June with a row that is known under another number, twice; answers the last check. */
async function checkedFile(api: Api): Promise<string> {
  const file = await api.send('GET', `${home}/register/2026-06?format=xml&incomplete=leave-out&held=include`)
  const xml = (file.body as string)
    .replace('FV/2<', 'FV/222<')
    .replace(/<NrKSeF>[^<]*/, '<BFK>1')
    .replace('1</NrKSeF>', '1</BFK>')
  let last = ''
  for (let time = 0; time < 2; time += 1) {
    const path = `${home}/jpk-checks?filedOn=2026-07-24`
    const answer = await api.send('POST', path, xml, { 'content-type': 'application/xml' })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    last = answer.body.id
  }
  const items = async (query = '') =>
    (await api.json('GET', `${home}/jpk-checks/${last}/items${query}`)).body.items
  const [item] = await items()
  for (const query of [`?code=${item.code}`, '?format=csv']) await items(query)
  for (const [method, body] of [
    ['PUT', { note: 'x' }],
    ['DELETE', undefined],
  ] as const)
    await api.json(method, `${home}/jpk-checks/${last}/items/${item.id}/answer`, body)
  for (const path of ['', '?month=2026-06', `/${last}`]) await api.json('GET', `${home}/jpk-checks${path}`)
  return last
}

/** Tables with a row for each taxpayer, notice, month, checked file, webhook or piece of waiting work: they may be gone through. */
const small = [
  'profile',
  'suppliers',
  'outages',
  'filed_months',
  'jpk_checks',
  'jobs',
  'webhooks',
  'stale',
  'ksef_reaches',
  '_migrations',
]
/** What is read from a place on, a page at a time; the index of lists is so narrow that filters may leave rows out. */
const paged = [
  'changes',
  'drafts',
  'mails',
  'quarantine_states',
  'corrections_due',
  'purchases_list',
  'findings_decided',
]
/** Of these indexes only what is out of the ordinary is read: old invoices, what is late, rows that stand nowhere or lack amounts. */
const exceptional = [
  'purchases_issue_day',
  'purchases_nowhere_expiring',
  'purchases_amounts_unknown',
  'purchases_deadline',
  'purchases_sent_late',
  'purchases_unsettled',
  'register_rows_incomplete',
  'quarantine_keys',
]
/** With every document rows of these are written, or of some of these. */
const ofDocuments = [
  ...['purchases', 'purchase_keys', 'evidence', 'documents', 'external_ids', 'history', 'changes'],
  ...['relations', 'correction_references', 'findings', 'register_rows', 'register_totals'],
]
/** Outages and settings touch every purchase of their days. */
const marksStale = /^\s*INSERT INTO "?stale/i

const tableNames = (file: SqliteFile) =>
  new Set(file.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all())

function planOf(file: SqliteFile, text: string): string[] {
  const blanks = Array.from({ length: text.split('?').length - 1 }, () => null)
  const plan = file.prepare(`EXPLAIN QUERY PLAN ${text}`).all(...blanks) as { detail: string }[]
  return plan.map(({ detail }) => detail)
}

/** The steps of a plan that go through a table that grows: from its beginning, or from a place on. */
function walks(file: SqliteFile, text: string): string[] {
  const named = text
    .replaceAll('"', '')
    .matchAll(/\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+(?:AS\s+)?(?!INDEXED\b)([a-z]\w*))?/gi)
  const tables = new Map(
    [...named].flatMap(([, table = '', alias = table]) => [
      [table, table],
      [alias, table],
    ]),
  )
  const grows = tableNames(file)
  return planOf(file, text).filter((detail) => {
    const [, step, name = '', how = ''] = /^(SCAN|SEARCH) (\w+)(.*)/.exec(detail) ?? []
    const table = tables.get(name) ?? ''
    if (!grows.has(table) || small.includes(table)) return false
    const fromPlace =
      /\(\w+[<>]/.test(how) &&
      ![table, ...how.split(' ')].some((word) => [...paged, ...exceptional].includes(word))
    return step === 'SCAN' || how.includes('AUTOMATIC') || fromPlace
  })
}

/** Runs `work` with the ledger, and the statements of the day that are its own. */
function withLedger(work: (file: SqliteFile, statements: string[]) => void): void {
  const file = openSqlite(join(stage.dataDir, 'ledgers', `${us}.sqlite`), { readonly: true })
  const asked = [...statements].filter((text) => /^\s*(SELECT|WITH|INSERT|UPDATE|DELETE)\b/i.test(text))
  const known = asked.filter((text) => isOf(file, text))
  expect(known.length).toBeGreaterThan(60)
  work(file, known)
  file.close()
}

it('no statement of a day goes through a table that grows', () => {
  withLedger((file, known) => {
    const found = known
      .filter((text) => !marksStale.test(text))
      .flatMap((text) => walks(file, text).map((step) => `${step} in ${text.replace(/\s+/g, ' ')}`))
    expect(found).toEqual([])
  })
})

it('no statement goes through all rows of a month where it is told which purchases it is about', () => {
  withLedger((file, known) => {
    const found = known
      .filter((text) => /json_each/.test(text) && /register_rows/.test(text))
      .filter((text) => planOf(file, text).some((detail) => /PRIMARY KEY \(month=\?\)$/.test(detail)))
    expect(found).toEqual([])
  })
})

it('every index that documents write is of use to a statement of a day', () => {
  withLedger((file, known) => {
    const used = known.flatMap((text) => planOf(file, text)).join('\n')
    const indexes = file
      .prepare(
        `SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL
         AND tbl_name IN (SELECT value FROM json_each(?))`,
      )
      .pluck()
      .all(JSON.stringify(ofDocuments)) as string[]
    expect(indexes.length).toBeGreaterThan(20)
    expect(indexes.filter((name) => !new RegExp(`\\b${name}\\b`).test(used))).toEqual([])
  })
})

it('no statement binds its LIMIT where the planner looks at it: each call would prepare it anew', () => {
  expect([...statements].filter((text) => /LIMIT\s+\?/i.test(text))).toEqual([])
  expect([...statements].filter((text) => /LIMIT\s+\+\?/i.test(text)).length).toBeGreaterThan(8)
})

it('who asks for the purchases of a seller that have no KSeF number looks among those alone, not among all of the seller', () => {
  withLedger((file, known) => {
    const asking = known.filter((text) => /ksef_number IS NULL/.test(text) && /seller_id/.test(text))
    expect(asking.length).toBeGreaterThan(2)
    for (const text of asking)
      expect(
        planOf(file, text).filter((step) => step.includes('(seller_id=?') && !step.includes('_outside_')),
        text,
      ).toEqual([])
  })
})

it('no statement binds the status from which another must differ: partial indexes speak of it, and each call would prepare it anew', () => {
  expect([...statements].filter((text) => /status"? <> \?/.test(text))).toEqual([])
  expect([...statements].filter((text) => /status"? <> 'quarantined'/.test(text)).length).toBeGreaterThan(2)
})

/** The others are the directory's. */
function isOf(file: SqliteFile, text: string): boolean {
  try {
    file.prepare(text)
    return true
  } catch {
    return false
  }
}
