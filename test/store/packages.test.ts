import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NodeDatabases } from '../../src/hosts/node/databases.ts'
import { importEnded, importTurn, startImport } from '../../src/intake/import-job.ts'
import { type ImportView, noneYet, readImport } from '../../src/intake/imports.ts'
import { dropIdle, importJob, PackageWriter, storedArchive } from '../../src/intake/packages.ts'
import type { JobHost } from '../../src/jobs/host.ts'
import { runDueJobs } from '../../src/jobs/run.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { saveImport } from '../../src/store/imports.ts'
import { jobDue } from '../../src/store/jobs.ts'
import { cutPackage, dropPackage, idlePackages, pieceSize } from '../../src/store/packages.ts'
import { tell } from '../../src/texts/tell.ts'
import type { Instant } from '../../src/values/instant.ts'
import { buyer, now } from '../support/hostile.ts'
import { sha256 } from '../support/ksef.ts'

/** Packages that are put away in the ledger. */

const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
const startMs = Date.parse(now)
const hour = 3_600_000
let [time, ids] = [startMs, 0]
const host = {
  now: () => new Date(time).toISOString() as Instant,
  newId: () => `package ${++ids}`,
  yieldToEventLoop: async () => {},
  due: () => {},
}
const databases = new NodeDatabases(folder, host)
let ledger: Ledger

beforeAll(() =>
  databases.use(buyer, async (opened) => {
    ledger = opened
  }),
)
afterAll(() => {
  databases.close()
  rmSync(folder, { recursive: true })
})

const settings = {
  name: 'Odbiorca sp. z o.o.',
  settlement: 'monthly',
  cashMethod: false,
  buyerCategory: 'domestic',
  policy: {},
  jpk: null,
  ledgerFrom: null,
  mail: null,
  acceptDrafts: 'never',
} as const
const due = () => jobDue(ledger.db, importJob.kind, importJob.subject)
const turn = () => importTurn(ledger, { ...importJob, attempts: 0 })
const some = (size: number, seed: number) =>
  Uint8Array.from({ length: size }, (_, i) => (i * 31 + seed) % 251)

it('is read as it was written', () => {
  const bytes = some(3 * pieceSize + 5, 1)
  const writer = new PackageWriter(ledger)
  for (let at = 0; at < bytes.length; at += 50_000) writer.write(bytes.subarray(at, at + 50_000))
  const stored = writer.finish()
  expect(stored.size).toBe(bytes.length)
  expect(Buffer.from(stored.digest, 'hex').toString('base64')).toBe(sha256(bytes))
  expect(sha256(storedArchive(ledger.db, stored.id).read(0, bytes.length))).toBe(sha256(bytes))
  dropIdle(ledger.db, stored.id)
  expect(idlePackages(ledger.db)).toEqual([])
})

it('forgets what came after the place to which it was rewound', () => {
  const sizes = fc.integer({ min: 0, max: 2 * pieceSize + 3 })
  fc.assert(
    fc.property(
      fc.array(fc.tuple(sizes, fc.double({ min: 0, max: 1, noNaN: true })), { maxLength: 5 }),
      (steps) => {
        const writer = new PackageWriter(ledger)
        let expected: Uint8Array = new Uint8Array()
        for (const [index, [size, share]] of steps.entries()) {
          const bytes = some(size, index)
          writer.write(bytes)
          expected = Buffer.concat([expected, bytes])
          const at = Math.floor(expected.length * share)
          writer.rewind(at)
          expected = expected.slice(0, at)
        }
        const { id, size } = writer.finish()
        expect(size).toBe(expected.length)
        expect(sha256(storedArchive(ledger.db, id).read(0, size))).toBe(sha256(expected))
        dropIdle(ledger.db, id)
      },
    ),
    { numRuns: 25 },
  )
})

