import { afterEach, describe, expect, it, vi } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { addDays, type Day } from '../../src/values/day.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, packageOf } from '../support/ksef.ts'
import { api, ownSellers, seller } from '../support/own-seller.ts'

/** More documents under one number than anybody compares: they cost what a few cost, and are held for a person. */

const us = ownSellers('large families', '2026-07-24T12:00:00+02:00')
const at = `/v1/taxpayers/${us}`
const code = 'TOO_MANY_ALIKE'

type Said = (index: number) => object
const amounts: Said = (i) => ({ gross: `${1000 + i}.00`, net: null, vat: null })
async function copies(from: number, to: number, said: Said, number: (i: number) => string = () => 'SAME/1') {
  for (let first = from; first < to; first += 200) {
    const items = Array.from({ length: Math.min(200, to - first) }, (_, i) =>
      plainCopy(seller, number(first + i), { externalId: `${seller.nip}-${first + i}`, ...said(first + i) }),
    )
    const answer = await api.json('POST', `${at}/copies/batch`, { items })
    expect(answer.status).toBe(200)
    expect(answer.body.results.filter((r: { copy?: object }) => !r.copy)).toEqual([])
  }
}
const all = () => api.purchases(us, { seller: seller.nip })
const held = async () => (await all()).filter((p) => p.findings.some((f) => f.code === code && f.open)).length

afterEach(() => vi.restoreAllMocks())

/** How many statements run and how many rows they answer while `work` is done. */
async function cost(work: () => Promise<unknown>): Promise<{ statements: number; rows: number }> {
  const file = openSqlite(':memory:')
  const prototype = Object.getPrototypeOf(file.prepare('SELECT 1'))
  file.close()
  const count = { statements: 0, rows: 0 }
  const { all, run } = prototype
  vi.spyOn(prototype, 'all').mockImplementation(function (this: unknown, ...params) {
    const rows = all.apply(this, params)
    count.statements++
    count.rows += rows.length
    return rows
  })
  vi.spyOn(prototype, 'run').mockImplementation(function (this: unknown, ...params) {
    count.statements++
    return run.apply(this, params)
  })
  await work()
  vi.restoreAllMocks()
  return count
}

describe('a copy under a number that came too often', () => {
  const days: Said = (i) => ({
    issueDate: addDays('2025-01-01' as Day, i),
    receivedOn: '2026-01-05',
    ...amounts(i),
  })
  const permuted = (i: number) =>
    String([...'123456'].reduce((n, d, at) => insert(n, d, (i >> at) % (at + 1)), ''))
  const insert = (text: string, digit: string, at: number) => text.slice(0, at) + digit + text.slice(at)
  it.each<[string, number, number, Said, ((i: number) => string)?]>([
    ['on one day, each of another amount', 200, 2000, amounts],
    ['on as many days', 120, 150, days],
    [
      'on one day, all equal but for the name of the seller',
      120,
      150,
      (i) => ({ seller: { ...seller, name: `S. ${i}` } }),
    ],
    ['easily taken for others, on one day', 120, 150, amounts, permuted],
  ])(
    'costs the same however many stand there: %s',
    async (_, some, most, said, number) => {
      await copies(0, some, said, number)
      const few = await cost(() => copies(some, some + 1, said, number))
      await copies(some + 1, most, said, number)
      const many = await cost(() => copies(most, most + 1, said, number))
      expect(many.statements).toBeLessThanOrEqual(few.statements + 2)
      expect(many.rows).toBeLessThanOrEqual(few.rows + 10)
      expect(few.rows).toBeLessThan(300)
    },
    60_000,
  )
})

describe('a number under which a hundred documents stand', () => {
  it('is compared as any other, and held with all of them from the next one on', async () => {
    await copies(0, 100, amounts)
    expect(await held()).toBe(0)
    await copies(100, 101, amounts)
    expect(await held()).toBe(101)
    await copies(101, 130, amounts)
    expect(await held()).toBe(130)
    const [first] = await all()
    const { status, body } = await api.json('POST', `${at}/purchases/${first?.id}/posting`, {
      reference: 'PZ/1',
      postedOn: '2026-07-02',
    })
    expect([status, body.code]).toEqual([409, 'held'])
    expect(first?.findings.find((f) => f.code === code)).toMatchObject({
      id: `${first?.id}.${code}`,
      severity: 'blocking',
      message: expect.stringMatching(/^More than 100 documents of this seller .* compare by hand/),
    })
  })

  it('is held as a whole also where all came in one request, and on many days of a year', async () => {
    await copies(0, 120, (i) => ({
      ...amounts(i),
      issueDate: `2026-0${1 + (i % 6)}-1${i % 10}`,
      receivedOn: '2026-07-01',
    }))
    expect(await held()).toBe(120)
    // Of another year, or another seller's: nothing is wrong with these.
    await copies(200, 201, (i) => ({ ...amounts(i), issueDate: '2025-06-30', receivedOn: '2025-07-01' }))
    expect(await held()).toBe(120)
  })

  it('still takes in what is certain: the same again, a copy with the KSeF number, or of the same file', async () => {
    const document = ksefDocument({
      ...{ seller, buyer: { nip: us }, number: 'SAME/1', issueDay: '2026-06-10' },
      amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
      numberedAt: '2026-06-10T10:00:00+02:00',
    })
    await copies(0, 120, amounts)
    await api.importPackage(us, packageOf([document]))
    const { ksefNumber } = document.metadata
    const joined = await api.postCopy(us, plainCopy(seller, 'SAME/1', { ksefNumber }))
    const file = await api.postCopyXml(us, document.xml, { receivedOn: '2026-06-11', document: 'invoice' })
    const real = (await all()).filter((p) => p.ksef?.number === ksefNumber)
    expect(real).toHaveLength(1)
    expect([joined.purchase?.id, file.purchase?.id]).toEqual([real[0]?.id, real[0]?.id])
    expect(real[0]?.evidence).toHaveLength(3)
    expect((await all()).length).toBe(121)
    await copies(0, 120, amounts)
    expect((await all()).length).toBe(121)
    expect(await held()).toBe(121)
  })
})
