import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { zip } from '../ingest/zip-builder.ts'
import { createTestApp } from '../support/app.ts'

/** KSeF sent a package of which one XML fails its hash, and later the whole one: what lies in quarantine is seen. */

const us = '9376032788'
const at = `/v1/taxpayers/${us}`
const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../fixtures/field', name))
const list = fixture('04-quarantined.json')
const [row] = (JSON.parse(list.toString()) as { invoices: { ksefNumber: string; invoiceNumber: string }[] })
  .invoices as [{ ksefNumber: string; invoiceNumber: string }]
const { ksefNumber } = row
const packageWith = (xml: string) =>
  zip({ '_metadata.json': new Uint8Array(list), [`${ksefNumber}.xml`]: new Uint8Array(fixture(xml)) })
const paper = JSON.parse(fixture('04-paper.json').toString())
const code = 'KSEF_DOCUMENT_QUARANTINED'

type Stage = Awaited<ReturnType<typeof createTestApp>>
async function createStage(): Promise<Stage & ReturnType<typeof questions>> {
  const stage = await createTestApp({ now: '2026-07-10T12:00:00+02:00' })
  await stage.api.putTaxpayer(us, {
    name: 'Odbiorca',
    jpk: { officeCode: '1471', email: 'biuro@example.com' },
  })
  return { ...stage, ...questions(stage) }
}

const questions = ({ api }: Stage) => {
  const get = async (path: string) => (await api.json('GET', `${at}${path}`)).body
  const post = async (path: string, body: object) => (await api.json('POST', `${at}${path}`, body)).body
  return {
    get,
    post,
    import: (xml: string) => api.importPackage(us, packageWith(xml)),
    byKsefNumber: () => post('/posting-checks', { ksefNumber }),
    byNumber: () => post('/posting-checks', { seller: { nip: paper.seller.nip }, number: 'fv 4/06/2026' }),
    month: () => get('/register/2026-06/check'),
    open: async () => (await get('/findings?open=true&severity=blocking')).items,
  }
}

describe('while it is damaged', () => {
  let stage: Awaited<ReturnType<typeof createStage>>
  beforeAll(async () => {
    stage = await createStage()
    const result = await stage.import('04-cut-off.xml')
    expect(result).toMatchObject({ received: 1, quarantined: 1, new: 0, problems: [{ ksefNumber }] })
  })
  afterAll(() => stage.close())

  it('nobody may book the invoice, asked for by its KSeF number or by seller and number', async () => {
    for (const answer of [await stage.byKsefNumber(), await stage.byNumber()]) {
      expect(answer).toMatchObject({ answer: 'hold', purchaseId: null, reasons: [{ code }] })
      expect(answer.reasons[0].message).toContain(ksefNumber)
    }
    const other = await stage.post('/posting-checks', { seller: paper.seller, number: 'FV/5/06/2026' })
    expect(other.answer).toBe('post')
  })
  it('its month is not ready and names it; the months before and after are not touched', async () => {
    const { ready, blocking, sections } = await stage.month()
    expect({ ready, blocking }).toEqual({ ready: false, blocking: 1 })
    expect(sections.quarantined).toMatchObject({
      count: 1,
      items: [{ ksefNumber, number: 'FV/4/06/2026', issueDate: '2026-06-10', seller: { nip: '8242151468' } }],
    })
    for (const other of ['2026-05', '2026-07'])
      expect((await stage.get(`/register/${other}/check`)).sections.quarantined.count).toBe(0)
  })
  it('it stands among the open findings, and the feed told of it', async () => {
    const [finding] = await stage.open()
    expect(finding).toMatchObject({ code, severity: 'blocking', purchaseId: null, open: true })
    const { items } = await stage.get('/changes')
    expect(items).toMatchObject([{ type: 'finding.opened', data: { id: finding.id, code } }])
  })
  it('its paper is held and for review, not filed in silence', async () => {
    const { outcome, purchase } = await stage.api.postCopy(us, paper)
    expect(outcome).toBe('review')
    expect(purchase?.findings.filter((f) => f.severity !== 'info')).toMatchObject([{ code, open: true }])
    const refused = await stage.api.json('POST', `${at}/purchases/${purchase?.id}/posting`, {
      reference: 'PZ/1',
      postedOn: '2026-06-11',
    })
    expect(refused).toMatchObject({ status: 409, body: { code: 'held', reasons: [{ code }] } })
  })
})

const steps = {
  damaged: (stage: Awaited<ReturnType<typeof createStage>>) => stage.import('04-cut-off.xml'),
  again: (stage: Awaited<ReturnType<typeof createStage>>) => stage.import('04-cut-off.xml'),
  whole: (stage: Awaited<ReturnType<typeof createStage>>) => stage.import('04-whole.xml'),
  paper: (stage: Awaited<ReturnType<typeof createStage>>) => stage.api.postCopy(us, paper),
}
const orders: (keyof typeof steps)[][] = [
  ['damaged', 'paper', 'whole'],
  ['paper', 'damaged', 'whole'],
  ['damaged', 'again', 'whole', 'paper'],
  ['whole', 'damaged', 'paper'],
  ['paper', 'whole', 'damaged', 'again'],
  ['damaged', 'paper', 'again', 'whole'],
]

it.each(orders)('once it is whole nothing holds it any more: %s %s %s %s', async (...order) => {
  const stage = await createStage()
  for (const step of order) if (step) await steps[step](stage)
  expect(await stage.open()).toEqual([])
  const { items } = await stage.get('/purchases')
  expect(items).toMatchObject([{ status: 'reconciled', ksef: { number: ksefNumber } }])
  for (const answer of [await stage.byKsefNumber(), await stage.byNumber()])
    expect(answer).toEqual({ answer: 'post', purchaseId: items[0].id, posting: null, reasons: [] })
  const month = await stage.month()
  expect(month).toMatchObject({ ready: true, blocking: 0, sections: { quarantined: { count: 0 } } })
  for (const { state } of (await stage.get('/ksef/quarantine')).items) expect(state).toBe('known')
  const told: { type: string; data: { code?: string } }[] = (await stage.get('/changes')).items
  const count = (type: string) => told.filter((t) => t.type === type && t.data.code === code).length
  expect(count('finding.opened')).toBe(count('finding.closed'))
  await stage.close()
})
