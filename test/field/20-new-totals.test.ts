import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createTestApp } from '../support/app.ts'
import { type InvoiceMetadata, packageOf } from '../support/ksef.ts'

/** A correction states 80.00 + 18.40, the new totals, of an invoice of 100.00 + 23.00 (art. 106j ust. 2 pkt 5). */

const us = '9376032788'
const file = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/field', name))
const [first, second] = JSON.parse(file('20-new-totals.json').toString()).invoices as InvoiceMetadata[]
const original = { metadata: first as InvoiceMetadata, xml: file('20-new-totals-original.xml') }
const correction = { metadata: second as InvoiceMetadata, xml: file('20-new-totals-correction.xml') }

it.each([
  ['in one package', [[original, correction]]],
  ['the original first', [[original], [correction]]],
  ['the correction first', [[correction], [original]]],
])('the correction is flagged, and the original is not held: %s', async (_how, packages) => {
  const { api, close } = await createTestApp({ now: '2026-07-20T12:00:00+02:00' })
  await api.putTaxpayer(us, { name: 'Odbiorca' })
  for (const documents of packages) await api.importPackage(us, packageOf(documents))
  const flagged = async (number: string) => {
    const [purchase] = await api.purchases(us, { number })
    return purchase?.findings.flatMap((f) => (f.severity === 'info' ? [] : `${f.severity} ${f.code}`))
  }
  expect(await flagged('KFV/20/07/2026')).toEqual(['review KOR_NEW_TOTALS'])
  expect(await flagged('FV/20/06/2026')).toEqual([])
  await close()
})
