import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseAst } from 'vitest/node'

const root = join(import.meta.dirname, '../src')
const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => ({ name: name.replaceAll('\\', '/'), text: readFileSync(join(root, name), 'utf8') }))

const importsOf = (text: string): string[] =>
  [...text.matchAll(/(?:from|import|import\() ?'([^']+)'/g)].map((m) => m[1] as string)
/** The files of the service that a file looks into, from `src/`. */
const seenBy = (name: string, text: string): string[] =>
  importsOf(text)
    .filter((path) => path.startsWith('.'))
    .map((path) => normalize(join(dirname(name), path)))
    .filter((path) => !path.startsWith('..'))

// The client's contract is generated, and the client is for other programs: what it exports need not be taken here.
const written = files.filter((f) => !f.name.startsWith('client/'))

/** All code of the repository, from its root. */
const everything = ['src', 'test', 'bench', 'scripts', 'drizzle'].flatMap((top) =>
  readdirSync(join(root, '..', top), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({
      name: `${top}/${name.replaceAll('\\', '/')}`,
      text: readFileSync(join(root, '..', top, name), 'utf8'),
    })),
)
/** The names that a file imports or hands on. */
const takenFrom = (text: string): string[] =>
  [
    ...text.matchAll(/(?:import|export) (?:type )?\{([^}]*)\} from|const \{([^}]*)\} = await import/g),
  ].flatMap((m) =>
    ((m[1] ?? m[2]) as string).split(',').map(
      (part) =>
        part
          .trim()
          .replace(/^type /, '')
          .split(/ as |:/)[0] as string,
    ),
  )

/** Rooms within a folder are rooms of their own. */
const room = (name: string): string =>
  /^(client|console|texts)/.exec(name)?.[0] ?? dirname(name).replace('hosts/node/cli', 'hosts/node')

const core = ['values', 'law', 'paper', 'outages', 'match', 'receipt', 'register', 'jpk-check']

/**
 * The rooms from the ground up, and which a room may look into besides itself and `texts/`, by which every room speaks:
 * only those below it. The core decides
 * and knows neither store, hosts nor HTTP.
 */
const allowed: Record<string, readonly string[]> = {
  texts: [],
  values: [],
  law: ['values'],
  paper: ['values'],
  outages: ['values'],
  ingest: ['values', 'law', 'paper'],
  match: ['values', 'law', 'ingest'],
  receipt: ['values', 'law', 'outages', 'ingest'],
  register: ['values', 'law', 'ingest', 'receipt'],
  'jpk-check': ['values', 'law', 'ingest', 'match', 'receipt', 'register'],
  ksef: ['values', 'outages'],
  audit: [],
  store: ['values', 'law', 'outages', 'ingest', 'match', 'receipt', 'register', 'jpk-check', 'ksef', 'audit'],
  purchase: ['values', 'ingest', 'match', 'receipt', 'register', 'store'],
  feed: ['values', 'outages', 'receipt', 'store', 'purchase'],
  reconcile: ['values', 'law', 'ingest', 'match', 'receipt', 'register', 'store', 'purchase'],
  ledger: ['values', 'law', 'outages', 'receipt', 'store', 'purchase', 'feed', 'reconcile'],
  queries: [
    'values',
    'law',
    'paper',
    'outages',
    'ingest',
    'match',
    'receipt',
    'register',
    'jpk-check',
    'ksef',
    'store',
    'purchase',
    'reconcile',
    'ledger',
  ],
  commands: [
    'values',
    'law',
    'ingest',
    'receipt',
    'register',
    'jpk-check',
    'store',
    'purchase',
    'reconcile',
    'ledger',
    'queries',
  ],
  intake: ['values', 'ingest', 'paper', 'store', 'purchase', 'reconcile', 'ledger', 'queries'],
  archive: ['values', 'outages', 'audit', 'store', 'ledger'],
  secrets: ['values', 'ksef', 'store'],
  sync: ['values', 'ingest', 'ksef', 'store', 'ledger', 'queries', 'intake', 'secrets'],
  mailbox: ['values', 'ksef', 'store', 'ledger', 'queries', 'intake', 'secrets'],
  webhooks: ['values', 'store', 'ledger', 'secrets'],
  auth: ['values', 'store'],
  jobs: [
    'values',
    'outages',
    'ksef',
    'audit',
    'store',
    'ledger',
    'intake',
    'secrets',
    'sync',
    'mailbox',
    'webhooks',
  ],
  'http/endpoint': [
    'values',
    'law',
    'ingest',
    'audit',
    'store',
    'ledger',
    'intake',
    'secrets',
    'auth',
    'jobs',
  ],
  // Runs in browsers: the modules of the page, of which the service has the texts alone.
  'http/docs': [],
  'http/routes': [
    'values',
    'law',
    'paper',
    'outages',
    'ingest',
    'match',
    'receipt',
    'register',
    'ksef',
    'audit',
    'store',
    'purchase',
    'reconcile',
    'ledger',
    'queries',
    'commands',
    'intake',
    'archive',
    'sync',
    'mailbox',
    'webhooks',
    'auth',
    'jobs',
    'http/endpoint',
    'http/docs',
  ],
  http: ['values', 'ingest', 'auth', 'http/endpoint', 'http/routes'],
  hosts: ['values', 'ksef', 'http/endpoint'],
  'hosts/node': [
    'values',
    'ingest',
    'ksef',
    'audit',
    'store',
    'ledger',
    'queries',
    'intake',
    'archive',
    'secrets',
    'sync',
    'mailbox',
    'webhooks',
    'auth',
    'jobs',
    'http/endpoint',
    'http',
    'hosts',
    'client',
  ],
  'hosts/edge': [
    'values',
    'outages',
    'ingest',
    'ksef',
    'audit',
    'store',
    'ledger',
    'queries',
    'intake',
    'secrets',
    'sync',
    'mailbox',
    'webhooks',
    'auth',
    'jobs',
    'http/endpoint',
    'http/routes',
    'http',
    'hosts',
  ],
  client: [],
  // Runs in browsers, and calls the service as any other program does.
  console: ['values', 'client'],
}

