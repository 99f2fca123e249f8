import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { expect } from 'vitest'
import { createNodeService } from '../../src/hosts/node/service.ts'
import { adminKey } from './admin-key.ts'
import { type Answer, Api, type ImportAnswer } from './api.ts'
import { createTestApp } from './app.ts'
import type { FaDocument } from './fa-document.ts'
import {
  faXml,
  type InvoiceMetadata,
  type KsefClocks,
  type KsefDocument,
  metadataFor,
  sha256,
} from './ksef.ts'

/** What the tests of hostile input, isolation, concurrency and crashes share. */

export const buyer = '9376032788'
export const otherBuyer = '5213017228'
export const seller = '5265877635'
export const now = '2026-07-24T10:00:00Z'
export const at = `/v1/taxpayers/${buyer}`

export const jsonType = { 'content-type': 'application/json' }
export const xmlType = { 'content-type': 'application/xml' }
export const zipType = { 'content-type': 'application/zip' }
export const utf8 = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** A copy that the service takes; `more` replaces properties, undefined leaves them out. */
export const copy = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
  seller: { nip: seller, name: 'Sprzedawca S.A.' },
  number: 'FV/12/06/2026',
  issueDate: '2026-06-10',
  currency: 'PLN',
  net: '100.00',
  vat: '23.00',
  gross: '123.00',
  receivedOn: '2026-06-11',
  document: 'invoice',
  ...more,
})

type Document = FaDocument & KsefClocks

/** A document that KSeF could hand over; each number has its own amount, so that none is suspiciously near another. */
export function document(number: string, more: Partial<Document> = {}): Document {
  const own = [...number].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 90_001, 7)
  return {
    seller: { nip: seller },
    buyer: { nip: buyer },
    number,
    issueDay: '2026-06-10',
    amounts: { net: `${1000 + own}.00` },
    numberedAt: '2026-06-10T10:00:00+02:00',
    ...more,
  }
}

/**
 * Row and XML of a document; `xml` changes the text of the XML (the row's hash follows), `row` the row.
 */
export function ksef(
  number: string,
  change: {
    xml?: ((text: string) => string | Uint8Array) | undefined
    row?: object
    more?: Partial<Document>
  } = {},
): KsefDocument {
  const facts = document(number, change.more)
  const text = textOf(faXml(facts))
  const changed = change.xml?.(text) ?? text
  const xml = typeof changed === 'string' ? utf8(changed) : new Uint8Array(changed)
  return { xml, metadata: { ...metadataFor(xml, facts), ...change.row } as InvoiceMetadata }
}

export type Stage = Awaited<ReturnType<typeof createStage>>

/** A service with one taxpayer, whose ledger holds a purchase of each kind of evidence. */
export async function createStage(
  options: Pick<
    NonNullable<Parameters<typeof createTestApp>[0]>,
    'log' | 'now' | 'after' | 'openMailbox'
  > = {},
) {
  const app = await createTestApp({ now, ...options })
  await app.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
  await app.api.postCopy(buyer, copy({ number: 'KNOWN/1', gross: '77.00', externalId: 'known-1' }))
  await app.api.importMetadata(buyer, [ksef('KNOWN/2').metadata])
  return app
}

/** What a refused request must leave as it was: the numbers of all purchases, and a digest of all that is known of them. */
export async function ledgerOf(api: Api, nip = buyer): Promise<string[]> {
  const purchases = await api.purchases(nip)
  return [...purchases.map((p) => p.number.slice(0, 40)), sha256(utf8(JSON.stringify(purchases)))]
}

/** Asserts that an answer is a refusal as the contract describes it, and gives its body. */
export function refused(
  answer: Answer,
  expected: { status: number; code: string; pointer?: string; error?: string },
) {
  const { status, code, pointer, error } = expected
  expect([answer.status, answer.body.code, answer.body.status]).toEqual([status, code, status])
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(answer.body.type).toMatch(/\S/)
  expect(answer.body.title).toMatch(/\S/)
  expect(answer.body.detail.length).toBeGreaterThan(20)
  expect(JSON.stringify(answer.body).length).toBeLessThan(20_000)
  if (pointer !== undefined) {
    const pointers = answer.body.errors.map((e: { pointer: string }) => e.pointer)
    expect(pointers).toContain(pointer)
  }
  if (error !== undefined) {
    const named = answer.body.errors.filter((e: { pointer: string }) => e.pointer === pointer)
    expect(named.map((e: { code: string }) => e.code)).toContain(error)
  }
  return answer.body
}

