import { describe, expect, it } from 'vitest'
import type { Purchase } from '../support/api.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, ksefNumber, nip, packageOf } from '../support/ksef.ts'
import { api, ownSellers, seller } from '../support/own-seller.ts'

/** What becomes of postings, documents and findings when people book, move and decide; and what they are refused. */

const us = ownSellers('people', '2026-07-24T12:00:00+02:00')
const at = `/v1/taxpayers/${us}`
const copy = async (number: string, said: object = {}) => {
  const { copy, purchase } = await api.postCopy(us, plainCopy(seller, number, { ...said }))
  return { id: (purchase as Purchase).id, copy: copy.id }
}
/** Two copies under one number with different amounts, the older one first. */
async function two(number: string) {
  const one = await copy(number, { gross: '201.00' })
  const other = await copy(number, { gross: '202.00' })
  return { one, other, finding: `${one.id}.AMOUNT_MISMATCH.${other.id}` }
}
const document = (number: string, said: object = {}) =>
  ksefDocument({
    ...{ seller, buyer: { nip: us }, number, issueDay: '2026-06-10' },
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    numberedAt: '2026-06-10T10:00:00+02:00',
    ...said,
  })
const look = (id: string) => api.purchase(us, id)
const decide = (finding: string, decision: string, note: string | null = null) =>
  api.json('POST', `${at}/findings/${finding}/decision`, { decision, note })
const move = (evidence: string, to: string, note: string | null = null) =>
  api.json('POST', `${at}/evidence/${evidence}/move`, { to, note })
const book = (id: string, reference: string) =>
  api.json('POST', `${at}/purchases/${id}/posting`, { reference, postedOn: '2026-06-12' })
const end = (id: string, query: string) => api.json('DELETE', `${at}/purchases/${id}/posting?${query}`)
const booked = async (id: string) => (await look(id)).posting?.reference ?? null
const openCodes = async (id: string) => (await look(id)).findings.filter((f) => f.open).map((f) => f.code)
const history = async (id: string, type: string) => (await api.history(us, id)).filter((h) => h.type === type)

