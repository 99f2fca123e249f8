import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { manifestOf, noSums } from '../../src/archive/manifest.ts'
import type { Caller } from '../../src/auth/access.ts'
import { keyExpired } from '../../src/auth/keys.ts'
import { soundTime } from '../../src/hosts/clock.ts'
import { DirectoryObject } from '../../src/hosts/edge/directory.ts'
import { unusable } from '../../src/hosts/edge/host.ts'
import type { EdgeEnv } from '../../src/hosts/edge/objects.ts'
import { route } from '../../src/hosts/edge/worker.ts'
import { threadedCodes } from '../../src/hosts/node/files.ts'
import { ledgerDamaged, ledgerMissing, ledgerOfAnother } from '../../src/hosts/node/ledger-problems.ts'
import { createApp } from '../../src/http/app.ts'
import { readBytes } from '../../src/http/endpoint/body.ts'
import { InFlight } from '../../src/http/endpoint/in-flight.ts'
import { RateLimit } from '../../src/http/endpoint/rate-limit.ts'
import { problemBody, refuse } from '../../src/http/endpoint/refusals.ts'
import type { Services } from '../../src/http/endpoint/services.ts'
import { statuses } from '../../src/http/endpoint/statuses.ts'
import type { CodeReader } from '../../src/ingest/file-codes.ts'
import { startImport } from '../../src/intake/import-job.ts'
import { JpkFileReader } from '../../src/jpk-check/read-file.ts'
import type { Ledger } from '../../src/ledger/ledger.ts'
import { migrationsHere } from '../../src/store/ledger-schema.ts'
import { NewerSchema } from '../../src/store/migrate.ts'
import type { Language } from '../../src/texts/language.ts'
import { say } from '../../src/texts/say.ts'
import { Refusal } from '../../src/values/refusal.ts'
import { directoryOf, field, patch, patchEntry, zip } from '../ingest/zip-builder.ts'
import { adminKey } from '../support/admin-key.ts'
import { type Answer, Api, type Fetch } from '../support/api.ts'
import { onEdge } from '../support/app.ts'
import { testCertificate } from '../support/certificates.ts'
import { png } from '../support/files.ts'
import {
  at,
  buyer,
  copy,
  createStage,
  document,
  ksef,
  now,
  postPackage,
  postRows,
  postXml,
  type Stage,
  seller,
  utf8,
} from '../support/hostile.ts'
import { corpus } from '../support/hostile-xml.ts'
import { faXml, ksefNumber, nip, packageOf, qrI, sha256 } from '../support/ksef.ts'
import { leaving } from '../support/leaving.ts'
import { locked, pdf } from '../support/pdf.ts'
import { namespaceOf, objectState } from '../support/platform.ts'
import { codesIn } from '../texts/codes-in-words.ts'

/** Every code that the source can answer with, and a request that makes it do so. */

let stage: Stage
beforeAll(async () => {
  stage = await createStage()
})
afterAll(() => stage.close())

/** In which every case asks. */
let language: Language = 'en'
const speaking =
  (fetch: Fetch): Fetch =>
  (request) => {
    const headers = new Headers(request.headers)
    if (language !== 'en') headers.set('accept-language', language)
    return fetch(new Request(request, { headers }))
  }

const withCopy = (change: object) => (api: Api) => api.json('POST', `${at}/copies`, copy({ ...change }))
/** Begins to restore an archive without rows. */
const restoring =
  (whose: string, change: object = {}) =>
  async (api: Api) => {
    if (whose !== buyer) await api.putTaxpayer(whose, { name: 'Inny sp. z o.o.' })
    const settings = (await api.send('GET', `/v1/taxpayers/${buyer}/archive`)).body.settings
    const head = { version: 2 as const, nip: whose, migrations: migrationsHere(), settings }
    return api.json('PUT', `/v1/taxpayers/${whose}/restore?foreign=accept`, {
      ...manifestOf(head, noSums()),
      ...change,
    })
  }
/** What a browser sends with a session that is none, of a page of this service or of another site. */
const sessionOf = (site: string) => ({
  'sec-fetch-site': site,
  cookie: `ksef-reconcile=ks_${'A'.repeat(43)}`,
})
const withQr = (link: string) => withCopy({ qrCodes: [link] })
const withOutage = (change: object) => (api: Api) =>
  api.json('POST', '/v1/outages', { kind: 'failure', start: '2026-06-29', ...change })
const patched = (change: object) => async (api: Api) => {
  const [first] = await api.purchases(buyer)
  return api.json('PATCH', `${at}/purchases/${first?.id}`, change)
}
const posting = (reference: string) => ({ reference, postedOn: '2026-06-11' })
const withKey = (change: object) => (api: Api) =>
  api.json('POST', '/v1/keys', { name: 'Program', role: 'viewer', taxpayers: '*', ...change })
