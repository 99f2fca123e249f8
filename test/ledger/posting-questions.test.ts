import { describe, expect, it } from 'vitest'
import type { Purchase } from '../support/api.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, ksefNumber, nip, packageOf, qrI } from '../support/ksef.ts'
import { api, ownSellers, seller } from '../support/own-seller.ts'

/** What an ERP is answered that asks before it books: by KSeF number, by code, by number, day, kind and amount. */

const us = ownSellers('posting questions', '2026-07-24T12:00:00+02:00')
const at = `/v1/taxpayers/${us}`
const ask = async (question: object) => (await api.json('POST', `${at}/posting-checks`, question)).body
const byNumber = (number: string, said: object = {}) => ask({ seller: { nip: seller.nip }, number, ...said })
const copy = async (number: string, said: object = {}) => {
  const { copy, purchase } = await api.postCopy(us, plainCopy(seller, number, { ...said }))
  return { ...(purchase as Purchase), copy: copy.id }
}
const book = (id: string, reference: string) =>
  api.json('POST', `${at}/purchases/${id}/posting`, { reference, postedOn: '2026-06-12' })
const move = (evidence: string, to: string) =>
  api.json('POST', `${at}/evidence/${evidence}/move`, { to, note: null })
const decide = (finding: string, decision: string) =>
  api.json('POST', `${at}/findings/${finding}/decision`, { decision, note: null })
const document = (number: string, said: object = {}) =>
  ksefDocument({
    ...{ seller, buyer: { nip: us }, number, issueDay: '2026-06-10' },
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    numberedAt: '2026-06-10T10:00:00+02:00',
    ...said,
  })

describe('asked by the KSeF number', () => {
  it('a paper that prints it answers while KSeF’s own document is not there', async () => {
    const printed = ksefNumber(seller.nip, '2026-06-10', 'printed')
    const paper = await copy('P/1', { ksefNumber: printed, document: 'numbered-visualisation' })
    expect(await ask({ ksefNumber: printed })).toMatchObject({ purchaseId: paper.id })
  })
  it('one that nobody knows is looked for by the rest of the question', async () => {
    const paper = await copy('P/2')
    const unknown = ksefNumber(seller.nip, '2026-06-10', 'unknown')
    expect(await ask({ ksefNumber: unknown })).toEqual({
      ...{ answer: 'post', purchaseId: null, posting: null, reasons: [] },
    })
    expect(await byNumber('P/2', { ksefNumber: unknown })).toMatchObject({ purchaseId: paper.id })
  })
  it('KSeF’s own document answers before a paper that prints its number and was moved elsewhere', async () => {
    const whole = document('P/3')
    await api.importPackage(us, packageOf([whole]))
    const paper = await copy('P/3', {
      ksefNumber: whole.metadata.ksefNumber,
      document: 'numbered-visualisation',
    })
    await move(paper.copy, 'new')
    const all = await api.purchases(us, { number: 'P/3' })
    expect(all).toHaveLength(2)
    const own = all.find(({ ksef }) => ksef !== null)
    expect(await ask({ ksefNumber: whole.metadata.ksefNumber })).toMatchObject({ purchaseId: own?.id })
  })
  it('another invoice of the number is no doubt where nothing names one invoice, however the paper is dated', async () => {
    await copy('P/FAR')
    const far = { seller: { nip: seller.nip }, number: 'P/FAR', issueDate: '2025-06-10' }
    expect((await ask(far)).answer).toBe('post')
    const elsewhere = document('P/ELSEWHERE')
    expect((await ask({ ...far, qrCode: qrI(seller.nip, '2025-06-10', elsewhere.xml) })).answer).toBe('post')
    expect((await ask({ ...far, ksefNumber: elsewhere.metadata.ksefNumber })).answer).toBe('post')
  })
  it('with a year mistyped it is doubt, booked or not, and so it is by the code of its file', async () => {
    const invoice = document('P/YEAR')
    await api.importPackage(us, packageOf([invoice]))
    const [purchase] = await api.purchases(us, { number: 'P/YEAR' })
    const questions = [
      { ksefNumber: invoice.metadata.ksefNumber, issueDate: '2025-06-10' },
      { qrCode: qrI(seller.nip, '2026-06-10', invoice.xml), issueDate: '2025-06-10' },
    ]
    for (const question of questions)
      expect(await ask(question)).toMatchObject({
        ...{ answer: 'hold', purchaseId: purchase?.id },
        reasons: [{ code: 'POSSIBLE_DUPLICATE', message: expect.stringContaining('KSeF number or code') }],
      })
    // Under another year the same number is another invoice, where nothing else names it.
    expect(await byNumber('P/YEAR', { issueDate: '2025-06-10' })).toMatchObject({ answer: 'post' })
    const code = qrI(seller.nip, '2025-06-10', document('P/OTHER').xml)
    expect(await byNumber('P/YEAR', { issueDate: '2025-06-10', qrCode: code })).toMatchObject({
      answer: 'post',
    })
    await book(purchase?.id as string, 'PZ/1')
    expect(await ask(questions[0] as object)).toMatchObject({ answer: 'hold', purchaseId: purchase?.id })
  })
  it('that nobody knows is not what the doubt about a paper of a near day is told of', async () => {
    await copy('P/NEAR')
    const unknown = ksefNumber(seller.nip, '2026-06-10', 'near')
    expect(await byNumber('P/NEAR', { issueDate: '2026-06-12', ksefNumber: unknown })).toMatchObject({
      answer: 'hold',
      reasons: [{ code: 'POSSIBLE_DUPLICATE', message: expect.stringContaining('seller and number') }],
    })
  })
  it('that nobody knows makes no doubt of a paper of another year', async () => {
    await copy('P/FAR')
    const unknown = ksefNumber(seller.nip, '2025-06-10', 'far')
    expect(await byNumber('P/FAR', { issueDate: '2025-06-10', ksefNumber: unknown })).toMatchObject({
      answer: 'post',
    })
  })
  it('contradicts a purchase of another number under the same seller, number and day', async () => {
    const whole = document('P/4')
    await api.importPackage(us, packageOf([whole]))
    const other = ksefNumber(seller.nip, '2026-06-10', 'other')
    expect(await byNumber('P/4', { ksefNumber: other })).toMatchObject({ answer: 'post', purchaseId: null })
  })
})