describe('a posting', () => {
  it('goes with all that was booked, when a person takes that out', async () => {
    const first = await copy('P/1')
    await book(first.id, 'PZ/1')
    const later = await copy('P/1', { net: '99.00', externalId: `${seller.nip} later` })
    expect(later.id).toBe(first.id)
    const moved = (await move(first.copy, 'new')).body as Purchase
    expect(moved.id).not.toBe(first.id)
    expect([await booked(moved.id), await booked(first.id)]).toEqual(['PZ/1', null])
    expect((await look(first.id)).evidence.map(({ id }) => id)).toEqual([later.copy])
  })
  it('goes with it, whatever stays of another purchase of the same number', async () => {
    const { other, finding } = await two('P/11')
    await decide(finding, 'different-invoice')
    await book(other.id, 'PZ/11')
    const said = { gross: '202.00', net: '99.00', externalId: `${seller.nip} later` }
    expect((await copy('P/11', said)).id).toBe(other.id)
    const moved = (await move(other.copy, 'new')).body as Purchase
    expect([await booked(moved.id), await booked(other.id)]).toEqual(['PZ/11', null])
  })
  it('goes with it, whatever stays that came by a merge and was not booked', async () => {
    const { one, other, finding } = await two('P/12')
    await decide(finding, 'accepted')
    await book(one.id, 'PZ/12')
    await decide(finding, 'same-invoice')
    const moved = (await move(one.copy, 'new')).body as Purchase
    expect(moved.evidence.map(({ id }) => id)).toEqual([one.copy])
    expect((await look(other.id)).evidence.map(({ id }) => id)).toEqual([other.copy])
    expect([await booked(moved.id), await booked(other.id)]).toEqual(['PZ/12', null])
  })
  it('stays where some of what was booked stays', async () => {
    const first = await copy('P/2')
    const second = await copy('P/2', { net: '99.00', externalId: `${seller.nip} second` })
    await book(first.id, 'PZ/2')
    const moved = (await move(second.copy, 'new')).body as Purchase
    expect([await booked(moved.id), await booked(first.id)]).toEqual([null, 'PZ/2'])
  })
  it('stays where only what came later is taken out', async () => {
    const first = await copy('P/3')
    await book(first.id, 'PZ/3')
    const later = await copy('P/3', { net: '99.00', externalId: `${seller.nip} later` })
    const moved = (await move(later.copy, 'new')).body as Purchase
    expect([await booked(moved.id), await booked(first.id)]).toEqual([null, 'PZ/3'])
  })
  it('comes into the purchase of a merge, stands twice there until one is voided, and goes back', async () => {
    const { one, other, finding } = await two('P/4')
    await decide(finding, 'accepted')
    expect((await book(one.id, 'PZ/A')).status).toBe(201)
    await book(other.id, 'PZ/B')
    await decide(finding, 'same-invoice')
    const double = (await look(one.id)).findings.find((f) => f.code === 'DOUBLE_POSTED')
    expect(double).toMatchObject({ id: `${one.id}.DOUBLE_POSTED`, severity: 'blocking', open: true })
    expect(double?.message).toMatch(/^One invoice was posted as "PZ\/A" and as "PZ\/B"\. /)
    expect((await book(one.id, 'PZ/C')).body).toMatchObject({
      ...{ code: 'already-posted', posting: { reference: 'PZ/A' } },
      detail:
        'The purchase is posted as "PZ/A" on 2026-06-12. Do not book it again, or void that posting first.',
    })
    expect((await book(one.id, 'PZ/B')).status).toBe(200)
    expect((await end(one.id, 'reason=twice&reference=PZ/X')).body).toMatchObject({
      ...{ status: 404, code: 'posting-unknown' },
    })
    expect((await end(one.id, 'reason=twice&reference=PZ/A')).body).toMatchObject({ reference: 'PZ/A' })
    expect(await openCodes(one.id)).not.toContain('DOUBLE_POSTED')
    expect(await booked(one.id)).toBe('PZ/B')
    await decide(finding, 'reopen')
    expect([await booked(one.id), await booked(other.id)]).toEqual([null, 'PZ/B'])
  })
  it('is named in the order of booking, whichever purchase stays', async () => {
    const { one, other, finding } = await two('P/ORDER')
    await decide(finding, 'accepted')
    await book(other.id, 'PZ/FIRST')
    await book(one.id, 'PZ/SECOND')
    await decide(finding, 'same-invoice')
    const double = (await look(one.id)).findings.find((f) => f.code === 'DOUBLE_POSTED')
    expect(double?.message).toMatch(/^One invoice was posted as "PZ\/FIRST" and as "PZ\/SECOND"\. /)
    expect(await booked(one.id)).toBe('PZ/FIRST')
  })
  it('that came last is the one that is voided where none is named', async () => {
    const { one, other, finding } = await two('P/5')
    await decide(finding, 'accepted')
    await book(one.id, 'PZ/A')
    await book(other.id, 'PZ/B')
    await decide(finding, 'same-invoice')
    expect((await end(one.id, 'reason=twice')).body).toMatchObject({ reference: 'PZ/B' })
    expect(await booked(one.id)).toBe('PZ/A')
    const [entry] = await history(one.id, 'voided')
    expect(entry).toMatchObject({
      ...{ cause: 'void', before: { reference: 'PZ/B' }, after: null, inputs: { reason: 'twice' } },
    })
  })
  it('is refused while the purchase is held, with each reason; and of what is not there', async () => {
    const { one, other } = await two('P/6')
    const { status, body } = await book(one.id, 'PZ/6')
    expect(status).toBe(409)
    expect(body).toMatchObject({
      code: 'held',
      detail:
        'The purchase must not be posted yet. Another document has the same seller, number and day and another gross amount. Compare the documents and decide: the same invoice or a different one. Settle this first.',
      reasons: [{ code: 'AMOUNT_MISMATCH', message: expect.any(String) }],
    })
    expect(await booked(other.id)).toBeNull()
    expect((await book('nothing', 'PZ/6')).body).toMatchObject({
      ...{ status: 404, code: 'purchase-unknown' },
      detail: 'There is no purchase nothing in this ledger. List them with GET …/purchases.',
    })
    expect((await end('nothing', 'reason=none')).body.code).toBe('purchase-unknown')
    expect((await end(one.id, 'reason=none')).body).toMatchObject({ status: 404, code: 'posting-unknown' })
  })
  it('of an invoice that a booked paper may be waits for the answer whose paper it is', async () => {
    const paper = await copy('P/13')
    await book(paper.id, 'PZ/13')
    const kinds = (['VAT', 'ROZ'] as const).map((kind) =>
      document('P/13', { kind, ksefNumber: ksefNumber(seller.nip, '2026-06-10', `${kind} P/13`) }),
    )
    const counts = await api.importPackage(us, packageOf(kinds))
    expect(counts).toMatchObject({ received: 2, attached: 0, unchanged: 0, quarantined: 0 })
    const inKsef = (await api.purchases(us, { number: 'P/13' })).filter(({ id }) => id !== paper.id)
    expect(inKsef).toHaveLength(2)
    for (const [i, { id }] of inKsef.entries()) {
      const asked = `${paper.id}.AMBIGUOUS_MATCH.${id}`
      expect((await book(id, `PZ/KSEF ${i}`)).body.reasons).toContainEqual({
        code: 'AMBIGUOUS_MATCH',
        message: `A document with the number P/13 of 2026-06-10, posted as "PZ/13", may be this invoice. Decide its finding first: the same invoice or a different one.`,
        params: { number: 'P/13', issued: '2026-06-10', reference: 'PZ/13', findingId: asked },
      })
    }
    const [one, other] = inKsef.map(({ id }) => id)
    await decide(`${paper.id}.AMBIGUOUS_MATCH.${one}`, 'different-invoice')
    expect((await book(one as string, 'PZ/KSEF')).status).toBe(201)
    expect(await booked(other as string)).toBe('PZ/13')
  })
  it('of what is no invoice for the taxpayer, or was not received, is refused for that', async () => {
    await api.importPackage(us, packageOf([document('P/7', { buyer: { nip: nip('somebody else') } })]))
    const [strange] = await api.purchases(us, { number: 'P/7' })
    expect((await book(strange?.id as string, 'PZ/7')).body.reasons[0]).toEqual({
      ...{ code: 'QUARANTINED', message: 'No invoice for this taxpayer is in hand.', params: {} },
    })
    await api.putSupplier(us, seller.nip, { ksefDuty: [{ status: 'obliged', from: '2026-02-01' }] })
    const early = await copy('P/8', { document: 'offline-invoice' })
    const { receipt } = await look(early.id)
    expect(receipt.date).toBeNull()
    expect((await book(early.id, 'PZ/8')).body.reasons).toContainEqual({
      code: 'NOT_RECEIVED',
      message: expect.stringContaining('Not received yet'),
      params: expect.any(Object),
    })
  })
})

