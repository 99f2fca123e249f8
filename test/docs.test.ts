import { createHmac, timingSafeEqual } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newWebhookSecret, signaturesOf } from '../src/webhooks/signature.ts'
import { createTestApp } from './support/app.ts'
import { type Call, callsIn } from './support/curl.ts'

/** What the documents say of the repository and of the API is so. */

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const isThere = (path: string) => statSync(join(root, path), { throwIfNoEntry: false }) !== undefined
const within = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
    (path) => `${folder}/${path.replaceAll('\\', '/')}`,
  )
const files = ['src', 'test', 'scripts', 'bench', 'drizzle', 'fixtures', 'docs'].flatMap(within)
const names = new Set(files.map((path) => basename(path)))
/** All of the service as one text. */
const service = files
  .filter((path) => /^src\/.*\.ts$/.test(path))
  .map(read)
  .join('\n')
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'BENCHMARKS.md',
  ...files.filter((p) => /^docs\/.*\.md$/.test(p)),
]

/** A page without its blocks of code, where `#` begins a comment and brackets are anything. */
const prose = (page: string) => read(page).replaceAll(/^```[\s\S]*?^```$/gm, '')
/** What stands in backticks. */
const quoted = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, words]) => words as string)
/** The anchors that headings have, as GitHub makes them. */
const anchorsOf = (page: string) =>
  [...prose(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
/** What is wrong on any page, with the page. */
const onAnyPage = (wrong: (page: string) => string[]) =>
  pages.flatMap((page) => wrong(page).map((what) => `${page}: ${what}`))

describe('the documents', () => {
  it.each(['README.md', 'CONTRIBUTING.md'])('%s can be read in a few minutes', (page) => {
    expect(statSync(join(root, page)).size).toBeLessThanOrEqual(8192)
  })

  it('have links that lead somewhere', () => {
    const dead = onAnyPage((page) =>
      [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, to]) => to as string)
        .filter((to) => !/^https?:/.test(to))
        .filter((to) => {
          const [file = '', anchor] = to.split('#')
          const target = file === '' ? page : join(dirname(page), file)
          return !isThere(target) || (anchor !== undefined && !anchorsOf(target).includes(anchor))
        }),
    )
    expect(dead).toEqual([])
  })

  it('name files that are there', () => {
    /** They come from elsewhere, or are made as the service runs. */
    const ofOthers = ['_metadata.json', 'backup.json', 'in-use.json', 'MANIFEST.csv', 'npm-shrinkwrap.json']
    const missing = onAnyPage((page) =>
      quoted(prose(page))
        .filter((words) => /^[\w.-]+(\/[\w.-]+)*\.(ts|json|md|toml|csv|js)$/.test(words))
        .filter((name) => !name.startsWith('dist/') && !ofOthers.includes(name))
        .filter((name) =>
          name.includes('/')
            ? !['', 'src/', 'test/', 'docs/'].some((folder) => isThere(folder + name))
            : !names.has(name) && !isThere(name),
        ),
    )
    expect(missing).toEqual([])
  })

  it('name commands that are there', () => {
    const { scripts } = JSON.parse(read('package.json'))
    const unknown = onAnyPage((page) =>
      [...read(page).matchAll(/npm run ([\w:-]+)/g)]
        .map(([, name]) => name as string)
        .filter((name) => scripts[name] === undefined),
    )
    expect(unknown).toEqual([])
  })

  it('name variables and codes that the service knows', () => {
    /** Node's and the tests' own. */
    const known = new Set([
      ...(service.match(/\b[A-Z][A-Z0-9_]+\b/g) ?? []),
      'NODE_OPTIONS',
      'NODE_EXTRA_CA_CERTS',
      'OTHER_NODE',
    ])
    const unknown = onAnyPage((page) =>
      quoted(prose(page))
        .map((words) => /^([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(=.*)?$/.exec(words)?.[1] ?? '')
        .filter((name) => name !== '' && !/^[KP]_\d/.test(name) && !known.has(name)),
    )
    expect(unknown).toEqual([])
  })

  it('list every setting that the code reads, and no other', () => {
    const hosts = files.filter((path) => /^src\/hosts\/.*\.ts$/.test(path)).map(read)
    const single = hosts.flatMap((text) => [...text.matchAll(/\benv\.([A-Z][A-Z_]+)/g)])
    const several = hosts.flatMap((text) => [...text.matchAll(/const \{([^}]+)\} = process\.env/g)])
    const all = [
      ...single.map(([, name]) => name as string),
      ...several.flatMap(([, list = '']) => list.match(/[A-Z_]{3,}/g) ?? []),
    ]
    // Objects at the edge are bound under these; nobody sets them.
    const settings = new Set(all.filter((name) => !['LEDGERS', 'DIRECTORY'].includes(name)))
    const told = quoted(prose('docs/settings.md')).filter((words) => /^[A-Z][A-Z_]{2,}$/.test(words))
    expect([...new Set(told)].sort()).toEqual([...settings].sort())
  })
})

describe('the map of the house', () => {
  const map = read('docs/architecture.md')

  it('has a row for every room', () => {
    expect(readdirSync(join(root, 'src')).filter((room) => !map.includes(`| \`${room}/\` |`))).toEqual([])
  })

  it('has every package that runs in production, with its licence', () => {
    const { dependencies, optionalDependencies } = JSON.parse(read('package.json'))
    const lacking = Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => {
      const manifest = `node_modules/${name}/package.json`
      // Which of the optional ones is installed depends on the Node.
      const licence = isThere(manifest) ? JSON.parse(read(manifest)).license.replaceAll(/[()]/g, '') : 'MIT'
      return !map.includes(`| \`${name}\` | ${licence} |`)
    })
    expect(lacking).toEqual([])
  })

  it('has a line for every decision, and a file for every number', () => {
    const decisions = readdirSync(join(root, 'docs/decisions')).filter((name) => name !== 'README.md')
    const list = read('docs/decisions/README.md')
    expect(decisions.filter((name) => !list.includes(`| [${name.slice(0, 4)}](${name}) |`))).toEqual([])
    const numbers = decisions.map((name) => name.slice(0, 4))
    expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([])
    const parts = ['Decided: 20', '## Context', '## Decision', '## Consequences']
    const whole = (name: string) => parts.every((part) => read(`docs/decisions/${name}`).includes(part))
    expect(decisions.filter((name) => !whole(name))).toEqual([])
  })

  it('has each word once, under the name that the code has', () => {
    const rows = read('docs/glossary.md')
      .split('\n')
      .filter((line) => line.startsWith('| ') && !/^\| (English|word) \|/.test(line))
    expect(rows.length).toBeGreaterThan(60)
    const words = rows.map((row) => /^\| ([^|:]+?) *[:|]/.exec(row)?.[1])
    expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
    const unknown = rows
      .flatMap((row) => quoted(row.split(' | ').at(-1) as string))
      .filter((name) => !name.includes('/') && !new RegExp(`\\b${name}\\b`).test(service))
    expect(unknown).toEqual([])
  })
})