const filed = (month: string, filedOn: string) => (api: Api) =>
  api.json('POST', `${at}/register/${month}/filings`, { filedOn })
const decided = (finding: string, decision: string) => (api: Api) =>
  api.json('POST', `${at}/findings/${finding}/decision`, { decision })
const get = (path: string) => (api: Api) => api.send('GET', path)
const zipped = (make: () => Uint8Array) => (api: Api) => postPackage(api, make() as Uint8Array<ArrayBuffer>)
const row = (change: object) => zipped(() => packageOf([ksef('P/1', { row: change })]))
const jpkOwner = nip('jpk owner')
/** Hands in the file of a month of a taxpayer of its own, changed. */
const checked = (change: (jpk: string) => string) => async (api: Api) => {
  const root = `/v1/taxpayers/${jpkOwner}`
  const jpk = { officeCode: '1471', email: 'biuro@example.com' }
  await api.putTaxpayer(jpkOwner, { name: 'Inny sp. z o.o.', jpk })
  const { body } = await api.send('GET', `${root}/register/2026-06?format=xml`)
  const xml = { 'content-type': 'application/xml' }
  return api.send('POST', `${root}/jpk-checks?filedOn=2026-07-01`, change(body), xml)
}
const xmlCopy = (code: string) => (api: Api) => {
  const edit = corpus.find(([, expected]) => expected === code)?.[2]
  return postXml(api, ksef('P/2', { xml: edit }).xml)
}
const numbers = (count: number) =>
  Array.from({ length: count }, (_, n) => ksefNumber(seller, '2026-06-10', n))
const invoices = (count: number) => zip(Object.fromEntries(numbers(count).map((n) => [`${n}.xml`, '<a/>'])))
const huge = (archive: Uint8Array) =>
  patch(
    archive,
    ...directoryOf(archive).map((at) => ({ at: at + field.size, bytes: 4 as const, value: 3_000_000 })),
  )
const qr = faXml(document('QR'))
const connecting = (change: object) => (api: Api) =>
  api.json('PUT', `${at}/ksef/connection`, { credential: { type: 'token', token: 'a' }, ...change })
const rsa = testCertificate({ key: 'rsa' })
const withCertificate = ({ pem, privateKeyPem }: typeof rsa, change: object = {}) =>
  connecting({ credential: { type: 'certificate', certificatePem: pem, privateKeyPem, ...change } })

/** Nobody has anything else under way. */
const enter = () => () => {}
/** The answer to a copy that comes beside other bodies of so many bytes, where 100 are a key's share, or all there is. */
const beside = async (share: number, budget: number, key: string): Promise<Answer> => {
  const inFlight = new InFlight({ requests: 2, bytes: share }, budget)
  const body = (bytes: number) => ({ method: 'POST', body: 'x'.repeat(bytes) })
  const sized = (bytes: number) =>
    new Request('http://test/', { ...body(bytes), headers: { 'content-length': String(bytes) } })
  inFlight.enter(key, sized(90))
  const quiet = { newId: () => 'request-1', log: () => {}, now: () => now, count: () => {} }
  const host = { ...quiet, enter: () => inFlight.enter('admin', sized(20)) } as unknown as Services
  return new Api(
    speaking((request) => createApp(host, as('admin')).fetch(request)),
    'k',
  ).send('GET', '/v1/law')
}

/** The answer of an app whose host knows only who calls, or not even that. */
const heard = (
  authenticate: () => Promise<Caller | Refusal | null>,
  method: string,
  path: string,
  more: { services?: object; body?: object } = {},
): Promise<Answer> => {
  const quiet = {
    ...{ newId: () => 'request-1', log: () => {}, now: () => now },
    ...{ count: () => {}, enter, addressOf: () => null },
    ...more.services,
  }
  const host = quiet as unknown as Services
  const api = new Api(
    speaking((request) => createApp(host, authenticate).fetch(request)),
    'k',
  )
  return more.body === undefined ? api.send(method, path) : api.json(method, path, more.body)
}
const as = (role: Caller['role']) => async (): Promise<Caller> => ({
  id: role,
  name: role,
  role,
  taxpayers: [buyer],
})

/** The answer where the place of the data fails so. */
const failing = (error: Error) => () => heard(() => Promise.reject(error), 'GET', '/v1/taxpayers')
const withCode = (code: string) => Object.assign(new Error('of the disk'), { code })

/** The answer of a Worker whose objects are lost. */
const lost = async (): Promise<Answer> => {
  const objects = namespaceOf({ enter: () => Promise.reject(new Error('the object was reset')) })
  const env = { DIRECTORY: objects, LEDGERS: objects, MASTER_KEY: `${'A'.repeat(43)}=` }
  const line = vi.spyOn(console, 'log').mockReturnValue()
  const worker = (request: Request) => route(request, env as unknown as EdgeEnv)
  return new Api(speaking(worker), 'k').send('GET', `${at}/purchases`).finally(() => line.mockRestore())
}

