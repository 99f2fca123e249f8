import { describe, expect, it } from 'vitest'
import { DirectoryObject } from '../../src/hosts/edge/directory.ts'
import { commonServices, edgeServices } from '../../src/hosts/edge/host.ts'
import type { EdgeEnv } from '../../src/hosts/edge/objects.ts'
import worker from '../../src/hosts/edge/worker.ts'
import { wrongSettings } from '../../src/hosts/settings.ts'
import { tell } from '../../src/texts/tell.ts'
import { adminKey } from '../support/admin-key.ts'
import { objectState } from '../support/platform.ts'

const masterKey = `${'A'.repeat(43)}=`
const letters = (count: number) => 'k'.repeat(count)

describe('settings that every host refuses', () => {
  it.each<[string, Record<string, string>, RegExp]>([
    [
      'an ADMIN_KEY of one letter',
      { ADMIN_KEY: 'Q' },
      /^ADMIN_KEY has 1 characters; it must have 32 or more/,
    ],
    ['one of 31', { ADMIN_KEY: letters(31) }, /^ADMIN_KEY has 31 characters/],
    ['one that no header can carry', { ADMIN_KEY: `${letters(32)} ż` }, /^ADMIN_KEY must have visible ASCII/],
    ['a short METRICS_TOKEN', { METRICS_TOKEN: letters(31) }, /^METRICS_TOKEN has 31 characters/],
    ['a MASTER_KEY that is none', { MASTER_KEY: 'secret' }, /^MASTER_KEY must be 32 bytes in Base64/],
    ['an unknown environment', { KSEF_QR_ENVIRONMENT: 'prod' }, /^KSEF_QR_ENVIRONMENT must be production, /],
    ['half a yes', { WEBHOOKS_ALLOW_PRIVATE: 'yes' }, /^WEBHOOKS_ALLOW_PRIVATE must be true or false/],
    ['an unknown level', { LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be debug, info, warn or error/],
    ['a limit of nothing', { RATE_LIMIT: '0' }, /^RATE_LIMIT=0 must be a number/],
    ['pages of everybody', { CORS_ORIGINS: '*' }, /^CORS_ORIGINS: \* is no origin/],
    ['an address that is none', { LATARNIA_URL: 'latarnia' }, /^LATARNIA_URL=latarnia is no address/],
    [
      'an API of another environment',
      { KSEF_API_URL: 'https://api-test.ksef.mf.gov.pl/v2' },
      /^KSEF_API_URL is that of the environment test/,
    ],
  ])('%s', (_, given, sentence) => {
    const wrong = wrongSettings(given).map((said) => tell(said, 'en'))
    expect(wrong).toEqual([expect.stringMatching(sentence)])
    // No secret is told, not even a bad one.
    for (const name of ['ADMIN_KEY', 'METRICS_TOKEN', 'MASTER_KEY'])
      if (given[name] !== undefined) expect(wrong.join()).not.toContain(given[name])
  })

  it('are told all at once; none are wrong, nor what has the least length', () => {
    expect(wrongSettings({ ADMIN_KEY: 'a', LOG_LEVEL: 'loud', RATE_LIMIT: 'x' })).toHaveLength(3)
    expect(wrongSettings({})).toEqual([])
    const empty = { ADMIN_KEY: '', METRICS_TOKEN: '', MASTER_KEY: '', LOG_LEVEL: '', RATE_LIMIT: '' }
    expect(wrongSettings(empty)).toEqual([])
    expect(wrongSettings({ ADMIN_KEY: letters(32), METRICS_TOKEN: letters(32) })).toEqual([])
  })
})

describe('the Worker', () => {
  const untouchable = new Proxy({}, { get: () => expect.unreachable('an object was called') }) as never
  const env = (given: Partial<EdgeEnv>): EdgeEnv =>
    ({ LEDGERS: untouchable, DIRECTORY: untouchable, MASTER_KEY: masterKey, ...given }) as EdgeEnv

  it.each<[string, Partial<EdgeEnv>, RegExp]>([
    ['a short ADMIN_KEY', { ADMIN_KEY: 'a' }, /ADMIN_KEY has 1 characters/],
    [
      'a jurisdiction that would mean anywhere',
      { JURISDICTION: 'EU' },
      /JURISDICTION must be eu or anywhere/,
    ],
    ['no MASTER_KEY', { MASTER_KEY: '' }, /MASTER_KEY is not set/],
  ])('with %s answers every request with what is wrong, and calls no object', async (_, given, words) => {
    for (const path of ['/health', '/docs', '/v1/taxpayers', '/v1/taxpayers/9376032788/purchases']) {
      const headers = { authorization: 'Bearer a' }
      const answer = await worker.fetch(new Request(`http://test${path}`, { headers }), env(given))
      const body = (await answer.json()) as { code: string; detail: string }
      expect([answer.status, body.code]).toEqual([503, 'settings-wrong'])
      expect(body.detail).toMatch(words)
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
    await worker.scheduled({}, env(given))
  })

  it('without an ADMIN_KEY lets nobody in by it, also who had it when it was set', async () => {
    const state = objectState('directory')
    const statusWith = async (given: Partial<EdgeEnv>, key: string) => {
      const directory = new DirectoryObject(state, env({ LOG_LEVEL: 'error', ...given }))
      const headers = { authorization: `Bearer ${key}` }
      const request = new Request('http://test/v1/taxpayers', { headers })
      return (await directory.serve(request, { address: null })).status
    }
    expect(await statusWith({ ADMIN_KEY: adminKey }, adminKey)).toBe(200)
    for (const gone of [{}, { ADMIN_KEY: '' }])
      for (const key of [adminKey, 'undefined', '']) expect(await statusWith(gone, key)).toBe(401)
  })
})

it('bodies under way are those of all objects of an isolate together, whose memory they share', () => {
  const env = { MASTER_KEY: masterKey } as EdgeEnv
  const [one, other] = [commonServices(env, edgeServices), commonServices(env, edgeServices)]
  const sized = (megabytes: number) => {
    const headers = { 'content-length': String(megabytes * 1024 * 1024) }
    return new Request('http://test/v1/keys', { method: 'POST', body: 'x', headers })
  }
  const leave = one.enter('a', sized(25))
  // 40 MB for all of them: one body alone may pass the half of it that a key has.
  expect(() => other.enter('b', sized(16))).toThrow('as many bodies under way as its memory takes')
  other.enter('b', sized(15))()
  leave()
  other.enter('b', sized(16))()
})
