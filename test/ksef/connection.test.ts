import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seedInvoices } from '../../scripts/ksef-stand-in/invoices.ts'
import {
  at,
  createStage,
  day,
  hour,
  minute,
  nip,
  type Stage,
  token,
} from '../../scripts/ksef-stand-in/stage.ts'
import { testCertificate } from '../support/certificates.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage()
})
afterEach(() => stage.close())

const put = (body: object) => stage.api.json('PUT', `${at}/connection`, body)
const byToken = { credential: { type: 'token', token }, from: '2026-11-10' }
const get = async () => (await stage.api.send('GET', `${at}/connection`)).body
const seed = (count: number) =>
  seedInvoices(stage.standIn.taxpayer(nip).store, {
    nip,
    from: stage.time.ms - 5 * day,
    to: stage.time.ms - hour,
    count,
    seed: 1,
    lagMs: 1000,
  })

describe.each(['rsa', 'P-256', 'P-384'] as const)('a certificate with a key %s', (key) => {
  it('signs in and fetches', async () => {
    const certificate = testCertificate({ key })
    stage.standIn.taxpayer(nip).account.certificates.add(certificate.fingerprint)
    seed(3)
    const answer = await put({
      credential: {
        type: 'certificate',
        certificatePem: certificate.pem,
        privateKeyPem: certificate.privateKeyPem,
      },
      from: '2026-11-10',
    })
    expect(answer).toMatchObject({
      status: 201,
      body: { credential: { type: 'certificate', validTo: '2028-01-01T00:00:00Z' } },
    })
    await stage.pass(5 * minute)
    expect(await get()).toMatchObject({ state: 'connected' })
    expect((await stage.api.purchases(nip)).length).toBe(3)
  })
})

describe('what is stated badly', () => {
  const { pem } = testCertificate({ key: 'P-256' })
  it.each<[string, object, number, string, string]>([
    ['nothing', {}, 400, '/credential', 'required'],
    [
      'a certificate without a key',
      { credential: { type: 'certificate', certificatePem: pem } },
      400,
      '/credential/privateKeyPem',
      'required',
    ],
    ['an unknown environment', { ...byToken, environment: 'sandbox' }, 400, '/environment', 'invalid-value'],
    ['too often', { ...byToken, everyMinutes: 14 }, 400, '/everyMinutes', 'invalid-value'],
    ['nobody', { ...byToken, subjects: [] }, 400, '/subjects', 'invalid-value'],
    ['twice the same', { ...byToken, subjects: ['Subject2', 'Subject2'] }, 400, '/subjects', 'invalid-value'],
    ['a time without offset', { ...byToken, from: '2026-02-01T00:00:00' }, 400, '/from', 'invalid-moment'],
    [
      'white space',
      { credential: { type: 'token', token: `${token} ` } },
      422,
      '/credential/token',
      'token-white-space',
    ],
  ])('%s is refused where it stands', async (_, body, status, pointer, code) => {
    const answer = await put(body)
    expect(answer).toMatchObject({ status, body: { errors: [{ pointer, code }] } })
    expect((await stage.api.send('GET', `${at}/connection`)).status).toBe(404)
  })
})

it('never shows, logs or stores a secret in the clear', async () => {
  const { pem, privateKeyPem, fingerprint } = testCertificate({ key: 'P-256' })
  stage.standIn.taxpayer(nip).account.certificates.add(fingerprint)
  seed(3)
  const shown: unknown[] = []
  const show = async (answer: Promise<{ body: unknown }>) => shown.push((await answer).body)
  await show(put(byToken))
  await stage.pass(5 * minute)
  await show(put({ credential: { type: 'certificate', certificatePem: pem, privateKeyPem } }))
  stage.standIn.faults.plan('export', { kind: 'status', status: 500 })
  await show(stage.api.json('POST', `${at}/syncs`))
  await stage.pass(10 * minute)
  for (const what of ['connection', 'syncs', 'coverage']) await show(stage.api.send('GET', `${at}/${what}`))
  const ledgers = join(stage.dataDir, 'ledgers')
  const files = readdirSync(ledgers).map((name) => readFileSync(join(ledgers, name), 'latin1'))
  const everything = [JSON.stringify(shown), JSON.stringify(stage.log), ...files].join('\n')
  const secrets = [token, privateKeyPem.split('\n')[1] as string, 'authentication.', 'access.', 'refresh.']
  for (const secret of secrets) expect(everything.includes(secret), secret).toBe(false)
  expect(files.join('').includes('ksef_progress')).toBe(true)
})