describe('each document', () => {
  it('is told what became of it', async () => {
    const outcome = async (said: object) =>
      (await api.postCopy(us, plainCopy(seller, 'R/1', { ...said }))).outcome
    expect(await outcome({})).toBe('new')
    expect(await outcome({})).toBe('unchanged')
    const counts = { received: 1, new: 0, attached: 0, unchanged: 0, review: 0, quarantined: 0 }
    expect(await api.importPackage(us, packageOf([document('R/1')]))).toMatchObject({
      ...counts,
      attached: 1,
    })
    expect(await api.importPackage(us, packageOf([document('R/1')]))).toMatchObject({
      ...counts,
      unchanged: 1,
    })
    expect(await outcome({ net: '99.00' })).toBe('attached')
    expect(await outcome({ gross: '124.00' })).toBe('review')
    // An XML that states another amount than its row: read once, told as it is, and nothing new when it comes again.
    const whole = document('R/4')
    const doubtful = { ...whole, metadata: { ...whole.metadata, grossAmount: 124 } }
    expect(await api.importPackage(us, packageOf([doubtful]))).toMatchObject({ ...counts, new: 1, review: 0 })
    const [doubted] = await api.purchases(us, { number: 'R/4' })
    expect(doubted?.findings.map(({ code }) => code)).toContain('KSEF_METADATA_CONFLICT')
    const before = await api.history(us, doubted?.id as string)
    expect(await api.importPackage(us, packageOf([doubtful]))).toMatchObject({ ...counts, unchanged: 1 })
    expect(await api.history(us, doubted?.id as string)).toEqual(before)
    // The half that its row lacked comes twice in one package: it is taken in once.
    const late = document('R/5')
    await api.importMetadata(us, [late.metadata])
    expect(await api.importPackage(us, packageOf([late, late]))).toMatchObject({
      ...{ received: 2, attached: 1, unchanged: 1 },
    })
    const other = document('R/2', { buyer: { nip: nip('somebody else') } })
    expect(await api.importPackage(us, packageOf([other]))).toMatchObject({ ...counts, quarantined: 1 })
    expect(await api.importPackage(us, packageOf([document('R/3'), document('R/3')]))).toMatchObject({
      ...{ received: 2, new: 1, unchanged: 1 },
    })
  })
})

