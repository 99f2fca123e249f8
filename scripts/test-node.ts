import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'

/**
 * Runs the tests under another Node, taken from the npm package `node`: `npm run test:node -- 24 [paths of tests]`. All
 * that is committed or new is copied, and installed there by that Node, since each Node has a driver of its own.
 */
const [version = '', ...tests] = process.argv.slice(2)
if (!/^\d+(\.\d+){0,2}$/.test(version)) {
  console.error('Name a version of Node: npm run test:node -- 24')
  process.exit(1)
}
const root = join(import.meta.dirname, '..')
const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-node-'))
try {
  const run = (cwd: string, command: string, args: string[], env = process.env): void => {
    execFileSync(command, args, { cwd, env, stdio: 'inherit' })
  }
  run(folder, 'npm', [
    'install',
    '--prefix',
    'other',
    '--no-audit',
    '--no-fund',
    '--silent',
    `node@${version}`,
  ])
  const bin = join(folder, 'other/node_modules/node/bin')
  const checkout = join(folder, 'checkout')
  const names = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
  })
  for (const name of names.toString().split('\0').filter(Boolean)) {
    mkdirSync(dirname(join(checkout, name)), { recursive: true })
    cpSync(join(root, name), join(checkout, name))
  }
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` }
  run(checkout, 'node', ['--version'], env)
  run(checkout, 'npm', ['ci', '--no-audit', '--no-fund'], env)
  run(checkout, 'npm', ['test', '--', ...tests], env)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
