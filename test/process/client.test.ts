import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { adminKey } from '../support/admin-key.ts'
import { type Bundle, bundleService, type RunningService, startService } from '../support/process.ts'

// The client as another program has it: built, found by the name of the package, in the words of docs/api.md.
const root = join(import.meta.dirname, '../..')
const guide = readFileSync(join(root, 'docs/api.md'), 'utf8')
const example = /## From TypeScript[\s\S]*?```ts\n([\s\S]*?)```/.exec(guide)?.[1] as string
const misuse = `
import { createClient, type Purchase } from 'ksef-reconcile/client'
const ksef = createClient({ baseUrl: '', key: '' })
// @ts-expect-error an amount is text
ksef.postPurchase({ nip: '1', id: '2' }, { reference: 3, postedOn: '2026-07-02' })
// @ts-expect-error no such filter
ksef.listPurchases({ nip: '1', state: 'reconciled' })
// @ts-expect-error no other status
export const isDone = (purchase: Purchase) => purchase.status === 'done'
`
const settings = {
  compilerOptions: {
    target: 'ES2022',
    module: 'NodeNext',
    strict: true,
    noEmit: true,
    types: ['node'],
    typeRoots: [join(root, 'node_modules/@types')],
  },
  include: ['*.mts'],
}

let bundle: Bundle
let service: RunningService
let program: string
beforeAll(async () => {
  bundle = await bundleService()
  service = await startService(bundle.entry, bundle.dataDir)
  program = join(dirname(bundle.dataDir), 'program')
  const installed = join(program, 'node_modules/ksef-reconcile')
  mkdirSync(installed, { recursive: true })
  cpSync(join(root, 'package.json'), join(installed, 'package.json'))
  const client = ['-p', 'tsconfig.client.json', '--outDir', join(installed, 'dist/client')]
  execFileSync(join(root, 'node_modules/.bin/tsc'), client, { cwd: root })
  const local = example.replace('http://localhost:8787', service.url)
  writeFileSync(join(program, 'example.mts'), local)
  writeFileSync(join(program, 'misuse.mts'), misuse)
  writeFileSync(join(program, 'tsconfig.json'), JSON.stringify(settings))
})
afterAll(async () => {
  await service?.end('SIGKILL')
  bundle?.remove()
})

const run = (command: string, args: string[]): string =>
  execFileSync(join(root, 'node_modules/.bin', command), args, {
    cwd: program,
    env: { PATH: process.env.PATH, KEY: adminKey },
    encoding: 'utf8',
  })

it('has the types that the guide uses, and refuses what is wrong', () => {
  expect(() => run('tsc', ['-p', '.'])).not.toThrow()
})

it('does what the guide shows', () => {
  const [copy, hold, ...rest] = run('tsx', ['example.mts']).trim().split('\n')
  expect(copy).toBe('new offline24 not received yet')
  expect(hold).toMatch(/^NOT_RECEIVED: /)
  expect(rest).toEqual(['FV/13/06/2026 is due in KSeF by 2026-07-01', '404 purchase-unknown'])
})