describe('a decision', () => {
  it('merges the later into the older; the history of both tells it, and its end', async () => {
    const { one, other, finding } = await two('D/1')
    const { body } = await decide(finding, 'same-invoice', 'compared')
    expect(body).toMatchObject({ id: one.id, mergedIds: [other.id] })
    const stated = {
      ...{ code: 'AMOUNT_MISMATCH', otherId: other.id, decision: 'same-invoice', note: 'compared' },
    }
    expect(await history(one.id, 'decision')).toMatchObject([
      { cause: `decision on ${finding}`, before: null, after: null, inputs: stated },
      { inputs: stated },
    ])
    await decide(finding, 'reopen', 'I was wrong')
    const [ended] = await history(one.id, 'reopened')
    expect(ended.inputs).toEqual({
      ...{ code: 'AMOUNT_MISMATCH', otherId: other.id, note: 'I was wrong' },
      ended: { decision: 'same-invoice', note: 'compared', by: 'admin', at: '2026-07-24T10:00:00Z' },
    })
    expect(await history(other.id, 'reopened')).toHaveLength(1)
    expect((await look(one.id)).mergedIds).toEqual([])
  })
  it('that two are one invoice leaves it in its month once', async () => {
    const { one, other, finding } = await two('D/20')
    const june = async () => {
      const { items, totals } = await api.register(us, '2026-06', '2026-07-24')
      const ids = items.map((row: { purchaseId: string }) => row.purchaseId)
      return { rows: totals.rows, ours: ids.filter((id: string) => [one.id, other.id].includes(id)) }
    }
    const before = await june()
    expect(before.ours).toEqual([one.id, other.id])
    await decide(finding, 'same-invoice')
    expect(await june()).toEqual({ rows: before.rows - 1, ours: [one.id] })
    await decide(finding, 'reopen')
    expect(await june()).toEqual(before)
  })
  it('given again changes nothing; with another note it replaces the one before', async () => {
    const { one, finding } = await two('D/2')
    await decide(finding, 'different-invoice', 'first')
    const before = await api.history(us, one.id)
    await decide(finding, 'different-invoice', 'first')
    expect(await api.history(us, one.id)).toEqual(before)
    await decide(finding, 'different-invoice', 'second')
    const shown = (await look(one.id)).findings.find((f) => f.code === 'AMOUNT_MISMATCH')
    expect(shown).toMatchObject({ open: false, decision: { decision: 'different-invoice', note: 'second' } })
    expect(await history(one.id, 'decision')).toHaveLength(2)
    expect(await history(one.id, 'reopened')).toHaveLength(1)
  })
  it('is known from either side', async () => {
    const { one, other, finding } = await two('D/3')
    await decide(finding, 'different-invoice', 'seen')
    const mirrored = `${other.id}.AMOUNT_MISMATCH.${one.id}`
    expect((await look(other.id)).findings.find(({ id }) => id === mirrored)).toMatchObject({
      ...{ open: false, decision: { note: 'seen' } },
    })
    expect((await decide(mirrored, 'reopen')).status).toBe(200)
    expect(await openCodes(one.id)).toContain('AMOUNT_MISMATCH')
  })
  it('that two are one is taken back under the id that the other one had as well', async () => {
    const { one, other, finding } = await two('D/7')
    await decide(finding, 'same-invoice')
    expect((await look(other.id)).id).toBe(one.id)
    expect((await decide(`${other.id}.AMOUNT_MISMATCH.${one.id}`, 'reopen')).status).toBe(200)
    expect((await look(other.id)).id).toBe(other.id)
  })
  it('that two are one does not fit a finding that does not ask it', async () => {
    const { id } = await copy('D/4')
    const answers = { 'same-invoice': 'the same invoice', 'different-invoice': 'another invoice' }
    for (const [decision, answer] of Object.entries(answers)) {
      const { status, body } = await decide(`${id}.INFO_SELLER_DUTY_UNKNOWN`, decision)
      const message = `This finding does not ask whether two purchases are one, so the answer "${answer}" does not fit. Accept or dismiss it.`
      expect([status, body.detail]).toEqual([422, message])
      expect(body).toMatchObject({
        code: 'decision-does-not-fit',
        errors: [{ pointer: '/decision', code: 'decision-does-not-fit', message }],
      })
    }
    expect((await decide(`${id}.INFO_SELLER_DUTY_UNKNOWN`, 'dismissed', 'known')).status).toBe(200)
    expect((await look(id)).findings).toMatchObject([
      { code: 'INFO_SELLER_DUTY_UNKNOWN', open: false, decision: { decision: 'dismissed', note: 'known' } },
    ])
    await decide(`${id}.INFO_SELLER_DUTY_UNKNOWN`, 'reopen')
    expect((await look(id)).findings).toMatchObject([{ open: true, decision: null }])
  })
  it('on what is not there is refused, and says where to look', async () => {
    const { id } = await copy('D/5')
    for (const finding of [`${id}.SELLER_LATE`, `${id}.AMOUNT_MISMATCH.${id}`, 'nothing.SELLER_LATE', 'x']) {
      const { body } = await decide(finding, 'dismissed')
      expect(body).toMatchObject({
        ...{ status: 404, code: 'finding-unknown' },
        detail: 'There is no such finding; it may have closed by itself. List them with GET …/findings.',
      })
    }
    expect((await decide(`${id}.INFO_SELLER_DUTY_UNKNOWN`, 'reopen')).status).toBe(200)
    const { body } = await decide('quarantine.abc', 'dismissed')
    expect(body).toMatchObject({ status: 422, code: 'decision-does-not-fit' })
    expect(body.detail).toContain('POST …/ksef/quarantine/abc/decision')
  })
  it('that two numbers of KSeF are one invoice is refused, and names them', async () => {
    const numbers = ['one', 'two'].map((seed) => ksefNumber(seller.nip, '2026-06-10', `${seed} D/6`))
    const both = numbers.map((number) => document('D/6', { ksefNumber: number }))
    await api.importPackage(us, packageOf(both))
    const [one, other] = await api.purchases(us, { number: 'D/6' })
    const { status, body } = await decide(`${one?.id}.DOUBLE_ISSUE.${other?.id}`, 'same-invoice')
    expect([status, body.code]).toEqual([422, 'two-ksef-numbers'])
    for (const number of numbers) expect(body.detail).toContain(number)
    // Accepting frees the one at which it was accepted: it may be booked, the other not.
    await decide(`${one?.id}.DOUBLE_ISSUE.${other?.id}`, 'accepted')
    expect(await openCodes(one?.id as string)).not.toContain('DOUBLE_ISSUE')
    expect(await openCodes(other?.id as string)).toContain('DOUBLE_ISSUE')
    await decide(`${other?.id}.DOUBLE_ISSUE.${one?.id}`, 'reopen')
    expect(await openCodes(one?.id as string)).not.toContain('DOUBLE_ISSUE')
    // The same answer at the other one is an answer of its own.
    await decide(`${other?.id}.DOUBLE_ISSUE.${one?.id}`, 'accepted')
    expect(await openCodes(other?.id as string)).not.toContain('DOUBLE_ISSUE')
  })
})