describe('the API that the documents tell of', () => {
  let stage: Awaited<ReturnType<typeof createTestApp>>
  beforeAll(async () => {
    stage = await createTestApp({ now: '2026-07-24T10:00:00Z' })
  })
  afterAll(() => stage.close())

  it('is that of the contract', async () => {
    const { paths } = (await stage.api.send('GET', '/openapi.json')).body
    const endpoints = Object.entries<object>(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    // For who runs the service, no part of the contract.
    const all = [...endpoints, 'DELETE /operator/taxpayers/{nip}']
    const shapes = all.map((endpoint) => new RegExp(`^${endpoint.replaceAll(/\{\w+\}/g, '[^/]+')}$`))
    const unknown = onAnyPage((page) =>
      quoted(prose(page))
        .filter((words) => /^(GET|POST|PUT|PATCH|DELETE) [/…]/.test(words))
        .map((words) => words.replace(/\?.*$/, '').replace('…/', '/v1/taxpayers/{nip}/'))
        .filter((call) => !shapes.some((shape) => shape.test(call))),
    )
    expect(unknown).toEqual([])
  })

  /** Does a call of a page; `known`: variables of its shell. */
  const answerTo = ({ method, url, headers, body }: Call, known: Record<string, string> = {}) => {
    const shell: Record<string, string> = { api: '/v1', t: '/v1/taxpayers/9376032788', ...known }
    const given = headers
      .filter((header) => header !== '$auth')
      .map((header) => header.replace('$json', 'Content-Type: application/json'))
    return stage.api.send(
      method,
      url.replaceAll(/\$(\w+)/g, (_, name) => shell[name] ?? 'nobody-has-this'),
      body,
      Object.fromEntries(given.map((header) => header.split(': ') as [string, string])),
    )
  }

  it('does the main job in five calls, as the README shows', async () => {
    const answers = []
    let purchase = {}
    for (const call of callsIn(read('README.md'))) {
      const answer = await answerTo(call, purchase)
      if (call.url.endsWith('/posting-checks')) purchase = { PURCHASE: answer.body.purchaseId }
      answers.push(answer)
    }
    // The taxpayer and an outage, then the five; the register is asked for twice.
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 200, 200, 201, 200, 200])
    const [, , copy, imported, check, , register, csv] = answers.map(({ body }) => body)
    expect([copy.outcome, imported.attached, check.answer]).toEqual(['new', 1, 'post'])
    const { items } = (await stage.api.send('GET', '/v1/taxpayers/9376032788/purchases')).body
    expect(items).toMatchObject([
      { status: 'reconciled', receipt: { date: '2026-06-29' }, posting: { reference: 'PZ/2026/0814' } },
    ])
    expect(register.items).toHaveLength(1)
    expect(csv).toContain('"FV 12/06/2026";2026-06-29;2026-06-29;"5265877635-20260703-0100001AF629-DA"')
  })

  /** The programs that the guide for ERP systems shows, in order. */
  const programs = [...read('docs/erp-integration.md').matchAll(/^```js\n([\s\S]*?)^```$/gm)].map(
    ([, program]) => program as string,
  )
  const AsyncFunction = (async () => {}).constructor as new (
    ...texts: string[]
  ) => (...given: unknown[]) => Promise<unknown>

  it('is followed by the loop that the guide shows, up to the end of the feed', async () => {
    const saved: string[] = []
    let cursor: string | null = null
    let asked = 0
    const given = {
      nip: '9376032788',
      load: () => cursor,
      store: (_: string, value: string) => {
        cursor = value
      },
      get: async (path: string) => {
        // A loop that does not go on would never end.
        if (++asked > 100) throw new Error('asked too often')
        return (await stage.api.send('GET', path)).body
      },
      save: ({ id }: { id: string }) => saved.push(id),
      remove: () => {},
      sleep: () => Promise.reject(new Error('slept')),
    }
    const loop = new AsyncFunction(...Object.keys(given), programs[0] as string)
    await expect(loop(...Object.values(given))).rejects.toThrow('slept')
    const { items } = (await stage.api.send('GET', '/v1/taxpayers/9376032788/purchases')).body
    expect([...new Set(saved)]).toEqual([items[0].id])
    expect(cursor).not.toBeNull()
  })

  it('signs webhooks as the guide verifies them', async () => {
    const secret = newWebhookSecret()
    const [id, timestamp, rawBody] = ['change-1', 1_782_900_000, '{"type":"purchase.created"}'] as const
    const verify = new AsyncFunction(
      ...['headers', 'rawBody', 'secret', 'createHmac', 'timingSafeEqual'],
      `${programs[1]}\nreturn genuine`,
    )
    const headers = {
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      // For a day after a new secret the one before signs along.
      'webhook-signature': await signaturesOf([newWebhookSecret(), secret], id, timestamp, rawBody),
    }
    const asked = (body: string) => verify(headers, body, secret, createHmac, timingSafeEqual)
    expect([await asked(rawBody), await asked(`${rawBody} `)]).toEqual([true, false])
  })

  it.each(pages.filter((page) => page !== 'README.md' && callsIn(read(page)).length > 0))(
    'understands the calls of %s',
    async (page) => {
      for (const call of callsIn(read(page))) {
        const { status, body } = await answerTo(call)
        const told = `${call.method} ${call.url} ${call.body ?? ''}: ${status} ${JSON.stringify(body)}`
        // What an example leaves open (which finding, which key) is not there; all else is.
        if (status === 404) expect(body.code, told).toMatch(/-unknown$/)
        else expect(status, told).toBeLessThan(300)
      }
    },
  )
})
