import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { tryService } from './try-service.ts'

/**
 * `npm run test:pack`: packs what stands here, and tries what comes of it in empty folders without the tools that build:
 * unpacked, with `npm ci --omit=dev` and `npm start`; installed, as a dependency with a command.
 */

const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-pack-'))
const npm = (cwd: string, ...args: string[]): string =>
  execFileSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
/** What a process needs of its surroundings, and no more. */
const bare = { PATH: String(process.env.PATH), HOME: String(process.env.HOME) }

try {
  const sources = join(folder, 'sources')
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const name of listed.split('\0').filter((path) => path !== '' && !path.startsWith('fixtures/'))) {
    if (!existsSync(join(root, name))) continue
    mkdirSync(dirname(join(sources, name)), { recursive: true })
    cpSync(join(root, name), join(sources, name))
  }
  symlinkSync(join(root, 'node_modules'), join(sources, 'node_modules'))
  const [pack] = JSON.parse(npm(sources, 'pack', '--json', '--pack-destination', folder))
  const tarball = join(folder, pack.filename)
  console.log(`packed: ${pack.filename}, ${pack.size} bytes, ${pack.entryCount} files`)
  assert.ok(!existsSync(join(sources, 'npm-shrinkwrap.json')), 'packing leaves nothing behind')

  execFileSync('tar', ['-xzf', tarball, '-C', folder])
  const unpacked = join(folder, 'package')
  npm(unpacked, 'ci', '--omit=dev', '--prefer-offline')
  withoutTools(unpacked)
  await tryService((env) => ({
    command: 'npm',
    args: ['start', '--silent'],
    cwd: unpacked,
    env: { ...bare, ...env },
  }))
  console.log('unpacked, npm ci --omit=dev, npm start: works')

  const program = join(folder, 'program')
  mkdirSync(program)
  writeFileSync(join(program, 'package.json'), '{"name":"program","private":true,"type":"module"}')
  // The SQLite driver, which may have to be compiled, is the one of before.
  npm(program, 'install', '--prefer-offline', '--ignore-scripts', tarball)
  const driver = 'node_modules/better-sqlite3-node20/build'
  if (existsSync(join(unpacked, driver)))
    cpSync(join(unpacked, driver), join(program, driver), { recursive: true })
  withoutTools(program)
  await tryService((env) => ({
    command: join(program, 'node_modules/.bin/ksef-reconcile'),
    args: [],
    cwd: program,
    env: { ...bare, ...env },
  }))
  execFileSync(process.execPath, ['-e', "await import('ksef-reconcile/client')"], { cwd: program })
  console.log('installed as a dependency: its command and its client work')
} finally {
  rmSync(folder, { recursive: true, force: true })
}

function withoutTools(where: string): void {
  for (const tool of ['esbuild', 'tsx', 'typescript', 'vitest'])
    assert.ok(!existsSync(join(where, 'node_modules', tool)), `${tool} is not installed there`)
}
