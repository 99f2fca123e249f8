import { expect, it } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { addDays, type Day } from '../../src/values/day.ts'
import type { Purchase } from '../support/api.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, ksefNumber, packageOf } from '../support/ksef.ts'
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
const isHeld = (p: Purchase) => p.findings.some((f) => f.code === code && f.open)
const held = async () => (await all()).filter(isHeld).length

/** How many statements run and how many rows they answer while `work` is done. */
async function cost(work: () => Promise<unknown>): Promise<{ statements: number; rows: number }> {
  const file = openSqlite(':memory:')
  const prototype = Object.getPrototypeOf(file.prepare('SELECT 1'))
  file.close()
  const count = { statements: 0, rows: 0 }
  const { all, run } = prototype
  // A mock would keep every row that it saw.
  prototype.all = function (this: unknown, ...params: unknown[]) {
    const rows = all.apply(this, params)
    count.statements++
    count.rows += rows.length
    return rows
  }
  prototype.run = function (this: unknown, ...params: unknown[]) {
    count.statements++
    return run.apply(this, params)
  }
  await work().finally(() => Object.assign(prototype, { all, run }))
  return count
}

/** What the next one costs: the least of three, for what the service does meanwhile by itself is counted too. */
async function costOfNext(at: number, said: Said): Promise<Awaited<ReturnType<typeof cost>>> {
  const costs = []
  for (let n = 0; n < 3; n++) costs.push(await cost(() => copies(at + n, at + n + 1, said)))
  return {
    statements: Math.min(...costs.map(({ statements }) => statements)),
    rows: Math.min(...costs.map(({ rows }) => rows)),
  }
}

const sameCost = async (some: number, most: number, said: Said) => {
  await copies(0, some, said)
  const few = await costOfNext(some, said)
  await copies(some + 3, most, said)
  const many = await costOfNext(most, said)
  expect(many.statements).toBeLessThanOrEqual(few.statements + 2)
  expect(many.rows).toBeLessThanOrEqual(few.rows + 10)
  expect(few.rows).toBeLessThan(300)
}

it('a number under which a hundred stand is compared, and from the next one on all are held, at the same cost for each', async () => {
  await copies(0, 100, amounts)
  expect(await held()).toBe(0)
  await copies(100, 101, amounts)
  expect(await held()).toBe(101)
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
  await sameCost(200, 1000, amounts)

  // What is certain is still taken in: a copy with the KSeF number, or of the same file, and the same again.
  const document = ksefDocument({
    ...{ seller, buyer: { nip: us }, number: 'SAME/1', issueDay: '2026-06-10' },
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    numberedAt: '2026-06-10T10:00:00+02:00',
  })
  await api.importPackage(us, packageOf([document]))
  const { ksefNumber } = document.metadata
  const joined = await api.postCopy(us, plainCopy(seller, 'SAME/1', { ksefNumber }))
  const file = await api.postCopyXml(us, document.xml, { receivedOn: '2026-06-11', document: 'invoice' })
  await copies(0, 120, amounts)
  const everything = await all()
  const real = everything.filter((p) => p.ksef?.number === ksefNumber)
  expect(real).toHaveLength(1)
  expect([joined.purchase?.id, file.purchase?.id]).toEqual([real[0]?.id, real[0]?.id])
  expect(real[0]?.evidence).toHaveLength(3)
  expect(everything.filter(isHeld)).toHaveLength(1004)

  // Over several pages of the store each is listed once, in the order of the purchases.
  const { items } = (await api.json('GET', `${at}/findings?code=${code}&limit=1000`)).body
  const listed = items.map((f: { purchaseId: string }) => f.purchaseId)
  expect(listed).toEqual(
    everything
      .filter(isHeld)
      .slice(0, 1000)
      .map((p) => p.id),
  )
}, 60_000)

/** Numbers with the same digits in another order: 123456 and so on. */
const reordered = (i: number): string => {
  const digits = [...'123456']
  for (let left = digits.length, rest = i; left > 1; rest = Math.floor(rest / left), left--)
    digits.push(...digits.splice(rest % left, 1))
  return digits.join('')
}

it('so are those under numbers that are easily taken for each other: the hundred that were there, too', async () => {
  await copies(0, 100, amounts, reordered)
  expect(await held()).toBe(0)
  await copies(100, 101, amounts, reordered)
  expect(await held()).toBe(101)
}, 60_000)

