import { afterAll, beforeAll, expect, it } from 'vitest'
import { at, buyer, createStage, ksef, otherBuyer, type Stage } from '../support/hostile.ts'
import { packageOf } from '../support/ksef.ts'

/** What became of an import can be asked later, on every host. */

const path = `${at}/ksef/imports`
const zipType = { 'content-type': 'application/zip' }
let stage: Stage

beforeAll(async () => {
  stage = await createStage()
})
afterAll(() => stage.close())

it('is told as it was answered', async () => {
  const { metadata } = ksef('IMPORT/3')
  const posted = await stage.api.send('POST', path, packageOf([ksef('IMPORT/1'), { metadata }]), zipType)
  expect(posted).toMatchObject({ status: 200, body: { received: 2, new: 1, quarantined: 1 } })
  expect(posted.body.problems).toMatchObject([{ ksefNumber: metadata.ksefNumber, code: 'xml-missing' }])
  const told = await stage.api.send('GET', `${path}/${posted.body.importId}`)
  expect(told).toMatchObject({ status: 200, body: { ...posted.body, state: 'done', problem: null } })
})

it('is told with every problem, however many', async () => {
  const rows = Array.from({ length: 1203 }, (_, i) => ({ ksefNumber: `wrong ${i}` }))
  const posted = await stage.api.json('POST', path, rows)
  expect(posted.body).toMatchObject({ received: 1203, quarantined: 1203 })
  const told = await stage.api.send('GET', `${path}/${posted.body.importId}`)
  expect(told.body.problems).toHaveLength(1203)
  expect(told.body).toEqual({ ...posted.body, state: 'done', problem: null })
})

it('is told of no other taxpayer', async () => {
  const { importId } = (await stage.api.json('POST', path, [ksef('IMPORT/2').metadata])).body
  await stage.api.putTaxpayer(otherBuyer, { name: 'Inny sp. z o.o.' })
  const elsewhere = await stage.api.send('GET', `/v1/taxpayers/${otherBuyer}/ksef/imports/${importId}`)
  expect([elsewhere.status, elsewhere.body.code]).toEqual([404, 'import-unknown'])
})

it('has one id however often it is sent under one key', async () => {
  const zip = packageOf([ksef('IMPORT/4')])
  const send = () => stage.api.send('POST', path, zip, { ...zipType, 'idempotency-key': 'once' })
  const [first, second] = [await send(), await send()]
  expect(second.body).toEqual(first.body)
  expect(second.headers.get('idempotency-replayed')).toBe('true')
  expect(await stage.api.purchases(buyer, { number: 'IMPORT/4' })).toHaveLength(1)
})
