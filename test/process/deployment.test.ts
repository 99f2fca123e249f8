import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type BuildStage, contextOf, stagesOf } from '../../scripts/dockerfile.ts'

/** What the files for deploying say fits the service. That they work: `npm run test:image`. */

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const image = stagesOf(read('docs/deployment/Dockerfile'))
const last = image.at(-1) as BuildStage
const compose = read('docs/deployment/compose.yaml')
const unit = read('docs/deployment/ksef-reconcile.service')
/** What `npm start` runs when all is built. */
const startCommand = JSON.parse(read('package.json')).scripts.start.split(' && exec ')[1]

/** The settings as their page lists them, and what the service reads besides. */
const settings = [...read('docs/settings.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(
  ([, name]) => name as string,
)
const ofNode = ['NODE_ENV']

describe('the image', () => {
  it('is built of files that are there and that its context has', () => {
    const context = contextOf(read('.dockerignore'))
    expect(context.filter((name) => !existsSync(join(root, name)))).toEqual([])
    const copied = image.flatMap(({ steps }) =>
      steps.flatMap((step) => (step.name === 'COPY' && step.from === null ? step.sources : [])),
    )
    expect(copied.sort()).toEqual(context.sort())
  })

  it('runs as a user that is not root, keeps data in a volume, and says whether it is well', () => {
    const user = last.steps.find((step) => step.name === 'USER')
    expect(user).toEqual({ name: 'USER', uid: 1000, gid: 1000 })
    expect(last.volumes).toEqual(['/data'])
    expect(last.healthCheck?.join(' ')).toContain('/health')
    expect(last.command?.join(' ')).toBe(startCommand)
  })

  it('has nothing in its last stage but what was built', () => {
    const copies = last.steps.filter((step) => step.name === 'COPY')
    expect(copies.map(({ from, sources }) => [from, ...sources])).toEqual([
      ['build', '/src/package.json'],
      ['build', '/src/node_modules'],
      ['build', '/src/dist'],
    ])
  })

  it.each(['ADD . /app', 'USER node', 'COPY --chown=1:1 a b', 'RUN', 'USER 0:0', 'SHELL ["sh"]'])(
    'is not tried in part: %s is refused',
    (line) => {
      expect(() => stagesOf(`FROM node:22-bookworm\n${line}`)).toThrow(`Not tried, for not known: ${line}`)
    },
  )
})

describe('the settings that are set', () => {
  it.each<[string, string[]]>([
    ['in the image', last.steps.flatMap((step) => (step.name === 'ENV' ? Object.keys(step.values) : []))],
    ['by compose', [...compose.matchAll(/^ {6}([A-Z_]+): /gm)].map(([, name]) => name as string)],
    [
      'by the unit',
      (/^Environment=(.*)$/m.exec(unit)?.[1] ?? '').split(' ').map((pair) => pair.split('=')[0] as string),
    ],
  ])('%s are settings of the service', (_, names) => {
    expect(names.length).toBeGreaterThan(3)
    // The name that leads to the machine is the proxy's.
    const unknown = names.filter((name) => ![...settings, ...ofNode, 'DOMAIN'].includes(name))
    expect(unknown).toEqual([])
  })

  it('and Node is started by the unit as by npm start', () => {
    expect(/^ExecStart=\/usr\/bin\/(.*)$/m.exec(unit)?.[1]).toBe(startCommand)
  })

  it('trust the proxy that compose starts, and nobody else', () => {
    const address = /ipv4_address: ([\d.]+)/.exec(compose)?.[1]
    expect(/TRUSTED_PROXIES: (\S+)/.exec(compose)?.[1]).toBe(address)
    expect(compose).toMatch(/read_only: true[\s\S]+cap_drop: \[ALL\][\s\S]+no-new-privileges:true/)
  })
})

/** `3.5.1, 3.5.2–3.5.4`, one by one. */
const expanded = (ids: string): string[] =>
  ids.split(', ').flatMap((part) => {
    const [from = '', to = from] = part.split('–')
    const [section, first, last] = [
      from.replace(/\d+$/, ''),
      Number(/\d+$/.exec(from)),
      Number(/\d+$/.exec(to)),
    ]
    return Array.from({ length: last - first + 1 }, (_, at) => `${section}${first + at}`)
  })

describe('the list of requirements', () => {
  it('has each of the 253 of levels 1 and 2 in one row, and a test in each that says it is met', () => {
    const [, list = ''] = read('docs/security.md').split('## ASVS')
    const rows = [...list.matchAll(/^\| (\d[\d., –]+) \|(.*)\|$/gm)]
    const ids = rows.flatMap(([, given]) => expanded(given as string))
    expect(ids).toHaveLength(253)
    expect(new Set(ids).size).toBe(253)
    const [met = ''] = list.split('### Not met')
    const shown = [...met.matchAll(/^\| (\d[\d., –]+) \|.*\| (.*) \|$/gm)]
    expect(shown.length).toBeGreaterThan(60)
    const bare = shown.filter(([, , by = '']) => by !== 'read' && !/^(`[\w/-]+\.test\.ts`(, )?)+$/.test(by))
    expect(bare.map(([line]) => line)).toEqual([])
  })
})