describe('asked by a code', () => {
  it('the number tells which of two papers with the code it is', async () => {
    const { xml } = document('H/1')
    const code = qrI(seller.nip, '2026-06-10', xml)
    const one = await copy('H/1', { qrCodes: [code] })
    const other = await copy('H/777', { qrCodes: [code], gross: '500.00' })
    expect(other.id).not.toBe(one.id)
    const asked = { qrCode: code }
    expect(await byNumber('H/1', asked)).toMatchObject({ purchaseId: one.id })
    expect(await byNumber('H/777', asked)).toMatchObject({ purchaseId: other.id })
    expect(await ask(asked)).toMatchObject({
      answer: 'hold',
      purchaseId: null,
      reasons: [{ code: 'AMBIGUOUS_MATCH' }],
    })
  })
  it('no doubt arises of a paper whose day is that of the code: a correction with it is another document', async () => {
    const code = qrI(seller.nip, '2026-06-10', document('H/K').xml)
    await copy('H/K', { kind: 'VAT', qrCodes: [code] })
    expect(await byNumber('H/K/KOR', { kind: 'KOR', qrCode: code })).toEqual({
      ...{ answer: 'post', purchaseId: null, posting: null, reasons: [] },
    })
  })
  it('with a number that no paper with that code has, the paper of the number is asked about as well', async () => {
    const { xml } = document('H/2')
    const code = qrI(seller.nip, '2026-06-10', xml)
    await copy('H/2', { qrCodes: [code] })
    await copy('H/9', { gross: '900.00' })
    const { answer, reasons } = await byNumber('H/9', { qrCode: code })
    expect([answer, reasons[0].code]).toEqual(['hold', 'AMBIGUOUS_MATCH'])
    expect(reasons[0].message).toMatch(/^2 purchases fit, none of them posted\. /)
  })
  it('is that of the file which a technical correction replaced, of the same seller alone', async () => {
    const rejected = document('H/3')
    const replacing = document('H/3', { hashOfCorrectedInvoice: rejected.metadata.invoiceHash })
    await api.importMetadata(us, [replacing.metadata])
    const [known] = await api.purchases(us, { number: 'H/3' })
    const qrCode = qrI(seller.nip, '2026-06-10', rejected.xml)
    expect(await ask({ qrCode })).toMatchObject({ purchaseId: known?.id })
    const stranger = nip('posting questions stranger')
    expect(await ask({ qrCode: qrI(stranger, '2026-06-10', rejected.xml) })).toMatchObject({
      answer: 'post',
      purchaseId: null,
    })
  })
  it('of another day than the paper is doubt, and holds', async () => {
    const { xml } = document('H/4')
    const qrCode = qrI(seller.nip, '2026-06-11', xml)
    const { purchase } = await api.postCopy(us, plainCopy(seller, 'H/4', { qrCodes: [qrCode] }))
    expect(await ask({ qrCode })).toEqual({
      ...{ answer: 'hold', purchaseId: purchase?.id, posting: null },
      reasons: [
        {
          code: 'QR_DAY_DIFFERS',
          params: {},
          message:
            'This code stands on a paper whose day is another than that of the code. Record this one as a copy and compare.',
        },
      ],
    })
    expect(await byNumber('H/4', { qrCode })).toMatchObject({ purchaseId: purchase?.id })
    expect((await byNumber('H/5', { qrCode })).reasons).toMatchObject([{ code: 'QR_DAY_DIFFERS' }])
    // Another invoice of the number asked for says nothing against that.
    await copy('H/5', { kind: 'KOR', gross: '-1.00', net: '-0.81', vat: '-0.19' })
    expect((await byNumber('H/5', { kind: 'VAT', qrCode })).reasons).toMatchObject([
      { code: 'QR_DAY_DIFFERS' },
    ])
  })
})

