import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Ledger } from '../../src/ledger/ledger.ts'
import type { UnitOfWork } from '../../src/purchase/unit-of-work.ts'
import type { Db } from '../../src/store/database.ts'
import type { Api } from '../support/api.ts'
import { createTestApp, onEdge } from '../support/app.ts'
import { at, buyer, copy, jsonType } from '../support/hostile.ts'
import { nip } from '../support/ksef.ts'

/** Copies that come at the same time are recorded together, and each is answered as if it had come alone. */

let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api
beforeEach(async () => {
  stage = await createTestApp({ now: '2026-07-24T10:00:00Z' })
  api = stage.api
  await api.putTaxpayer(buyer, { name: 'Odbiorca' })
})
afterEach(async () => {
  vi.restoreAllMocks()
  await stage.close()
})

/** Each of a seller of its own. */
const numbered = (n: number, more: object = {}) =>
  copy({
    seller: { nip: nip(`arrival ${n}`) },
    number: `AR/${n}/X`,
    net: null,
    vat: null,
    gross: `${1000 + n * 7}.00`,
    kind: 'VAT',
    ...more,
  })
const together = (count: number, body: (n: number) => object) =>
  Promise.all(Array.from({ length: count }, (_, n) => api.json('POST', `${at}/copies`, body(n))))
const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status)

describe('copies that come together', () => {
  it('are answered each with its own copy and purchase', async () => {
    const answers = await together(70, (n) => numbered(n, { externalId: `e-${n}` }))
    expect(statuses(answers)).toEqual(Array(70).fill(201))
    for (const [n, { body }] of answers.entries()) {
      expect(body.purchase.number).toBe(`AR/${n}/X`)
      expect(body.copy.externalId).toBe(`e-${n}`)
      expect(body.purchase.evidence.map((e: { id: string }) => e.id)).toEqual([body.copy.id])
    }
  })

  it('are recorded under the name of who sent them', async () => {
    const names = ['skrzynka', 'obieg']
    const keys = await Promise.all(
      names.map(
        async (name) =>
          (await api.json('POST', '/v1/keys', { name, role: 'integration', taxpayers: [buyer] })).body.key,
      ),
    )
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        stage.fetch(
          new Request(`http://service${at}/copies`, {
            method: 'POST',
            headers: { ...jsonType, authorization: `Bearer ${keys[n % 2]}` },
            body: JSON.stringify(numbered(n)),
          }),
        ),
      ),
    )
    for (const [n, answer] of answers.entries()) {
      const { purchase } = (await answer.json()) as { purchase: { id: string } }
      const [created] = await api.history(buyer, purchase.id)
      expect(created?.actor.split(' ')[0]).toBe(names[n % 2])
    }
  })

  it('of one invoice are answered as if each had come alone', async () => {
    const one = (n: number) => numbered(1, { gross: `${100 + n}.00`, externalId: `mail-${n}` })
    const answers = await together(3, one)
    expect(answers.map(({ body }) => body.outcome)).toEqual(['new', 'review', 'review'])
    const twice = await together(4, () => numbered(2, { receivedOn: '2026-06-12' }))
    expect(twice.map(({ body }) => body.outcome)).toEqual(['new', 'unchanged', 'unchanged', 'unchanged'])
  })

  it('in a batch are answered in order, whatever was recorded together', async () => {
    const items = Array.from({ length: 90 }, (_, n) =>
      numbered(n % 40, { number: `B/${n}`, gross: `${9000 + n * 11}.00` }),
    )
    const { body } = await api.json('POST', `${at}/copies/batch`, { items })
    const numbers = body.results.map((r: { purchase: { number: string } }) => r.purchase.number)
    expect(numbers).toEqual(items.map(({ number }) => number))
  })

  it('in a batch keep their order where they share a name: the first has it', async () => {
    const items = [
      numbered(1, { number: 'O/1' }),
      numbered(1, { number: 'O/2', gross: '77.00', externalId: 'shared' }),
      numbered(2, { number: 'O/3', externalId: 'shared' }),
    ]
    const { body } = await api.json('POST', `${at}/copies/batch`, { items })
    expect(body.results.map((r: { outcome?: string; code?: string }) => r.outcome ?? r.code)).toEqual([
      'new',
      'new',
      'external-id-reused',
    ])
  })

  it('with one that is refused lose no other', async () => {
    await api.json('POST', `${at}/copies`, numbered(99, { externalId: 'taken' }))
    const answers = await together(9, (n) => numbered(n, n === 4 ? { externalId: 'taken' } : {}))
    expect(statuses(answers)).toEqual([201, 201, 201, 201, 409, 201, 201, 201, 201])
    expect(answers[4]?.body.code).toBe('external-id-reused')
  })
})

describe.skipIf(onEdge)('their transactions', () => {
  it('are fewer than the copies', async () => {
    const write = vi.spyOn(Ledger.prototype, 'write')
    await together(64, numbered)
    expect(write.mock.calls.length).toBeGreaterThanOrEqual(2)
    expect(write.mock.calls.length).toBeLessThan(16)
  })

  it('leave others their turn', async () => {
    const seen: string[] = []
    const write = Ledger.prototype.write
    vi.spyOn(Ledger.prototype, 'write').mockImplementation(function (this: Ledger, ...args) {
      seen.push('write')
      setImmediate(() => seen.push('other'))
      return write.apply(this, args) as never
    })
    await together(150, numbered)
    const writes = seen
      .join(' ')
      .split('other')
      .map((turn) => turn.split('write').length - 1)
    expect(Math.max(...writes)).toBe(1)
  })

  it('are one for each where the database refuses one of them', async () => {
    const plain = Ledger.prototype.write
    vi.spyOn(Ledger.prototype, 'write').mockImplementation(function (
      this: Ledger,
      ...[actor, why, work, how]
    ) {
      return plain.call(
        this,
        actor,
        why,
        (unit) => work({ ...unit, tx: refusing(unit.tx) } as UnitOfWork),
        how,
      )
    })
    const answers = await together(9, numbered)
    expect(statuses(answers)).toEqual([201, 201, 201, 201, 500, 201, 201, 201, 201])
    vi.restoreAllMocks()
    expect(await api.purchases(buyer)).toHaveLength(8)
    expect((await api.json('POST', `${at}/copies`, numbered(4))).status).toBe(201)
  })
})

/** A database that cannot store one of the copies. */
const refusing = (tx: Db): Db => ({
  ...tx,
  runEach: (text, rows) => {
    if (text.startsWith('INSERT INTO evidence') && JSON.stringify(rows).includes('AR/4/X'))
      throw new Error('the disk refuses it')
    tx.runEach(text, rows)
  },
})
