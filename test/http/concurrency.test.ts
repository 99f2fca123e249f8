import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer, Api } from '../support/api.ts'
import {
  at,
  buyer,
  copy,
  createServer,
  createStage,
  imported,
  ksef,
  otherBuyer,
  postPackage,
} from '../support/hostile.ts'
import { packageOf } from '../support/ksef.ts'

/** The same things at once: each becomes one purchase, one sender hears "new", the others "unchanged". */

const many = <T>(count: number, call: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => call(n)))
const counted = (answers: Answer[]) => answers.map((a) => `${a.status} ${a.body.outcome}`).sort()

describe.each([
  ['in process', createStage],
  ['over a real server', createServer],
])('%s', (_, open) => {
  let host: { api: Api; close(): Promise<void> }
  let api: Api
  beforeAll(async () => {
    host = await open()
    api = host.api
    await api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
  })
  afterAll(() => host.close())

  it('64 identical copies', { timeout: 20_000 }, async () => {
    const body = copy({ number: 'AT/ONCE/1', gross: '64.64', externalId: 'at-once' })
    const answers = await many(64, () => api.json('POST', `${at}/copies`, body))
    expect(counted(answers)).toEqual([...Array(63).fill('200 unchanged'), '201 new'])
    expect(new Set(answers.map((a) => a.body.copy.id)).size).toBe(1)
    const found = await api.purchases(buyer, { number: 'at once 1' })
    expect(found.map((p) => p.evidence.length)).toEqual([1])
    expect(await api.history(buyer, found[0]?.id ?? '')).toHaveLength(1)
  })

  it('8 identical packages', { timeout: 20_000 }, async () => {
    const documents = Array.from({ length: 150 }, (_, n) => ksef(`AT/ONCE/PACKAGE/${n}`))
    const archive = packageOf(documents)
    const results = (await many(8, () => postPackage(api, archive))).map(imported)
    const sum = (outcome: 'received' | 'new' | 'unchanged') => results.reduce((all, r) => all + r[outcome], 0)
    expect([sum('received'), sum('new'), sum('unchanged')]).toEqual([1200, 150, 1050])
    expect(new Set(results.map((r) => r.importId)).size).toBe(8)
    for (const { metadata } of documents) {
      const found = await api.purchases(buyer, { ksefNumber: metadata.ksefNumber })
      expect(found.map((p) => p.evidence.length)).toEqual([1])
    }
  })

  it('one invoice typed in sixteen ways while its package comes in', { timeout: 20_000 }, async () => {
    const { metadata, xml } = ksef('AO/16/2026', { more: { amounts: { net: '16.00' } } })
    const spelled = ['AO/16/2026', 'ao 16 2026', 'AO16/2026', ' AO-16-2026']
    const typed = (n: number) => {
      const amounts = { net: '16.00', vat: '3.68', gross: '19.68' }
      return copy({ number: spelled[n % 4], ...amounts, externalId: `typed-${n}`, kind: 'VAT' })
    }
    const [copies, packages] = await Promise.all([
      many(16, (n) => api.json('POST', `${at}/copies`, typed(n))),
      many(4, () => postPackage(api, packageOf([{ metadata, xml }]))),
    ])
    expect(copies.every((a) => a.status === 200 || a.status === 201)).toBe(true)
    expect(packages.map(imported).reduce((all, r) => all + r.unchanged, 0)).toBe(3)
    const found = await api.purchases(buyer, { number: 'AO/16/2026' })
    expect(found.map((p) => [p.status, p.ksef?.number])).toEqual([['reconciled', metadata.ksefNumber]])
    const outcomes = [
      ...copies.map((a) => a.body.outcome),
      ...packages.map((a) => (a.body.new ? 'new' : 'x')),
    ]
    expect(outcomes.filter((outcome) => outcome === 'new')).toHaveLength(1)
  })

  it('a taxpayer created, and one external id given to different documents', async () => {
    const created = await many(16, () => api.json('PUT', `/v1/taxpayers/${otherBuyer}`, { name: 'Inny' }))
    expect(created.map((a) => a.status).sort()).toEqual([...Array(15).fill(200), 201])
    const answers = await many(16, (n) =>
      api.json('POST', `/v1/taxpayers/${otherBuyer}/copies`, copy({ number: `N${n}`, externalId: 'one' })),
    )
    expect(answers.map((a) => a.status).sort()).toEqual([201, ...Array(15).fill(409)])
    expect(await api.purchases(otherBuyer)).toHaveLength(1)
  })
})
