import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { at, buyer, copy, document, ksef, now, refused, seller } from '../support/hostile.ts'
import { ksefDocument, qrI, qrII } from '../support/ksef.ts'

let app: Awaited<ReturnType<typeof createTestApp>>
let api: Api
beforeAll(async () => {
  app = await createTestApp({ now })
  api = app.api
  await api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
})
afterAll(() => app.close())

interface Change {
  cursor: string
  at: string
  type: string
  purchaseId: string
  // biome-ignore lint/suspicious/noExplicitAny: each type says something else
  data: any
}
const feed = async (query = '') => (await api.send('GET', `${at}/changes${query}`)).body.items as Change[]
const lastCursor = async () => (await feed('?limit=1000')).at(-1)?.cursor ?? '0'
/** What `work` changed, as it stands in the feed. */
async function changesBy(work: () => Promise<unknown>): Promise<Change[]> {
  const before = await lastCursor()
  await work()
  return feed(`?after=${before}&limit=1000`)
}
const typesOf = (changes: Change[]) => changes.map((c) => c.type)

describe('what is told', () => {
  it('of a new purchase: who, which, how much, received when', async () => {
    const changes = await changesBy(() => api.postCopy(buyer, copy({ number: 'A/1', gross: '501.00' })))
    expect(changes[0]).toMatchObject({
      type: 'purchase.created',
      data: {
        seller: { nip: seller },
        number: 'A/1',
        issueDate: '2026-06-10',
        currency: 'PLN',
        gross: '501.00',
        status: 'outside-only',
        receipt: { date: '2026-06-11', mode: 'outside-lawful' },
      },
    })
    expect(changes.map((c) => c.purchaseId)).toEqual(changes.map(() => changes[0]?.purchaseId))
  })

  it('of a document that joins: attached, the receipt before and after, what else differs', async () => {
    const facts = document('B/1')
    const { xml, metadata } = ksefDocument({ ...facts, acceptedAt: '2026-06-13T10:00:00+02:00' })
    const invoice = copy({
      number: 'B/1',
      ...{ net: metadata.netAmount, vat: metadata.vatAmount, gross: metadata.grossAmount },
    })
    for (const name of ['net', 'vat', 'gross']) invoice[name] = Number(invoice[name]).toFixed(2)
    const offline = {
      ...invoice,
      document: 'offline-invoice',
      qrCodes: [qrI(seller, '2026-06-10', xml), qrII(seller, xml)],
    }
    const { purchase } = await api.postCopy(buyer, offline)
    const changes = await changesBy(() => api.importMetadata(buyer, [metadata]))
    expect(typesOf(changes)).toEqual(expect.arrayContaining(['purchase.attached', 'receipt.changed']))
    expect(new Set(changes.map((c) => c.purchaseId))).toEqual(new Set([purchase?.id]))
    const after = await api.purchase(buyer, purchase?.id ?? '')
    expect(changes.find((c) => c.type === 'purchase.attached')?.data).toMatchObject({
      evidenceId: after.evidence[1]?.id,
      document: 'ksef',
      status: 'reconciled',
    })
    expect(changes.find((c) => c.type === 'receipt.changed')?.data).toMatchObject({
      before: { date: purchase?.receipt.date, rule: purchase?.receipt.rule, mode: purchase?.mode },
      after: { date: after.receipt.date, rule: after.receipt.rule, mode: after.mode },
    })
    const changed = changes.find((c) => c.type === 'purchase.changed')?.data
    expect(changed).toMatchObject({ status: 'reconciled', mode: after.mode })
    expect(changed.changed).toEqual(expect.arrayContaining(['status', 'ksef']))
  })

  it('of findings: opened and closed, with the ids of the API', async () => {
    const { purchase } = await api.postCopy(
      buyer,
      copy({ number: 'C/1', gross: '555.00', issueDate: '2026-06-01' }),
    )
    let twin: Purchase | null = null
    const opened = await changesBy(async () => {
      twin = (await api.postCopy(buyer, copy({ number: 'C/I', gross: '555.00', issueDate: '2026-06-01' })))
        .purchase
    })
    const both = [purchase, twin].map((p) => api.purchase(buyer, p?.id ?? '', '2026-06-20'))
    const shown = (await Promise.all(both)).flatMap((p) => p.findings.map((f) => f.id))
    const said = opened.filter((c) => c.data.code === 'POSSIBLE_DUPLICATE')
    expect(said.map((c) => c.type)).toEqual(['finding.opened', 'finding.opened'])
    expect(said.map((c) => c.data.severity)).toEqual(['blocking', 'blocking'])
    expect(shown).toEqual(expect.arrayContaining(said.map((c) => c.data.id)))
    const closed = await changesBy(() => api.importMetadata(buyer, [ksef('C/1').metadata]))
    expect(typesOf(closed)).not.toContain('finding.closed')
    const decided = await changesBy(() =>
      api.putSupplier(buyer, seller, { ksefDuty: [{ status: 'art-145m', from: '2026-04-01', to: null }] }),
    )
    expect(typesOf(decided)).toEqual(expect.arrayContaining(['finding.closed', 'purchase.changed']))
    await api.putSupplier(buyer, seller, {})
  })

  it('of a decided finding that is there no more', async () => {
    const supplier = { name: 'Sprzedawca', ksefDuty: [{ status: 'obliged', from: '2026-02-01', to: null }] }
    await api.putSupplier(buyer, seller, { ...supplier, delivery: [] })
    const said = copy({ number: 'C/9', gross: '790.00', issueDate: '2026-05-04', declaredMode: 'emergency' })
    const { purchase } = await api.postCopy(buyer, { ...said, document: 'invoice', receivedOn: '2026-05-04' })
    const finding = purchase?.findings.find((f) => f.code === 'EMERGENCY_NOT_CONFIRMED')?.id
    await api.json('POST', `${at}/findings/${finding}/decision`, { decision: 'accepted' })
    const changes = await changesBy(async () => {
      await api.postOutage({ kind: 'failure', start: '2026-05-04', end: '2026-05-04', source: 'bip' })
      const shown = await api.purchase(buyer, purchase?.id ?? '')
      expect(shown.findings.map((f) => f.id)).not.toContain(finding)
    })
    expect(changes).toMatchObject([
      { type: 'outage.recorded', purchaseId: null },
      { type: 'purchase.changed', purchaseId: purchase?.id, data: { changed: ['findings'] } },
    ])
  })

  it('of a notice that is new, and of what is said of it later; not of its text', async () => {
    const notice = { kind: 'maintenance', start: '2027-01-04', end: null, text: 'Prace w KSeF' }
    let id = ''
    const changes = await changesBy(async () => {
      id = (await api.postOutage(notice)).id
      await api.purchases(buyer)
      await api.patchOutage(id, { end: '2027-01-05' })
      await api.purchases(buyer)
      await api.patchOutage(id, { end: '2027-01-05' })
    })
    const said = {
      id,
      kind: 'maintenance',
      start: '2027-01-04',
      announcedAt: '2027-01-04',
      source: 'manual',
      reference: null,
      withdrawn: false,
    }
    expect(changes.map(({ type, purchaseId, data }) => ({ type, purchaseId, data }))).toEqual([
      { type: 'outage.recorded', purchaseId: null, data: { ...said, end: null } },
      { type: 'outage.changed', purchaseId: null, data: { ...said, end: '2027-01-05' } },
    ])
  })

  it('of a posting and of its void', async () => {
    const { purchase } = await api.postCopy(buyer, copy({ number: 'D/1', gross: '777.00' }))
    const path = `${at}/purchases/${purchase?.id}/posting`
    const posting = { reference: 'PZ/1', postedOn: '2026-06-12' }
    const changes = await changesBy(async () => {
      await api.json('POST', path, posting)
      await api.json('POST', path, posting)
      await api.send('DELETE', `${path}?reason=wrong+period`)
    })
    expect(changes.map(({ type, purchaseId, data }) => ({ type, purchaseId, data }))).toMatchObject([
      { type: 'posting.created', purchaseId: purchase?.id, data: { posting } },
      { type: 'posting.voided', purchaseId: purchase?.id, data: { posting, reason: 'wrong period' } },
    ])
  })

  it('of a correction: its original shows it', async () => {
    const { purchase: original } = await api.postCopy(buyer, copy({ number: 'E/1', gross: '888.00' }))
    const corrects = [{ number: 'E/1', issueDate: '2026-06-10' }]
    const correction = copy({ number: 'KOR/1', kind: 'KOR', net: '-10.00', vat: '-2.30', gross: '-12.30' })
    const changes = await changesBy(() => api.postCopy(buyer, { ...correction, corrects }))
    expect(changes).toContainEqual(
      expect.objectContaining({
        type: 'purchase.changed',
        purchaseId: original?.id,
        data: expect.objectContaining({ changed: ['correctedBy'] }),
      }),
    )
  })

  it('of a merge: who answers from now on, and both names', async () => {
    const unknown = copy({ number: 'F/2', gross: '999.00', ksefNumber: null })
    const { purchase: one } = await api.postCopy(buyer, unknown)
    const { purchase: other } = await api.postCopy(buyer, { ...unknown, number: 'F/3' })
    const { metadata } = ksef('F/2')
    const tie = copy({ number: 'F/3', gross: '999.00', ksefNumber: metadata.ksefNumber, channel: 'email' })
    const tie2 = copy({ number: 'F/2', gross: '999.00', ksefNumber: metadata.ksefNumber, channel: 'email' })
    const changes = await changesBy(async () => {
      await api.postCopy(buyer, tie)
      await api.postCopy(buyer, tie2)
    })
    const merged = changes.filter((c) => c.type === 'purchase.merged')
    expect(merged.map((c) => [c.purchaseId, c.data.into])).toEqual([[other?.id, one?.id]])
    expect(changes.some((c) => c.purchaseId === one?.id)).toBe(true)
    expect((await api.purchase(buyer, other?.id ?? '')).id).toBe(one?.id)
  })

  it('of a merge of two corrections: their original shows one of them less', async () => {
    const { purchase: original } = await api.postCopy(buyer, copy({ number: 'G/1', gross: '1999.00' }))
    const corrects = [{ number: 'G/1', issueDate: '2026-06-10' }]
    const amounts = { kind: 'KOR', net: '-20.00', vat: '-4.60', gross: '-24.60' }
    const { ksefNumber } = ksef('G/KOR/9').metadata
    const paper = copy({ number: 'PAPER/7', ...amounts, corrects })
    await api.postCopy(buyer, copy({ number: 'G/KOR/9', ...amounts, corrects, ksefNumber }))
    await api.postCopy(buyer, paper)
    const shown = async () => (await api.purchase(buyer, original?.id ?? '')).correctedBy.length
    expect(await shown()).toBe(2)
    const numbered = { ...paper, ksefNumber, channel: 'email' }
    const changes = await changesBy(() => api.postCopy(buyer, numbered))
    expect(await shown()).toBe(1)
    const ofOriginal = changes.filter((c) => c.purchaseId === original?.id && c.type === 'purchase.changed')
    expect(ofOriginal.map((c) => c.data.changed)).toContainEqual(['correctedBy'])
  })

  it('nothing where nothing changed', async () => {
    const same = copy({ number: 'A/1', gross: '501.00' })
    const changes = await changesBy(async () => {
      await api.postCopy(buyer, same)
      await api.patchPurchase(buyer, (await api.purchases(buyer))[0]?.id ?? '', {})
      await api.putTaxpayer(buyer, { name: 'Odbiorca w Łodzi sp. z o.o.' })
      await api.purchases(buyer)
    })
    expect(changes).toEqual([])
  })
})