describe('a move', () => {
  it('of the document on which something was accepted leaves that to be taken back under its id', async () => {
    const [own, others] = ['own', 'others'].map((seed) =>
      document('M/0', { ksefNumber: ksefNumber(seller.nip, '2026-06-10', `${seed} M/0`) }),
    ) as [ReturnType<typeof document>, ReturnType<typeof document>]
    await api.importPackage(us, packageOf([own, others]))
    const [one, other] = (await api.purchases(us, { number: 'M/0' })) as [Purchase, Purchase]
    const finding = `${one.id}.DOUBLE_ISSUE.${other.id}`
    await decide(finding, 'accepted')
    const [evidence] = one.evidence
    await copy('M/0', { ksefNumber: one.ksef?.number, document: 'numbered-visualisation' })
    const moved = (await move(evidence?.id as string, 'new')).body
    expect([moved.id === one.id, await openCodes(moved.id)]).toEqual([
      false,
      expect.not.arrayContaining(['DOUBLE_ISSUE']),
    ])
    expect((await decide(finding, 'reopen')).status).toBe(200)
    expect(await openCodes(moved.id)).toContain('DOUBLE_ISSUE')
  })
  it('to where the document is changes nothing', async () => {
    const one = await copy('M/1')
    const before = await api.history(us, one.id)
    expect((await move(one.copy, one.id)).body.id).toBe(one.id)
    expect((await move(one.copy, 'new')).body.id).toBe(one.id)
    expect(await api.history(us, one.id)).toEqual(before)
  })
  it('of the only document takes the purchase along; the older id stays', async () => {
    const one = await copy('M/2', { gross: '301.00' })
    const other = await copy('M/777', { gross: '302.00', issueDate: '2026-05-04' })
    const { body } = await move(other.copy, one.id, 'the same')
    expect(body).toMatchObject({ id: one.id, mergedIds: [other.id] })
    expect((await look(other.id)).id).toBe(one.id)
    const [entry] = await history(one.id, 'moved')
    expect(entry).toMatchObject({
      cause: `document ${other.copy} moved`,
      inputs: { evidence: other.copy, from: other.id, to: one.id, note: 'the same' },
    })
  })
  it('of one document of several leaves the rest, tells both, and asks nothing of the two', async () => {
    const one = await copy('M/3', { gross: '301.00' })
    const second = await copy('M/3', { gross: '301.00', net: '99.00', externalId: `${seller.nip} second` })
    const { body } = await move(second.copy, 'new', 'another one')
    expect([body.evidence.map((e: { id: string }) => e.id), body.mergedIds]).toEqual([[second.copy], []])
    expect((await look(one.id)).evidence.map((e) => e.id)).toEqual([one.copy])
    expect(await openCodes(body.id)).toEqual(['INFO_SELLER_DUTY_UNKNOWN'])
    expect(await openCodes(one.id)).toEqual(['INFO_SELLER_DUTY_UNKNOWN'])
    expect(await history(one.id, 'moved')).toHaveLength(1)
    expect(await history(body.id, 'moved')).toHaveLength(1)
  })
  it('answers the question whether two are one, with its note, until it is taken back by another move', async () => {
    const one = await copy('M/60')
    const other = await copy('M/6O')
    expect((await move(other.copy, one.id)).body.evidence).toHaveLength(2)
    const moved = (await move(other.copy, 'new', 'another order')).body as Purchase
    const asked = `${one.id}.POSSIBLE_DUPLICATE.${moved.id}`
    const said = {
      ...{ decision: 'different-invoice', note: 'another order' },
      ...{ at: '2026-07-24T10:00:00Z', by: 'admin' },
    }
    const answered = [
      { id: asked, decision: said },
      { id: `${moved.id}.POSSIBLE_DUPLICATE.${one.id}`, decision: said },
    ]
    const shown = async (id: string) => (await look(id)).findings.filter((f) => !f.open)
    expect([...(await shown(one.id)), ...(await shown(moved.id))]).toMatchObject(answered)
    // What is said of the finding itself stands beside the move, and is taken back without it.
    await decide(asked, 'dismissed', 'seen')
    expect(await shown(one.id)).toMatchObject([
      { id: asked, decision: { decision: 'dismissed', note: 'seen' } },
    ])
    expect((await look(moved.id)).evidence).toHaveLength(1)
    await decide(asked, 'reopen')
    expect([...(await shown(one.id)), ...(await shown(moved.id))]).toMatchObject(answered)
    expect((await decide(asked, 'reopen')).body).toMatchObject({
      ...{ status: 422, code: 'decision-does-not-fit' },
      detail: 'A document that was moved tells the two purchases apart; move it back to reopen this finding.',
    })
    expect((await move(other.copy, one.id, 'no, the same')).body.evidence).toHaveLength(2)
    expect(await openCodes(one.id)).not.toContain('POSSIBLE_DUPLICATE')
    expect((await history(one.id, 'moved')).at(-1)?.inputs).toMatchObject({
      ...{ evidence: other.copy, from: moved.id, to: one.id, note: 'no, the same' },
    })
  })
  it('to a purchase of another number of KSeF, or of what is not there, is refused', async () => {
    await api.importPackage(us, packageOf([document('M/4'), document('M/5', { amounts: { net: '7.00' } })]))
    const [[one], [other]] = [
      await api.purchases(us, { number: 'M/4' }),
      await api.purchases(us, { number: 'M/5' }),
    ]
    const refused = await move(one?.evidence[0]?.id as string, other?.id as string)
    expect(refused.body).toMatchObject({ status: 422, code: 'two-ksef-numbers' })
    expect((await move('nothing', 'new')).body).toMatchObject({
      ...{ status: 404, code: 'evidence-unknown' },
      detail: 'There is no document nothing in this ledger. A purchase lists its documents under evidence.',
    })
    expect((await move(one?.evidence[0]?.id as string, 'nothing')).body.code).toBe('purchase-unknown')
  })
})

