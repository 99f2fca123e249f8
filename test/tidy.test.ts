import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')
const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(join(root, 'src', name), 'utf8') }))
const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:from|import) '([^']+)'/g)].map((m) => m[1] as string)
const room = (name: string): string => (name.includes('/') ? (name.split('/')[0] as string) : '')

/** Which rooms a room may look into; the core decides and knows neither store, hosts nor HTTP. */
const allowed: Record<string, readonly string[]> = {
  values: [],
  law: ['values'],
  outages: ['values'],
  match: ['values', 'law', 'ingest'],
  receipt: ['values', 'law', 'outages', 'ingest'],
  register: ['values', 'law', 'receipt', 'ingest'],
  ingest: ['values', 'law', 'problem.ts'],
  ksef: ['values', 'outages'],
  store: [
    'values',
    'law',
    'outages',
    'ingest',
    'match',
    'receipt',
    'register',
    'ledger',
    'ksef',
    'audit-chain.ts',
  ],
  client: [],
  jobs: ['ksef', 'ledger', 'outages', 'store', 'webhooks', 'vault.ts', 'audit-chain.ts'],
  webhooks: ['jobs', 'ledger', 'store', 'problem.ts', 'vault.ts'],
}
const core = ['values', 'law', 'outages', 'match', 'receipt', 'register']

describe('the house', () => {
  it.each(Object.entries(allowed))('%s/ looks only into the rooms it may', (name, rooms) => {
    const strays = files
      .filter((f) => room(f.name) === name)
      .flatMap((f) =>
        importsOf(f.text)
          .filter((path) => path.startsWith('../'))
          .map((path) => [f.name, path.slice(3)]),
      )
      .filter(([, path]) => !rooms.some((r) => path === r || path?.startsWith(`${r}/`)))
    expect(strays).toEqual([])
  })
  it('keeps hosts, drivers, clocks and chance out of the core', () => {
    const strays = files
      .filter((f) => core.includes(room(f.name)))
      .filter((f) =>
        /(from|import|import\() ?'(node:|cloudflare:|better-sqlite3|drizzle-orm)|\bDate\.now|new Date\(\)|Math\.random|randomUUID/.test(
          f.text,
        ),
      )
    expect(strays.map((f) => f.name)).toEqual([])
  })
  it('keeps hosts, clocks and databases out of the gate to KSeF, so that every host may open it', () => {
    const strays = files
      .filter((f) => room(f.name) === 'ksef')
      .filter((f) =>
        /from '(node:|cloudflare:|better-sqlite3|drizzle-orm)|\bDate\.now|new Date\(\)|\bBuffer\b/.test(
          f.text,
        ),
      )
    expect(strays.map((f) => f.name)).toEqual([])
  })
  it('keeps what one host alone offers in the files of that host', () => {
    // Reading documents needs these three, which every host offers.
    const common = ['node:buffer', 'node:crypto', 'node:zlib']
    const strays = files
      .filter((f) => !/^(node|edge)[-.]/.test(f.name))
      .flatMap((f) => importsOf(f.text).map((path) => [f.name, path] as const))
      .filter(([, path]) => /^(node:|cloudflare:|better-sqlite3)/.test(path) && !common.includes(path))
    expect(strays).toEqual([])
  })
  it('binds at most 100 parameters where a statement is run for each row', () => {
    const lists = files.flatMap((f) =>
      [...f.text.matchAll(/VALUES \(((?:\?, )*\?)\)/g)].map((m) => m[1] as string),
    )
    expect(lists.length).toBeGreaterThan(1)
    expect(lists.filter((list) => list.split(',').length > 100)).toEqual([])
  })
  it('lets one file of the law ask for holidays', () => {
    const users = files.filter((f) => importsOf(f.text).includes('date-holidays'))
    expect(users.map((f) => f.name)).toEqual(['law/workdays.ts'])
  })
  it('gives no asynchronous callback to a transaction', () => {
    const strays = files.filter((f) =>
      /(transaction|inTransaction|\.write)\((?:[^()]|\([^()]*\))*async/.test(f.text),
    )
    expect(strays.map((f) => f.name)).toEqual([])
  })
  it('keeps files short enough to read in one go', () => {
    // The client's contract is generated, a type for every schema: nobody reads it from one end to the other.
    const written = files.filter((f) => f.name !== 'client/contract.ts')
    const long = written.filter((f) => f.text.split('\n').length > 300).map((f) => f.name)
    expect(long).toEqual([])
  })
  it('lets the client stand alone: it goes into other programs, and into browsers', () => {
    const strays = files
      .filter((f) => room(f.name) === 'client')
      .flatMap((f) => importsOf(f.text).map((path) => [f.name, path]))
      .filter(([, path]) => !path?.startsWith('./'))
    expect(strays).toEqual([])
  })
})