it('is taken away an hour after nobody sent the rest of it', async () => {
  await turn()
  expect(due()).toBeNull()
  new PackageWriter(ledger).write(some(pieceSize, 1))
  expect(due()).toBe(startMs + hour)
  time += hour / 2
  new PackageWriter(ledger).write(some(pieceSize, 2))
  time += hour / 2
  await turn()
  expect(idlePackages(ledger.db)).toHaveLength(1)
  expect(due()).toBe(startMs + 1.5 * hour)
  time += hour / 2
  await turn()
  expect(idlePackages(ledger.db)).toEqual([])
  expect(due()).toBeNull()
})

it('is kept while pieces of it come, and an hour longer', async () => {
  const writer = new PackageWriter(ledger)
  for (let pieces = 0; pieces < 3; pieces++) {
    time += 0.6 * hour
    writer.write(some(pieceSize, pieces))
    await turn()
  }
  time += 0.6 * hour
  const { id } = writer.finish()
  time += 0.6 * hour
  await turn()
  expect(idlePackages(ledger.db)).toMatchObject([{ id }])
  dropIdle(ledger.db, id)
  await turn()
})

describe('an import', () => {
  const later = { log: () => {}, signal: new AbortController().signal } as unknown as JobHost
  const stored = () => {
    const writer = new PackageWriter(ledger)
    writer.write(some(pieceSize, 1))
    return writer.finish()
  }
  /** Of a package whose bytes cannot be read, which nothing expects. */
  const failing = (id: string) => {
    const kept = stored()
    startImport(ledger, 'ERP', id, kept)
    cutPackage(ledger.db, kept.id, 0)
  }
  const stateOf = (id: string) => readImport(ledger.db, id)
  const refused = { state: 'refused', problem: { code: 'import-failed' } }
  beforeAll(() => ledger.applySettings(settings, 'service'))

  it('is refused when its package was taken away before it began', () => {
    const kept = stored()
    dropPackage(ledger.db, kept.id)
    expect(() => startImport(ledger, 'ERP', 'late', kept)).toThrow('Send the package again')
    expect(stateOf('late')).toBeNull()
  })

  it('is told in the words of an earlier release where one refused it, under a code that is known here', () => {
    const kept = (code: string) => {
      const refusal = { status: 422, code, message: 'As it was said then.' }
      const ended = { id: code, actor: 'ERP', state: 'refused', package: null, refusal } as const
      ledger.write('ERP', 'import', ({ tx, cause }) =>
        saveImport(tx, { ...ended, result: noneYet }, cause.at),
      )
      const { problem } = readImport(ledger.db, code) as ImportView
      return problem && [problem.code, tell(problem.message, 'pl')]
    }
    expect(kept('package-too-large')).toEqual(['package-too-large', 'As it was said then.'])
    expect(kept('package-of-yore')).toEqual(['import-failed', 'As it was said then.'])
  })

  it('is refused at once when its package is gone', async () => {
    const kept = stored()
    startImport(ledger, 'ERP', 'gone', kept)
    dropPackage(ledger.db, kept.id)
    await runDueJobs(ledger, later)
    expect(stateOf('gone')).toMatchObject(refused)
  })

  it('is given up after five failures, though others come, and these are taken in', async () => {
    failing('failing')
    await runDueJobs(ledger, later)
    for (let failures = 1; failures < 5; failures++) {
      const id = `next ${failures}`
      startImport(ledger, 'ERP', id, stored())
      const told = importEnded(ledger, id)
      // What failed waits its time: nothing is due yet.
      await runDueJobs(ledger, later)
      expect(stateOf('failing')).toMatchObject({ state: 'running' })
      time += hour / 12
      await runDueJobs(ledger, later)
      await told
    }
    time += hour / 12
    for (let turns = 0; turns < 5; turns++) await runDueJobs(ledger, later)
    expect(stateOf('failing')).toMatchObject(refused)
    for (let n = 1; n < 5; n++) expect(stateOf(`next ${n}`)?.problem?.code).toBe('package-unreadable')
    expect(idlePackages(ledger.db)).toEqual([])
  })
})
