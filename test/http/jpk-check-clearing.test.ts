import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { createTestApp, onEdge } from '../support/app.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'

/** What is of no use of a check of a file goes away, turn by turn, whatever became of the check. */

const us = nip('jpk clearing')
const seller = { nip: nip('jpk clearing seller'), name: 'Sprzedawca S.A.' }
const root = `/v1/taxpayers/${us}`
let now = '2026-07-24T12:00:00+02:00'
let stage: Awaited<ReturnType<typeof createTestApp>>
let clean: string

beforeAll(async () => {
  stage = await createTestApp({ now: () => new Date(now) })
  const jpk = { officeCode: '1471', email: 'biuro@example.com' }
  await stage.api.json('PUT', root, { name: 'Odbiorca', jpk })
  const documents = ['FV/1', 'FV/2', 'FV/3'].map((number) =>
    ksefDocument({
      ...{ seller, buyer: { nip: us }, number, issueDay: '2026-06-10' },
      amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
      numberedAt: '2026-06-10T10:00:00+02:00',
    }),
  )
  await stage.api.importPackage(us, packageOf(documents))
  clean = (await stage.api.send('GET', `${root}/register/2026-06?format=xml`)).body
})
afterAll(() => stage.close())

const check = (file: string) =>
  stage.api.send('POST', `${root}/jpk-checks?filedOn=2026-07-24`, file, { 'content-type': 'application/xml' })

/** How many rows, items and checks the ledger holds. */
function held(): Record<'rows' | 'items' | 'checks', number> {
  const file = openSqlite(join(stage.dataDir, 'ledgers', `${us}.sqlite`), { readonly: true })
  const count = (table: string) =>
    (file.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n
  const found = {
    rows: count('jpk_check_rows'),
    items: count('jpk_check_items'),
    checks: count('jpk_checks'),
  }
  file.close()
  return found
}
const cleared = async () => {
  await stage.idle()
  return held()
}

it.skipIf(onEdge)(
  'keeps the rows of the last file of a month, and what was found in all of them',
  async () => {
    const wrong = clean.replace('>23.00<', '>32.00<')
    const { id } = (await check(wrong)).body
    await check(clean)
    expect(await cleared()).toMatchObject({ rows: 3, checks: 2 })
    const first = (await stage.api.json('GET', `${root}/jpk-checks/${id}`)).body
    expect(first).toMatchObject({ agrees: null, counts: { AMOUNT_DIFFERS: 1 } })
    const posting = await stage.api.json('POST', `${root}/jpk-checks/${id}/postings`, { codes: [] })
    expect(posting.body.code).toBe('jpk-check-replaced')
  },
)
it.skipIf(onEdge)('keeps nothing of a file that was refused at its end', async () => {
  const before = await cleared()
  expect((await check(clean.slice(0, -20))).status).toBe(422)
  expect(await cleared()).toEqual(before)
})
it.skipIf(onEdge)('keeps nothing of a check that was cut off an hour ago', async () => {
  const before = await cleared()
  const file = openSqlite(join(stage.dataDir, 'ledgers', `${us}.sqlite`))
  // As `kill -9` leaves it.
  file.exec(`
    INSERT INTO jpk_checks (id, at, actor, filed_on, state, kept, result)
      VALUES ('cut off', '2026-07-24T10:00:00Z', 'admin', '2026-07-24', 'running', 1, '{}');
    INSERT INTO jpk_check_rows (check_seq, position, purchase, deducts, row)
      SELECT (SELECT max(seq) FROM jpk_checks), position, purchase, deducts, row FROM jpk_check_rows;`)
  file.close()
  await check(clean)
  expect((await cleared()).checks).toBe(before.checks + 2)
  now = '2026-07-24T13:00:01+02:00'
  await check(clean)
  expect(await cleared()).toEqual({ ...before, checks: before.checks + 2 })
})