/** A host that finds this in its way; the tests of each host make it find it. */
const unready = (code: string) => (): Promise<Answer> => {
  const message = say('refusal.not-ready.ledgers-failing', { count: 1 })
  const host = { newId: () => 'request-1', log: () => {}, ready: async () => [{ code, message }] }
  const app = createApp(host as unknown as Services, async () => null)
  return new Api(
    speaking((request) => app.fetch(request)),
    'k',
  ).send('GET', '/ready')
}

/** A taxpayer is made while an earlier one of this number is being erased. */
const madeTooEarly = (): Promise<Answer> => {
  const directory = { taxpayer: () => null, putTaxpayer: () => null }
  const host = { newId: () => 'request-1', log: () => {}, now: () => now, count: () => {}, enter, directory }
  const app = createApp(host as unknown as Services, async () => ({
    ...(await as('admin')()),
    taxpayers: '*' as const,
  }))
  return new Api(
    speaking((request) => app.fetch(request)),
    'k',
  ).json('PUT', at, { name: 'Odbiorca' })
}

/** More unknown keys at once than may wait, at a host where nobody's turn comes. */
const stormed = async (): Promise<Answer> => {
  const quiet = { newId: () => 'request-1', log: () => {}, now: () => now, addressOf: () => null }
  const host = { ...quiet, pause: () => new Promise(() => {}) } as unknown as Services
  const app = createApp(host, async () => null)
  const api = new Api(
    speaking((request) => app.fetch(request)),
    'wrong',
  )
  return Promise.race(Array.from({ length: 31 }, () => api.send('GET', '/v1/law')).slice(10))
}
/** A second request within the minute, where one is allowed. */
const hurried = async (): Promise<Answer> => {
  const rateLimit = new RateLimit(1)
  const count = (keyId: string) => rateLimit.take(keyId, 0)
  const host = { newId: () => 'request-1', log: () => {}, now: () => now, count, enter }
  const caller: Caller = { id: 'x', name: 'X', role: 'admin', taxpayers: '*' }
  const app = createApp(host as unknown as Services, async () => caller)
  const api = new Api(
    speaking((request) => app.fetch(request)),
    'x',
  )
  await api.send('GET', '/v1/law')
  return api.send('GET', '/v1/law')
}
/** A copy as a form; a text instead of metadata is the whole body. */
const withForm = (file: string | Uint8Array | null, change: object | string) => (api: Api) => {
  if (typeof change === 'string')
    return api.send('POST', `${at}/copies`, change, { 'content-type': 'multipart/form-data; boundary=b' })
  const form = new FormData()
  form.append('file', new Blob([file as Uint8Array<ArrayBuffer>]), 'file')
  form.append('metadata', JSON.stringify(copy(change as Record<string, unknown>)))
  return api.send('POST', `${at}/copies`, form)
}
const dot = { width: 1, height: 1, data: Uint8Array.of(255) }
const unexpected = (): never => expect.unreachable()
const answerOf = (problem: Refusal): Answer => ({
  status: statuses[problem.code],
  body: problemBody(problem, language),
  headers: new Headers({ 'content-type': 'application/problem+json', 'content-language': language }),
})
/** An import of a package that is put away where nothing is found any more. */
const importing = async (): Promise<Answer> => {
  const tx = { values: () => [] }
  const write = (_: string, __: string, work: (unit: object) => void) => work({ tx })
  const ledger = { nowMs: () => 0, write } as unknown as Ledger
  const begun = async () => startImport(ledger, 'ERP', 'import', { id: 'package', size: 1, digest: '' })
  return begun().then(unexpected, answerOf)
}
const underKey = (key: string, change: object) => (api: Api) =>
  api.json('POST', `${at}/copies`, copy({ number: 'ONCE/1', ...change }), { 'idempotency-key': key })

