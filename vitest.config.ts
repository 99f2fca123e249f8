import { existsSync, statfsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** The contract: tests that see nothing but `fetch`. `edge` runs them against the Worker in workerd. */
const contract = ['test/http/**/*.test.ts', 'test/law/*cases.test.ts', 'test/client/*.test.ts']
/** What cannot run there: tests that start the process of Node or open its database files. */
const nodeAlone = ['hostile-load', 'awaiting-columns'].map((name) => `test/http/${name}.test.ts`)
/** The part of it that `npm test` runs at the edge too; all of it: `npm run test:edge`. */
const core = [
  'http/concurrency',
  'http/decisions',
  'http/filings',
  'http/idempotency',
  'http/posting',
  'http/problems',
  'http/rate-limit',
  'law/cases',
].map((name) => `test/${name}.test.ts`)
const all = process.env.EDGE === 'all'

/** Where the system keeps files in memory, if it has 2 GB there: tests of what a disk loses say so themselves. */
const inMemory = '/dev/shm'
const hasMemory = existsSync(inMemory) && statfsSync(inMemory).bavail * statfsSync(inMemory).bsize > 2e9

export default defineConfig({
  test: {
    // Objects of the edge are also tested without workerd.
    alias: { 'cloudflare:workers': `${import.meta.dirname}/test/support/platform.ts` },
    ...(hasMemory ? { env: { TMPDIR: inMemory } } : {}),
    globalSetup: 'test/support/built.ts',
    testTimeout: 20_000,
    hookTimeout: 30_000,
    // Much of a test is waiting for the disk or for a process of its own: there are more workers than cores (a share in per cent is cut at one a core).
    maxWorkers: 1 + availableParallelism(),
    // No test changes what modules hold, and loading them anew for each file takes longer than most files do.
    isolate: false,
    projects: [
      { extends: true, test: { name: 'node', include: ['test/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'edge',
          include: all ? contract : core,
          exclude: nodeAlone,
          env: { HOST: 'edge' },
        },
      },
    ],
  },
})
