import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { buyer, copy, ksef, seller } from '../support/hostile.ts'
import { packageOf } from '../support/ksef.ts'

/** In which months a purchase stands, whatever is stated of it, and what moves it. */

const asOf = '2026-12-20'
const months = Array.from({ length: 12 }, (_, n) => `2026-${String(n + 1).padStart(2, '0')}`)
let app: Awaited<ReturnType<typeof createTestApp>>
let api: Api

beforeEach(async () => {
  app = await createTestApp({ now: `${asOf}T10:00:00Z` })
  api = app.api
  await taxpayer()
})
afterEach(() => app.close())

const taxpayer = (more: object = {}) => api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.', ...more })
const record = async (more: object = {}): Promise<string> => {
  const { purchase } = await api.postCopy(buyer, copy({ kind: 'VAT', ...more }))
  return (purchase as Purchase).id
}
const state = (id: string, statement: object) => api.patchPurchase(buyer, id, statement)
/** Every row of the year as `month: input tax`, `-` where the amounts are not known. */
const year = async (): Promise<string[]> => {
  const all = await Promise.all(
    months.map(async (month) => {
      const { items } = await api.register(buyer, month, asOf)
      return items.map((row: Record<string, string>) => {
        const fields = Object.entries(row).filter(([name]) => /^K_4[134567]|^Zakup/.test(name))
        return `${month} ${fields.map(([name, value]) => `${name}=${value}`).join(' ') || '-'}`
      })
    }),
  )
  return all.flat()
}

describe('a purchase stands in exactly one month', () => {
  it('the one that met the last condition, the chosen one, and the first one again', async () => {
    const id = await record()
    expect(await year()).toEqual(['2026-06 K_43=23.00'])
    await state(id, { deductIn: '2026-08' })
    expect(await year()).toEqual(['2026-08 K_43=23.00'])
    await state(id, { deductIn: null, taxPointDate: '2026-07-31' })
    expect(await year()).toEqual(['2026-07 K_43=23.00'])
  })

  it('the first one when the window moved away from the choice, with a finding', async () => {
    const id = await record()
    await state(id, { deductIn: '2026-07', payments: [{ date: '2026-09-01', amount: '123.00' }] })
    await taxpayer({ cashMethod: true })
    const moved = await api.purchase(buyer, id)
    expect(moved.findings.map((f) => f.code)).toContain('CHOSEN_MONTH_OUTSIDE_WINDOW')
    expect(await year()).toEqual(['2026-09 K_43=23.00'])
  })

  it('of a quarterly taxpayer too: the month of the quarter in which it was met', async () => {
    await taxpayer({ settlement: 'quarterly' })
    const id = await record({ receivedOn: '2026-08-03' })
    expect(await year()).toEqual(['2026-08 K_43=23.00'])
    await state(id, { deductIn: '2026-09' })
    expect(await year()).toEqual(['2026-09 K_43=23.00'])
  })

  it('nowhere while the supply is not confirmed, and again once it is', async () => {
    const id = await record()
    await state(id, { supplyConfirmed: false })
    expect(await year()).toEqual([])
    await state(id, { supplyConfirmed: true })
    expect(await year()).toEqual(['2026-06 K_43=23.00'])
  })

  it('only after it was received', async () => {
    await record()
    expect((await api.register(buyer, '2026-06', '2026-06-10')).totals.rows).toBe(0)
    expect((await api.register(buyer, '2026-06', '2026-06-11')).totals.rows).toBe(1)
  })
})

