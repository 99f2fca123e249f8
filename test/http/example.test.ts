import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../../src/client/index.ts'
import { exampleXml } from '../../src/console/example/fa.ts'
import { exampleBuyer } from '../../src/console/example/invoice.ts'
import { makeExample } from '../../src/console/example/make.ts'
import { exampleStory } from '../../src/console/example/story.ts'
import type { Day } from '../../src/values/day.ts'
import { exampleNip, hasNipChecksum, parseNip } from '../../src/values/nip.ts'
import { adminKey } from '../support/admin-key.ts'
import type { Finding, Purchase } from '../support/api.ts'
import { createTestApp, onEdge } from '../support/app.ts'
import { nip } from '../support/ksef.ts'
import { whyNoXsd, xsdProblems } from '../support/xsd.ts'

/** The example of the first start, as the console makes it by calls of the API: what a new user finds in it. */

const today = '2026-07-14'
const at = `/v1/taxpayers/${exampleNip}`
const real = nip('beside the example')

let stage: Awaited<ReturnType<typeof createTestApp>>
const make = () => {
  const client = createClient({
    baseUrl: 'http://localhost',
    key: adminKey,
    fetch: async (request) => stage.fetch(request),
  })
  return makeExample(client, { name: 'Przykład', today: today as Day, environment: 'production' })
}
const get = async (path: string) => (await stage.api.send('GET', path)).body

beforeAll(async () => {
  stage = await createTestApp({ now: `${today}T12:00:00+02:00` })
  await stage.api.putTaxpayer(real, { name: 'Firma sp. z o.o.' })
  await make()
})
afterAll(() => stage.close())

const openCodes = ({ findings }: Purchase): string[] =>
  findings.filter(({ open, severity }: Finding) => open && severity !== 'info').map(({ code }) => code)

describe('the example', () => {
  it('has each kind of work that a month brings', async () => {
    const { items } = await get(`${at}/purchases?limit=100`)
    const rows = (items as Purchase[]).map((purchase) =>
      [
        ...[purchase.number, purchase.status, purchase.receipt.date ?? '–', purchase.marker.value ?? '–'],
        ...openCodes(purchase),
      ].join(' '),
    )
    expect(rows).toEqual(
      expect.arrayContaining([
        // Issued offline, numbered a day later: received on the day of the number.
        'SH/21/06/2026 reconciled 2026-06-10 NrKSeF OUTSIDE_COPY_BEFORE_NUMBER',
        // A plain PDF of a seller who must use KSeF: received when it came, though its number is of the 24th.
        'M/07/06/2026 reconciled 2026-06-08 NrKSeF SELLER_SHOULD_USE_KSEF',
        // On paper a day after the number.
        'DP/33/06/2026 reconciled 2026-06-15 NrKSeF',
        'DP/41/06/2026 outside-only 2026-06-19 BFK SELLER_SHOULD_USE_KSEF AMOUNT_MISMATCH',
        'DP/41/06/2026 ksef-only 2026-06-18 NrKSeF AMOUNT_MISMATCH',
        'M/O1/06/2026 outside-only 2026-06-12 BFK SELLER_SHOULD_USE_KSEF POSSIBLE_DUPLICATE',
        // Issued on Saturday the 20th, due on Monday the 22nd.
        'T/891/06/2026 awaiting-ksef – – OUTSIDE_COPY_BEFORE_NUMBER SELLER_LATE',
        'SH/03/07/2026 awaiting-ksef – – OUTSIDE_COPY_BEFORE_NUMBER',
        'E/K/031/06/2026 ksef-only 2026-06-26 NrKSeF',
        'TW/5599/06/2026 quarantined 2026-06-25 – NOT_OUR_INVOICE',
      ]),
    )
    const [summary] = (await get('/v1/summary')).items
    expect(summary).toMatchObject({
      nip: exampleNip,
      drafts: 2,
      quarantined: 1,
      awaiting: { due: 2, overdue: 1, nextDeadline: '2026-07-15' },
      month: { month: '2026-06', state: 'blocked' },
    })
    expect((await get(`${at}/purchases?number=DP/33/06/2026`)).items[0].posting.reference).toBe(
      'PZ/2026/0821',
    )
  })

  // At the edge pages are not read.
  it.skipIf(onEdge)('is read from its pages as from those of others', async () => {
    const { items } = await get(`${at}/drafts`)
    const read = items.map(({ reading }: { reading: { fields: Record<string, { value: string }> } }) => [
      reading.fields.number?.value,
      reading.fields['seller.nip']?.value,
      reading.fields.gross?.value,
    ])
    // 1450.00 and 420.00 at 23 %.
    expect(read).toEqual(
      expect.arrayContaining([
        ['FV/160/06/2026', '1111111111', '1783.50'],
        ['T/899/06/2026', '3333333333', '516.60'],
      ]),
    )
  })

  it('changes nothing when it is made once more', async () => {
    const before = await get(`${at}/purchases?limit=100`)
    await make()
    expect(await get(`${at}/purchases?limit=100`)).toEqual(before)
    expect((await get(`${at}/drafts`)).items).toHaveLength(2)
  })

  it('is marked for programs, and nobody else is', async () => {
    expect(exampleBuyer.nip).toBe(exampleNip)
    expect((await get(at)).example).toBe(true)
    for (const list of ['/v1/taxpayers', '/v1/summary']) {
      const marks = (await get(list)).items.map((item: { nip: string; example?: true }) => [
        item.nip,
        item.example,
      ])
      expect(Object.fromEntries(marks)).toEqual({ [exampleNip]: true, [real]: undefined })
    }
  })

  it('leaves nothing behind, and touches nobody', async () => {
    expect((await stage.api.send('DELETE', `/operator/taxpayers/${exampleNip}`)).status).toBe(204)
    expect((await stage.api.send('GET', at)).status).toBe(404)
    expect((await get('/v1/summary')).items.map((item: { nip: string }) => item.nip)).toEqual([real])
    expect((await get('/v1/outages')).items).toEqual([])
    await make()
    expect((await get(`${at}/purchases?limit=100`)).items).toHaveLength(20)
  })
})

describe('documents of the example', () => {
  it.each(['2026-03-31', '2028-03-01', '2027-01-01', '2026-07-14'])(
    'are of the month before %s, by people with numbers of nobody',
    (day) => {
      const { month, papers, ksef, unread } = exampleStory(day as Day)
      const invoices = [...papers, ...ksef].map(({ invoice }) => invoice).concat(unread)
      const outside = invoices.filter(({ issueDay }) => !issueDay.startsWith(month))
      // The one that came today.
      expect(outside.map(({ issueDay }) => issueDay)).toEqual([day])
      for (const { seller } of invoices) {
        expect(seller.nip).toMatch(/^(\d)\1{9}$/)
        expect(hasNipChecksum(parseNip(seller.nip) as NonNullable<ReturnType<typeof parseNip>>)).toBe(true)
      }
    },
  )
  it.skipIf(whyNoXsd(['FA (3)']))('are valid by the schema of FA(3)', () => {
    const { ksef, correction } = exampleStory(today as Day)
    const documents = ksef.map(({ invoice }) => exampleXml(invoice))
    const corrects = {
      number: 'E/1',
      issueDay: today as Day,
      ksefNumber: '5265877635-20260703-0100001AF629-DA',
    }
    documents.push(exampleXml({ ...correction.of, corrects }))
    expect(
      xsdProblems(
        'FA (3)',
        documents.map((xml) => new TextEncoder().encode(xml)),
      ),
    ).toBe('')
  })
})
