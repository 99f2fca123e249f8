import { execFile, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lockFolder } from '../../src/hosts/node/lock.ts'
import { adminKey } from '../support/admin-key.ts'
import { at, buyer, copy } from '../support/hostile.ts'
import { type Bundle, bundleService, type RunningService, startService } from '../support/process.ts'

/** What who runs the service sees of it: who reaches it, who may use its folder, and what it says in trouble. */

let bundle: Bundle
let service: RunningService
beforeAll(async () => {
  bundle = await bundleService()
  service = await startService(bundle.entry, bundle.dataDir)
}, 30_000)
afterAll(async () => {
  await service?.end('SIGKILL')
  bundle?.remove()
})

const holder = () => JSON.parse(readFileSync(join(bundle.dataDir, 'in-use.json'), 'utf8'))
const rotate = () =>
  promisify(execFile)(process.execPath, [join(dirname(bundle.entry), 'rotate-key.js')], {
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

  it('refuses a directory that is damaged, and says what to do', async () => {
    const folder = `${bundle.dataDir}-3`
    mkdirSync(folder)
    writeFileSync(
      join(folder, 'directory.sqlite'),
      'no database, but as long as the head of one. '.repeat(100),
    )
    const broken = startService(bundle.entry, folder)
    await expect(broken).rejects.toThrow(/directory.sqlite is damaged \(.*Put it back from a backup/)
  })
})

it.skipIf(process.platform === 'win32')(
  'takes as many connections as its files allow, and counts those it refused',
  async () => {
    // 300 files: 56 ledgers of four, 64 beside, and never fewer connections than 16.
    const few = await startService(bundle.entry, `${bundle.dataDir}-few`, {}, 300)
    const { port } = new URL(few.url)
    const connected = Array.from({ length: 40 }, () =>
      connect(Number(port), 'localhost').on('error', () => {}),
    )
    try {
      await Promise.all(connected.map((socket) => once(socket, 'connect')))
      const isOpen = (socket: (typeof connected)[number]) => !socket.readableEnded && !socket.destroyed
      while (connected.filter(isOpen).length > 16) await new Promise((resolve) => setTimeout(resolve, 10))
      const [first] = connected.filter(isOpen) as [(typeof connected)[number]]
      first.write(`GET /metrics HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${adminKey}\r\n\r\n`)
      let text = ''
      for await (const piece of first) {
        text += piece
        if (/refused_total \d+/.test(text)) break
      }
      expect(text).toMatch(/^ksef_reconcile_connections_refused_total 24$/m)
    } finally {
      for (const socket of connected) socket.destroy()
      await few.end('SIGKILL')
    }
  },
)

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

/** A disk of eight megabytes of its own, where this user may make one. */
function smallDisk(): { folder: string; remove: () => void } | null {
  const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-disk-'))
  const remove = () => {
    spawnSync('umount', [folder])
    rmSync(folder, { recursive: true, force: true })
  }
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'none', folder])
  if (status === 0) return { folder, remove }
  remove()
  return null
}
const disk = smallDisk()
if (disk === null) console.warn('No disk of its own can be mounted here: a full one is not tried.')

describe.skipIf(disk === null)('a full disk', () => {
  const folder = disk?.folder ?? ''
  const ballast = join(folder, 'ballast')
  let cramped: RunningService
  afterAll(async () => {
    await cramped?.end('SIGKILL')
    disk?.remove()
  })
  const send = (n: number) =>
    cramped.api.json('POST', `${at}/copies`, copy({ number: `FULL/${n}`, gross: `${100 + n}.00` }))
  const numbers = async () => (await cramped.api.purchases(buyer)).map((p) => p.number).sort()

  it('is told as 507, and what was acknowledged before is there, once, also after a kill', async () => {
    cramped = await startService(bundle.entry, join(folder, 'data'))
    await cramped.api.putTaxpayer(buyer, { name: 'Odbiorca' })
    writeFileSync(ballast, '')
    expect(() => {
      for (;;) writeFileSync(ballast, Buffer.alloc(65_536), { flag: 'a' })
    }).toThrow(/ENOSPC/)
    const acknowledged: string[] = []
    const refused: number[] = []
    for (let n = 10; n < 200 && refused.length < 3; n++) {
      const { status, body, headers } = await send(n)
      if (status === 201) acknowledged.push(`FULL/${n}`)
      else {
        refused.push(n)
        expect([status, body.code, headers.get('content-type')]).toEqual([
          507,
          'storage-full',
          'application/problem+json',
        ])
      }
    }
    expect(refused).toHaveLength(3)
    expect(await numbers()).toEqual(acknowledged)
    rmSync(ballast)
    for (const n of refused) expect((await send(n)).status).toBe(201)
    await cramped.end('SIGKILL')
    cramped = await startService(bundle.entry, join(folder, 'data'))
    expect(await numbers()).toEqual([...acknowledged, ...refused.map((n) => `FULL/${n}`)].sort())
  })
})

describe('npm run backup', () => {
  const backUp = (target: string) =>
    promisify(execFile)(process.execPath, [join(dirname(bundle.entry), 'backup.js'), target], {
      env: { PATH: process.env.PATH, DATA_DIR: bundle.dataDir },
    })

  it('copies the data of a service that runs and is written to, and one starts on the copy', async () => {
    const target = `${bundle.dataDir}-backup`
    service = await startService(bundle.entry, bundle.dataDir)
    await service.api.putTaxpayer(buyer, { name: 'Odbiorca' })
    await service.api.postCopy(buyer, copy({ number: 'BEFORE/1' }))
    const [made] = await Promise.all([
      backUp(target),
      ...Array.from({ length: 20 }, (_, n) =>
        service.api.postCopy(buyer, copy({ number: `MEANWHILE/${n}`, gross: `${200 + n}.00` })),
      ),
    ])
    expect(made.stdout).toMatch(
      /backup: the directory and 1 ledger .* read through.\nThe master key is not in it/,
    )
    await expect(backUp(target)).rejects.toThrow(/is there already/)
    await expect(backUp('')).rejects.toThrow(/npm run backup -- DIR/)
    await service.end('SIGTERM')
    service = await startService(bundle.entry, target)
    const there = (await service.api.purchases(buyer)).map((p) => p.number)
    expect(there).toContain('BEFORE/1')
    expect(new Set(there).size).toBe(there.length)
  })
})
