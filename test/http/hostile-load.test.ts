import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zip } from '../ingest/zip-builder.ts'
import type { Api } from '../support/api.ts'
import {
  at,
  buyer,
  copy,
  document,
  imported,
  jsonType,
  ksef,
  ledgerOf,
  postPackage,
  postRows,
  postXml,
  refused,
  seller,
  steadily,
  textOf,
  utf8,
  zipType,
} from '../support/hostile.ts'
import { corpus } from '../support/hostile-xml.ts'
import { faXml, metadataFor, packageOf } from '../support/ksef.ts'
import { bundleService, type RunningService, startService } from '../support/process.ts'

/** Requests to the real process, each within every limit, that are much to do: others are served meanwhile, and none ends in a 5xx. */

const bundle = await bundleService()
let service: RunningService
let api: Api
beforeAll(async () => {
  service = await startService(bundle.entry, bundle.dataDir)
  api = service.api
  await api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
}, 60_000)
const steady = <T>(work: () => Promise<T>) => steadily(api, work, service.pid)
afterAll(async () => {
  await service?.end('SIGKILL')
  bundle.remove()
})

describe('others are served within two seconds while', () => {
  it('a package brings invoices of almost 3 MB each', { timeout: 60_000 }, async () => {
    const more = { amounts: { net: '11000.00' } }
    const large = textOf(faXml(document('LARGE/0', { ...more, lines: 11_000 })))
    const numbers = Array.from({ length: 6 }, (_, n) => `LARGE/${n}`)
    const invoices = numbers.map((number) => {
      const xml = utf8(large.replace('LARGE/0', number))
      return { xml, metadata: metadataFor(xml, document(number, more)) }
    })
    expect(invoices[0]?.xml.length).toBeGreaterThan(2_800_000)
    const files = invoices.map(({ xml, metadata }) => [`${metadata.ksefNumber}.xml`, xml])
    const list = JSON.stringify({ invoices: invoices.map(({ metadata }) => metadata) })
    // Stored as they are: to deflate them is work of the test.
    const archive = Uint8Array.from(zip({ '_metadata.json': list, ...Object.fromEntries(files) }, 0))
    const result = await steady(() => postPackage(api, archive))
    expect(imported(result)).toMatchObject({ received: 6, new: 6, problems: [] })
  })

  it('a batch brings copies of one seller, one day and one amount', { timeout: 60_000 }, async () => {
    const items = Array.from({ length: 115 }, (_, n) => copy({ number: `TICKET ${n}`, gross: '4.40' }))
    const answer = await steady(() => api.json('POST', `${at}/copies/batch`, { items }))
    expect(answer.status).toBe(200)
    expect(answer.body.results.map((r: { copy: unknown }) => typeof r.copy)).toEqual(
      items.map(() => 'object'),
    )
  })

  it('a batch brings copies of one number and day, each of another amount', { timeout: 60_000 }, async () => {
    const items = Array.from({ length: 230 }, (_, n) => copy({ number: 'SAME/1', gross: `${500 + n}.00` }))
    const answer = await steady(() => api.json('POST', `${at}/copies/batch`, { items }))
    expect(answer.status).toBe(200)
    expect(answer.body.results).toHaveLength(230)
  })

  it('a correction names 12,000 invoices', { timeout: 30_000 }, async () => {
    const corrects = Array.from({ length: 12_000 }, (_, n) => ({
      number: `X/${n}`,
      issueDay: '2026-05-10',
      ksefNumber: null,
    }))
    const { xml } = ksef('KOR/1', { more: { kind: 'KOR', corrects } })
    const answer = await steady(() => postXml(api, xml))
    expect(answer.status).toBeLessThan(500)
  })
})

it('a metadata list with more rows than any export has is refused as a whole', {
  timeout: 30_000,
}, async () => {
  const before = await ledgerOf(api)
  const answer = await steady(() => postRows(api, `[${','.repeat(60_000)}]`))
  // The 10 MB that a body may have are ten million rows: 380 s, 3 GB, and in the end a 500 (invalid string length).
  expect([400, 413, 422], JSON.stringify(answer.body).slice(0, 200)).toContain(answer.status)
  refused(answer, { status: answer.status, code: answer.body.code })
  expect(await ledgerOf(api)).toEqual(before)
})

describe('the process refuses as the app does', () => {
  it.each<[string, string, Record<string, string>, string]>([
    ['no package', 'hello', zipType, 'package-unreadable'],
    ['no list', '{}', jsonType, 'metadata-not-a-list'],
  ])('%s', async (_, body, type, code) => {
    const answer = await api.send('POST', `${at}/ksef/imports`, body, type)
    refused(answer, { status: code === 'package-unreadable' ? 422 : 400, code })
  })

  it('every hostile XML in one package, beside good ones', async () => {
    // Letters that nobody reads as digits: none is taken for one of the many tickets of this seller.
    const letters = [...'ACDEFHJKMN']
    const number = (n: number) => `X/${letters[Math.floor(n / 10)]}${letters[n % 10]}`
    const bad = corpus.map(([, , edit], n) => ksef(number(n), { xml: edit }))
    const good = Array.from({ length: 5 }, (_, n) => ksef(number(n + 90)))
    const answer = await steady(() => postPackage(api, packageOf([...bad, ...good])))
    // KSeF has numbered them: each counts by its row, and those of which something could not be read say so.
    expect(imported(answer)).toMatchObject({ received: bad.length + 5, new: bad.length + 5, problems: [] })
    const purchases = await api.purchases(buyer)
    const unread = bad.map(({ metadata }, n) => {
      const found = purchases.find((p) => p.ksef?.number === metadata.ksefNumber)
      return [corpus[n]?.[0], found?.findings.some((f) => f.code === 'KSEF_XML_UNREADABLE' && f.open)]
    })
    const readWhole = ['UTF-16', 'another encoding declared']
    expect(unread).toEqual(corpus.map(([title]) => [title, !readWhole.includes(title)]))
  })
})

describe('the largest amounts', () => {
  const largest = '90071992547409.91'
  beforeAll(async () => {
    for (const n of [1, 2]) {
      const amounts = { net: largest, vat: largest, gross: largest }
      await api.postCopy(
        buyer,
        copy({ number: `HUGE/${n}`, issueDate: `2026-0${n}-10`, receivedOn: '2026-05-11', ...amounts }),
      )
    }
  })

  it.each(['register/2026-05', 'purchases', `suppliers/${seller}`])('leave %s readable', async (path) => {
    const answer = await api.send('GET', `${at}/${path}`)
    expect(answer.status, JSON.stringify(answer.body).slice(0, 200)).toBeLessThan(500)
  })

  it('leave the register readable as CSV', async () => {
    const answer = await api.send('GET', `${at}/register/2026-05`, undefined, { accept: 'text/csv' })
    expect(answer.status).toBeLessThan(500)
  })
})
