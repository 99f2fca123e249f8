import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp } from './support/app.ts'
import { type Call, callsIn } from './support/curl.ts'

/** What the documents say of the repository and of the API is so. */

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const within = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
    (path) => `${folder}/${path.replaceAll('\\', '/')}`,
  )
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'BENCHMARKS.md',
  ...within('docs').filter((path) => path.endsWith('.md')),
].map((path) => ({ path, text: read(path) }))
const files = ['src', 'test', 'scripts', 'bench', 'drizzle', 'fixtures', 'docs'].flatMap(within)
/** All of the service as one text. */
const service = files
  .filter((path) => /^src\/.*\.ts$/.test(path))
  .map(read)
  .join('\n')
const names = new Set(files.map((path) => basename(path)))
const isThere = (path: string) => statSync(join(root, path), { throwIfNoEntry: false }) !== undefined

/** A page without its blocks of code, where `#` begins a comment and brackets are anything. */
const prose = (text: string) => text.replaceAll(/^```[\s\S]*?^```$/gm, '')
/** What stands in backticks. */
const quoted = (text: string) => [...prose(text).matchAll(/`([^`\n]+)`/g)].map(([, words]) => words as string)
/** The anchors that headings have, as GitHub makes them. */
const anchorsOf = (text: string) =>
  [...prose(text).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )

describe.each(pages)('$path', ({ path, text }) => {
  it('has links that lead somewhere', () => {
    const links = [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, to]) => to as string)
    const dead = links
      .filter((to) => !/^https?:/.test(to))
      .filter((to) => {
        const [file = '', anchor] = to.split('#')
        const target = file === '' ? path : join(dirname(path), file)
        return !isThere(target) || (anchor !== undefined && !anchorsOf(read(target)).includes(anchor))
      })
    expect(dead).toEqual([])
  })

  it('names files that are there', () => {
    const named = quoted(text).filter((words) => /^[\w./-]+\.(ts|json|md|toml|csv|js)$/.test(words))
    const missing = named
      .filter((name) => !/^(\/|dist\/|node_modules\/)/.test(name))
      .filter((name) =>
        name.includes('/')
          ? !['', 'src/', 'test/', 'docs/'].some((folder) => isThere(folder + name))
          : !names.has(name) && !isThere(name) && !madeElsewhere.includes(name),
      )
    expect(missing).toEqual([])
  })

  it('names commands that are there', () => {
    const { scripts } = JSON.parse(read('package.json'))
    const commands = [...text.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name as string)
    expect(commands.filter((name) => scripts[name] === undefined)).toEqual([])
  })

  it('names variables and codes that the service knows', () => {
    const named = quoted(text)
      .map((words) => /^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(=.*)?$/.exec(words)?.[1])
      .filter((name) => name !== undefined)
    const unknown = named.filter(
      (name) => !ofOthers.includes(name) && !new RegExp(`\\b${name}\\b`).test(service),
    )
    expect(unknown).toEqual([])
  })
})

/** Names of files that come from elsewhere, or are made as the service runs. */
const madeElsewhere = ['_metadata.json', 'backup.json', 'in-use.json', 'MANIFEST.csv', 'npm-shrinkwrap.json']
/** Variables that are Node's or the tests'. */
const ofOthers = ['NODE_OPTIONS', 'OTHER_NODE']

/** The variables that the code reads; the bindings of objects at the edge are none. */
function settings(): string[] {
  const texts = files.filter((path) => /^src\/hosts\/.*\.ts$/.test(path)).map(read)
  const single = texts.flatMap((text) => [...text.matchAll(/\benv\.([A-Z][A-Z_]+)/g)])
  const several = texts.flatMap((text) => [...text.matchAll(/const \{([^}]+)\} = process\.env/g)])
  const all = [
    ...single.map(([, name]) => name as string),
    ...several.flatMap(([, list = '']) => list.match(/[A-Z_]{3,}/g) ?? []),
  ]
  return [...new Set(all)].filter((name) => !['LEDGERS', 'DIRECTORY'].includes(name)).sort()
}

it('the settings page has every variable that the code reads, and no other', () => {
  const page = read('docs/settings.md')
  const told = quoted(page).filter((words) => /^[A-Z][A-Z_]{2,}$/.test(words))
  expect([...new Set(told)].sort()).toEqual(settings())
})

it.each(['README.md'])('%s can be read in a few minutes', (path) => {
  expect(statSync(join(root, path)).size).toBeLessThanOrEqual(8192)
})

describe('the API that the documents tell of', () => {
  let stage: Awaited<ReturnType<typeof createTestApp>>
  let paths: Record<string, Record<string, unknown>>
  beforeAll(async () => {
    stage = await createTestApp({ now: '2026-07-24T10:00:00Z' })
    paths = (await stage.api.send('GET', '/openapi.json')).body.paths
  })
  afterAll(() => stage.close())

  /** For who runs the service, no part of the contract. */
  const unlisted = ['DELETE /operator/taxpayers/{nip}']

  it.each(pages)('$path names endpoints that are there', ({ text }) => {
    const endpoints = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const shapes = [...endpoints, ...unlisted].map(
      (endpoint) => new RegExp(`^${endpoint.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    )
    const missing = quoted(text)
      .filter((words) => /^(GET|POST|PUT|PATCH|DELETE) [/…]/.test(words))
      .map((words) => words.replace(/\?.*$/, '').replace('…/', '/v1/taxpayers/{nip}/'))
      .filter((call) => !shapes.some((shape) => shape.test(call)))
    expect(missing).toEqual([])
  })

  const known: Record<string, string> = { api: 'http://test/v1', t: 'http://test/v1/taxpayers/9376032788' }
  const answerOf = async (call: Call, variables = known) => {
    const filled = call.url.replaceAll(/\$(\w+)/g, (_, name) => variables[name] ?? `no-${name}`)
    const headers = Object.fromEntries(
      call.headers
        .map((header) => header.replace('$json', 'Content-Type: application/json'))
        .filter((header) => header !== '$auth')
        .map((header) => header.split(/: */, 2) as [string, string]),
    )
    return stage.api.send(call.method, filled.replace('http://test', ''), call.body, headers)
  }

  it('does what the README shows', async () => {
    const calls = callsIn(read('README.md'))
    expect(calls.length).toBe(8)
    const answers = []
    let variables = known
    for (const call of calls) {
      const answer = await answerOf(call, variables)
      answers.push(answer)
      if (call.url.endsWith('/posting-checks')) variables = { ...known, PURCHASE: answer.body.purchaseId }
    }
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 200, 200, 201, 200, 200])
    const [, , copy, imported, check, , register, csv] = answers.map(({ body }) => body)
    expect([copy.outcome, imported.attached, check.answer]).toEqual(['new', 1, 'post'])
    const { body: purchases } = await stage.api.send('GET', '/v1/taxpayers/9376032788/purchases')
    expect(purchases.items).toMatchObject([
      { status: 'reconciled', receipt: { date: '2026-06-29' }, posting: { reference: 'PZ/2026/0814' } },
    ])
    expect(register.items).toHaveLength(1)
    expect(String(csv)).toContain(
      '"FV 12/06/2026";2026-06-29;2026-06-29;"5265877635-20260703-0100001AF629-DA"',
    )
  })

  it.each(pages.filter(({ path }) => path !== 'README.md'))(
    '$path shows calls that are understood',
    async ({ text }) => {
      for (const call of callsIn(text)) {
        const { status, body } = await answerOf(call)
        const told = `${call.method} ${call.url} ${call.body ?? ''}: ${status} ${JSON.stringify(body)}`
        // What the examples leave open (a finding, a key) is not there; all else is.
        if (status === 404) expect(body.code, told).toMatch(/-unknown$/)
        else expect(status, told).toBeLessThan(300)
      }
    },
  )
})
