import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '../..')

/** What one run tells the next: how long tests take, what compiles, who survived. */
export const cacheFolder = join(root, 'node_modules/.cache/mutate')
mkdirSync(cacheFolder, { recursive: true })

/** What of a ledger decides about purchases: its rooms, without what moves archives, packages and a connection. */
const ledgerRooms = ['purchase', 'reconcile', 'feed', 'commands', 'queries', 'intake']
const carrying = /^src\/intake\/(packages|import-job|imports)\.ts$/

const sourcesIn = (room: string): string[] =>
  readdirSync(join(root, 'src', room), { encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `src/${room}/${name}`)
    .sort()

/** What is judged, with its files. */
export const rooms: Record<string, () => string[]> = {
  law: () => sourcesIn('law'),
  receipt: () => sourcesIn('receipt'),
  register: () => sourcesIn('register'),
  outages: () => sourcesIn('outages'),
  match: () => sourcesIn('match'),
  ledger: () =>
    [...ledgerRooms.flatMap(sourcesIn), 'src/store/settings.ts'].filter((file) => !carrying.test(file)),
  ksef: () => sourcesIn('ksef'),
}

/** Folders of tests, or single ones, that are tried first: what is said over HTTP of decisions shows what a ledger does. */
const near: Record<string, string[]> = {
  law: ['law', 'receipt', 'register'],
  receipt: ['receipt', 'law', 'register'],
  register: ['register', 'receipt'],
  outages: ['outages', 'law'],
  match: ['match'],
  ledger: [
    'ledger',
    'http/posting',
    'http/quarantine',
    'http/decisions',
    'http/month-check',
    'http/register-',
    'http/filings',
    'http/awaiting',
    'http/candidates',
    'http/changes',
    'http/reopening',
    'http/ugly-documents',
    'http/near-statements',
    'http/jpk-',
    'http/documents',
    'http/drafts',
    'http/filled-copies',
    'http/summary',
    'http/rehearsed-answers',
    'http/scans',
    'http/mails',
    'http/reopened-drafts',
    'mailbox/stopped',
    'http/policy-effect',
    'law/originals',
  ],
  ksef: ['ksef'],
}

/** Which of the places that are tried first a test is in; -1: in none. */
const placeOf = (room: string, test: string): number =>
  near[room]?.findIndex((place) =>
    test.slice('test/'.length).startsWith(place.includes('/') ? place : `${place}/`),
  ) ?? -1

/** Tests that a mistake in a room must pass before it is put aside for the slow ones, whatever they take together. */
export const isNear = (room: string, test: string): boolean => placeOf(room, test) >= 0

/** Tests of the code as it is bundled from the disk: a mistake that is put in on the way to the tests is not in it. */
const bundled = ['test/support/process.ts', 'test/support/edge-worker.ts', 'test/support/workerd.ts']

const importsOf = (file: string): string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|^import) '(\.[^']+)'/gm)].map(([, path]) =>
    relative(root, resolve(root, dirname(file), path as string)),
  )

const reached = new Map<string, Set<string>>()

/** Every file that a file looks into, itself included. */
function reachedFrom(file: string): Set<string> {
  const known = reached.get(file)
  if (known) return known
  const seen = new Set<string>([file])
  const open = [file]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (!next.endsWith('.ts') || !existsSync(join(root, next))) continue
    for (const found of importsOf(next)) {
      if (!seen.has(found)) {
        seen.add(found)
        open.push(found)
      }
    }
  }
  reached.set(file, seen)
  return seen
}

const allTests = (): string[] =>
  readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => `test/${name}`)
    .sort()

/** The tests that could notice a mistake in a file: those of the room and its neighbours first, then the quick ones. */
export function testsOf(room: string, file: string, millis: (test: string) => number): string[] {
  const rank = (test: string): number => {
    const at = placeOf(room, test)
    const places = near[room]?.length ?? 0
    return at < 0 ? places + 1 : millis(test) > 8000 ? places : at
  }
  return allTests()
    .filter((test) => reachedFrom(test).has(file) && !bundled.some((path) => reachedFrom(test).has(path)))
    .sort((a, b) => rank(a) - rank(b) || millis(a) - millis(b))
}
