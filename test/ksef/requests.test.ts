import { constants, privateDecrypt } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { verifyRequest } from '../../scripts/ksef-stand-in/xades.ts'
import { type LoginStep, loginStep } from '../../src/ksef/auth-status.ts'
import { fromBase64 } from '../../src/ksef/bytes.ts'
import { KsefError, type KsefHost } from '../../src/ksef/call.ts'
import { exportState, newExportSecret, startExport } from '../../src/ksef/export.ts'
import { askLatarnia } from '../../src/ksef/latarnia.ts'
import { lookAtPage } from '../../src/ksef/look-back.ts'
import { chooseKey, PublicKeys, type PublishedKey } from '../../src/ksef/public-keys.ts'
import { beginLogin, loginStatus, logOut, redeem, refresh } from '../../src/ksef/session.ts'
import { type Checkpoint, parseCheckpoint } from '../../src/ksef/time.ts'
import type { Instant } from '../../src/values/instant.ts'
import { testCertificate } from '../support/certificates.ts'
import { allInEnglish } from '../support/words.ts'

/** Every call that is made of KSeF, as it is sent, and what is read of its answer. */

const rsa = testCertificate({ key: 'rsa' })
const key = (more: Partial<PublishedKey> = {}): PublishedKey => ({
  certificate: rsa.der.toString('base64'),
  publicKeyId: 'key-1',
  validFrom: '2026-01-01T00:00:00+00:00',
  validTo: '2027-01-01T00:00:00+00:00',
  usage: ['KsefTokenEncryption', 'SymmetricKeyEncryption'],
  ...more,
})
const opened = (encrypted: string) =>
  privateDecrypt(
    { key: rsa.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' },
    Buffer.from(encrypted, 'base64'),
  )

/** A KSeF that gives one answer after the other to each path; the last one for ever. */
function scene(answers: Record<string, unknown[]>) {
  const sent: { line: string; token: string | null; body: string }[] = []
  const clock = { now: '2026-11-20T08:00:00Z' }
  const host: KsefHost = {
    apiUrl: 'http://ksef.test/v2',
    fetch: async (request) => {
      const path = request.url.slice('http://ksef.test/v2'.length)
      const token = request.headers.get('authorization')
      sent.push({ line: `${request.method} ${path}`, token, body: await request.text() })
      const left = answers[path] ?? answers[path.replace(/\?.*/, '')] ?? []
      const answer = left.length > 1 ? left.shift() : left[0]
      if (answer instanceof Response) return answer.clone()
      return answer === undefined ? new Response(null, { status: 204 }) : Response.json(answer)
    },
    now: () => clock.now as Instant,
    patience: 5_000,
    signal: new AbortController().signal,
    log: () => {},
  }
  return { host, sent, clock, lines: () => sent.map(({ line }) => line) }
}
const refusal = (code: number) => Response.json({ errors: [{ code, description: 'x' }] }, { status: 400 })
const keysPath = '/security/public-key-certificates'
const until = '2026-11-20T09:00:00.0000000+01:00'
const token = (text: string) => ({ token: text, validUntil: until })
const read = (text: string) => ({ token: text, validUntil: '2026-11-20T08:00:00Z' })
const failureOf = async (promise: Promise<unknown>) => {
  const error = await promise.catch((e: unknown) => e)
  if (!(error instanceof KsefError)) throw error ?? new Error('it succeeded')
  return allInEnglish(error.failure)
}

describe('signing in', () => {
  const challenge = { challenge: 'c-1', timestampMs: 1_790_000_000_123 }
  const begun = { referenceNumber: 'r-1', authenticationToken: token('auth') }

  it('with a token sends it with the time of the challenge, under the key of KSeF', async () => {
    const { host, sent, lines } = scene({
      '/auth/challenge': [challenge],
      [keysPath]: [[key()]],
      '/auth/ksef-token': [begun],
    })
    const credential = { type: 'token', token: 'my|token' } as const
    expect(await beginLogin(host, new PublicKeys(host), '9376032788', credential)).toEqual({
      reference: 'r-1',
      token: 'auth',
    })
    expect(lines()).toEqual(['POST /auth/challenge', `GET ${keysPath}`, 'POST /auth/ksef-token'])
    expect(sent.map((s) => s.token)).toEqual([null, null, null])
    const { encryptedToken, ...rest } = JSON.parse(sent[2]?.body ?? '')
    expect(rest).toEqual({
      challenge: 'c-1',
      contextIdentifier: { type: 'Nip', value: '9376032788' },
      publicKeyId: 'key-1',
    })
    expect(opened(encryptedToken).toString()).toBe('my|token|1790000000123')
  })
  it('with a certificate signs a minute before now', async () => {
    const { host, sent, lines } = scene({ '/auth/challenge': [challenge], '/auth/xades-signature': [begun] })
    const credential = {
      type: 'certificate',
      certificatePem: rsa.pem,
      privateKeyPem: rsa.privateKeyPem,
    } as const
    expect((await beginLogin(host, new PublicKeys(host), '9376032788', credential)).reference).toBe('r-1')
    expect(lines()).toEqual(['POST /auth/challenge', 'POST /auth/xades-signature'])
    expect(verifyRequest(sent[1]?.body ?? '')).toMatchObject({ challenge: 'c-1', nip: '9376032788' })
    expect(sent[1]?.body).toContain('<xades:SigningTime>2026-11-20T07:59:00Z<')
  })
  it('names what of an answer cannot be read', async () => {
    const { host } = scene({ '/auth/challenge': [{ challenge: '', timestampMs: 'x' }] })
    const login = beginLogin(host, new PublicKeys(host), '9376032788', { type: 'token', token: 'x' })
    expect(await failureOf(login)).toEqual({
      kind: 'unavailable',
      detail: 'the answer about the challenge cannot be read (challenge, timestampMs)',
    })
  })
  it('takes names of one letter, and none that is empty', async () => {
    const login = (reference: string, auth: string, words = 'c') => {
      const { host } = scene({
        '/auth/challenge': [{ challenge: words, timestampMs: 1 }],
        [keysPath]: [[key()]],
        '/auth/ksef-token': [{ referenceNumber: reference, authenticationToken: token(auth) }],
      })
      return beginLogin(host, new PublicKeys(host), '9376032788', { type: 'token', token: 'x' })
    }
    expect(await login('r', 'a')).toEqual({ reference: 'r', token: 'a' })
    const places = [
      await failureOf(login('', 'a')),
      await failureOf(login('r', '')),
      await failureOf(login('r', 'a', '')),
    ]
    expect(
      places.map((failure) => ('detail' in failure ? /\((.*)\)/.exec(failure.detail as string)?.[1] : null)),
    ).toEqual(['referenceNumber', 'authenticationToken.token', 'challenge'])
  })
  it('is asked about under its own token', async () => {
    const { host, sent } = scene({
      '/auth/r-1': [
        { status: { code: 450, description: 'x', details: ['a', 'b'] } },
        { status: { code: 100, description: null, details: null } },
        { status: { code: 200 } },
        { status: { code: '200' } },
      ],
    })
    const login = { reference: 'r-1', token: 'auth' }
    expect(await loginStatus(host, login)).toEqual({ code: 450, details: ['a', 'b'] })
    expect(await loginStatus(host, login)).toEqual({ code: 100, details: [] })
    expect(await loginStatus(host, login)).toEqual({ code: 200, details: [] })
    expect(await failureOf(loginStatus(host, login))).toMatchObject({
      detail: expect.stringMatching(/state of signing in cannot be read \(status\.code\)/),
    })
    expect(sent[0]).toEqual({ line: 'GET /auth/r-1', token: 'Bearer auth', body: '' })
  })
  it('brings two tokens, of which one renews the other, until it is ended', async () => {
    const { host, sent } = scene({
      '/auth/token/redeem': [{ accessToken: token('a'), refreshToken: token('r') }],
      '/auth/token/refresh': [{ accessToken: token('b') }, { accessToken: token('') }],
    })
    expect(await redeem(host, { reference: 'r-1', token: 'auth' })).toEqual({
      access: read('a'),
      refresh: read('r'),
    })
    expect(await refresh(host, 'r')).toEqual(read('b'))
    expect(await failureOf(refresh(host, 'r'))).toMatchObject({ kind: 'unavailable' })
    await logOut(host, 'b')
    expect(sent.map((s) => [s.line, s.token])).toEqual([
      ['POST /auth/token/redeem', 'Bearer auth'],
      ['POST /auth/token/refresh', 'Bearer r'],
      ['POST /auth/token/refresh', 'Bearer r'],
      ['DELETE /auth/sessions/current', 'Bearer b'],
    ])
  })
  it('brings no token whose end cannot be read', async () => {
    const { host } = scene({ '/auth/token/refresh': [{ accessToken: { token: 'a', validUntil: 'soon' } }] })
    expect(await failureOf(refresh(host, 'r'))).toMatchObject({
      detail: 'the answer about the token cannot be read (accessToken.validUntil)',
    })
  })
})

describe('the state of a login', () => {
  const stops = (step: LoginStep) => (step.do === 'stop' ? step.code : step.do)
  it.each<[number, string[], string]>([
    [100, [], 'wait'],
    [200, [], 'redeem'],
    [415, [], 'no-permission'],
    [425, [], 'again'],
    [450, [], 'token-wrong'],
    [450, ['Token nieaktywny'], 'token-revoked'],
    [450, ['x', 'TOKEN UNIEWAŻNIONY'], 'token-revoked'],
    [450, ['Token w innym kontekście'], 'token-of-another-context'],
    [450, ['Token unieważniony w kontekście'], 'token-revoked'],
    [450, ['Nieprawidłowe wyzwanie'], 'later'],
    [450, ['Nieprawidłowy czas'], 'later'],
    [450, ['Nieprawidłowe szyfrowanie'], 'later'],
    [450, ['Nieprawidłowe kodowanie'], 'later'],
    [460, [], 'certificate-refused'],
    [470, [], 'person-deceased'],
    [480, [], 'blocked-by-ksef'],
    [500, [], 'later'],
    [550, [], 'later'],
    [999, ['nowość'], 'later'],
  ])('%i %j: %s', (code, details, expected) => {
    expect(stops(loginStep(code, details, 0))).toBe(expected)
  })
  it.each<[number, string[], boolean]>([
    [425, [], true],
    [450, ['czas'], true],
    [450, [], false],
    [500, [], false],
    [550, [], false],
    [999, [], false],
  ])('%i %j is tried three times more, and then stops: %s', (code, details, isCounted) => {
    const before = loginStep(code, details, 2)
    expect(before).toEqual(loginStep(code, details, 0))
    const fourth = loginStep(code, details, 3)
    if (isCounted) expect(fourth).toMatchObject({ do: 'stop', code: 'sign-in-fails' })
    else expect(fourth).toEqual(before)
  })
  it('tells what was said of a state that is not known, and how often it failed', () => {
    expect(allInEnglish(loginStep(999, ['a', 'b'], 0))).toMatchObject({
      why: expect.stringContaining('(999 a b)'),
    })
    expect(allInEnglish(loginStep(425, [], 4))).toMatchObject({
      message: 'Signing in failed 5 times: the session was ended in KSeF. Send the credential again.',
    })
  })
})

describe('the public key of KSeF', () => {
  const now = '2026-11-20T08:00:00Z' as Instant
  const chosen = (...keys: PublishedKey[]) => chooseKey(keys, 'KsefTokenEncryption', now)?.publicKeyId ?? null

  it.each<[string, Partial<PublishedKey>, string | null]>([
    ['in force', {}, 'key-1'],
    ['in force from this instant on', { validFrom: now }, 'key-1'],
    ['in force from the next second on', { validFrom: '2026-11-20T08:00:01Z' }, null],
    ['that ends at this instant', { validTo: now }, null],
    ['that ends in a second', { validTo: '2026-11-20T08:00:01Z' }, 'key-1'],
    ['of another use', { usage: ['SymmetricKeyEncryption'] }, null],
    ['of no use', { usage: [] }, null],
    ['whose beginning cannot be read', { validFrom: 'x' }, null],
    ['whose end cannot be read', { validTo: 'x' }, null],
  ])('%s', (_, said, expected) => {
    expect(chosen(key(said))).toBe(expected)
  })
  it('is the newest of several, in whatever order', () => {
    const newer = key({ publicKeyId: 'key-2', validFrom: '2026-06-01T00:00:00Z' })
    expect([chosen(key(), newer), chosen(newer, key()), chosen()]).toEqual(['key-2', 'key-2', null])
  })

  const sending = (host: KsefHost) => {
    const keys = new PublicKeys(host)
    const send = (answer: (id: string) => Promise<string> = async (id) => id) =>
      keys.sendEncrypted(
        'KsefTokenEncryption',
        () => new Uint8Array([1, 2, 3]),
        (encrypted, id) => {
          expect([...opened(encrypted)]).toEqual([1, 2, 3])
          return answer(id)
        },
      )
    return { keys, send }
  }

  it('is kept for six hours, then asked for again', async () => {
    const { host, sent, clock } = scene({ [keysPath]: [[key()], [key({ publicKeyId: 'key-2' })]] })
    const { send } = sending(host)
    expect([await send(), await send()]).toEqual(['key-1', 'key-1'])
    clock.now = '2026-11-20T13:59:59.999Z'
    expect(await send()).toBe('key-1')
    expect(sent).toHaveLength(1)
    clock.now = '2026-11-20T14:00:00Z'
    expect(await send()).toBe('key-2')
    expect(sent).toHaveLength(2)
  })
  it('that KSeF withdrew meanwhile is asked for again, once', async () => {
    const { host, sent } = scene({ [keysPath]: [[key()], [key({ publicKeyId: 'key-2' })]] })
    const { send } = sending(host)
    const unknown = new KsefError({ kind: 'refused', status: 400, codes: [21470], detail: '' })
    const answered = await send((id) => (id === 'key-1' ? Promise.reject(unknown) : Promise.resolve(id)))
    expect([answered, sent.length]).toEqual(['key-2', 2])
    await expect(send(() => Promise.reject(unknown))).rejects.toBe(unknown)
    expect(sent).toHaveLength(3)
  })
  it('stays where something else fails', async () => {
    const { host, sent } = scene({ [keysPath]: [[key()]] })
    const { send } = sending(host)
    for (const failure of [
      new KsefError({ kind: 'refused', status: 400, codes: [21405], detail: '' }),
      new KsefError({ kind: 'unauthorized' }),
      new TypeError('x'),
    ]) {
      let tries = 0
      const failing = send(() => {
        tries += 1
        return Promise.reject(failure)
      })
      await expect(failing).rejects.toBe(failure)
      expect(tries).toBe(1)
    }
    expect(sent).toHaveLength(1)
  })
  it('of a list that was kept may have ended since: the list is asked for once more', async () => {
    const ends = key({ validTo: '2026-11-20T09:00:00Z' })
    const { host, sent, clock } = scene({ [keysPath]: [[ends], [key({ publicKeyId: 'key-2' })]] })
    const { send } = sending(host)
    expect(await send()).toBe('key-1')
    clock.now = '2026-11-20T10:00:00Z'
    expect([await send(), sent.length]).toEqual(['key-2', 2])
  })
  it('that is not there, or not a list, or not a key, is KSeF’s fault, and is not kept', async () => {
    const { host, sent } = scene({
      [keysPath]: [[], { no: 'list' }, [key({ certificate: 'AAAA' })], [key()]],
    })
    const { keys, send } = sending(host)
    expect(await failureOf(send())).toEqual({
      kind: 'unavailable',
      detail: 'KSeF publishes no key for KsefTokenEncryption that is in force',
    })
    expect(sent).toHaveLength(1)
    expect(await failureOf(send())).toMatchObject({ detail: 'the list of public keys cannot be read' })
    expect(await failureOf(send())).toMatchObject({
      kind: 'unavailable',
      detail: expect.stringMatching(/^the public key key-1 cannot be used \(/),
    })
    keys.forget()
    expect([await send(), sent.length]).toEqual(['key-1', 4])
  })
  it('may be published without its certificate', async () => {
    const bare = rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')
    const { host } = scene({ [keysPath]: [[key({ certificate: bare })]] })
    expect(await sending(host).send()).toBe('key-1')
  })
})

const at = (text: string): Checkpoint => parseCheckpoint(text) as Checkpoint

describe('an export', () => {
  it('has a key and an IV of its own, in Base64', () => {
    const [a, b] = [newExportSecret(), newExportSecret()]
    expect([fromBase64(a.key).length, fromBase64(a.iv).length]).toEqual([32, 16])
    expect(a.key).not.toBe(b.key)
    expect(a.iv).not.toBe(b.iv)
  })
  it.each<[string, Checkpoint | null]>([
    ['up to its end', at('2026-11-05T00:00:00Z')],
    ['as far as KSeF is complete', null],
  ])('is asked for %s', async (_, to) => {
    const { host, sent } = scene({ [keysPath]: [[key()]], '/invoices/exports': [{ referenceNumber: 'e-1' }] })
    const secret = newExportSecret()
    const from = at('2026-11-01T00:00:00Z')
    const asked = { subject: 'Subject3', window: { from, to }, secret } as const
    expect(await startExport(host, new PublicKeys(host), 'access', asked)).toBe('e-1')
    expect(sent[1]).toMatchObject({ line: 'POST /invoices/exports', token: 'Bearer access' })
    const { encryption, ...rest } = JSON.parse(sent[1]?.body ?? '')
    expect(opened(encryption.encryptedSymmetricKey).toString('base64')).toBe(secret.key)
    expect(encryption).toMatchObject({ initializationVector: secret.iv, publicKeyId: 'key-1' })
    expect(rest).toEqual({
      onlyMetadata: false,
      compressionType: 'Zip',
      filters: {
        subjectType: 'Subject3',
        dateRange: {
          dateType: 'PermanentStorage',
          from,
          ...(to === null ? {} : { to }),
          restrictToPermanentStorageHwmDate: true,
        },
      },
    })
  })
  it('has a reference that is not empty', async () => {
    const window = { from: at('2026-11-01T00:00:00Z'), to: null }
    const started = (referenceNumber: string) => {
      const { host } = scene({ [keysPath]: [[key()]], '/invoices/exports': [{ referenceNumber }] })
      return startExport(host, new PublicKeys(host), 'a', {
        subject: 'Subject2',
        window,
        secret: newExportSecret(),
      })
    }
    expect(await started('e')).toBe('e')
    expect(await failureOf(started(''))).toMatchObject({
      detail: 'the answer about the export cannot be read (referenceNumber)',
    })
  })
  it('under a key that KSeF withdrew is asked for again', async () => {
    const { host, lines } = scene({
      [keysPath]: [[key()]],
      '/invoices/exports': [refusal(21470), { referenceNumber: 'e-2' }],
    })
    const window = { from: at('2026-11-01T00:00:00Z'), to: null }
    const asked = { subject: 'Subject2', window, secret: newExportSecret() } as const
    expect(await startExport(host, new PublicKeys(host), 'access', asked)).toBe('e-2')
    expect(lines().filter((line) => line.endsWith('/exports'))).toHaveLength(2)
  })

  const published = {
    invoiceCount: 1,
    size: 5,
    parts: [
      {
        ordinalNumber: 1,
        method: 'GET',
        url: 'http://storage.test/1',
        partSize: 5,
        partHash: 'h',
        encryptedPartSize: 16,
        encryptedPartHash: 'e',
        expirationDate: '2026-11-20T10:00:00+01:00',
      },
    ],
    isTruncated: true,
    lastPermanentStorageDate: '2026-11-02T10:00:00.1234567+01:00',
    permanentStorageHwmDate: null,
  }
  const stateOf = (answer: object) =>
    exportState(scene({ '/invoices/exports/e-1': [answer] }).host, 'a', 'e-1').then(allInEnglish)
  it('is ready with its package, and nothing else', async () => {
    const ready = await stateOf({ status: { code: 200, description: 'x' }, package: published })
    expect(ready).toEqual({
      state: 'ready',
      package: {
        ...published,
        parts: [{ ...published.parts[0], expirationDate: at('2026-11-20T09:00:00Z') }],
        lastPermanentStorageDate: at('2026-11-02T09:00:00.1234567Z'),
      },
    })
  })
  it.each<[number, object]>([
    [100, { state: 'running' }],
    [420, { state: 'nothing-new' }],
    [200, { state: 'lost', why: 'KSeF says 200 words', wrongKey: false }],
    [210, { state: 'lost', why: 'the package expired', wrongKey: false }],
    [415, { state: 'lost', why: 'KSeF could not read the key of the package', wrongKey: true }],
    [500, { state: 'lost', why: 'KSeF failed to make the package', wrongKey: false }],
    [550, { state: 'lost', why: 'KSeF cancelled the export', wrongKey: false }],
    [777, { state: 'lost', why: 'KSeF says 777 words', wrongKey: false }],
  ])('in the state %i without a package', async (code, expected) => {
    expect(await stateOf({ status: { code, description: 'words' } })).toEqual(expected)
  })
  it('with a package in another state than 200 is not ready', async () => {
    expect(await stateOf({ status: { code: 100 }, package: published })).toEqual({ state: 'running' })
    expect(await stateOf({ status: { code: 210 }, package: published })).toMatchObject({ state: 'lost' })
  })
  it.each([
    ['a size below zero', { size: -1 }],
    ['no size', { size: undefined }],
    ['half an invoice', { invoiceCount: 0.5 }],
    ['a count below zero', { invoiceCount: -1 }],
    ['a part without number', { parts: [{ ...published.parts[0], ordinalNumber: undefined }] }],
    ['a part of a size below zero', { parts: [{ ...published.parts[0], partSize: -1 }] }],
    ['an encrypted part of half a byte', { parts: [{ ...published.parts[0], encryptedPartSize: 0.5 }] }],
  ])('whose package has %s cannot be read', async (_, said) => {
    const answer = stateOf({ status: { code: 200 }, package: { ...published, ...said } })
    expect(await failureOf(answer)).toMatchObject({ kind: 'unavailable' })
  })
  it('may have no invoice and no part', async () => {
    const empty = { ...published, invoiceCount: 0, size: 0, parts: [] }
    expect(await stateOf({ status: { code: 200 }, package: empty })).toMatchObject({ state: 'ready' })
  })
})

describe('a page of the list', () => {
  const look = {
    from: at('2026-11-13T00:00:00Z'),
    to: at('2026-11-20T00:00:00Z'),
    page: 3,
    begunAt: '2026-11-20T08:00:00Z' as Instant,
  }
  const list = (invoices: unknown[]) => ({ hasMore: true, isTruncated: false, invoices })
  const path = '/invoices/query/metadata'
  it('is asked for in the order of storage, 250 documents at once', async () => {
    const invoices = [{ ksefNumber: 'K', permanentStorageDate: '2026-11-14T01:00:00.123+01:00', more: 1 }]
    const { host, sent } = scene({ [path]: [list(invoices)] })
    expect(await lookAtPage(host, 'access', 'Subject1', look)).toEqual({
      hasMore: true,
      isTruncated: false,
      documents: [{ ksefNumber: 'K', storedAt: at('2026-11-14T00:00:00.123Z') }],
    })
    expect(sent[0]).toMatchObject({
      line: `POST ${path}?sortOrder=Asc&pageOffset=3&pageSize=250`,
      token: 'Bearer access',
    })
    expect(JSON.parse(sent[0]?.body ?? '')).toEqual({
      subjectType: 'Subject1',
      dateRange: {
        dateType: 'PermanentStorage',
        from: look.from,
        to: look.to,
        restrictToPermanentStorageHwmDate: true,
      },
    })
  })
  it.each<[string, object]>([
    ['no number', { permanentStorageDate: '2026-11-14T01:00:00Z' }],
    ['an empty number', { ksefNumber: '', permanentStorageDate: '2026-11-14T01:00:00Z' }],
    ['a time that is none', { ksefNumber: 'K1', permanentStorageDate: 'x' }],
  ])('with %s cannot be read', async (_, invoice) => {
    const { host } = scene({ [path]: [list([invoice])] })
    expect(await failureOf(lookAtPage(host, 'a', 'Subject1', look))).toMatchObject({
      detail: expect.stringMatching(/^the answer about the list of invoices cannot be read \(invoices\.0\./),
    })
  })
})

describe('Latarnia', () => {
  it('is asked for its state, then for its messages', async () => {
    const { host, sent } = scene({ '/status': [{ status: 'AVAILABLE' }], '/messages': [[1, 'x']] })
    expect(await askLatarnia(host)).toEqual({ status: 'AVAILABLE', messages: [1, 'x'] })
    expect(sent.map(({ line, token: sentToken }) => [line, sentToken])).toEqual([
      ['GET /status', null],
      ['GET /messages', null],
    ])
  })
  it.each<[string, unknown, unknown, string]>([
    ['state', {}, [], 'the status of Latarnia cannot be read'],
    [
      'state of a hundred letters and one',
      { status: 'x'.repeat(101) },
      [],
      'the status of Latarnia cannot be read',
    ],
    ['list of messages', { status: 'x'.repeat(100) }, {}, 'the messages of Latarnia are no list'],
  ])('without a %s is not reached', async (_, status, messages, detail) => {
    const { host } = scene({ '/status': [status], '/messages': [messages] })
    expect(await failureOf(askLatarnia(host))).toEqual({ kind: 'unavailable', detail })
  })
})