const cases: Record<string, (api: Api) => Promise<Answer>> = {
  'key-unknown': (api) => api.as('wrong').send('GET', '/v1/law'),
  'not-found': get('/nothing'),
  internal: () => heard(() => Promise.reject(new Error('the disk is full')), 'GET', '/v1/law'),
  'role-too-low': () => heard(as('viewer'), 'POST', '/v1/outages'),
  'taxpayer-not-yours': () => heard(as('integration'), 'POST', '/v1/taxpayers/5213017228/copies'),
  'too-many-failures': stormed,
  'rate-limited': hurried,
  'key-expired': () => heard(async () => keyExpired('2026-06-30T22:00:00Z'), 'GET', '/v1/law'),
  'session-ended': (api) => api.as('').send('GET', '/session', undefined, sessionOf('same-origin')),
  'cross-origin': (api) => api.as('').send('GET', '/v1/law', undefined, sessionOf('cross-site')),
  'expires-in-past': withKey({ expiresAt: '2026-01-01T00:00:00Z' }),
  'invalid-instant': withKey({ expiresAt: '2027-01-01' }),
  'settings-wrong': async () => answerOf(unusable({ ADMIN_KEY: 'a' } as EdgeEnv) as Refusal),
  'key-id-unknown': (api) => api.send('DELETE', '/v1/keys/x'),
  'invalid-idempotency-key': underKey('two words', {}),
  'idempotency-key-reused': async (api) => {
    await underKey('once', {})(api)
    return underKey('once', { gross: '124.00' })(api)
  },
  'malformed-json': (api) => api.send('POST', `${at}/copies`, '{', { 'content-type': 'application/json' }),
  'too-many-values': (api) =>
    api.send('POST', `${at}/copies`, `[${'0,'.repeat(21_000)}0]`, { 'content-type': 'application/json' }),
  'too-much-at-once': () => beside(100, 1000, 'admin'),
  'service-busy': () => beside(100, 100, 'another'),
  'clock-absurd': () => heard(async () => soundTime(() => new Date(0))() as never, 'GET', '/v1/law'),
  'body-too-large': (api) => postRows(api, ' '.repeat(10 * 1024 * 1024 + 1)),
  'media-type': (api) => api.send('POST', `${at}/copies`, 'x'),
  'invalid-request': withCopy({ gross: 1 }),
  'invalid-value': withCopy({ gross: 1 }),
  'invalid-amount': withCopy({ gross: '1,5' }),
  'invalid-day': withCopy({ issueDate: '2026-02-30' }),
  'unknown-property': withCopy({ x: 1 }),
  required: withCopy({ gross: undefined }),
  'invalid-month': get(`${at}/register/2026-13`),
  'jpk-month': get(`${at}/register/2026-01?format=xml`),
  'jpk-data-missing': get(`${at}/register/2026-06?format=xml`),
  'register-incomplete': async (api) => {
    const jpk = { officeCode: '1471', email: 'biuro@example.com' }
    const other = nip('register')
    await api.putTaxpayer(other, { name: 'Inny sp. z o.o.', jpk })
    await api.postCopy(other, copy({ currency: 'EUR' }))
    return api.send('GET', `/v1/taxpayers/${other}/register/2026-06?format=xml`)
  },
  'jpk-other-form': checked((jpk) => jpk.replaceAll('JPK', 'JPKX')),
  'jpk-not-well-formed': checked((jpk) => jpk.slice(0, -20)),
  'jpk-doctype': checked((jpk) => jpk.replace('?>', '?><!DOCTYPE JPK>')),
  'jpk-encoding': checked((jpk) => jpk.replace('UTF-8', 'EBCDIC')),
  'jpk-header': checked((jpk) => jpk.replace('<Miesiac>6<', '<Miesiac>16<')),
  'jpk-other-taxpayer': checked((jpk) => jpk.replaceAll(jpkOwner, nip('jpk of another'))),
  // Half a million would take minutes: the reader alone is asked, and allowed three.
  'jpk-too-many-rows': async (api) => {
    await checked((jpk) => jpk)(api)
    const { body } = await api.send('GET', `/v1/taxpayers/${jpkOwner}/register/2026-06?format=xml`)
    const rows = '<ZakupWiersz/>'.repeat(4)
    const reader = new JpkFileReader(jpkOwner, 3)
    try {
      reader.write(body.replace('<ZakupCtrl>', () => `${rows}<ZakupCtrl>`))
      throw new Error('All rows were read.')
    } catch (error) {
      const answer = refuse(error as Refusal, language)
      return { status: answer.status, headers: answer.headers, body: await answer.json() } as Answer
    }
  },
  'jpk-check-unknown': get(`/v1/taxpayers/${jpkOwner}/jpk-checks/none`),
  'jpk-item-unknown': async (api) => {
    const { id } = (await checked((jpk) => jpk)(api)).body
    const item = `/v1/taxpayers/${jpkOwner}/jpk-checks/${id}/items/999/answer`
    return api.json('PUT', item, { note: 'so it is right' })
  },
  'jpk-check-replaced': async (api) => {
    const { id } = (await checked((jpk) => jpk)(api)).body
    await checked((jpk) => jpk)(api)
    return api.json('POST', `/v1/taxpayers/${jpkOwner}/jpk-checks/${id}/postings`, { codes: [] })
  },
  'jpk-other-month': async (api) => {
    const { id } = (await checked((jpk) => jpk)(api)).body
    const said = { filedOn: '2026-07-24', jpkCheck: id }
    return api.json('POST', `/v1/taxpayers/${jpkOwner}/register/2026-05/filings`, said)
  },
  'register-held': async (api) => {
    const jpk = { officeCode: '1471', email: 'biuro@example.com' }
    const other = nip('held')
    await api.putTaxpayer(other, { name: 'Inny sp. z o.o.', jpk })
    for (const gross of ['123.00', '124.00']) await api.postCopy(other, copy({ gross, externalId: gross }))
    return api.send('GET', `/v1/taxpayers/${other}/register/2026-06?format=xml`)
  },
  'invalid-period': patched({ originalDeductedIn: '2026-Q5' }),
  'invalid-moment': withOutage({ start: '2026-06-29T20:00' }),
  'invalid-share': patched({ deductibleShare: '1.5' }),
  'invalid-rate': patched({ exchangeRate: '0' }),
  'invalid-cursor': get(`${at}/purchases?cursor=x`),
  'invalid-seller-id': get(`${at}/suppliers/x`),
  'taxpayer-being-erased': madeTooEarly,
  'taxpayer-unknown': get('/v1/taxpayers/5213017228'),
  'supplier-unknown': get(`${at}/suppliers/DE1`),
  'purchase-unknown': get(`${at}/purchases/x`),
  'outage-unknown': get('/v1/outages/x'),
  'outage-ends-before-start': withOutage({ end: '2026-06-28' }),
  'deduct-in-outside-window': patched({ deductIn: '2031-01' }),
  held: async (api) => {
    const waiting = await api.postCopy(buyer, copy({ number: 'HELD/1', document: 'offline-invoice' }))
    return api.json('POST', `${at}/purchases/${waiting.purchase?.id}/posting`, posting('PZ/1'))
  },
  'already-decided': async (api) => {
    const { purchase } = await api.postCopy(buyer, copy({ number: 'DECIDED/1', gross: '904.44' }))
    await api.json('PATCH', `${at}/purchases/${purchase?.id}`, { supplyConfirmed: false })
    const path = `${at}/findings/${purchase?.id}.UNKNOWN_SUPPLY/decision`
    await api.json('POST', path, { decision: 'accepted' })
    return api.json('POST', path, { decision: 'dismissed', onlyIfOpen: true })
  },
  'already-posted': async (api) => {
    const { purchase } = await api.postCopy(buyer, copy({ number: 'POSTED/1', gross: '901.11' }))
    const path = `${at}/purchases/${purchase?.id}/posting`
    await api.json('POST', path, posting('PZ/1'))
    return api.json('POST', path, posting('PZ/2'))
  },
  'posting-unknown': async (api) => {
    const { purchase } = await api.postCopy(buyer, copy({ number: 'POSTED/2', gross: '902.22' }))
    return api.json('DELETE', `${at}/purchases/${purchase?.id}/posting?reason=none`)
  },
  'filed-before-month': filed('2026-06', '2026-05-31'),
  'filing-out-of-order': async (api) => {
    await filed('2026-05', '2026-07-02')(api)
    return filed('2026-05', '2026-07-01')(api)
  },
  'filing-unknown': get(`${at}/register/2026-06/filings/none`),
  'finding-unknown': decided('nothing.SELLER_LATE', 'accepted'),
  'decision-does-not-fit': async (api) => {
    const { purchase } = await api.postCopy(buyer, copy({ number: 'FINDING/1', gross: '903.33' }))
    await api.json('PATCH', `${at}/purchases/${purchase?.id}`, { supplyConfirmed: false })
    return decided(`${purchase?.id}.UNKNOWN_SUPPLY`, 'different-invoice')(api)
  },
  'quarantine-unknown': (api) =>
    api.json('POST', `${at}/ksef/quarantine/x/decision`, { decision: 'dismissed', note: 'x' }),
  'import-unknown': get(`${at}/ksef/imports/x`),
  'import-failed': importing,
  'evidence-unknown': (api) => api.json('POST', `${at}/evidence/nothing/move`, { to: 'new' }),
  'draft-unknown': get(`${at}/drafts/x`),
  'mail-unknown': get(`${at}/mails/x`),
  'mailbox-not-set': (api) => api.json('DELETE', `${at}/mailbox`),
  // One of these two cannot be on each host: `test/mailbox` and `test/edge/mailbox.test.ts` ask for them as callers do.
  'mailbox-paused': failing(new Refusal('mailbox-paused', say('refusal.mailbox-paused'))),
  'mailbox-not-offered': failing(new Refusal('mailbox-not-offered', say('refusal.mailbox-not-offered'))),
  'mail-unreadable': (api) => api.send('POST', `${at}/mails`, 'x', { 'content-type': 'message/rfc822' }),
  'draft-closed': async (api) => {
    const form = new FormData()
    form.append('file', new Blob([pdf([{}])]), 'x.pdf')
    const { id } = (await api.send('POST', `${at}/drafts`, form)).body.draft
    await api.send('DELETE', `${at}/drafts/${id}?reason=x`)
    return api.json('POST', `${at}/drafts/${id}/copy`, copy({ number: 'DRAFT/1' }))
  },
  'two-ksef-numbers': async (api) => {
    await postPackage(api, packageOf([ksef('TWO/1'), ksef('TWO/2')]))
    const [one] = await api.purchases(buyer, { number: 'TWO/1' })
    const [other] = await api.purchases(buyer, { number: 'TWO/2' })
    return api.json('POST', `${at}/evidence/${one?.evidence[0]?.id}/move`, { to: other?.id })
  },
  'key-not-for-all': () => heard(as('admin'), 'GET', `${at}/archive`),
  'archive-changed': get(`${at}/archive/rows?state=x`),
  'not-restoring': (api) => api.json('PUT', `${at}/restore/end`),
  'ledger-not-empty': restoring(buyer),
  'archive-foreign': async (api) => {
    const head = { version: 2 as const, nip: buyer, migrations: migrationsHere(), settings: { name: 'x' } }
    return api.json('PUT', `${at}/restore`, manifestOf(head as never, noSums()))
  },
  'archive-of-another-taxpayer': restoring(nip('restored'), { nip: buyer }),
  'archive-version': restoring(nip('restored'), { migrations: ['0001'] }),
  'archive-mismatch': restoring(nip('restored'), { contents: '0'.repeat(64) }),
  'ledger-restoring': async (api) => {
    await restoring(nip('restored'))(api)
    return api.send('GET', `/v1/taxpayers/${nip('restored')}/purchases`)
  },
  'idempotency-answer-unreadable': async () => {
    // The object of the directory, before and after its master key was replaced without the one before.
    const state = objectState('directory')
    const post = (fill: string) => {
      const env = { ADMIN_KEY: adminKey, MASTER_KEY: `${fill.repeat(43)}=`, LOG_LEVEL: 'error' }
      const directory = new DirectoryObject(state, env as EdgeEnv)
      const api = new Api(
        speaking((request) => directory.serve(request, { address: null })),
        adminKey,
      )
      const key = { name: 'Program', role: 'viewer', taxpayers: '*' }
      return api.json('POST', '/v1/keys', key, { 'idempotency-key': 'kept' })
    }
    expect((await post('A')).status).toBe(201)
    return post('E')
  },
  'outage-unreadable': () => {
    const admin = async (): Promise<Caller> => ({ ...(await as('admin')()), taxpayers: '*' })
    const services = { directory: { outageText: () => '{}' } }
    return heard(admin, 'PATCH', '/v1/outages/x', { services, body: { end: null } })
  },
  'archive-row': async (api) => {
    const whose = nip('restored badly')
    await restoring(whose)(api)
    const put = (row: unknown[]) =>
      api.json('PUT', `/v1/taxpayers/${whose}/restore/rows`, { table: 'purchase_keys', rows: [row] })
    // Too few values, then values of another type.
    expect((await put(['x'])).body.code).toBe('archive-row')
    return put(['x', 'y', 'z'])
  },
  'webhook-address': (api) => api.json('POST', `${at}/webhooks`, { url: 'https://169.254.169.254/' }),
  'webhook-unknown': get(`${at}/webhooks/x`),
  'webhook-limit': async (api) => {
    const create = () =>
      api.json('POST', `${at}/webhooks`, { url: 'https://erp.example/', types: ['filing.created'] })
    for (let i = 0; i < 20; i++) await create()
    return create()
  },
  'ksef-not-connected': get(`${at}/ksef/connection`),
  'sync-unknown': get(`${at}/ksef/syncs/x`),
  'ksef-environment': connecting({ environment: 'test' }),
  'connection-paused': async (api) => {
    await connecting({ paused: true })(api)
    const answer = await api.json('POST', `${at}/ksef/syncs`)
    await api.json('DELETE', `${at}/ksef/connection`)
    return answer
  },
  'example-connected': async (api) => {
    await api.putTaxpayer('9999999999', { name: 'Przykład' })
    const credential = { type: 'token', token: 'a' }
    return api.json('PUT', '/v1/taxpayers/9999999999/ksef/connection', { credential })
  },
  'token-white-space': connecting({ credential: { type: 'token', token: 'a b' } }),
  'certificate-unreadable': withCertificate(rsa, { certificatePem: 'x' }),
  'certificate-key-weak': withCertificate(testCertificate({ key: 'rsa-1024' })),
  'certificate-not-for-signing-in': withCertificate(testCertificate({ key: 'P-256', usage: 'offline' })),
  'certificate-expired': withCertificate(testCertificate({ key: 'P-256', to: '2026-07-01' })),
  'certificate-not-yet-valid': withCertificate(testCertificate({ key: 'P-256', from: '2026-08-01' })),
  'key-unreadable': withCertificate(rsa, { privateKeyPem: 'x' }),
  'key-encrypted': withCertificate(rsa, {
    privateKeyPem: '-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----',
  }),
  'key-does-not-fit': withCertificate(rsa, {
    privateKeyPem: testCertificate({ key: 'rsa' }).privateKeyPem,
  }),
  'nip-checksum': withCopy({ seller: { nip: '5265877636' } }),
  'external-id-reused': withCopy({ externalId: 'known-1' }),
  'qr-unreadable': withQr('x'),
  'qr-environment': withQr(qrI(seller, '2026-06-10', qr, 'test')),
  'qr-mismatch': withQr(qrI(buyer, '2026-06-10', qr)),
  'body-cut-off': () => readBytes(leaving(), 100).then(unexpected, answerOf),
  'malformed-form': withForm(null, 'x'),
  'file-type': withForm('Faktura', {}),
  'file-unreadable': withForm('%PDF-1.7', {}),
  'file-encrypted': withForm(pdf([{}], { trailer: locked }), {}),
  'file-too-complex': withForm(png(dot, { packed: deflateSync(new Uint8Array(100_000)) }), {}),
  'file-mismatch': withForm(ksef('P/2').xml, {}),
  'too-many-files': () => {
    const limits = { time: 1, memory: 1, waiting: 0, idle: 1, leaving: 1, scan: 1 }
    const codes = threadedCodes(new URL(import.meta.url), limits) as CodeReader
    return codes(utf8(''), 'image/png').then(unexpected, answerOf)
  },
  'document-unknown': async (api) => {
    const [typed] = await api.purchases(buyer, { number: 'KNOWN/1' })
    return api.send('GET', `${at}/evidence/${typed?.evidence[0]?.id}/document`)
  },
  'xml-too-large': withForm(`<a>${' '.repeat(3 * 1024 * 1024)}</a>`, {}),
  'ksef-number-invalid': withCopy({ ksefNumber: 'x' }),
  'ksef-number-checksum': withCopy({ ksefNumber: '9999999999-20230908-76B2B580D4DC-80' }),
  'xml-not-utf8': xmlCopy('xml-not-utf8'),
  'xml-not-well-formed': xmlCopy('xml-not-well-formed'),
  'xml-doctype': xmlCopy('xml-doctype'),
  'xml-too-deep': xmlCopy('xml-too-deep'),
  'xml-too-many-parts': withForm(`<a>${'<b/>'.repeat(200_000)}</a>`, {}),
  'xml-encoding': xmlCopy('xml-encoding'),
  'xml-unknown-form': xmlCopy('xml-unknown-form'),
  'xml-missing-field': xmlCopy('xml-missing-field'),
  'xml-bad-value': xmlCopy('xml-bad-value'),
  'metadata-not-a-list': (api) => postRows(api, '{}'),
  'metadata-too-many-rows': (api) => postRows(api, `[${','.repeat(50_001)}]`),
  'metadata-invalid': (api) => postRows(api, '[1]'),
  'metadata-missing': zipped(() => invoices(1)),
  'hash-mismatch': row({ invoiceHash: sha256(utf8('x')) }),
  'xml-missing': zipped(() => packageOf([{ metadata: ksef('P/3').metadata }])),
  'package-unreadable': zipped(() => utf8('x')),
  'package-too-many-entries': zipped(() =>
    patch(invoices(1), { at: invoices(1).length - 12, bytes: 2, value: 50_001 }),
  ),
  'package-too-large': zipped(() => huge(invoices(400))),
  'package-entry-name': zipped(() => zip({ '../x': 'x', '_metadata.json': '[]' })),
  'package-entry-unexpected': zipped(() => zip({ 'x.exe': 'x', '_metadata.json': '[]' })),
  'package-entry-too-large': zipped(() => patchEntry(invoices(2), 0, 'size', 4_000_000)),
  'package-entry-duplicate': zipped(() =>
    zip({ [`${numbers(1)[0]}.xml`]: 'x', [`${numbers(1)[0]}.XML`]: 'x' }),
  ),
  'package-entry-unreadable': zipped(() => patchEntry(invoices(2), 0, 'method', 12)),
  'ledger-missing': failing(ledgerMissing(buyer)),
  'ledger-of-another': failing(ledgerOfAnother(buyer, seller)),
  'ledger-damaged': failing(ledgerDamaged(buyer, 'row 7 missing from index x')),
  'not-ready': unready('disk-low'),
  'disk-low': unready('disk-low'),
  'directory-not-writable': unready('directory-not-writable'),
  'directory-damaged': unready('directory-damaged'),
  'directory-not-answering': unready('directory-not-answering'),
  'object-not-answering': lost,
  'outages-unreadable': unready('outages-unreadable'),
  'ledgers-failing': unready('ledgers-failing'),
  'metrics-elsewhere': () =>
    heard(async () => ({ ...(await as('admin')()), taxpayers: '*' as const }), 'GET', '/metrics'),
  'newer-schema': failing(new NewerSchema(say('refusal.newer-schema', { nip: buyer, unknown: ['0099'] }))),
  'storage-full': failing(withCode('SQLITE_FULL')),
  'storage-busy': failing(withCode('SQLITE_BUSY')),
  'storage-no-files': failing(withCode('EMFILE')),
  'storage-failing': failing(withCode('SQLITE_IOERR_WRITE')),
  'package-entry-overlap': zipped(() => patchEntry(invoices(3), 0, 'compressedSize', 60)),
}