/**
 * Casts that are left in each room; where none is named, none may be. They may only become fewer: a text becomes a brand in
 * `values/`, rows and sealed texts get their types where they are read, and types of libraries say less or more than is so.
 */
const castsLeft: Record<string, number> = {
  ...{
    values: 12,
    texts: 3,
    paper: 1,
    ingest: 3,
    receipt: 1,
    'jpk-check': 2,
    ksef: 1,
    store: 10,
    queries: 2,
  },
  ...{ archive: 3, sync: 1, client: 3, console: 9 },
  ...{ 'http/endpoint': 2, 'http/docs': 1, 'hosts/node': 5, 'hosts/edge': 4 },
}

interface Node {
  type?: string
  start?: number
  end?: number
  typeAnnotation?: Node
}
/** How often a text says `as`; `as const` is not counted, which claims nothing. */
function castsIn(name: string, text: string): number {
  let casts = 0
  const walk = (node: Node): void => {
    const { start, end } = node.typeAnnotation ?? {}
    if (node.type === 'TSAsExpression' && text.slice(start, end) !== 'const') casts++
    for (const inner of Object.values(node)) if (typeof inner === 'object' && inner !== null) walk(inner)
  }
  walk(parseAst(text, { lang: name.endsWith('x') ? 'tsx' : 'ts' }, name))
  return casts
}

