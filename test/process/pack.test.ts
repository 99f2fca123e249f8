import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** What `npm pack` packs. Whether that starts where nothing else is, `npm run test:pack` tries. */

const root = join(import.meta.dirname, '../..')
const { dependencies, scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
/** The scripts that the build makes, by name, and from which file. */
const entries: Record<string, string> = Object.fromEntries(
  [...scripts.build.matchAll(/\b([\w-]+)=(src\/\S+)/g)].map(([, name, path]) => [name, path]),
)
/** What the build makes, by name: whether it does, `npm run test:pack` tries. */
const built = [
  ...Object.keys(entries).map((name) => `dist/${name}.js`),
  'dist/client/index.js',
  'dist/client/index.d.ts',
]
let packed: string[]
beforeAll(() => {
  for (const name of ['package.json', 'package-lock.json', 'README.md'])
    cpSync(join(root, name), join(folder, name))
  // What lies beside it in a checkout must stay there.
  const beside = [
    'data/ledgers/9376032788.sqlite',
    'src/hosts/node/main.ts',
    'dist/worker/worker.js',
    '.dev.vars',
  ]
  for (const name of [...built, ...beside]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), '')
  }
  cpSync(join(folder, 'package-lock.json'), join(folder, 'npm-shrinkwrap.json'))
  const listing = ['pack', '--dry-run', '--json', '--ignore-scripts']
  const [pack] = JSON.parse(execFileSync('npm', listing, { cwd: folder, encoding: 'utf8', stdio: 'pipe' }))
  packed = pack.files.map((file: { path: string }) => file.path)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('the pack', () => {
  it('has every script that a command or a thread starts, and the client', () => {
    const commands = Object.values<string>(scripts).flatMap((line) => line.match(/dist\/[\w-]+\.js/g) ?? [])
    const threads = readdirSync(join(root, 'src/hosts/node'))
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [
        ...readFileSync(join(root, 'src/hosts/node', name), 'utf8').matchAll(/'\.\/([\w-]+\.js)'/g),
      ])
      .map(([, script]) => `dist/${script}`)
    expect(threads.length).toBeGreaterThanOrEqual(3)
    expect(packed).toEqual(expect.arrayContaining([...commands, ...threads]))
    expect(packed).toEqual(expect.arrayContaining(built))
  })

  it('has the exact versions of what it needs, and nothing of a checkout but the documents', () => {
    const others = packed.filter((path) => !/^dist\/([\w-]+\.js|client\/[\w-]+(\.d)?\.[jt]s)$/.test(path))
    expect(others.sort()).toEqual(['README.md', 'npm-shrinkwrap.json', 'package.json'])
    expect(scripts.prepack).toMatch(/cp package-lock\.json npm-shrinkwrap\.json$/)
  })

  it('needs no package but those that are installed without the tools', async () => {
    const { metafile } = await build({
      entryPoints: Object.values(entries).map((entry) => join(root, entry)),
      bundle: true,
      write: false,
      metafile: true,
      outdir: folder,
      platform: 'node',
      format: 'esm',
      packages: 'external',
    })
    const imports = Object.values(metafile.outputs).flatMap((output) => output.imports)
    const needed = imports
      .map(({ path }) => /^(@[^/]+\/)?[^/]+/.exec(path)?.[0] as string)
      .filter((name) => !name.startsWith('node:') && !builtinModules.includes(name))
    expect(new Set(needed).size).toBeGreaterThan(5)
    expect(needed.filter((name) => dependencies[name] === undefined)).toEqual([])
  })

  const started = 'node --max-semi-space-size=8 dist/node.js'
  it('starts what is built where the tools are missing; where nothing is built it says what to do', () => {
    expect(readFileSync(join(root, 'src/hosts/node/main.ts'), 'utf8')).toMatch(
      new RegExp(`^#!/usr/bin/env -S ${started.replace(' dist/node.js', '')}\\n`),
    )
    expect(scripts.start).toBe(`npm run --silent built && exec ${started}`)
    const bring = () => execFileSync('sh', ['-c', scripts.built], { cwd: folder, stdio: 'pipe' })
    bring()
    rmSync(join(folder, 'dist'), { recursive: true })
    expect(bring).toThrow(/Nothing is built here, .*: npm ci && npm run build/)
  })
})
