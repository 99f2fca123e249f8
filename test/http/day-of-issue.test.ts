import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import type { Api } from '../support/api.ts'
import { createTestApp, onEdge } from '../support/app.ts'
import { unfoldRows } from '../support/database.ts'
import { buyer, copy, ksef, postPackage } from '../support/hostile.ts'
import { packageOf } from '../support/ksef.ts'

/** A copy that came before its day of issue: the day was misread, or the seller dated it ahead. A human looks. */

let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api
beforeEach(async () => {
  stage = await createTestApp({ now: '2026-10-24T10:00:00Z' })
  api = stage.api
  await api.putTaxpayer(buyer, { name: 'Odbiorca' })
})
afterEach(() => stage.close())

const record = (issueDate: string, receivedOn: string, more: object = {}) =>
  api.postCopy(buyer, copy({ number: 'FV/7', kind: 'VAT', issueDate, receivedOn, ...more }))
const codes = async (id: string) => (await api.purchase(buyer, id)).findings.map((f) => f.code)

describe('a copy received before its day of issue', () => {
  it('is for review, and says both days', async () => {
    const { purchase } = await record('2026-09-06', '2026-06-12')
    const found = purchase?.findings.find((f) => f.code === 'RECEIVED_BEFORE_ISSUED')
    expect(found).toMatchObject({ severity: 'review', open: true })
    expect(found?.message).toMatch(
      /^A copy was received on 2026-06-12, before its day of issue, 2026-09-06\. /,
    )
  })

  it('is not when it came on the day, or KSeF states that day', async () => {
    const onTheDay = await record('2026-09-06', '2026-09-06', { number: 'FV/8', gross: '1.00' })
    expect(await codes(onTheDay.purchase?.id ?? '')).not.toContain('RECEIVED_BEFORE_ISSUED')
    const early = await record('2026-09-06', '2026-09-01')
    const { metadata, xml } = ksef('FV/7', {
      more: { issueDay: '2026-09-06', numberedAt: '2026-09-07T10:00:00+02:00', amounts: { net: '100.00' } },
    })
    await postPackage(api, packageOf([{ metadata, xml }]))
    const found = await api.purchase(buyer, early.purchase?.id ?? '')
    expect(found.ksef?.number).toBe(metadata.ksefNumber)
    expect(await codes(found.id)).not.toContain('RECEIVED_BEFORE_ISSUED')
  })

  it('joins no second copy where the day may be the other way round: both wait for a human', async () => {
    const [first, second] = [
      await record('2026-09-06', '2026-06-12', { externalId: 'mail' }),
      await record('2026-09-06', '2026-06-15', { externalId: 'paper' }),
    ]
    expect(second.purchase?.id).not.toBe(first.purchase?.id)
    expect(await codes(first.purchase?.id ?? '')).toContain('AMBIGUOUS_MATCH')
    expect(second.outcome).toBe('review')
  })

  it.each([
    ['by some days', '2026-06-25', '2026-06-23'],
    ['to the first of a month', '2026-07-01', '2026-06-28'],
    ['by weeks, and it would be old the other way round', '2026-12-01', '2026-10-20'],
  ])('joins a second copy where the seller dated it ahead %s', async (_, issueDate, receivedOn) => {
    const [first, second] = [
      await record(issueDate, receivedOn, { externalId: 'mail' }),
      await record(issueDate, receivedOn, { externalId: 'paper' }),
    ]
    expect(second.purchase?.id).toBe(first.purchase?.id)
    expect(await codes(first.purchase?.id ?? '')).toContain('RECEIVED_BEFORE_ISSUED')
  })
})

it.skipIf(onEdge)('copies that were there before are decided anew by the migration', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  const open = async () => {
    await stage.close()
    stage = await createTestApp({ now: '2026-10-24T10:00:00Z', dataDir })
    api = stage.api
  }
  await open()
  await api.putTaxpayer(buyer, { name: 'Odbiorca' })
  const early = await record('2026-09-06', '2026-06-12')
  const before = await codes(early.purchase?.id ?? '')
  await stage.close()
  const db = openSqlite(join(dataDir, 'ledgers', `${buyer}.sqlite`))
  // As a version that did not know the finding left it.
  unfoldRows(db)
  db.exec(`UPDATE purchases SET verdict = json_set(verdict, '$.findings', json('[]')); DELETE FROM findings;
    DELETE FROM _migrations WHERE id = '0015-received-before-issued'`)
  db.close()
  await open()
  expect(await codes(early.purchase?.id ?? '')).toEqual(before)
  expect(before).toContain('RECEIVED_BEFORE_ISSUED')
  await stage.close()
  rmSync(dataDir, { recursive: true })
  stage = await createTestApp()
})