describe('the house', () => {
  it('has folders alone at its top, and a row here for each', () => {
    expect(files.map((f) => f.name).filter((name) => !name.includes('/'))).toEqual([])
    expect([...new Set(files.map((f) => room(f.name)))].sort()).toEqual(Object.keys(allowed).sort())
  })
  it('lets no room look up', () => {
    // The commands of Node use the client as other programs do.
    const below = Object.keys(allowed)
    const ups = Object.entries(allowed).flatMap(([name, rooms]) =>
      rooms.filter((r) => r !== 'client' && below.indexOf(r) >= below.indexOf(name)).map((r) => [name, r]),
    )
    expect(ups).toEqual([])
  })
  it.each(Object.entries(allowed))('%s/ looks only into the rooms it may', (name, rooms) => {
    const strays = files
      .filter((f) => room(f.name) === name)
      .flatMap((f) => seenBy(f.name, f.text).map((path) => [f.name, path] as const))
      .filter(([, path]) => ![name, 'texts', ...rooms].includes(room(path)))
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
      .filter((f) => !f.name.startsWith('hosts/'))
      .flatMap((f) => importsOf(f.text).map((path) => [f.name, path] as const))
      .filter(([, path]) => /^(node:|cloudflare:|better-sqlite3)/.test(path) && !common.includes(path))
    expect(strays).toEqual([])
  })
  it('lets HTTP alone know under which status a refusal is answered', () => {
    // Statuses of KSeF, of those who receive webhooks, and of the service to its console are answers to us.
    const strays = written.filter(
      (f) =>
        !/^(http|ksef|webhooks|console)\//.test(f.name) &&
        /\bstatus\b\W{0,12}\b[1-5]\d\d\b|Refusal\(\s*\d|@throws Refusal[^*\n]*\b[45]\d\d\b/.test(f.text),
    )
    expect(strays.map((f) => f.name)).toEqual([])
  })
  it('binds at most 100 parameters where a statement is run for each row', () => {
    const lists = files.flatMap((f) =>
      [...f.text.matchAll(/VALUES \(((?:\?, )*\?)\)/g)].map((m) => m[1] as string),
    )
    expect(lists.length).toBeGreaterThan(1)
    expect(lists.filter((list) => list.split(',').length > 100)).toEqual([])
  })
  it('writes no SQL outside the store', () => {
    const strays = files
      .filter((f) => !f.name.startsWith('store/'))
      .flatMap((f) => importsOf(f.text).map((path) => [f.name, path] as const))
      .filter(([, path]) => path.startsWith('drizzle-orm') || /drizzle\/.*(?<!migrations)\.ts$/.test(path))
    expect(strays).toEqual([])
  })
  it('lets one file choose and load the SQLite driver of Node', () => {
    const users = files.filter((f) => importsOf(f.text).some((path) => path.startsWith('better-sqlite3')))
    expect(users.map((f) => f.name)).toEqual(['hosts/node/sqlite.ts'])
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
  it('has no circle of files, types included', () => {
    const graph = new Map(files.map((f) => [f.name, seenBy(f.name, f.text)]))
    const circles = new Set<string>()
    const done = new Set<string>()
    const walk = (name: string, way: readonly string[]): void => {
      const at = way.indexOf(name)
      if (at >= 0) circles.add([...way.slice(at), name].join(' > '))
      if (at >= 0 || done.has(name)) return
      for (const next of graph.get(name) ?? []) walk(next, [...way, name])
      done.add(name)
    }
    for (const name of graph.keys()) walk(name, [])
    expect([...circles]).toEqual([])
  })
  it('exports a name from one file alone, and only where another file takes it', () => {
    const exported = written.flatMap((f) =>
      [...f.text.matchAll(/^export (?:async )?(?:const|function\*?|interface|type|class) (\w+)/gm)].map(
        (m) => [m[1] as string, f.name] as const,
      ),
    )
    // Each language counts, lists and dates in a way of its own.
    const named = exported.filter(([, from]) => !/^texts\/.*\/words\.ts$/.test(from))
    const names = named.map(([name]) => name)
    expect(named.filter(([name], i) => names.indexOf(name) !== i)).toEqual([])
    const taken = new Map(everything.map((f) => [f.name, new Set(takenFrom(f.text))] as const))
    const unused = exported.filter(
      ([name, from]) => ![...taken].some(([file, all]) => file !== `src/${from}` && all.has(name)),
    )
    expect(unused).toEqual([])
  })
  it('claims types by casts nowhere but where it did', () => {
    const counted: Record<string, number> = {}
    for (const { name, text } of files) {
      const casts = / as /.test(text) ? castsIn(name, text) : 0
      if (casts > 0) counted[room(name)] = (counted[room(name)] ?? 0) + casts
    }
    expect(counted).toEqual(castsLeft)
  })
  it('reads JSON in one file, which says whose it is', () => {
    // These rooms look into no other: the client goes into other programs, the page of the contract stands alone, and
    // `texts/` is below all.
    const readers = files.filter((f) => f.text.includes('JSON.parse(')).map((f) => f.name)
    expect(readers.sort()).toEqual([
      'client/problem.ts',
      'http/docs/answer-view.ts',
      'texts/sentence.ts',
      'values/json.ts',
    ])
  })
  it('keeps functions short enough to see whole', () => {
    const long = written.flatMap((f) => {
      const lines = f.text.split('\n')
      return lines.flatMap((line, at) => {
        const begins =
          /^( *)(?:export )?(?:async )?(?:function|(?:const \w+ = .*=> [{(]$)|(?:(?:async |static |get |\* ?)*#?\w+\(.*\{$))/.exec(
            line,
          )
        if (begins === null || /^ *(if|for|while|switch|return|describe|it)\b/.test(line)) return []
        const indent = begins[1] as string
        const closing = new RegExp(`^${indent}[})]+$`)
        const length = lines.slice(at + 1).findIndex((later) => closing.test(later)) + 2
        return length > 60 ? [`${f.name}:${at + 1} ${length}`] : []
      })
    })
    expect(long).toEqual([])
  })
  it('keeps files short enough to read in one go', () => {
    const long = written.filter((f) => f.text.split('\n').length > 400).map((f) => f.name)
    expect(long).toEqual([])
  })
  it('lets the client stand alone: it goes into other programs, and into browsers', () => {
    const strays = files
      .filter((f) => room(f.name) === 'client')
      .flatMap((f) => importsOf(f.text).map((path) => [f.name, path] as const))
      .filter(
        ([name, path]) =>
          !path.startsWith('.') || !normalize(join(dirname(name), path)).startsWith('client/'),
      )
    expect(strays).toEqual([])
  })
})
