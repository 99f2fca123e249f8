import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { joined } from '../../src/http/body.ts'
import { importTurn } from '../../src/ledger/import-job.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { dropIdle, importJob, PackageWriter, storedArchive } from '../../src/ledger/packages.ts'
import { NodeDatabases } from '../../src/node-databases.ts'
import { jobDue } from '../../src/store/jobs.ts'
import { idlePackages, pieceSize } from '../../src/store/packages.ts'
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
  breathe: async () => {},
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
          expected = joined([expected, bytes])
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
