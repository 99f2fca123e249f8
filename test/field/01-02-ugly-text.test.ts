import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { adminKey } from '../support/admin-key.ts'
import { at, buyer, createFieldApp, fieldBytes, fieldJson, fieldPackage, mayPost } from './support.ts'

/** KSeF 700, 843 and 759: documents that KSeF numbered, with text that is ugly. */

let app: Awaited<ReturnType<typeof createFieldApp>>
beforeAll(async () => {
  app = await createFieldApp()
})
afterAll(() => app.close())

it.each([
  ['01-c1-in-name.json', []],
  ['02-bad-bytes-in-line.json', ['KSEF_XML_UNREADABLE']],
])('%s: a purchase that can be booked, whose bytes are kept', async (list, findings) => {
  const { ksefNumber, invoiceNumber, invoiceHash, seller } = fieldJson(list).invoices[0]
  const result = await app.api.importPackage(buyer, fieldPackage(list))
  expect(result).toMatchObject({ received: 1, new: 1, quarantined: 0, problems: [] })
  const [purchase] = await app.api.purchases(buyer, { ksefNumber })
  expect(purchase).toMatchObject({
    status: 'ksef-only',
    number: invoiceNumber,
    seller: { nip: '8242151468', name: seller.name },
    receipt: { date: '2026-06-10' },
    marker: { value: 'NrKSeF' },
  })
  expect(purchase?.findings.filter((f) => f.severity !== 'info').map((f) => f.code)).toEqual(findings)
  const { items } = await app.api.register(buyer, '2026-06')
  const row = items.find((r: { DowodZakupu: string }) => r.DowodZakupu === invoiceNumber)
  expect(row).toMatchObject({ marker: { NrKSeF: ksefNumber }, K_42: '100.00', K_43: '23.00' })
  const expected = { status: 200, body: { answer: 'post', purchaseId: purchase?.id } }
  expect(await mayPost(app.api, { ksefNumber })).toMatchObject(expected)
  const bySeller = { seller: { nip: '8242151468' }, number: invoiceNumber, issueDate: '2026-06-10' }
  expect(await mayPost(app.api, bySeller)).toMatchObject(expected)
  const document = new Request(`http://test${at}/evidence/${purchase?.evidence[0]?.id}/document`, {
    headers: { authorization: `Bearer ${adminKey}` },
  })
  const kept = new Uint8Array(await (await app.fetch(document)).arrayBuffer())
  expect(createHash('sha256').update(kept).digest('base64')).toBe(invoiceHash)
  expect([...kept]).toEqual([...fieldBytes(list.replace('.json', '.xml'))])
})

it('they come again and change nothing', async () => {
  for (const list of ['01-c1-in-name.json', '02-bad-bytes-in-line.json'])
    expect(await app.api.importPackage(buyer, fieldPackage(list))).toMatchObject({ unchanged: 1 })
})