describe('a month of deduction', () => {
  // Received in June: June and the three months after it (art. 86 ust. 10 and 11).
  it.each([
    ['2026-05', 422],
    ['2026-06', 200],
    ['2026-09', 200],
    ['2026-10', 422],
  ])('%s is answered with %i', async (deductIn, expected) => {
    const { id } = await copy('S/1')
    const { status, body } = await api.json('PATCH', `${at}/purchases/${id}`, { deductIn })
    expect(status).toBe(expected)
    if (status === 422) {
      const message = `The purchase cannot be deducted in ${deductIn}: the window is 2026-06 to 2026-09. Choose a month inside, or clear it for the first.`
      expect(body).toMatchObject({
        code: 'deduct-in-outside-window',
        errors: [{ pointer: '/deductIn', code: 'deduct-in-outside-window', message }],
      })
      expect(await look(id)).toMatchObject({ stated: {} })
    } else expect(body.stated).toEqual({ deductIn })
  })
  it('is none while nothing is deductible', async () => {
    await api.putSupplier(us, seller.nip, { ksefDuty: [{ status: 'obliged', from: '2026-02-01' }] })
    const { id } = await copy('S/2', { document: 'offline-invoice' })
    const { body } = await api.json('PATCH', `${at}/purchases/${id}`, { deductIn: '2026-06' })
    expect(body.detail).toContain('in 2026-06: nothing is deductible yet.')
  })
  it('and other statements are cleared by null, and stay where they are left out', async () => {
    const { id } = await copy('S/3')
    await api.patchPurchase(us, id, { fixedAsset: true, deductIn: '2026-07', originalDeductedIn: null })
    expect(await look(id)).toMatchObject({
      stated: { deductIn: '2026-07', fixedAsset: true, originalDeductedIn: null },
    })
    await api.patchPurchase(us, id, { deductIn: null })
    expect((await look(id)) as object).toMatchObject({
      stated: { fixedAsset: true, originalDeductedIn: null },
    })
    expect((await api.json('PATCH', `${at}/purchases/nothing`, { fixedAsset: true })).body.code).toBe(
      'purchase-unknown',
    )
  })
})
