import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  at,
  buyer,
  copy,
  createStage,
  document,
  imported,
  ksef,
  ledgerOf,
  postPackage,
  postRows,
  postXml,
  refused,
  type Stage,
  seller,
  steadily,
  textOf,
} from '../support/hostile.ts'
import { faXml, packageOf } from '../support/ksef.ts'

/** Requests within every limit that together are too much: others are served meanwhile, and nothing ends in a 5xx. */

let stage: Stage
beforeAll(async () => {
  stage = await createStage()
})
afterAll(() => stage.close())

describe('others are served within two seconds while', () => {
  it('a package brings invoices of almost 3 MB each', { timeout: 60_000 }, async () => {
    const more = { amounts: { net: '11000.00' } }
    const large = textOf(faXml(document('LARGE/0', { ...more, lines: 11_000 })))
    const invoices = Array.from({ length: 30 }, (_, n) =>
      ksef(`LARGE/${n}`, { more, xml: () => large.replace('LARGE/0', `LARGE/${n}`) }),
    )
    expect(invoices[0]?.xml.length).toBeGreaterThan(2_800_000)
    const archive = packageOf(invoices)
    const result = await steadily(stage.api, () => postPackage(stage.api, archive))
    expect(imported(result)).toMatchObject({ received: 30, new: 30, problems: [] })
  })

  it('a batch brings copies of one seller, one day and one amount', { timeout: 60_000 }, async () => {
    const items = Array.from({ length: 100 }, (_, n) => copy({ number: `TICKET ${n}`, gross: '4.40' }))
    const answer = await steadily(stage.api, () => stage.api.json('POST', `${at}/copies/batch`, { items }))
    expect(answer.status).toBe(200)
    expect(answer.body.results.map((r: { copy: unknown }) => typeof r.copy)).toEqual(
      items.map(() => 'object'),
    )
  })

  it('a correction names 12,000 invoices', { timeout: 30_000 }, async () => {
    const corrects = Array.from({ length: 12_000 }, (_, n) => ({
      number: `X/${n}`,
      issueDay: '2026-05-10',
      ksefNumber: null,
    }))
    const { xml } = ksef('KOR/1', { more: { kind: 'KOR', corrects } })
    const answer = await steadily(stage.api, () => postXml(stage.api, xml))
    expect(answer.status).toBeLessThan(500)
  })
})

it('a metadata list with more rows than any export has is refused as a whole', {
  timeout: 30_000,
}, async () => {
  const before = await ledgerOf(stage.api)
  const answer = await steadily(stage.api, () => postRows(stage.api, `[${','.repeat(60_000)}]`))
  // The 10 MB that a body may have are ten million rows: 380 s, 3 GB, and in the end a 500 (invalid string length).
  expect([400, 413, 422], JSON.stringify(answer.body).slice(0, 200)).toContain(answer.status)
  refused(answer, { status: answer.status, code: answer.body.code })
  expect(await ledgerOf(stage.api)).toEqual(before)
})

describe('the largest amounts', () => {
  const largest = '90071992547409.91'
  beforeAll(async () => {
    for (const n of [1, 2]) {
      const amounts = { net: largest, vat: largest, gross: largest }
      await stage.api.postCopy(
        buyer,
        copy({ number: `HUGE/${n}`, issueDate: `2026-0${n}-10`, receivedOn: '2026-05-11', ...amounts }),
      )
    }
  })

  it.each(['register/2026-05', 'purchases', `suppliers/${seller}`])('leave %s readable', async (path) => {
    const answer = await stage.api.send('GET', `${at}/${path}`)
    expect(answer.status, JSON.stringify(answer.body).slice(0, 200)).toBeLessThan(500)
  })

  it('leave the register readable as CSV', async () => {
    const answer = await stage.api.send('GET', `${at}/register/2026-05`, undefined, { accept: 'text/csv' })
    expect(answer.status).toBeLessThan(500)
  })
})
