import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createTestApp } from '../support/app.ts'

/** The phone app of the Ministry prints another link than its specification names: host, path and padding differ. */

const buyer = '9376032788'
const given = (name: string) =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/field/05-phone-link.${name}.json`, import.meta.url), 'utf8'),
  )

it.each([
  ['the copy first', ['copy', 'row']],
  ['the row of KSeF first', ['row', 'copy']],
])('its code is taken and finds the invoice, %s', async (_, [first, second]) => {
  const { api, close } = await createTestApp({ now: '2026-07-24T10:00:00Z' })
  await api.putTaxpayer(buyer, { name: 'Odbiorca' })
  const send = async (what: string | undefined) =>
    what === 'row'
      ? api.importMetadata(buyer, given('ksef').invoices)
      : api.json('POST', `/v1/taxpayers/${buyer}/copies`, given('copy'))
  await send(first)
  const told = await send(second)
  if (second === 'row') expect(told).toMatchObject({ attached: 1, review: 0 })
  else expect(told).toMatchObject({ status: 201, body: { outcome: 'attached' } })
  const purchases = await api.purchases(buyer)
  expect(purchases.map((p) => [p.number, p.status])).toEqual([['FS-1234/26/HUR', 'reconciled']])
  expect(purchases[0]?.findings.filter((f) => f.severity !== 'info')).toEqual([])
  await close()
})