const outcomes = ['new', 'attached', 'unchanged', 'review', 'quarantined'] as const

/** Asserts that an import was answered and that each document counts once, and gives the answer. */
export function imported(answer: Answer): ImportAnswer {
  expect(answer.status, JSON.stringify(answer.body).slice(0, 300)).toBe(200)
  const result = answer.body as ImportAnswer
  expect(outcomes.reduce((sum, outcome) => sum + result[outcome], 0)).toBe(result.received)
  for (const problem of result.problems) {
    expect(problem.code).toMatch(/^[a-z]+(-[a-z0-9]+)+$/)
    expect(problem.message.length).toBeGreaterThan(20)
  }
  return result
}

export const codesIn = (result: ImportAnswer): string[] => result.problems.map((p) => p.code).sort()

export const postXml = (api: Api, xml: BodyInit, query = 'receivedOn=2026-06-11&document=invoice') =>
  api.send('POST', `${at}/copies?${query}`, xml, xmlType)
export const postPackage = (api: Api, zip: BodyInit) => api.send('POST', `${at}/ksef/imports`, zip, zipType)
export const postRows = (api: Api, rows: BodyInit) => api.send('POST', `${at}/ksef/imports`, rows, jsonType)

const maxWait = 2000

/** For how long the main thread of a process waited for a processor so far, in milliseconds; 0 where nobody tells. */
export function waitedForProcessor(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[1]) / 1e6
  } catch {
    return 0
  }
}

/**
 * Does work while a health request is made every now and then; each must be answered within 2 s, not counting the time
 * in which the machine had no processor for who asks, or for the service (`pid`, where it is a process of its own).
 */
export async function steadily<T>(api: Api, work: () => Promise<T>, pid?: number): Promise<T> {
  const busyElsewhere = () =>
    [process.pid, ...(pid === undefined ? [] : [pid])].reduce((sum, one) => sum + waitedForProcessor(one), 0)
  // A connection that the server closed as idle in this moment: it is asked again, and the clock goes on.
  const ask = () => api.send('GET', '/health').catch(() => api.send('GET', '/health'))
  let [working, slowest] = [true, 0]
  const watch = async () => {
    do {
      const [due, before] = [performance.now(), busyElsewhere()]
      await new Promise((resolve) => setTimeout(resolve, 20))
      expect((await ask()).status).toBe(200)
      slowest = Math.max(slowest, performance.now() - due - 20 - (busyElsewhere() - before))
    } while (working)
  }
  const watching = watch()
  try {
    return await work()
  } finally {
    working = false
    await watching
    expect(Math.round(slowest), 'milliseconds a health request waited').toBeLessThan(maxWait)
  }
}

/** The service behind a real HTTP server on a free port. */
export async function createServer() {
  const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-'))
  const service = createNodeService({
    dataDir,
    adminKey,
    qrEnvironment: 'production',
    log: () => {},
    now: () => new Date(now),
  })
  let server: ReturnType<typeof serve> | undefined
  const port = await new Promise<number>((resolve) => {
    const options = { fetch: service.app.fetch, port: 0, hostname: '127.0.0.1' }
    server = serve(options, (info) => resolve(info.port))
  })
  const url = `http://127.0.0.1:${port}`
  return {
    url,
    api: apiAt(url, adminKey),
    /** The same service without the connection. */
    fetch: (request: Request): Response | Promise<Response> => service.app.fetch(request),
    close: async (): Promise<void> => {
      await new Promise((resolve) => server?.close(resolve))
      await service.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A client of a service that listens somewhere. */
export const apiAt = (url: string, key: string): Api =>
  new Api((request) => {
    const { pathname, search } = new URL(request.url)
    return fetch(new Request(`${url}${pathname}${search}`, request))
  }, key)