describe('asked by seller and number', () => {
  it('what a document under another number says does not count, though a merge by hand brought it', async () => {
    const one = await copy('M/1', { gross: '100.00' })
    const other = await copy('N/2', { gross: '200.00', issueDate: '2026-06-15', receivedOn: '2026-06-16' })
    await move(other.copy, one.id)
    await book(one.id, 'PZ/M1')
    expect(await byNumber('N/2', { gross: '200.00', issueDate: '2026-06-15' })).toMatchObject({
      ...{ answer: 'posted', purchaseId: one.id },
    })
    expect(await byNumber('M/1', { gross: '100.00', issueDate: '2026-06-10' })).toMatchObject({
      ...{ answer: 'posted', purchaseId: one.id },
    })
    expect(await byNumber('M/1', { gross: '200.00' })).toMatchObject({
      ...{ answer: 'hold', purchaseId: one.id, reasons: [{ code: 'AMOUNT_MISMATCH' }] },
    })
    expect(await byNumber('N/2', { gross: '100.00' })).toMatchObject({ answer: 'hold' })
  })
  it('tells of another amount, and of another day, in words, and leads to the purchase', async () => {
    const known = await copy('W/1')
    const held = (code: string, message: string) => ({
      ...{ answer: 'hold', purchaseId: known.id, posting: null },
      reasons: [{ code, params: {}, message: `${message} Record this one as a copy and compare.` }],
    })
    expect(await byNumber('W/1', { gross: '124.00' })).toEqual(
      held('AMOUNT_MISMATCH', 'An invoice with this seller and number is known with another gross amount.'),
    )
    expect(await byNumber('W/1', { issueDate: '2026-06-11' })).toEqual(
      held('POSSIBLE_DUPLICATE', 'An invoice with this seller and number is known with another day.'),
    )
    // Another amount on another day: the day alone tells.
    expect(await byNumber('W/1', { issueDate: '2026-06-11', gross: '124.00' })).toMatchObject({
      reasons: [{ code: 'POSSIBLE_DUPLICATE' }],
    })
  })
  it('leads to the earliest of several days, and to the one known first of several amounts', async () => {
    const late = await copy('W/2', { issueDate: '2026-06-20', receivedOn: '2026-06-21' })
    const early = await copy('W/2', { issueDate: '2026-05-20', gross: '124.00' })
    const asked = { answer: 'hold', reasons: [{ code: 'POSSIBLE_DUPLICATE' }] }
    expect(await byNumber('W/2', { issueDate: '2026-06-10' })).toMatchObject({
      ...asked,
      purchaseId: early.id,
    })
    const second = await copy('W/2', { issueDate: '2026-06-20', gross: '99.00', receivedOn: '2026-06-21' })
    expect(second.id).not.toBe(late.id)
    expect(await byNumber('W/2', { issueDate: '2026-06-20', gross: '1.00' })).toMatchObject({
      ...{ answer: 'hold', purchaseId: late.id, reasons: [{ code: 'AMOUNT_MISMATCH' }] },
    })
  })
  it('says how many fit, how many of them are booked, and by which finding to tell', async () => {
    const one = await copy('A/1', { gross: '100.00' })
    const other = await copy('A/1', { gross: '200.00' })
    const none = await byNumber('A/1')
    const message = (posted: string) =>
      `2 purchases fit, ${posted}. Whether two of them are one is open: decide that finding, or ask again with the KSeF number.`
    expect(none).toEqual({
      ...{ answer: 'hold', purchaseId: null, posting: null },
      reasons: [
        {
          code: 'AMBIGUOUS_MATCH',
          message: message('none of them posted'),
          params: { count: 2, posted: 0, findingId: `${one.id}.AMOUNT_MISMATCH.${other.id}` },
        },
      ],
    })
    await decide(`${one.id}.AMOUNT_MISMATCH.${other.id}`, 'different-invoice')
    await book(one.id, 'PZ/A1')
    const [reason] = (await byNumber('A/1')).reasons
    expect(reason.message).toBe(
      '2 purchases fit, 1 of them posted. Ask again with the day of issue, the kind, the gross amount or the KSeF number.',
    )
    await book(other.id, 'PZ/A2')
    expect((await byNumber('A/1')).reasons[0].message).toMatch(/^2 purchases fit, 2 of them posted\. /)
  })
  it('names no finding that asks about a purchase that does not fit', async () => {
    const one = await copy('A/10', { gross: '100.00' })
    const other = await copy('A/10', { gross: '200.00' })
    await decide(`${one.id}.AMOUNT_MISMATCH.${other.id}`, 'different-invoice')
    const misread = await copy('A/1O', { gross: '100.00' })
    const open = (await api.purchase(us, one.id)).findings.filter((f) => f.open).map((f) => f.id)
    expect(open).toContain(`${one.id}.POSSIBLE_DUPLICATE.${misread.id}`)
    expect((await byNumber('A/10')).reasons[0].message).toBe(
      '2 purchases fit, none of them posted. Ask again with the day of issue, the kind, the gross amount or the KSeF number.',
    )
  })
  it('an invoice that is booked is answered with its posting and no reasons, held or not', async () => {
    const one = await copy('B/1', { gross: '100.00' })
    await book(one.id, 'PZ/B1')
    await copy('B/1', { gross: '200.00' })
    expect(await byNumber('B/1', { gross: '100.00' })).toEqual({
      ...{ answer: 'posted', purchaseId: one.id, reasons: [] },
      posting: {
        reference: 'PZ/B1',
        postedOn: '2026-06-12',
        recordedAt: '2026-07-24T10:00:00Z',
        by: 'admin',
      },
    })
    expect(await byNumber('B/1', { gross: '200.00' })).toMatchObject({
      ...{ answer: 'hold', posting: null, reasons: [{ code: 'AMOUNT_MISMATCH' }] },
    })
  })
})

