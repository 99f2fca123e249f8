import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { builtinModules } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bundleService } from '../support/process.ts'

/** What `npm pack` packs. Whether that starts where nothing else is, `npm run test:pack` tries. */

const root = join(import.meta.dirname, '../..')
const { dependencies, scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
let packed: string[]
beforeAll(() => {
  const bundle = bundleService()
  cpSync(dirname(bundle.entry), join(folder, 'dist'), { recursive: true })
  bundle.remove()
  for (const name of ['package.json', 'package-lock.json', 'README.md'])
    cpSync(join(root, name), join(folder, name))
  // What lies beside it in a checkout, and must stay there.
  for (const name of [
    'data/ledgers/9376032788.sqlite',
    'src/node.ts',
    'dist/worker/worker.js',
    '.dev.vars',
  ]) {
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
    const threads = readdirSync(join(root, 'src'))
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => [...readFileSync(join(root, 'src', name), 'utf8').matchAll(/'\.\/([\w-]+\.js)'/g)])
      .map(([, script]) => `dist/${script}`)
    expect(threads.length).toBeGreaterThanOrEqual(3)
    expect(packed).toEqual(expect.arrayContaining([...commands, ...threads]))
    expect(packed).toEqual(expect.arrayContaining(['dist/client/index.js', 'dist/client/index.d.ts']))
  })

  it('has the exact versions of what it needs, and nothing of a checkout but the documents', () => {
    const others = packed.filter((path) => !/^dist\/([\w-]+\.js|client\/[\w-]+(\.d)?\.[jt]s)$/.test(path))
    expect(others.sort()).toEqual(['README.md', 'npm-shrinkwrap.json', 'package.json'])
    expect(scripts.prepack).toMatch(/cp package-lock\.json npm-shrinkwrap\.json$/)
  })

  it('needs no package but those that are installed without the tools', () => {
    const needed = packed
      .filter((path) => /^dist\/[\w-]+\.js$/.test(path))
      .flatMap((path) => [
        ...readFileSync(join(folder, path), 'utf8').matchAll(/^(?:import|export) .*?"(.+)";$/gm),
      ])
      .map(([, from]) => /^(@[^/]+\/)?[^/]+/.exec(from as string)?.[0] as string)
      .filter((name) => !name.startsWith('.') && !name.startsWith('node:') && !builtinModules.includes(name))
    expect(needed.length).toBeGreaterThan(5)
    expect(needed.filter((name) => dependencies[name] === undefined)).toEqual([])
  })

  it('starts what is built where the tools are missing; where nothing is built it says what to do', () => {
    expect(readFileSync(join(folder, 'dist/node.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
    expect(scripts.start).toBe('npm run --silent built && exec node dist/node.js')
    const built = () => execFileSync('sh', ['-c', scripts.built], { cwd: folder, stdio: 'pipe' })
    built()
    rmSync(join(folder, 'dist'), { recursive: true })
    expect(built).toThrow(/Nothing is built here, .*: npm ci && npm run build/)
  })
})