/** All codes in an answer: of the problem, of its errors, of the documents of an import. */
const codesOf = ({ body }: Answer): string[] => [
  body.code,
  ...[...(body.errors ?? []), ...(body.problems ?? []), ...(body.reasons ?? [])].map(
    (e: { code: string }) => e.code,
  ),
]

/** All sentences of an answer. */
const wordsOf = (body: Answer['body']): string[] => {
  const places: { message: string }[] = ['errors', 'reasons', 'problems'].flatMap((list) => body[list] ?? [])
  return [body.title ?? '', body.detail ?? '', ...places.map(({ message }) => message)]
}

/** At the edge no codes are looked for in files, so nothing is wrong with these there. */
const ofCodesInFiles = ['file-unreadable', 'file-encrypted', 'file-too-complex']
const reachable = Object.entries(cases).filter(([code]) => !(onEdge && ofCodesInFiles.includes(code)))

/** No change of the request would mend these. */
const ourSide =
  /^(internal|newer-schema|settings-wrong|service-busy|clock-absurd|storage-.*|ledger-(missing|of-another|damaged)|not-ready|disk-.*|directory-.*|object-.*|ledgers-.*|outages-.*)$/

it.each(reachable)('%s', async (code, call) => {
  const answer = await call(stage.api)
  expect(codesOf(answer)).toContain(code)
  if (answer.body.code in statuses)
    expect(answer.status).toBe(statuses[answer.body.code as keyof typeof statuses])
  if (answer.status !== 200) expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  if (ourSide.test(code)) expect(answer.status).toBeGreaterThanOrEqual(500)
  else expect(answer.status).toBeLessThan(500)
  expect(wordsOf(answer.body).flatMap(codesIn)).toEqual([])
})

