import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { masterKeyOf } from '../../src/hosts/node/master-key.ts'
import { createVault } from '../../src/secrets/vault.ts'

const key = (fill: number) => new Uint8Array(32).fill(fill)

describe('the vault', () => {
  it('gives back what it sealed, and shows nothing of it', async () => {
    const vault = createVault(key(1))
    const sealed = await vault.seal('zażółć', 'webhook 1')
    // No four bytes of it, in whatever writing: two letters turn up by chance in one sealing of eighty.
    const secret = Buffer.from('zażółć')
    const runs = Array.from({ length: secret.length - 3 }, (_, at) => secret.subarray(at, at + 4))
    const shown = [Buffer.from(sealed), ...sealed.split('.').map((part) => Buffer.from(part, 'base64url'))]
    expect(runs.filter((run) => shown.some((bytes) => bytes.includes(run)))).toEqual([])
    expect(await vault.open(sealed, 'webhook 1')).toBe('zażółć')
    expect(await vault.seal('zażółć', 'webhook 1')).not.toBe(sealed)
    const long = 'zażółć gęślą jaźń '.repeat(3000)
    expect(await vault.open(await vault.seal(long, 'answer'), 'answer')).toBe(long)
  })
  it('opens nothing as what it is not', async () => {
    const vault = createVault(key(1))
    const sealed = await vault.seal('secret', 'webhook 1')
    await expect(vault.open(sealed, 'webhook 2')).rejects.toThrow()
    await expect(vault.open(`${sealed.slice(0, -2)}AA`, 'webhook 1')).rejects.toThrow()
    await expect(createVault(key(2)).open(sealed, 'webhook 1')).rejects.toThrow(/another master key/)
    // While a master key is rotated both open; the new one seals.
    const both = createVault(key(2), key(1))
    expect(await both.open(sealed, 'webhook 1')).toBe(await vault.open(sealed, 'webhook 1'))
    const anew = await both.seal('s', 'webhook 1')
    expect(await createVault(key(2)).open(anew, 'webhook 1')).toBe('s')
  })
})

describe('the master key', () => {
  let folder: string
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('is made once, for this user alone', () => {
    const made = masterKeyOf(null, folder)
    expect(made).toHaveLength(32)
    expect(masterKeyOf(null, folder)).toEqual(made)
    expect(statSync(join(folder, 'master.key')).mode & 0o777).toBe(0o600)
  })
  it('is taken as given, or refused with what to do', () => {
    expect(masterKeyOf(Buffer.from(key(7)).toString('base64'), folder)).toEqual(key(7))
    expect(() => masterKeyOf('short', folder)).toThrow(/MASTER_KEY must be 32 bytes in Base64.*openssl/)
  })
})