describe('the cash method', () => {
  const paid = (...payments: [date: string, amount: string][]) => ({
    payments: payments.map(([date, amount]) => ({ date, amount })),
  })

  it('of the buyer: nothing before payment, then part by part', async () => {
    await taxpayer({ cashMethod: true })
    const id = await record()
    expect(await year()).toEqual([])
    await state(id, paid(['2026-06-05', '23.00'], ['2026-08-01', '50.00']))
    expect(await year()).toEqual(['2026-06 K_43=4.30', '2026-08 K_43=9.35'])
    await state(id, paid(['2026-06-05', '23.00'], ['2026-08-01', '50.00'], ['2026-10-01', '50.00']))
    expect(await year()).toEqual(['2026-06 K_43=4.30', '2026-08 K_43=9.35', '2026-10 K_43=9.35'])
  })

  it('of a flat-rate farmer: his parts, not before the invoice was received', async () => {
    const id = await record({
      kind: 'VAT_RR',
      net: '100.00',
      vat: '7.00',
      gross: '107.00',
      receivedOn: '2026-07-02',
    })
    await state(id, paid(['2026-06-30', '53.50'], ['2026-08-30', '53.50']))
    expect(await year()).toEqual(['2026-07 K_43=3.50', '2026-08 K_43=3.50'])
  })

  it('counts no more than the price, and says so', async () => {
    const id = await record({ sellerCashMethod: true })
    const purchase = await state(id, paid(['2026-07-01', '100.00'], ['2026-08-01', '100.00']))
    expect(purchase.findings.map((f) => f.code)).toContain('PAYMENTS_EXCEED_GROSS')
    expect(await year()).toEqual(['2026-07 K_43=18.70', '2026-08 K_43=4.30'])
  })
})

describe('a correction in minus', () => {
  const original = { number: 'FV/12/06/2026', issueDay: '2026-06-10', ksefNumber: null }
  const correct = () =>
    api.importPackage(
      buyer,
      packageOf([
        ksef('KOR/1', {
          more: {
            ...{ kind: 'KOR', corrects: [original], amounts: { net: '-10.00' } },
            ...{ issueDay: '2026-07-01', numberedAt: '2026-07-01T10:00:00+02:00' },
          },
        }),
      ]),
    )

  it('stands in the month of its receipt, or with an original that is deducted later', async () => {
    const id = await record()
    await correct()
    expect(await year()).toEqual(['2026-06 K_43=23.00', '2026-07 K_43=-2.30'])
    await state(id, { deductIn: '2026-09' })
    expect(await year()).toEqual(['2026-09 K_43=23.00', '2026-09 K_43=-2.30'])
  })

  it('never stands alone', async () => {
    const id = await record()
    await correct()
    await state(id, { supplyConfirmed: false })
    expect(await year()).toEqual([])
  })

  it('in a foreign currency is converted at the rate of its original', async () => {
    const id = await record({ currency: 'EUR', vatPln: '97.75' })
    const more = {
      ...{ kind: 'KOR' as const, corrects: [original], currency: 'EUR' },
      ...{
        amounts: { net: '-10.00', vatPln: '-9.78' },
        issueDay: '2026-06-20',
        numberedAt: '2026-06-20T10:00:00+02:00',
      },
    }
    await api.importPackage(buyer, packageOf([ksef('KOR/1', { more })]))
    const nets = async () =>
      (await api.register(buyer, '2026-06', asOf)).items.map((row: Record<string, string>) => row.K_42)
    expect(await nets()).toEqual([undefined, undefined])
    await state(id, { exchangeRate: '4.25' })
    expect(await nets()).toEqual(['425.00', '-42.50'])
  })
})

