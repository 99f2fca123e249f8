import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { purchaseRows, textsOf } from '../support/jpk-file.ts'
import { nip } from '../support/ksef.ts'

/** A month with rows about which somebody has still to decide: FREE is free, HELD/1 and HELD/2 differ in the amount alone. */

const us = nip('held month')
const seller = { nip: nip('held seller') }
const at = `/v1/taxpayers/${us}/register/2026-06`
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api
const held: Purchase[] = []

beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-20T10:00:00Z' })
  api = stage.api
  await api.putTaxpayer(us, { name: 'Odbiorca', jpk: { officeCode: '1471', email: 'a@b.example' } })
  await api.postCopy(us, plainCopy(seller, 'FREE/1'))
  for (const [net, vat, gross] of [
    ['200.00', '46.00', '246.00'],
    ['300.00', '69.00', '369.00'],
  ]) {
    const { purchase } = await api.postCopy(us, plainCopy(seller, 'HELD/1', { net, vat, gross }))
    held.push(purchase as Purchase)
  }
})
afterAll(() => stage.close())

const file = (query = '') => api.send('GET', `${at}?format=xml${query}`)
const numbers = (xml: string) => purchaseRows(xml).map((row) => row.DowodZakupu)

describe('the file of the month', () => {
  it('is refused until somebody says what becomes of them, naming the first and the count', async () => {
    const { status, body } = await file()
    expect(status).toBe(422)
    expect(body).toMatchObject({ code: 'register-held', count: 2 })
    expect(body.detail).toContain('2 rows')
    expect(body.detail).toContain('HELD/1')
    expect(body.purchases.map((p: { purchaseId: string }) => p.purchaseId)).toEqual(held.map((p) => p.id))
    expect((await file('&held=maybe')).status).toBe(400)
  })

  it('has them when they are included, and neither them nor their tax when they are left out', async () => {
    const { body: all } = await file('&held=include')
    expect(numbers(all)).toEqual(['FREE/1', 'HELD/1', 'HELD/1'])
    expect(textsOf(all, 'PodatekNaliczony')).toEqual(['138.00'])
    const { body: free } = await file('&held=leave-out')
    expect(numbers(free)).toEqual(['FREE/1'])
    expect(textsOf(free, 'PodatekNaliczony')).toEqual(['23.00'])
    expect(textsOf(free, 'LiczbaWierszyZakupow')).toEqual(['1'])
  })

  it('asks nothing of a held row without amounts that is left out, and refuses another', async () => {
    const euro = plainCopy(seller, 'HELD/2', { currency: 'EUR' })
    await api.postCopy(us, euro)
    await api.postCopy(us, { ...euro, net: '200.00', vat: '46.00', gross: '246.00' })
    expect((await file('&held=include')).body).toMatchObject({ code: 'register-incomplete' })
    expect(numbers((await file('&held=include&incomplete=leave-out')).body)).toHaveLength(3)
    expect(numbers((await file('&held=leave-out')).body)).toEqual(['FREE/1'])
    for (const { id } of await api.purchases(us, { number: 'HELD/2' }))
      await api.patchPurchase(us, id, { supplyConfirmed: false })
  })
})

describe('what is shown of the month', () => {
  it('marks the rows in JSON and in the table, and counts them', async () => {
    const { items, totals } = await api.register(us, '2026-06')
    expect(items.map((row: { held: boolean }) => row.held)).toEqual([false, true, true])
    expect(totals).toMatchObject({ rows: 3, held: 2, inputVat: '138.00' })
    const [head = '', ...lines] = (await api.send('GET', `${at}?format=csv`)).body.trimEnd().split('\r\n')
    const column = head.split(';').indexOf('held')
    expect(lines.map((line: string) => line.split(';')[column])).toEqual(['', 'true', 'true'])
    expect((await api.register(us, '2026-06', '2026-06-09')).totals).toMatchObject({ rows: 0, held: 0 })
  })

  it('is what the check of the month says', async () => {
    const { body } = await api.json('GET', `${at}/check?asOf=2026-07-20`)
    expect(body).toMatchObject({ ready: false, totals: { held: 2 } })
    expect(body.sections.findings.blocking).toMatchObject({
      ...{ count: 2, codes: [{ code: 'AMOUNT_MISMATCH', count: 2 }] },
      items: [{ purchaseId: held[0]?.id }, { purchaseId: held[1]?.id }],
    })
    expect(body.sections.findings.review.codes).not.toContainEqual(
      expect.objectContaining({ code: 'AMOUNT_MISMATCH' }),
    )
  })
})

describe('a filing of the month', () => {
  const fileMonth = (body: object) => api.json('POST', `${at}/filings`, body)

  it('says how the held rows were dealt with, and sums what it has', async () => {
    const whole = await fileMonth({ filedOn: '2026-07-18' })
    expect(whole.body).toMatchObject({ held: 'include', totals: { rows: 3, held: 2, inputVat: '138.00' } })
    const without = await fileMonth({ filedOn: '2026-07-19', held: 'leave-out' })
    expect(without.body).toMatchObject({
      ...{ held: 'leave-out', totals: { rows: 1, held: 0, withoutAmounts: 0, inputVat: '23.00' } },
    })
    expect(without.body.totals).toMatchObject({ K_42: '100.00', K_43: '23.00' })
    expect(without.body.items.map((row: { DowodZakupu: string }) => row.DowodZakupu)).toEqual(['FREE/1'])
    const { items } = (await api.json('GET', `${at}/filings`)).body
    expect(items.map((f: { held: string }) => f.held)).toEqual(['include', 'leave-out'])
  })

  it('moves what it left out into the next month, where it is held too', async () => {
    const next = await api.register(us, '2026-07')
    expect(next.items.map((row: { DowodZakupu: string }) => row.DowodZakupu)).toEqual(['HELD/1', 'HELD/1'])
    expect(next.totals).toMatchObject({ rows: 2, held: 2 })
  })

  it('frees nothing: once decided, the rows are as all others', async () => {
    const path = `/v1/taxpayers/${us}/findings/${held[0]?.id}.AMOUNT_MISMATCH.${held[1]?.id}/decision`
    await api.json('POST', path, { decision: 'different-invoice' })
    expect((await api.register(us, '2026-07')).totals).toMatchObject({ rows: 2, held: 0 })
    const xml = (await api.send('GET', `/v1/taxpayers/${us}/register/2026-07?format=xml`)).body
    expect(numbers(xml)).toEqual(['HELD/1', 'HELD/1'])
  })
})