describe('while a half of the invoice lies in quarantine', () => {
  const half = (number: string, said: object = {}) =>
    api.importPackage(us, packageOf([{ metadata: document(number, said).metadata }]))
  const reasons = async (question: Promise<{ answer: string; reasons: { code: string }[] }>) => {
    const { answer, reasons } = await question
    return [answer, ...reasons.map(({ code }) => code)]
  }
  const held = ['hold', 'KSEF_DOCUMENT_QUARANTINED']
  it('a number easily misread as its own is held on the very day, and on no other', async () => {
    await half('Q/10')
    expect(await reasons(byNumber('Q/1O', { issueDate: '2026-06-10' }))).toEqual(held)
    expect(await reasons(byNumber('Q/1O', { issueDate: '2026-06-11' }))).toEqual(['post'])
    expect(await reasons(byNumber('Q/1O'))).toEqual(['post'])
    expect(await reasons(byNumber('Q/10', { issueDate: '2026-06-11' }))).toEqual(held)
    expect(await reasons(byNumber('Q/10'))).toEqual(held)
  })
  it('the reason names it, says why it lies there and what to do', async () => {
    await half('Q/20')
    const { answer, purchaseId, reasons } = await byNumber('Q/20')
    expect([answer, purchaseId]).toEqual(['hold', null])
    expect(reasons).toHaveLength(1)
    expect(reasons[0].message).toMatch(
      /^What KSeF has of this invoice may lie in quarantine\. The KSeF document \S+ \(number Q\/20, of 2026-06-10, seller .*\)\. \w/,
    )
  })
  it('its number in KSeF and its code lead to it as its own number does', async () => {
    await half('Q/40')
    const { metadata, xml } = document('Q/40')
    expect(await reasons(ask({ ksefNumber: metadata.ksefNumber }))).toEqual(held)
    expect(await reasons(ask({ qrCode: qrI(seller.nip, '2026-06-10', xml) }))).toEqual(held)
    const { xml: other } = document('Q/41')
    expect(await reasons(ask({ qrCode: qrI(seller.nip, '2026-06-10', other) }))).toEqual(['post'])
  })
  it('the invoice whose own number is asked for is another', async () => {
    const whole = document('Q/30', { kind: 'ROZ' })
    await api.importPackage(us, packageOf([whole]))
    await half('Q/30', { ksefNumber: ksefNumber(seller.nip, '2026-06-10', 'second Q/30') })
    const byOwn = await ask({ ksefNumber: whole.metadata.ksefNumber })
    expect([byOwn.reasons.map((r: { code: string }) => r.code), byOwn.purchaseId]).toEqual([
      ['KSEF_DOCUMENT_QUARANTINED'],
      expect.any(String),
    ])
    const [finding] = (await api.purchase(us, byOwn.purchaseId)).findings.filter(
      ({ code }) => code === 'KSEF_DOCUMENT_QUARANTINED',
    )
    await decide(finding?.id as string, 'dismissed')
    expect(await reasons(ask({ ksefNumber: whole.metadata.ksefNumber }))).toEqual(['post'])
    // What a person said of the purchase counts where it is asked for by its number, too.
    expect(await reasons(byNumber('Q/30'))).toEqual(['post'])
  })
})