it('what is there is decided once by what makes it too large, and those that come are purchases in their order', async () => {
  const document = ksefDocument({
    ...{ seller, buyer: { nip: us }, number: 'SAME/1', issueDay: '2026-06-10' },
    ...{ amounts: { net: '100.00' }, numberedAt: '2026-06-10T10:00:00+02:00' },
  })
  await api.importPackage(us, packageOf([document]))
  await copies(0, 99, amounts)
  const real = (await all()).find((p) => p.ksef !== null) as Purchase
  const before = await api.history(us, real.id)
  const { ksefNumber } = document.metadata
  const coming = [
    { ksefNumber, document: 'numbered-visualisation' },
    amounts(5000),
    amounts(5001),
    amounts(5002),
  ]
  const items = coming.map((said) => plainCopy(seller, 'SAME/1', { ...said }))
  await api.json('POST', `${at}/copies/batch`, { items })
  expect(await held()).toBe(103)
  expect(await api.history(us, real.id)).toHaveLength(before.length + 1)
  expect((await all()).slice(-3).map((p) => p.gross)).toEqual(['6000.00', '6001.00', '6002.00'])
}, 60_000)

it('so many are near to nobody: what comes beside them is not asked to be one of them', async () => {
  const beside = async (number: string, gross: string) => {
    const { purchase } = await api.postCopy(us, plainCopy(seller, number, { ...amounts(0), gross }))
    return purchase?.findings.filter((f) => f.code === 'POSSIBLE_DUPLICATE').length
  }
  await copies(0, 100, amounts)
  expect(await beside('BESIDE/1', '1000.00')).toBe(1)
  await copies(100, 101, amounts)
  expect(await beside('BESIDE/2', '1050.00')).toBe(0)
}, 60_000)

it('counts each once, however often it is looked at: ninety, of which a correction comes with others, are few', async () => {
  const documents = Array.from({ length: 90 }, (_, i) => {
    const issueDay = addDays('2026-03-01' as Day, i)
    return ksefDocument({
      ...{ seller, buyer: { nip: us }, number: 'SAME/1', issueDay, kind: i === 89 ? 'KOR' : 'VAT' },
      ...{ amounts: { net: `${100 + i}.00` }, numberedAt: `${issueDay}T10:00:00+02:00` },
    })
  })
  await api.importPackage(us, packageOf(documents.slice(0, 70)))
  await api.importPackage(us, packageOf(documents.slice(70)))
  expect([(await all()).length, await held()]).toEqual([90, 0])
}, 60_000)

it('so are those of a year under one number, and nobody of another year', async () => {
  const days: Said = (i) => ({
    issueDate: addDays('2025-01-01' as Day, i),
    receivedOn: '2026-01-05',
    ...amounts(i),
  })
  await sameCost(101, 120, days)
  expect(await held()).toBe(123)
  await copies(200, 201, (i) => ({ ...amounts(i), issueDate: '2024-06-30', receivedOn: '2024-07-01' }))
  expect(await held()).toBe(123)
}, 60_000)

it('a correction finds its original among a hundred of one number and day, and asks of more which it is', async () => {
  // The paper alone can be what a number quotes that nobody here has: all others have their own.
  await copies(0, 1, amounts)
  const numbered = (i: number) =>
    ksefDocument({
      ...{ seller, buyer: { nip: us }, number: 'SAME/1', issueDay: '2026-06-10' },
      ...{ amounts: { net: `${100 + i}.00` }, numberedAt: '2026-06-10T10:00:00+02:00' },
      ksefNumber: ksefNumber(seller.nip, '2026-06-10', `one of many ${i}`),
    }).metadata
  await api.importMetadata(
    us,
    Array.from({ length: 99 }, (_, i) => numbered(i)),
  )
  const quoted = ksefNumber(seller.nip, '2026-06-10', 'the quoted one')
  const corrects = [{ number: 'SAME/1', issueDate: '2026-06-10', ksefNumber: quoted }]
  const correcting = async (number: string) => {
    const less = { kind: 'KOR', corrects, net: '-10.00', vat: '-2.30', gross: '-12.30' }
    return (await api.postCopy(us, plainCopy(seller, number, less))).purchase as Purchase
  }
  const [paper, ...others] = await all()
  expect([paper?.ksef, others.length]).toEqual([null, 99])
  expect((await correcting('KOR/A')).corrects[0]?.purchaseId).toBe(paper?.id)
  await api.importMetadata(us, [numbered(99)])
  const { corrects: named, findings } = await correcting('KOR/B')
  expect(named[0]?.purchaseId).toBeNull()
  expect(findings.find((f) => f.code === 'KOR_ORIGINAL_UNKNOWN')?.message).toContain(
    'Several purchases here fit',
  )
}, 60_000)

it('so are equal copies of one invoice', async () => {
  await sameCost(120, 150, (i) => ({ seller: { ...seller, name: `S. ${i}` } }))
}, 60_000)