/** Words that bind English sentences and are no words of Polish; what is quoted, or names a place, is no sentence. */
const english =
  /(?<![\p{L}\d_-])(?:the|of|and|is|are|was|with|not|for|this|that|from|which|has|have|been|its|than|must|should|until|before|after|cannot|send|give)(?![\p{L}\d_-])/iu
const withoutQuoted = (words: string): string => words.replaceAll(/„[^”]*”|"[^"]*"|\([^)]*\)|\/[\w/-]*/gu, '')

const src = join(import.meta.dirname, '../../src')
const patterns = [
  /new (?:(?:Xml|Document|Package|Credential|File)Problem|Refusal)\(\s*'([a-z0-9-]+)'/g,
  /\b(?:refusedAt|refuse|refusal)\(\s*(?:[\w.'/]+,\s*)?'([a-z0-9-]+)'/g,
  /\bcode: '([a-z0-9-]+)'/g,
  /'(invalid-[a-z-]+|[a-z]+-too-[a-z-]+|(?:xml|package|metadata|ksef-number)-[a-z0-9-]+)'/g,
  /\bcode = [^\n]*\? '([a-z-]+)'/g,
]
/** Texts that look like codes and are none. */
const noCodes = ['custom', 'ksef-number', 'other-kind']

describe.skipIf(onEdge)('in Polish', () => {
  let polish: Stage
  beforeAll(async () => {
    language = 'pl'
    polish = await createStage()
  })
  afterAll(() => {
    language = 'en'
    return polish.close()
  })

  it.each(reachable)('%s', async (code, call) => {
    const { body, headers } = await call(new Api(speaking(polish.fetch), adminKey))
    expect(codesOf({ status: 0, body, headers })).toContain(code)
    expect(headers.get('content-language')).toBe('pl')
    const { errors = [], reasons = [], problems = [] } = body
    const places = [...errors, ...reasons, ...problems]
    expect(wordsOf(body).filter((sentence) => english.test(withoutQuoted(sentence)))).toEqual([])
    expect(wordsOf(body).flatMap(codesIn)).toEqual([])
    if (body.detail !== undefined) expect(body.params).toBeTypeOf('object')
    for (const place of places) expect(place.params, place.message).toBeTypeOf('object')
  })
})

it('has a case for every refusal, which is answered under its status', () => {
  expect(Object.keys(statuses).filter((code) => !(code in cases))).toEqual([])
})

it('has a case for every code in the source', () => {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !/refusal-codes|statuses/.test(name),
  )
  const found = new Set<string>()
  for (const name of files) {
    const text = readFileSync(join(src, name), 'utf8')
    for (const pattern of patterns) for (const match of text.matchAll(pattern)) found.add(match[1] as string)
  }
  for (const word of noCodes) found.delete(word)
  expect(found.size).toBeGreaterThan(50)
  const covered = Object.keys(cases)
  expect([...found].filter((code) => !covered.includes(code)).sort()).toEqual([])
  expect(covered.filter((code) => !found.has(code)).sort()).toEqual([])
})
