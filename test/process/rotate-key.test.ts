import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rotationSetting } from '../../src/hosts/node/lock.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { createTestApp } from '../support/app.ts'
import { type Bundle, bundleService } from '../support/process.ts'

const nip = '9376032788'
const at = `/v1/taxpayers/${nip}`
let bundle: Bundle
beforeAll(async () => {
  bundle = await bundleService()
}, 30_000)
afterAll(() => bundle.remove())

const keyFile = () => join(bundle.dataDir, 'master.key')
const rotate = (env: Record<string, string> = {}) =>
  promisify(execFile)(process.execPath, [join(dirname(bundle.entry), 'rotate-key.js')], {
    env: { PATH: process.env.PATH, DATA_DIR: bundle.dataDir, ...env },
  })
const withApp = async <T>(work: (api: Awaited<ReturnType<typeof createTestApp>>['api']) => Promise<T>) => {
  const app = await createTestApp({ dataDir: bundle.dataDir, allowPrivateWebhooks: true })
  try {
    return await work(app.api)
  } finally {
    await app.close()
  }
}
const mailbox = { host: 'imap.example.com', user: 'us', paused: true }
const credential = { type: 'token', token: 'a|b|c' }
/** Needs the secret of the webhook and the kept answer. */
const replayed = () =>
  withApp((api) =>
    api.json('POST', `${at}/webhooks`, { url: 'http://127.0.0.1:9/' }, { 'idempotency-key': 'one' }),
  )

describe('a new master key', () => {
  it('opens what the old one sealed, and only the new one does', async () => {
    await withApp(async (api) => {
      await api.putTaxpayer(nip, { name: 'Odbiorca sp. z o.o.' })
      await api.json('PUT', `${at}/ksef/connection`, { credential, paused: true })
      await api.json('PUT', `${at}/mailbox`, { ...mailbox, password: 'x' })
    })
    const first = await replayed()
    const before = readFileSync(keyFile(), 'utf8')
    expect((await rotate()).stdout).toMatch(/^4 secrets are sealed under the new master key. It is in /)
    const after = readFileSync(keyFile(), 'utf8')
    expect(after).not.toBe(before)
    const directory = openSqlite(join(bundle.dataDir, 'directory.sqlite'), { readonly: true })
    const begun = directory.prepare('SELECT value FROM settings WHERE name = ?').pluck().get(rotationSetting)
    directory.close()
    // By this a backup notices it.
    expect(begun).toMatch(/^[0-9a-f-]{36}$/)
    const again = await replayed()
    expect([again.status, again.body.id]).toEqual([201, first.body.id])
    // Without a password the one that is kept must be read.
    const kept = () => withApp((api) => api.json('PUT', `${at}/mailbox`, mailbox))
    expect((await kept()).status).toBe(200)
    writeFileSync(keyFile(), before)
    expect((await replayed()).status).toBe(409)
    expect((await kept()).status).toBe(400)
    writeFileSync(keyFile(), after)
  })

  it('is not begun with while a ledger cannot be read: all of those are named, and nothing was sealed anew', async () => {
    const [other, third] = ['5265877635', '5213017228']
    await withApp(async (api) => {
      for (const one of [other, third]) await api.putTaxpayer(one, { name: 'Inny sp. z o.o.' })
    })
    const ledger = (one: string) => join(bundle.dataDir, 'ledgers', `${one}.sqlite`)
    renameSync(ledger(other), join(bundle.dataDir, 'kept'))
    const whole = readFileSync(ledger(third))
    writeFileSync(ledger(third), Buffer.from(whole).fill(0xee, 0, 100))
    const [key, mine] = [readFileSync(keyFile(), 'utf8'), await replayed()]
    const refusal = await rotate().catch((error) => error.stderr)
    expect(refusal).toMatch(/^These 2 ledgers cannot be read, so no secret was sealed anew/)
    expect(refusal).toContain(`- ${other}: The ledger of ${other} is not there`)
    expect(refusal).toContain(`- ${third}: The ledger of ${third} is damaged`)
    expect([readFileSync(keyFile(), 'utf8'), existsSync(`${keyFile()}.new`)]).toEqual([key, false])
    expect([(await replayed()).body.id, mine.status]).toEqual([mine.body.id, 201])
    renameSync(join(bundle.dataDir, 'kept'), ledger(other))
    writeFileSync(ledger(third), whole)
    expect((await rotate()).stdout).toMatch(/^4 secrets/)
  })

  it('may be given, and a rotation that was cut off goes on', async () => {
    const given = randomBytes(32).toString('base64')
    expect((await rotate({ NEW_MASTER_KEY: given })).stdout).toMatch(/^4 secrets .* as MASTER_KEY/)
    expect((await rotate({ NEW_MASTER_KEY: given })).stdout).toMatch(/^0 secrets/)
    const other = randomBytes(32).toString('base64')
    await expect(rotate({ NEW_MASTER_KEY: other })).rejects.toThrow(/another master key/)
    await expect(rotate({ MASTER_KEY: given })).rejects.toThrow(/set NEW_MASTER_KEY/)
    await expect(rotate({ MASTER_KEY: 'x', NEW_MASTER_KEY: other })).rejects.toThrow(/32 bytes in Base64/)
  })
})
