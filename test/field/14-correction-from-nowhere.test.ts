import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Api } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { packageOf } from '../support/ksef.ts'

/** A correction in minus quotes a KSeF number that nobody here knows (art. 86 ust. 19a: of which period?). */

const us = '9376032788'
const at = `/v1/taxpayers/${us}`
const file = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/field', name))
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api

beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-20T12:00:00+02:00' })
  api = stage.api
  await api.putTaxpayer(us, { name: 'Odbiorca' })
  const { invoices } = JSON.parse(file('14-correction-from-nowhere.json').toString())
  await api.importPackage(
    us,
    packageOf([{ metadata: invoices[0], xml: file('14-correction-from-nowhere.xml') }]),
  )
})
afterAll(() => stage.close())

const read = async () => {
  const [purchase] = await api.purchases(us, { number: 'KFV/9/06/2026' })
  const flags = purchase?.findings.filter((f) => f.severity !== 'info' && f.open) ?? []
  return { id: purchase?.id as string, flags, deduction: purchase?.deduction }
}
const decide = (id: string, decision: string) =>
  api.json('POST', `${at}/findings/${id}/decision`, { decision })
const check = async () =>
  (
    await api.json('POST', `${at}/posting-checks`, {
      seller: { nip: '8242151468' },
      number: 'KFV/9/06/2026',
      ksefNumber: '8242151468-20260610-2D9868ADD6E6-9B',
    })
  ).body.answer

it('is flagged by name, until a person decides, and again when the decision is taken back', async () => {
  const { flags } = await read()
  expect(flags).toMatchObject([{ code: 'KOR_ORIGINAL_UNKNOWN', severity: 'review' }])
  expect(flags[0]?.message).toContain('8242151468-20260510-D320267B6395-00')
  expect((await decide(flags[0]?.id as string, 'accepted')).status).toBe(200)
  expect((await read()).flags).toEqual([])
  expect(await check()).toBe('post')
  await decide(flags[0]?.id as string, 'reopen')
  expect((await read()).flags).toHaveLength(1)
})

it('is settled by stating when the original was deducted, which then decides the period', async () => {
  const { id } = await read()
  await api.patchPurchase(us, id, { originalDeductedIn: '2026-05' })
  expect(await read()).toMatchObject({ flags: [], deduction: { from: '2026-06', until: '2026-06' } })
  expect(await check()).toBe('post')
  await api.patchPurchase(us, id, { originalDeductedIn: null })
  expect(await read()).toMatchObject({ flags: [], deduction: { from: null } })
})