it('rests while paused, goes on when not, and changes without the credential', async () => {
  await put({ ...byToken, paused: true })
  await stage.pass(day)
  expect(stage.standIn.calls).toEqual([])
  expect(await get()).toMatchObject({ state: 'paused', nextRunAt: null })
  expect(await stage.api.json('POST', `${at}/syncs`)).toMatchObject({
    status: 409,
    body: { code: 'connection-paused' },
  })
  expect(await put({ from: '2026-11-10', everyMinutes: 30 })).toMatchObject({
    status: 200,
    body: { everyMinutes: 30, credential: { type: 'token' } },
  })
  await stage.pass(5 * minute)
  expect(await get()).toMatchObject({ state: 'connected' })
})

it('ends the session at KSeF when it is deleted, and keeps what is known', async () => {
  seed(3)
  await put(byToken)
  await stage.pass(5 * minute)
  const { body: before } = await stage.api.send('GET', `${at}/coverage`)
  expect((await stage.api.send('DELETE', `${at}/connection`)).status).toBe(204)
  expect(stage.standIn.calls.at(-1)).toMatchObject({ operation: 'sign-out', status: 204 })
  expect((await stage.api.send('GET', `${at}/connection`)).status).toBe(404)
  expect((await stage.api.send('DELETE', `${at}/connection`)).status).toBe(404)
  const calls = stage.standIn.calls.length
  await stage.pass(day)
  expect(stage.standIn.calls.length).toBe(calls)
  const { body: after } = await stage.api.send('GET', `${at}/coverage`)
  expect(after.items[0]).toMatchObject({ intervals: before.items[0].intervals, nextRunAt: null })
  expect((await put(byToken)).status).toBe(201)
  await stage.pass(5 * minute)
  expect((await stage.api.purchases(nip)).length).toBe(3)
})

it('answers the run that waits or is under way instead of another one', async () => {
  await put(byToken)
  const [first, second] = [
    await stage.api.json('POST', `${at}/syncs`),
    await stage.api.json('POST', `${at}/syncs`),
  ]
  expect(first.status).toBe(202)
  expect(second.body.id).toBe(first.body.id)
  await stage.pass(3_000)
  const third = await stage.api.json('POST', `${at}/syncs`)
  expect(third.body).toMatchObject({ id: first.body.id, state: 'running' })
  await stage.pass(10 * minute)
  expect((await stage.api.send('GET', `${at}/syncs/${first.body.id}`)).body).toMatchObject({ state: 'done' })
  const { items, next } = (await stage.api.send('GET', `${at}/syncs?limit=1`)).body
  expect(items).toMatchObject([{ id: first.body.id, state: 'done', cause: 'connected' }])
  expect((await stage.api.send('GET', `${at}/syncs?limit=1&cursor=${next}`)).body.items).toEqual([])
})

it('warns a month and a week before the credential ends', async () => {
  await put({ ...byToken, everyMinutes: 10_080, credentialValidUntil: '2026-12-31' })
  expect((await get()).findings).toEqual([])
  await stage.pass(11 * day)
  expect((await get()).findings).toMatchObject([
    { code: 'CREDENTIAL_EXPIRES', severity: 'info', message: expect.stringMatching(/in 30 days/) },
  ])
  stage.time.ms = Date.parse('2026-12-24T08:00:00Z')
  expect((await get()).findings).toMatchObject([{ code: 'CREDENTIAL_EXPIRES', severity: 'review' }])
  stage.time.ms = Date.parse('2026-12-31T08:00:00Z')
  expect((await get()).findings).toMatchObject([{ code: 'CREDENTIAL_EXPIRED', severity: 'blocking' }])
})
