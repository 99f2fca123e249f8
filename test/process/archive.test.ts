import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminKey } from '../support/admin-key.ts'
import { plainCopy } from '../support/copy.ts'
import { nip } from '../support/ksef.ts'
import { type Bundle, bundleService, type RunningService, startService } from '../support/process.ts'

// The commands as npm runs them, against services that run.

const us = nip('commands')
let bundle: Bundle
let folder: string
const running: RunningService[] = []
const start = async (name: string) => {
  const service = await startService(bundle.entry, join(folder, name))
  running.push(service)
  return service
}
const run = (args: string[], env: Record<string, string> = { KEY: adminKey }) =>
  promisify(execFile)(process.execPath, [join(dirname(bundle.entry), 'ledger.js'), ...args], {
    env: { PATH: process.env.PATH, ...env },
  }).then(
    ({ stdout, stderr }) => ({ code: 0, text: stdout + stderr }),
    ({ code, stdout, stderr }) => ({ code, text: stdout + stderr }),
  )

beforeAll(async () => {
  bundle = await bundleService()
  folder = mkdtempSync(join(dirname(bundle.dataDir), 'moving-'))
}, 30_000)
afterAll(async () => {
  for (const service of running) await service.end('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
  bundle.remove()
})

describe('ledger:export and ledger:import', () => {
  it('carry a ledger from one service to another, and say what is left to do', async () => {
    const [from, to] = [await start('from'), await start('to')]
    await from.api.putTaxpayer(us, { name: 'Odbiorca' })
    await from.api.postCopy(us, plainCopy({ nip: nip('commands seller') }, 'C/1'))
    const file = join(folder, 'ledger.archive')
    const exported = await run(['export', '--url', from.url, '--nip', us, file])
    expect(exported).toMatchObject({ code: 0, text: expect.stringMatching(/Contents: [0-9a-f]{64}/) })
    // Each service has a master key of its own.
    const refused = await run(['import', '--url', to.url, file])
    expect(refused).toMatchObject({ code: 1, text: expect.stringMatching(/422 archive-foreign.* --foreign/) })
    const imported = await run(['import', '--url', to.url, '--key', adminKey, '--foreign', file], {})
    expect(imported.code).toBe(0)
    expect(imported.text).toContain(/Contents: [0-9a-f]{64}/.exec(exported.text)?.[0])
    expect(imported.text).toMatch(/goes on synchronising .* until the taxpayer is erased there/)
    expect(await to.api.purchases(us)).toEqual(await from.api.purchases(us))
    const again = await run(['import', '--url', from.url, file])
    expect(again).toMatchObject({ code: 1, text: expect.stringMatching(/409 ledger-not-empty/) })
  })

  it('say what is missing or wrong, without a trace of the program', async () => {
    const { url } = running[0] as RunningService
    const file = join(folder, 'none')
    const cases: [string[], RegExp, Record<string, string>?][] = [
      [['export', file], /^npm run ledger:export --/],
      [['import', '--nonsense', file], /Unknown option/],
      [['export', '--nip', us, file], /^No key was given/, {}],
      [['export', '--nip', us, '--url', url, file], /401 key-unknown/, { KEY: 'wrong' }],
      [['export', '--nip', nip('nobody'), '--url', url, file], /404 taxpayer-unknown/],
      [['import', '--url', url, file], /ENOENT/],
      [['export', '--nip', us, '--url', 'http://localhost:9', file], /ECONNREFUSED|bad port|fetch failed/],
    ]
    for (const [args, message, env] of cases) {
      const { code, text } = await run(args, env)
      expect([args, code]).toEqual([args, 1])
      expect(text).toMatch(message)
      expect(text).not.toMatch(/\n {4}at /)
    }
  })
})
