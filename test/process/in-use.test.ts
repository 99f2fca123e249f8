import { execFile } from 'node:child_process'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lockFolder } from '../../src/node-lock.ts'
import { bundleService, type RunningService, startService } from '../support/process.ts'

/** One process for each data folder: a second one is told who is there, and how that ends. */

let bundle: ReturnType<typeof bundleService>
let service: RunningService
beforeAll(async () => {
  bundle = bundleService()
  service = await startService(bundle.entry, bundle.dataDir)
}, 30_000)
afterAll(async () => {
  await service?.end('SIGKILL')
  bundle?.remove()
})

const holder = () => JSON.parse(readFileSync(join(bundle.dataDir, 'in-use.json'), 'utf8'))
const rotate = () =>
  promisify(execFile)(process.execPath, [join(dirname(bundle.entry), 'node-rotate-key.js')], {
    env: { PATH: process.env.PATH, DATA_DIR: bundle.dataDir },
  })

describe('a service as it starts', () => {
  it('is reached by this machine alone, and says so', async () => {
    expect(service.output.err).toMatch(/listens on http:\/\/localhost:\d+; .*\nOnly this machine reaches it/)
    const { port } = new URL(service.url)
    // Another address of this machine, as others reach it.
    const outside = Object.values(networkInterfaces()).flatMap((all) => all?.filter((a) => !a.internal) ?? [])
    for (const { address, family } of outside.filter((a) => a.family === 'IPv4').slice(0, 1))
      await expect(fetch(`http://${address}:${port}/health`), family).rejects.toThrow()
  })

  it('refuses a HOST that is none of this machine', async () => {
    const elsewhere = startService(bundle.entry, `${bundle.dataDir}-2`, { HOST: '192.0.2.1' })
    await expect(elsewhere).rejects.toThrow(/HOST=192.0.2.1 is no address of this machine/)
  })
})

describe('a data folder in use', () => {
  it('takes no second service, which says who is there and what to do', async () => {
    const { pid, since } = holder()
    const refusal = `is in use by the service, process ${pid} on [^,]+, since ${since}. .*stop that process first`
    await expect(startService(bundle.entry, bundle.dataDir)).rejects.toThrow(new RegExp(refusal))
    expect((await service.api.putTaxpayer('9376032788', { name: 'Odbiorca' })).nip).toBe('9376032788')
  })

  it('takes no new master key, and none is made', async () => {
    const before = readFileSync(join(bundle.dataDir, 'master.key'), 'utf8')
    await expect(rotate()).rejects.toThrow(/is in use by the service, process \d+/)
    expect(readFileSync(join(bundle.dataDir, 'master.key'), 'utf8')).toBe(before)
    expect(existsSync(join(bundle.dataDir, 'master.key.new'))).toBe(false)
  })

  it('is free at once when its process was killed, whatever the note still says', async () => {
    await service.end('SIGKILL')
    const { pid } = holder()
    expect((await rotate()).stdout).toMatch(/secrets are sealed under the new master key/)
    service = await startService(bundle.entry, bundle.dataDir)
    expect(holder()).toMatchObject({ what: 'the service' })
    expect(holder().pid).not.toBe(pid)
    expect((await service.api.send('GET', '/v1/taxpayers/9376032788')).status).toBe(200)
  })

  it('is free, and says so, when its process ended by itself', async () => {
    expect(await service.end('SIGTERM')).toBe(0)
    expect(existsSync(join(bundle.dataDir, 'in-use.json'))).toBe(false)
    const unlock = lockFolder(bundle.dataDir, 'a test', new Date(0))
    const refused = /is in use by a test, process \d+ on .*, since 1970-01-01T00:00:00.000Z/
    expect(() => lockFolder(bundle.dataDir, 'another', new Date(0))).toThrow(refused)
    // Also where nobody left a note.
    rmSync(join(bundle.dataDir, 'in-use.json'))
    expect(() => lockFolder(bundle.dataDir, 'another', new Date(0))).toThrow(/is in use by another process\./)
    unlock()
    lockFolder(bundle.dataDir, 'another', new Date(0))()
  })
})
