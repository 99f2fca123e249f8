import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'

/** Where a file is checked, the other months are read from what was sent or checked of them last. */

const us = nip('jpk other months')
const seller = { nip: nip('jpk other months seller'), name: 'Sprzedawca S.A.' }
const root = `/v1/taxpayers/${us}`
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api
let june: string
let now = '2026-08-20T12:00:00+02:00'

beforeAll(async () => {
  stage = await createTestApp({ now: () => new Date(now) })
  api = stage.api
  await api.json('PUT', root, { name: 'Odbiorca', jpk: { officeCode: '1471', email: 'biuro@example.com' } })
  const invoice = (number: string) =>
    ksefDocument({
      ...{ seller, buyer: { nip: us }, number, issueDay: '2026-06-10' },
      numberedAt: '2026-06-10T10:00:00+02:00',
      amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    })
  await api.importPackage(us, packageOf(['FV/1', 'FV/2'].map(invoice)))
  june = (await api.send('GET', `${root}/register/2026-06?format=xml`)).body
})
afterAll(() => stage.close())

const july = () => june.replace('<Miesiac>6</Miesiac>', '<Miesiac>7</Miesiac>')
const without = (file: string, number: string): string =>
  file.replaceAll(/<ZakupWiersz>.*?<\/ZakupWiersz>\n/g, (row) => (row.includes(`>${number}<`) ? '' : row))
async function told(file: string): Promise<string[]> {
  const path = `${root}/jpk-checks?filedOn=2026-08-20`
  const { body } = await api.send('POST', path, file, { 'content-type': 'application/xml' })
  const { items } = (await api.json('GET', `${root}/jpk-checks/${body.id}/items`)).body
  return items
    .filter((i: { code: string }) => i.code === 'ROW_TWICE')
    .map(
      (i: { document: { DowodZakupu: string }; shouldBe: string }) =>
        `${i.document.DowodZakupu} ${i.shouldBe}`,
    )
    .sort()
}

describe('a row of another month', () => {
  it('is booked twice where the month was filed with it', async () => {
    expect(await told(july())).toEqual([])
    const filed = await api.json('POST', `${root}/register/2026-06/filings`, { filedOn: '2026-07-24' })
    expect(filed.status).toBe(201)
    expect(await told(july())).toEqual(['FV/1 2026-06', 'FV/2 2026-06'])
  })
  it('is not where a file of that month, checked later, has it no more', async () => {
    now = '2026-08-21T12:00:00+02:00'
    await told(without(june, 'FV/1'))
    expect(await told(july())).toEqual(['FV/2 2026-06'])
  })
})
