import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createTestApp } from '../support/app.ts'
import { ksefDocument, nip, qrI } from '../support/ksef.ts'

const buyer = nip('candidates buyer')
const seller = { nip: nip('candidates seller'), name: 'Biuro Lokali sp. z o.o.' }
const day = '2026-06-10'

let app: Awaited<ReturnType<typeof createTestApp>>
beforeEach(async () => {
  app = await createTestApp({ now: '2026-08-31' })
  await app.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
})
afterEach(() => app.close())

const inKsef = (number: string, said: object = {}) =>
  ksefDocument({
    seller,
    buyer: { nip: buyer },
    number,
    issueDay: day,
    numberedAt: `${day}T09:00:00+02:00`,
    ...said,
  })
const importAll = (...documents: ReturnType<typeof inKsef>[]) =>
  app.api.importMetadata(
    buyer,
    documents.map((d) => d.metadata),
  )
const record = async (number: string, said: object = {}) => {
  const invoice = { seller: { nip: seller.nip }, number, issueDate: day, gross: '123.00', currency: 'PLN' }
  const { purchase } = await app.api.postCopy(buyer, {
    ...invoice,
    receivedOn: day,
    document: 'invoice',
    ...said,
  })
  return purchase as NonNullable<typeof purchase>
}
const path = (id: string, query = '') => `/v1/taxpayers/${buyer}/purchases/${id}/candidates${query}`
const candidatesOf = async (id: string, query = '') => {
  const { status, body } = await app.api.send('GET', path(id, query))
  expect(status).toBe(200)
  return body as {
    items: { number: string; score: number; reasons: { points: number; reason: string }[] }[]
    next: string | null
  }
}
const numbersOf = async (id: string, query = '') => (await candidatesOf(id, query)).items.map((c) => c.number)

describe('the candidates of a copy with a truncated number', () => {
  it('name the invoice in KSeF first, with reasons whose points make its score', async () => {
    await importAll(
      inKsef('FV/13/06/2026'),
      inKsef('FV/12/06/2026'),
      inKsef('FV/40/06/2026', { amounts: { net: '7.00' } }),
    )
    const copy = await record('FV/12/06')
    const { items, next } = await candidatesOf(copy.id)
    expect(next).toBeNull()
    expect(items.map((c) => c.number)).toEqual(['FV/12/06/2026', 'FV/13/06/2026'])
    expect(items[0]).toMatchObject({
      status: 'ksef-only',
      issueDate: day,
      currency: 'PLN',
      gross: '123.00',
      reasons: [
        { signal: 'number-part', reason: 'One number is the other without its beginning or its end.' },
        { signal: 'gross-same', reason: 'The gross amount is the same.' },
        { signal: 'day-same', reason: 'The issue day is the same.' },
        {
          signal: 'half-and-half',
          reason: 'One is known from KSeF alone, the other from outside KSeF alone.',
        },
      ],
    })
    for (const { score, reasons } of items) expect(score).toBe(reasons.reduce((sum, r) => sum + r.points, 0))
  })

  it('come page by page', async () => {
    await importAll(inKsef('FV/13/06/2026'), inKsef('FV/12/06/2026'))
    const copy = await record('FV/12/06')
    const first = await candidatesOf(copy.id, '?limit=1')
    expect(first.items.map((c) => c.number)).toEqual(['FV/12/06/2026'])
    const second = await candidatesOf(copy.id, `?limit=1&cursor=${first.next}`)
    expect([second.items.map((c) => c.number), second.next]).toEqual([['FV/13/06/2026'], null])
  })

  it('are not those that a person decided to be another invoice', async () => {
    await importAll(inKsef('FV/12/06/2026'), inKsef('FV/13/06/2026'))
    const { id, findings } = await record('FV/12/06')
    const [first] = (await candidatesOf(id)).items as unknown as { purchaseId: string }[]
    const finding = findings.find((f) => f.id.endsWith(`.${first?.purchaseId}`))
    const decision = { decision: 'different-invoice', note: 'two premises' }
    await app.api.json('POST', `/v1/taxpayers/${buyer}/findings/${finding?.id}/decision`, decision)
    expect(await numbersOf(id)).toEqual(['FV/13/06/2026'])
    await app.api.json('POST', `/v1/taxpayers/${buyer}/findings/${finding?.id}/decision`, {
      decision: 'reopen',
    })
    expect(await numbersOf(id)).toEqual(['FV/12/06/2026', 'FV/13/06/2026'])
  })

  it('do not change it, and open nothing', async () => {
    await importAll(inKsef('FV/12/06/2026'))
    const copy = await record('FV/12/06')
    const picture = async () => [await app.api.purchases(buyer), await app.api.history(buyer, copy.id)]
    const before = await picture()
    expect(await numbersOf(copy.id)).toEqual(['FV/12/06/2026'])
    expect(await picture()).toEqual(before)
  })
})

