import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ChainedEntry, followedHistory, hashOfEntry } from '../../src/audit/history-chain.ts'
import { chainStart, emptyChain } from '../../src/audit/links.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { nip } from '../support/ksef.ts'
import { bundleThread } from '../support/process.ts'
import { asReleaseBefore, execute } from '../support/release-before.ts'

/** What a ledger's history says is what was written when it happened: each entry holds the hash of the one before. */

const first = {
  ...{ seq: 1, purchase: 7, at: '2026-07-24T10:00:00Z', actor: 'a' },
  ...{ type: 'created', cause: 'a copy', data: '{"before":null}' },
}

it('hashes what is documented: SHA-256 of the entry as a JSON array', () => {
  // printf '["000…0",1,7,"2026-07-24T10:00:00Z","a","created","a copy","{\\"before\\":null}"]' | sha256sum
  expect(hashOfEntry(chainStart, first)).toBe(
    '61046c68fc4aa9a70b2df02bb6ee19084a8baa790c66014c1ffd938d07a50b00',
  )
})

it('a chain breaks at the first entry that was changed in anything', () => {
  const hash = hashOfEntry(chainStart, first)
  const second = { ...first, seq: 2 }
  const whole = [
    { ...first, hash },
    { ...second, hash: hashOfEntry(hash, second) },
  ]
  expect(followedHistory(emptyChain, whole)).toMatchObject({ rows: 2, broken: null })
  const others: Partial<ChainedEntry>[] = [{ purchase: 8 }, { at: 'x' }, { actor: 'b' }, { type: 'x' }]
  for (const change of [...others, { cause: 'x' }, { data: '{}' }, { hash: chainStart }])
    expect(followedHistory(emptyChain, [{ ...whole[0], ...change } as ChainedEntry]).broken?.seq).toBe(1)
  expect(followedHistory(emptyChain, whole.slice(1)).broken?.why).toEqual({
    said: 'chain.row-missing',
    params: { seq: 1, found: 2 },
  })
})

describe('the history of a ledger', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  const us = nip('chained')
  const path = join(dataDir, 'ledgers', `${us}.sqlite`)
  let bundle: Awaited<ReturnType<typeof bundleThread>>
  const use = async (work: (app: Awaited<ReturnType<typeof createTestApp>>) => Promise<unknown>) => {
    const app = await createTestApp({ dataDir, now: '2026-07-24T10:00:00Z' })
    await work(app)
    await app.close()
  }
  const run = (...args: string[]) =>
    new Promise<{ code: number; text: string }>((resolve) => {
      execFile(process.execPath, [fileURLToPath(bundle.script), dataDir, ...args], (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), text: stdout + stderr }),
      )
    })
  const headIn = (text: string) =>
    new RegExp(`history of ${us} is whole: (\\d+) rows. .* (\\w{64})`).exec(text)
  const written = () => {
    const file = openSqlite(path, { readonly: true })
    const rows = file.prepare('SELECT * FROM history ORDER BY seq').all() as ChainedEntry[]
    file.close()
    return rows
  }
  beforeAll(async () => {
    bundle = await bundleThread('cli/verify')
    await use(async ({ api }) => {
      await api.putTaxpayer(us, { name: 'Odbiorca' })
      const { purchase } = await api.postCopy(us, plainCopy({ nip: nip('x') }, 'C/1'))
      const posting = { reference: 'PZ/1', postedOn: '2026-07-01' }
      await api.json('POST', `/v1/taxpayers/${us}/purchases/${purchase?.id}/posting`, posting)
      await api.postCopy(us, plainCopy({ nip: nip('x') }, 'C/2'))
    })
  })
  afterAll(() => {
    bundle.remove()
    rmSync(dataDir, { recursive: true })
  })

  it('is a chain from its first entry on, and the command follows it', async () => {
    const rows = written()
    expect(rows.length).toBeGreaterThan(2)
    expect(followedHistory(emptyChain, rows)).toMatchObject({ rows: rows.length, broken: null })
    const { code, text } = await run('--known', rows[0]?.hash as string)
    expect(code).toBe(0)
    expect(headIn(text)?.slice(1)).toEqual([String(rows.length), rows.at(-1)?.hash])
  })

  it('becomes the same chain where the release before wrote it, however long it is', async () => {
    const before = written()
    asReleaseBefore(dataDir)
    expect(await run()).toMatchObject({ code: 0, text: expect.stringContaining('is no chain yet') })
    await use(({ api }) => api.purchases(us))
    expect(written()).toEqual(before)

    asReleaseBefore(dataDir)
    const last = before.length
    execute(
      path,
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1100)
       INSERT INTO history (seq, purchase, at, actor, type, cause, data)
       SELECT ${last} + i, 1, 'at ' || i, 'a', 'stated', 'why', '{}' FROM n`,
    )
    await use(async ({ api }) => {
      await api.postCopy(us, plainCopy({ nip: nip('x') }, 'C/3'))
    })
    const after = written()
    expect(after.length).toBeGreaterThan(last + 1100)
    expect(after.slice(0, last)).toEqual(before)
    expect(followedHistory(emptyChain, after)).toMatchObject({ rows: after.length, broken: null })
  })

  it('is told as broken at the first entry that does not fit, or has no hash', async () => {
    execute(path, "UPDATE history SET actor = 'nobody' WHERE seq = 2")
    const changed = await run()
    expect(changed).toMatchObject({
      code: 1,
      text: expect.stringMatching(/history of \d{10} is broken\. Row 2 \(/),
    })
    execute(path, 'UPDATE history SET hash = NULL WHERE seq = 1')
    const removed = await run()
    expect(removed).toMatchObject({ code: 1, text: expect.stringMatching(/has no hash from row 1 on/) })
  })
})