describe('reading', () => {
  it('goes on after the last item, page by page, without gaps', async () => {
    const all = await feed('?limit=1000')
    expect(all.map((c) => Number(c.cursor))).toEqual(all.map((_, i) => i + 1))
    const read: Change[] = []
    for (let next: string | null = '0'; next !== null; ) {
      const { body } = await api.send('GET', `${at}/changes?after=${next}&limit=3`)
      expect(body.items.length).toBeLessThanOrEqual(3)
      read.push(...body.items)
      next = body.next
    }
    expect(read).toEqual(all)
    const end = await api.send('GET', `${at}/changes?after=${all.at(-1)?.cursor}`)
    expect(end.body).toEqual({ items: [], next: null, end: all.at(-1)?.cursor })
    const first = await api.send('GET', `${at}/changes?limit=1`)
    expect(first.body).toEqual({ items: all.slice(0, 1), next: all[0]?.cursor, end: all.at(-1)?.cursor })
    expect((await api.send('GET', `${at}/changes?limit=${all.length}`)).body.next).toBeNull()
  })

  it('goes on from an instant, to the change', async () => {
    const all = await feed('?limit=1000')
    const instants = [...new Set(all.map((change) => change.at))]
    for (const instant of [
      instants[0],
      instants[Math.floor(instants.length / 2)],
      instants.at(-1),
    ] as string[]) {
      const expected = all.filter((change) => Date.parse(change.at) >= Date.parse(instant))
      expect(await feed(`?limit=1000&since=${encodeURIComponent(instant)}`)).toEqual(expected)
    }
    expect(await feed('?limit=1000&since=2000-01-01T00:00:00Z')).toEqual(all)
    expect(await feed('?limit=1000&since=2098-01-01T00:00:00Z')).toEqual([])
    const cursor = all.at(-2)?.cursor
    expect(await feed(`?after=${cursor}&since=2000-01-01T00:00:00Z`)).toEqual(all.slice(-1))
  })

  it('refuses a cursor that is none, or of another ledger', async () => {
    for (const after of ['x', '-1', '99999'])
      refused(await api.send('GET', `${at}/changes?after=${after}`), {
        status: 400,
        code: 'invalid-cursor',
      })
  })
})