describe('a candidate is found', () => {
  it.each<[string, string, object]>([
    ['with day and month swapped', 'FV/12/06/2026', { issueDate: '2026-10-06' }],
    ['with the day of entry', 'FV/12/06/2026', { issueDate: '2026-06-30' }],
    ['with the net amount as gross', 'FV/l2/06/2026', { gross: '100.00' }],
    ['with its currency lost', 'FV/12/06/2026', { currency: 'EUR' }],
    ['without the beginning of its number', '12/06/2026', {}],
    ['without the beginning of its number, with the net amount', '12/06/2026', { gross: '100.00' }],
    ['with a number cut short, months later', 'FV/12/06/20', { issueDate: '2026-08-01', gross: '100.00' }],
    ['with its beginning and end lost on another day, by its amount', '12/06', { issueDate: '2026-06-29' }],
    ['as its own number of last year', 'FV/12/06/2026', { issueDate: '2025-06-10', gross: '1.00' }],
  ])('%s: %s %o', async (_, number, said) => {
    await importAll(inKsef('FV/12/06/2026'))
    const copy = await record(number, said)
    expect(copy.status).not.toBe('reconciled')
    expect(await numbersOf(copy.id)).toEqual(['FV/12/06/2026'])
  })

  it('from the side of KSeF too: the copy that waits', async () => {
    await record('FV/12/06')
    await importAll(inKsef('FV/12/06/2026'))
    const [numbered] = await app.api.purchases(buyer, { number: 'FV/12/06/2026' })
    expect(await numbersOf(numbered?.id as string)).toEqual(['FV/12/06'])
  })
})

describe('of many equal amounts of one seller', () => {
  it('the nearest days are looked at, before and after', async () => {
    const onDay = (issueDay: string, count: number) =>
      Array.from({ length: count }, (_, i) =>
        inKsef(`R/${i}/${issueDay}`, { issueDay, amounts: { net: '5.00' } }),
      )
    const far = [...onDay('2026-06-01', 210), ...onDay('2026-06-19', 210)]
    await importAll(...far, ...onDay('2026-06-09', 1), ...onDay('2026-06-11', 1))
    const copy = await record('X', { gross: far[0]?.metadata.grossAmount?.toString() })
    expect(await numbersOf(copy.id, '?limit=2')).toEqual(['R/0/2026-06-09', 'R/0/2026-06-11'])
  })
})

describe('no candidate is', () => {
  it('another invoice in KSeF of one that has its number, or of another seller', async () => {
    const other = { nip: nip('candidates other seller'), name: 'Inny sp. z o.o.' }
    await importAll(
      inKsef('FV/12/06/2026'),
      inKsef('FV/l2/06/2026'),
      inKsef('FV/12/06/2026', { seller: other }),
    )
    for (const { id } of await app.api.purchases(buyer)) expect(await numbersOf(id)).toEqual([])
  })

  it('what was addressed to somebody else, or merged away', async () => {
    const invoice = inKsef('FV/12/06/2026')
    const misread = await record('FV/l2/06/2026', { qrCodes: [qrI(seller.nip, day, invoice.xml)] })
    await importAll(inKsef('FV/13/06/2026', { buyer: { nip: nip('somebody') } }), invoice)
    const waiting = await record('FV/12/06')
    const items = (await candidatesOf(waiting.id)).items as unknown as { purchaseId: string }[]
    expect(items.map((c) => c.purchaseId)).toEqual([misread.id])
  })
})

it('of a purchase that is not there are refused', async () => {
  const { status, body } = await app.api.send('GET', path('unheard-of'))
  expect([status, body.code]).toEqual([404, 'purchase-unknown'])
})
