import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AuditRow, followed, hashOfRow } from '../../src/audit/chain.ts'
import { chainStart, emptyChain } from '../../src/audit/links.ts'
import { openSqlite, type SqliteFile } from '../../src/hosts/node/sqlite.ts'
import { createTestApp } from '../support/app.ts'
import { bundleThread } from '../support/process.ts'

/** A chain of rows that are the same but for their numbers. */
function chainOf(count: number): AuditRow[] {
  const rows: AuditRow[] = []
  for (let seq = 1; seq <= count; seq++) {
    const row = { seq, at: '2026-07-24T10:00:00Z', actor: 'a', actorName: 'A', action: 'key.created' }
    const whole = { ...row, taxpayer: null, subject: `key ${seq}`, data: '{}' }
    rows.push({ ...whole, hash: hashOfRow(rows.at(-1)?.hash ?? chainStart, whole) })
  }
  return rows
}

describe('the chain of an audit', () => {
  const rows = chainOf(4)
  const brokenAt = (changed: readonly AuditRow[]) => followed(emptyChain, changed).broken?.seq ?? null

  it('is whole as it was written, read at once or in parts', () => {
    const whole = { rows: 4, head: rows[3]?.hash, broken: null }
    expect(followed(emptyChain, rows)).toEqual(whole)
    expect(followed(followed(emptyChain, rows.slice(0, 1)), rows.slice(1))).toEqual(whole)
    expect(followed(emptyChain, [])).toEqual(emptyChain)
  })

  it.each<[keyof AuditRow, string | null]>([
    ['at', '2026-07-24T10:00:01Z'],
    ['actor', 'b'],
    ['actorName', 'B'],
    ['action', 'key.revoked'],
    ['taxpayer', '9376032788'],
    ['subject', null],
    ['data', '{"a":1}'],
    ['hash', 'f'.repeat(64)],
  ])('breaks where %s was changed, at that row', (property, value) => {
    const changed = rows.map((row) => (row.seq === 3 ? { ...row, [property]: value } : row))
    expect(brokenAt(changed)).toBe(3)
  })

  it('breaks where a row was removed, swapped, put in, or written anew without those behind it', () => {
    const [one, two, three, four] = rows as [AuditRow, AuditRow, AuditRow, AuditRow]
    expect(brokenAt([one, three, four])).toBe(2)
    expect(brokenAt([two, three, four])).toBe(1)
    expect(brokenAt([one, three, two, four])).toBe(2)
    expect(brokenAt([one, two, two, three])).toBe(2)
    const forged = { ...two, subject: 'another' }
    const fitting = { ...forged, hash: hashOfRow(one.hash, forged) }
    expect(brokenAt([one, fitting, three, four])).toBe(3)
    const broken = followed(emptyChain, [one, three])
    expect(followed(broken, [four])).toBe(broken)
  })

  it('hashes what is documented: SHA-256 of the row as a JSON array', () => {
    // printf '["000…0",1,"2026-07-24T10:00:00Z","a","A","key.created",null,"key 1","{}"]' | sha256sum
    expect(rows[0]?.hash).toBe('3dfa02dbde7365137f6708eae5c8578cb7be27fdf021a9a581bd0157c9482c52')
  })
})

describe('npm run verify', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  const path = join(dataDir, 'directory.sqlite')
  let bundle: Awaited<ReturnType<typeof bundleThread>>
  beforeAll(async () => {
    bundle = await bundleThread('cli/verify')
    const { api, close } = await createTestApp({ dataDir, now: '2026-07-24T10:00:00Z' })
    for (const name of ['one', 'two', 'three'])
      await api.json('POST', '/v1/keys', { name, role: 'viewer', taxpayers: '*' })
    await close()
  })
  afterAll(() => {
    bundle.remove()
    rmSync(dataDir, { recursive: true })
  })
  const run = (...args: string[]) =>
    new Promise<{ code: number; text: string }>((resolve) => {
      execFile(process.execPath, [fileURLToPath(bundle.script), ...args], (error, stdout, stderr) =>
        resolve({ code: Number(error?.code ?? 0), text: stdout + stderr }),
      )
    })
  const withFile = <T>(work: (file: SqliteFile) => T): T => {
    const file = openSqlite(path)
    try {
      return work(file)
    } finally {
      file.close()
    }
  }

  it('says that an audit is whole, and which row is the first that is not', async () => {
    const whole = await run(dataDir)
    expect(whole).toMatchObject({
      code: 0,
      text: expect.stringMatching(/is whole: 3 rows.* [0-9a-f]{64}\n$/),
    })
    const [head = ''] = /[0-9a-f]{64}/.exec(whole.text) ?? []
    expect((await run(dataDir, '--known', head)).code).toBe(0)
    // The database itself refuses to forget or change anything.
    for (const statement of ["UPDATE audit SET actor = 'x'", 'DELETE FROM audit'])
      expect(() => withFile((file) => file.exec(statement))).toThrow(/append-only/)
    withFile((file) => file.exec("DROP TRIGGER audit_kept; UPDATE audit SET data = '{}' WHERE seq = 2"))
    const broken = await run(dataDir)
    expect(broken).toMatchObject({
      code: 1,
      text: expect.stringMatching(/is broken\. Row 2 \(key\.created, 2026/),
    })
  })

  it('says that the end is gone to who has noted the hash of the last row', async () => {
    const other = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
    withFile((file) => file.prepare('VACUUM INTO ?').run(join(other, 'directory.sqlite')))
    const file = openSqlite(join(other, 'directory.sqlite'))
    const head = file.prepare('SELECT hash FROM audit WHERE seq = 3').pluck().get() as string
    file.exec('DROP TRIGGER audit_not_removed; DELETE FROM audit WHERE seq > 1')
    file.close()
    expect(await run(other)).toMatchObject({ code: 0, text: expect.stringContaining('is whole: 1 row.') })
    expect(await run(other, '--known', head)).toMatchObject({ code: 1, text: expect.stringContaining(head) })
    rmSync(other, { recursive: true })
  })

  it('says what it needs', async () => {
    expect((await run()).text).toContain('npm run verify -- DATA_DIR')
    expect((await run(tmpdir())).text).toContain('There is no ')
    expect((await run(dataDir, '--unknown')).code).toBe(1)
  })
})