describe('what the accountant states', () => {
  it('adjustments: in the row of the purchase, or in a month of their own', async () => {
    const id = await record()
    await state(id, { adjustments: { K_44: '1.00' } })
    expect(await year()).toEqual(['2026-06 K_43=23.00 K_44=1.00'])
    await state(id, { adjustments: { month: '2026-10', K_46: '-23.00' } })
    expect(await year()).toEqual(['2026-06 K_43=23.00', '2026-10 K_46=-23.00'])
    await state(id, { adjustments: {} })
    expect(await year()).toEqual(['2026-06 K_43=23.00'])
  })

  it('adjustments whose sign contradicts their field are refused', async () => {
    const id = await record()
    for (const adjustments of [{ K_46: '1.00' }, { K_47: '-1.00' }]) {
      const answer = await api.json('PATCH', `/v1/taxpayers/${buyer}/purchases/${id}`, { adjustments })
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-request' } })
    }
  })

  it('a margin purchase has its value and no input tax', async () => {
    const id = await record({ vat: '0.00', net: '123.00' })
    expect(await year()).toEqual([])
    await state(id, { marginPurchase: true })
    expect(await year()).toEqual(['2026-06 ZakupVAT_Marza=123.00'])
  })

  it('a share of nothing makes no row', async () => {
    const id = await record()
    await state(id, { deductibleShare: '0' })
    expect(await year()).toEqual([])
  })

  it('a default of the supplier holds where the purchase states nothing, from the moment it is changed', async () => {
    await taxpayer({ policy: { partialDeductionNet: 'proportional' } })
    const id = await record()
    const supplier = (defaults: object) => api.putSupplier(buyer, seller, { defaults })
    await supplier({ deductibleShare: '0.50' })
    expect(await year()).toEqual(['2026-06 K_43=11.50'])
    await supplier({ deductibleShare: '0.50', fixedAsset: true })
    expect(await year()).toEqual(['2026-06 K_41=11.50'])
    await state(id, { fixedAsset: false, deductibleShare: '1' })
    expect(await year()).toEqual(['2026-06 K_43=23.00'])
    await state(id, { fixedAsset: null, deductibleShare: null })
    expect(await year()).toEqual(['2026-06 K_41=11.50'])
  })

  it('an open share is a finding and no number until a policy decides', async () => {
    const id = await record()
    const purchase = await state(id, { deductibleShare: '0.50' })
    expect(purchase.findings.map((f) => f.code)).toContain('PARTIAL_NET_UNDECIDED')
    expect(await year()).toEqual(['2026-06 -'])
    await taxpayer({ policy: { partialDeductionNet: 'full' } })
    expect(await year()).toEqual(['2026-06 K_43=11.50'])
  })
})

describe('findings of a row', () => {
  it('are those still open: one that was settled gives no amounts, and is not listed', async () => {
    const id = await record({ currency: 'EUR', vatPln: '97.75' })
    const row = async () => (await api.register(buyer, '2026-06', asOf)).items[0]
    expect((await row()).findings).toContain('EXCHANGE_RATE_MISSING')
    const path = `/v1/taxpayers/${buyer}/findings/${id}.EXCHANGE_RATE_MISSING/decision`
    const answer = await api.json('POST', path, { decision: 'dismissed', note: 'the rate comes tomorrow' })
    expect(answer.status).toBe(200)
    const { findings, amountsUnknown, K_42 } = await row()
    expect(findings).not.toContain('EXCHANGE_RATE_MISSING')
    expect([amountsUnknown, K_42]).toEqual([expect.stringContaining('EUR'), undefined])
  })
})

describe('a month of many purchases', () => {
  it('comes page after page, with the totals of the whole month on each', async () => {
    const items = Array.from({ length: 25 }, (_, n) =>
      copy({ number: `A${n}`, net: `${n + 1}.00`, gross: `${n + 24}.00` }),
    )
    await api.json('POST', `/v1/taxpayers/${buyer}/copies/batch`, { items })
    const seen: string[] = []
    for (let cursor = ''; ; ) {
      const { body } = await api.send('GET', `/v1/taxpayers/${buyer}/register/2026-06?limit=10${cursor}`)
      expect(body.totals).toMatchObject({ rows: 25, K_42: '325.00', inputVat: '575.00' })
      seen.push(...body.items.map((row: { DowodZakupu: string }) => row.DowodZakupu))
      if (body.next === null) break
      cursor = `&cursor=${body.next}`
    }
    expect(seen).toEqual(items.map((item) => item.number))
  })

  it('is read as it was before a change or after it, never between', async () => {
    const items = Array.from({ length: 250 }, (_, n) =>
      copy({ number: `A${n}`, net: `${n + 1}.00`, gross: `${n + 24}.00` }),
    )
    await api.json('POST', `/v1/taxpayers/${buyer}/copies/batch`, { items })
    let done = false
    const change = api.putSupplier(buyer, seller, { defaults: { fixedAsset: true } }).then(() => {
      done = true
    })
    const seen = new Set<string>()
    while (!done) {
      const { totals } = await api.register(buyer, '2026-06', asOf)
      seen.add(`${totals.K_41} ${totals.K_43}`)
    }
    await change
    const { totals } = await api.register(buyer, '2026-06', asOf)
    expect(totals).toMatchObject({ K_41: '5750.00', K_43: '0.00' })
    for (const read of seen) expect(['0.00 5750.00', '5750.00 0.00']).toContain(read)
  })
})
