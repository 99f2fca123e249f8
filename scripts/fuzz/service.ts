import { createTestApp } from '../../test/support/app.ts'
import { plainCopy } from '../../test/support/copy.ts'
import { nip } from '../../test/support/ksef.ts'
import type { Chance } from './chance.ts'
import type { Kind } from './kinds.ts'
import { changedBytes, changedJson, changedText } from './mutations.ts'

/** Requests with bodies of chance to the whole service, in this process: a 500 is a failure, whatever was sent. */

const us = nip('fuzz buyer')
const seller = { nip: nip('fuzz seller'), name: 'Sprzedawca S.A.' }
const home = `/v1/taxpayers/${us}`
/** A service takes in so many bodies before another takes its place: it is the bodies that are tried, not its size. */
const bodiesEach = 2000

interface Sent {
  method: string
  path: string
  body: BodyInit
  type: string
}

/** Sound bodies of endpoints that take JSON. */
const bodies: readonly (readonly [method: string, path: string, body: unknown])[] = [
  ['POST', `${home}/copies`, { ...plainCopy(seller, 'FV/1'), corrects: [], qrCodes: ['x'], externalId: 'a' }],
  ['POST', `${home}/copies/batch`, { items: [plainCopy(seller, 'FV/2'), plainCopy(seller, 'FV/3')] }],
  [
    'POST',
    `${home}/posting-checks`,
    { seller, number: 'FV/1', issueDate: '2026-06-10', gross: '123.00', kind: 'VAT' },
  ],
  ['PUT', home, { name: 'Odbiorca', jpk: { officeCode: '1471', email: 'biuro@example.com' } }],
  [
    'PUT',
    `${home}/suppliers/${seller.nip}`,
    { ksefDuty: [{ status: 'obliged', from: '2026-02-01', to: null }] },
  ],
  ['POST', '/v1/outages', { kind: 'failure', start: '2026-06-09', end: '2026-06-11', source: 'bip' }],
  ['POST', `${home}/register/2026-06/filings`, { filedOn: '2026-07-24' }],
  ['POST', `${home}/webhooks`, { url: 'https://example.com/hook' }],
  ['POST', '/v1/keys', { name: 'k', role: 'reader', taxpayers: [us] }],
]

const send = (chance: Chance): Sent => {
  const [method, path, body] = chance.one(bodies)
  const text = JSON.stringify(changedJson(body, chance))
  const bytes = chance.once(5) ? changedBytes(new TextEncoder().encode(text), chance) : text
  return { method, path, body: bytes, type: 'application/json' }
}

const sendForm = (chance: Chance): Sent => {
  const metadata = JSON.stringify(changedJson(plainCopy(seller, 'FV/9'), chance))
  const form = [
    '--b\r\nContent-Disposition: form-data; name="file"; filename="a.xml"\r\n\r\n<Faktura/>\r\n',
    `--b\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n${metadata}\r\n--b--\r\n`,
  ].join('')
  const body = chance.once(2) ? changedText(form, /(?=\r\n|;|--)/, chance) : form
  return { method: 'POST', path: `${home}/copies`, body, type: 'multipart/form-data; boundary=b' }
}

/** The service, with bodies as JSON and as forms. */
export function serviceKinds(): Kind[] {
  let stage: Awaited<ReturnType<typeof createTestApp>> | null = null
  let taken = 0
  const told: unknown[] = []
  const close = async () => {
    await stage?.close()
    stage = null
  }
  const read = async ({ method, path, body, type }: Sent) => {
    if (stage !== null && taken++ % bodiesEach === bodiesEach - 1) await close()
    if (stage === null) {
      stage = await createTestApp({
        now: '2026-07-24T10:00:00Z',
        log: ({ error }) => error && told.push(error),
      })
      await stage.api.putTaxpayer(us, { name: 'Odbiorca' })
    }
    told.length = 0
    const { status } = await stage.api.send(method, path, body, { 'content-type': type })
    if (status >= 500) throw new Error(`${method} ${path} answers ${status}: ${told.join('; ')}`)
  }
  const refuses = () => false
  return [
    { name: 'JSON to the service', share: 4000, make: send, read, refuses, close },
    { name: 'forms to the service', share: 1000, make: sendForm, read, refuses },
  ]
}
