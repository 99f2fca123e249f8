import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp } from '../support/app.ts'
import { plainCopy } from '../support/copy.ts'
import { faXml, ksefDocument, nip, packageOf, sha256 } from '../support/ksef.ts'

/** What is shown of purchases, word for word: every property, as the contract has it. */

const us = nip('shown')
const seller = { nip: nip('shown seller'), name: 'Sprzedawca S.A.' }
const quiet = { nip: nip('shown quiet seller'), name: 'Cichy sp. z o.o.' }
const foreigner = { country: 'DE', vatId: '123456789', name: 'Händler GmbH' }
const at = `/v1/taxpayers/${us}`
const recordedAt = '2026-07-24T10:00:00Z'
let stage: Awaited<ReturnType<typeof createTestApp>>

// biome-ignore lint/suspicious/noExplicitAny: see Answer
const get = async (path: string): Promise<any> => (await stage.api.json('GET', `${at}${path}`)).body
// biome-ignore lint/suspicious/noExplicitAny: see Answer
const post = async (path: string, body: object): Promise<any> =>
  (await stage.api.json('POST', `${at}${path}`, body)).body
const amounts = { net: '100.00', vat: '23.00', gross: '123.00' }
const offline = {
  ...{ seller, buyer: { nip: us }, number: 'S/1', issueDay: '2026-06-10', amounts },
  numberedAt: '2026-06-11T10:00:00+02:00',
  acceptedAt: '2026-06-11T09:59:00+02:00',
  storedAt: '2026-06-11T10:01:00+02:00',
}
const correction = {
  ...{ seller, buyer: { nip: us }, number: 'S/KOR', issueDay: '2026-06-15', kind: 'KOR' as const },
  amounts: { net: '-10.00', vat: '-2.30', gross: '-12.30' },
  numberedAt: '2026-06-15T10:00:00+02:00',
  corrects: [{ number: 'S/1', issueDay: '2026-06-10', ksefNumber: null }],
}
const copy = { id: '', evidence: '' }
const ids: Record<string, string> = {}

beforeAll(async () => {
  stage = await createTestApp({ now: '2026-07-24T12:00:00+02:00' })
  const { api } = stage
  await api.putTaxpayer(us, { name: 'Odbiorca' })
  await api.putSupplier(us, seller.nip, { ksefDuty: [{ status: 'obliged', from: '2026-02-01' }] })
  await api.putSupplier(us, quiet.nip, { ksefDuty: [{ status: 'obliged', from: '2026-02-01' }] })
  const came = await api.postCopyXml(us, faXml(offline), {
    ...{ receivedOn: '2026-06-10', document: 'offline-invoice', channel: 'email', externalId: 'x1' },
  })
  copy.id = came.purchase?.id ?? ''
  copy.evidence = came.copy.id
})
afterAll(() => stage.close())

describe('an offline invoice whose number has not come', () => {
  it('is awaited, with all that is known of the delay', async () => {
    const { items, next } = await get('/awaiting?asOf=2026-06-20')
    expect(next).toBeNull()
    expect(items).toEqual([
      {
        purchaseId: copy.id,
        seller,
        ...{ number: 'S/1', issueDate: '2026-06-10', currency: 'PLN', gross: '123.00' },
        ...{ receivedOn: '2026-06-10', receiptDate: null, mode: 'offline24' },
        // The next working day after P_1, a Wednesday; the 20th is a Saturday.
        ...{ deadline: '2026-06-11', deadlineUnknown: null, legalBasis: ['art. 106nda ust. 2'] },
        ...{ overdue: true, daysLate: 9, businessDaysLate: 6, outage: null, inQuarantine: false },
        duty: 'seller',
        penalty: {
          ...{ day: '2026-06-20', rule: 'no-fines-yet', fines: false, what: expect.any(String) },
          whatCode: 'penalty.no-fines-yet.what',
          ...{ from: '0001-01-01', to: '2026-12-31', legalBasis: ['art. 106ni ust. 4'], confidence: 'H' },
          ...{ delayBeganBefore: false, draft: null },
        },
        reminder: {
          ...{ pl: expect.stringContaining('S/1'), en: expect.stringContaining('11 June 2026') },
          code: 'together',
          params: {
            parts: [
              {
                code: 'reminder.opening',
                params: expect.objectContaining({ number: 'S/1', gross: '123.00' }),
              },
              { code: 'reminder.over', params: expect.objectContaining({ deadline: '2026-06-11' }) },
              { code: 'reminder.waits', params: {} },
            ],
          },
        },
      },
    ])
  })
  it('is not late on the day of the term, and late from the next', async () => {
    const [onTheDay] = (await get('/awaiting?asOf=2026-06-11')).items
    expect(onTheDay).toMatchObject({ overdue: false, daysLate: 0, businessDaysLate: 0 })
    const [after] = (await get('/awaiting?asOf=2026-06-12')).items
    expect(after).toMatchObject({ overdue: true, daysLate: 1, businessDaysLate: 1 })
  })
  it('is shown without a number', async () => {
    expect(await get(`/purchases/${copy.id}`)).toMatchObject({
      ...{ id: copy.id, status: 'awaiting-ksef', ksef: null, posting: null, stated: {} },
      resend: { deadline: '2026-06-11', overdue: true, legalBasis: ['art. 106nda ust. 2'] },
      paymentDuty: { ksefNumber: null, exempt: false },
      findings: [{ code: 'OUTSIDE_COPY_BEFORE_NUMBER' }, { code: 'SELLER_LATE' }],
    })
  })
})

describe('with its document of KSeF and a correction', () => {
  beforeAll(async () => {
    const { api } = stage
    await api.importPackage(us, packageOf([ksefDocument(offline), ksefDocument(correction)]))
    ids.kor = (await api.purchases(us, { number: 'S/KOR' }))[0]?.id ?? ''
    await api.patchPurchase(us, copy.id, {
      payments: [
        { date: '2026-07-02', amount: '100.00' },
        { date: '2026-06-20', amount: '22.99' },
      ],
      fixedAsset: true,
    })
    await post(`/purchases/${copy.id}/posting`, { reference: 'PZ/1', postedOn: '2026-06-12' })
  })

  it('it is shown whole', async () => {
    const number = ksefDocument(offline).metadata.ksefNumber
    const { receipt, deduction, findings, modeReason, basis, ...rest } = await get(`/purchases/${copy.id}`)
    expect(rest).toEqual({
      ...{ id: copy.id, status: 'reconciled', mode: 'offline24' },
      resend: { deadline: '2026-06-11', overdue: false, legalBasis: ['art. 106nda ust. 2'] },
      marker: { value: 'NrKSeF', asOf: '2026-07-24', correction: 'none', correctionDue: null },
      seller,
      ...{ number: 'S/1', issueDate: '2026-06-10', kind: 'VAT', currency: 'PLN' },
      ...{ net: '100.00', vat: '23.00', gross: '123.00', vatPln: '23.00' },
      ksef: {
        number,
        numberedAt: '2026-06-11T08:00:00Z',
        acceptedAt: '2026-06-11T07:59:00Z',
        storedAt: '2026-06-11T08:01:00Z',
        invoiceHash: sha256(faXml(offline)),
        invoicingMode: 'Offline',
      },
      paymentDuty: {
        ...{ from: '2027-01-01', ksefNumber: number, exempt: false },
        ...{ what: expect.any(String), legalBasis: ['art. 108g', 'art. 108a ust. 3 pkt 3'] },
        whatCode: 'payment.number-in-payments.what',
      },
      corrects: [],
      correctedBy: [
        { purchaseId: ids.kor, number: 'S/KOR', ksefNumber: ksefDocument(correction).metadata.ksefNumber },
      ],
      evidence: [
        {
          ...{ id: copy.evidence, type: 'copy', receivedOn: '2026-06-10', document: 'offline-invoice' },
          ...{ channel: 'email', externalId: 'x1', file: 'application/xml', recordedAt },
        },
        { id: expect.any(String), type: 'ksef', ksefNumber: number, hasXml: true, recordedAt },
      ],
      stated: {
        fixedAsset: true,
        payments: [
          { date: '2026-07-02', amount: '100.00' },
          { date: '2026-06-20', amount: '22.99' },
        ],
      },
      mergedIds: [],
      createdAt: recordedAt,
      posting: { reference: 'PZ/1', postedOn: '2026-06-12', recordedAt, by: 'admin' },
      modeReasonCode: 'mode-reason.offline24',
      modeReasonParams: { evidence: 'codes', issueDay: '2026-06-10' },
    })
    expect(receipt).toMatchObject({ date: '2026-06-11', source: 'ksef-number' })
    expect(deduction).toMatchObject({ from: '2026-06', until: '2026-09', contested: false })
    expect(findings).toEqual([
      {
        ...{ id: `${copy.id}.OUTSIDE_COPY_BEFORE_NUMBER`, code: 'OUTSIDE_COPY_BEFORE_NUMBER' },
        ...{ severity: 'review', message: expect.any(String), open: true, decision: null },
        params: { handedOver: '2026-06-10', numbered: '2026-06-11' },
      },
    ])
    expect([modeReason, basis.taxPointDay]).toEqual([expect.stringContaining('offline'), '2026-06-10'])
  })
  it('owes no number in a payment once all of it was paid before the duty began, to the last grosz', async () => {
    await stage.api.patchPurchase(us, copy.id, {
      payments: [
        { date: '2026-07-02', amount: '100.00' },
        { date: '2026-06-20', amount: '23.00' },
      ],
    })
    expect((await get(`/purchases/${copy.id}`)).paymentDuty).toBeNull()
  })
  it('the last payment tells when it was paid: one after the duty began owes the number', async () => {
    await stage.api.patchPurchase(us, copy.id, {
      payments: [
        { date: '2027-01-04', amount: '100.00' },
        { date: '2026-06-20', amount: '23.00' },
      ],
    })
    expect((await get(`/purchases/${copy.id}`)).paymentDuty).toMatchObject({ from: '2027-01-01' })
    await stage.api.patchPurchase(us, copy.id, { payments: null })
  })
  it('the correction names it', async () => {
    expect(await get(`/purchases/${ids.kor}`)).toMatchObject({
      ...{ status: 'ksef-only', kind: 'KOR', gross: '-12.30', correctedBy: [] },
      corrects: [{ number: 'S/1', issueDate: '2026-06-10', ksefNumber: null, purchaseId: copy.id }],
    })
  })
  it('its history tells what replaced what, for which reason, by whom and from what', async () => {
    const { items } = await get(`/purchases/${copy.id}/history`)
    expect(items.map((h: { type: string }) => h.type)).toEqual([
      ...['created', 'decided', 'decided', 'stated', 'posted'],
      ...['decided', 'stated', 'decided', 'stated', 'decided', 'stated'],
    ])
    const [created, decided, , stated, posted] = items
    expect(created).toEqual({
      ...{ at: recordedAt, actor: 'admin', type: 'created', cause: 'copy', before: null, foreign: false },
      rule: 'offline24.irregular-handover',
      after: expect.objectContaining({ status: 'awaiting-ksef' }),
      inputs: { evidence: [copy.evidence], stated: {} },
    })
    expect(decided).toMatchObject({
      cause: expect.stringMatching(/^KSeF import /),
      before: created.after,
      after: { status: 'reconciled' },
      inputs: { evidence: expect.arrayContaining([copy.evidence]) },
    })
    expect(stated).toMatchObject({
      ...{ cause: 'statement', rule: null, before: {}, after: { fixedAsset: true } },
      inputs: { fixedAsset: true },
    })
    expect(posted).toMatchObject({
      ...{ cause: 'posting', rule: null, before: null, inputs: null },
      after: { reference: 'PZ/1', postedOn: '2026-06-12', recordedAt, by: 'admin' },
    })
    const verdict = items.findLast((h: { type: string }) => h.type === 'decided').after
    expect(verdict.record.entries).toEqual([{ month: '2026-06', amounts: { K_40: 10_000, K_41: 2_300 } }])
  })
})

describe('purchases of other sellers', () => {
  beforeAll(async () => {
    const { api } = stage
    const late = await api.postCopyXml(
      us,
      faXml({ ...offline, seller: quiet, number: 'Q/1', issueDay: '2026-06-29' }),
      { receivedOn: '2026-06-30', document: 'offline-invoice' },
    )
    ids.quiet = late.purchase?.id ?? ''
    const abroad = await api.postCopy(us, plainCopy(foreigner, 'F/1', { currency: 'EUR', vatPln: '98.00' }))
    ids.foreign = abroad.purchase?.id ?? ''
  })
  it('a foreign one is shown with country and number, and owes no number in payments', async () => {
    const shown = await get(`/purchases/${ids.foreign}`)
    expect(shown).toMatchObject({
      ...{ seller: foreigner, currency: 'EUR', kind: null, status: 'outside-only', paymentDuty: null },
      ...{ net: '100.00', vat: '23.00', gross: '123.00' },
      evidence: [{ channel: null, externalId: null, file: null }],
    })
  })
  it('one that is addressed to somebody else owes nothing in payments', async () => {
    const strange = ksefDocument({
      ...{ seller, buyer: { nip: nip('somebody else') }, number: 'E/1', issueDay: '2026-06-10' },
      amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
      numberedAt: '2026-06-10T10:00:00+02:00',
    })
    await stage.api.importPackage(us, packageOf([strange]))
    const [found] = await stage.api.purchases(us, { number: 'E/1' })
    expect(found).toMatchObject({ status: 'quarantined', paymentDuty: null })
  })
  it('the most overdue number comes first, page after page; a copy after P_1 has its own day', async () => {
    const third = await stage.api.postCopyXml(us, faXml({ ...offline, seller: quiet, number: 'Q/2' }), {
      ...{ receivedOn: '2026-06-12', document: 'offline-invoice' },
    })
    const first = await get('/awaiting?asOf=2026-07-24&limit=1')
    expect(first.items.map((i: { number: string }) => i.number)).toEqual(['Q/2'])
    const second = await get(`/awaiting?asOf=2026-07-24&limit=1&cursor=${first.next}`)
    expect(second.items).toMatchObject([
      { purchaseId: ids.quiet, receivedOn: '2026-06-30', deadline: '2026-06-30', daysLate: 24 },
    ])
    expect(second.next).toBeNull()
    expect(third.outcome).toBe('new')
  })
})

describe('while what KSeF has of it lies in quarantine', () => {
  it('a number is awaited and said to lie there; of others it is not said', async () => {
    const half = ksefDocument({ ...offline, seller: quiet, number: 'Q/2' })
    await stage.api.importPackage(us, packageOf([{ metadata: half.metadata }]))
    const { items } = await get('/awaiting?asOf=2026-07-24')
    expect(items.map((i: { number: string; inQuarantine: boolean }) => [i.number, i.inQuarantine])).toEqual([
      ['Q/2', true],
      ['Q/1', false],
    ])
  })
})

describe('candidates', () => {
  const near: Record<string, string> = {}
  const about = { nip: nip('shown candidates'), name: 'Kandydat' }
  const list = async (query = '') => get(`/purchases/${near.one}/candidates${query}`)
  beforeAll(async () => {
    const record = async (key: string, number: string, said: object = {}) => {
      near[key] = (await stage.api.postCopy(us, plainCopy(about, number, { ...said }))).purchase?.id ?? ''
    }
    await record('one', 'C/10/2026')
    await record('alike', 'C-10-2026', { gross: '500.00', issueDate: '2026-06-12', receivedOn: '2026-06-13' })
    await record('amount', 'X/77', { issueDate: '2026-06-20', receivedOn: '2026-06-21', kind: 'VAT' })
  })
  it('are ranked, with what is shown of each', async () => {
    const { items, next } = await list()
    expect(next).toBeNull()
    const scores = items.map((i: { score: number }) => i.score)
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(items.map((i: { purchaseId: string }) => i.purchaseId).sort()).toEqual(
      [near.alike, near.amount].sort(),
    )
    expect(items.find((i: { purchaseId: string }) => i.purchaseId === near.amount)).toEqual({
      ...{ purchaseId: near.amount, status: 'outside-only', number: 'X/77', issueDate: '2026-06-20' },
      ...{ kind: 'VAT', currency: 'PLN', gross: '123.00', ksefNumber: null },
      score: expect.any(Number),
      reasons: expect.arrayContaining([
        {
          ...{ signal: expect.any(String), points: expect.any(Number) },
          ...{ reason: expect.any(String), reasonCode: expect.any(String) },
        },
      ]),
    })
  })
  it('come page after page', async () => {
    const all = (await list()).items
    const first = await list('?limit=1')
    expect(first.items).toEqual([all[0]])
    const second = await list(`?limit=1&cursor=${first.next}`)
    expect(second).toEqual({ items: [all[1]], next: null })
    expect(await list('?limit=2')).toEqual({ items: all, next: null })
  })
  it('leave out what was decided to be another invoice', async () => {
    const finding = `${near.one}.POSSIBLE_DUPLICATE.${near.alike}`
    const answer = await post(`/findings/${finding}/decision`, { decision: 'different-invoice', note: null })
    expect(answer.type, JSON.stringify(answer)).toBeUndefined()
    expect((await list()).items.map((i: { purchaseId: string }) => i.purchaseId)).toEqual([near.amount])
  })
  it('are looked for by parts of the number, by amounts, and around the day and the day swapped', async () => {
    const maker = { nip: nip('shown signs'), name: 'Znak' }
    const names = new Map<string, string>()
    const record = async (number: string, gross: string, issueDate: string, net = '1.00') => {
      const said = { gross, net, vat: '0.23', issueDate, receivedOn: '2026-10-07' }
      const { purchase } = await stage.api.postCopy(us, plainCopy(maker, number, said))
      names.set(purchase?.id ?? '', number)
      return purchase?.id ?? ''
    }
    const one = await record('K/77/345', '123.00', '2026-06-10', '100.00')
    // More than a month, and less than three, before it: the day says nothing.
    const far = '2026-04-06'
    await record('345', '7.00', far)
    await record('K/77/34', '8.00', far)
    await record('K/77', '9.00', far)
    await record('K/77/345/MAG', '10.00', far)
    await record('Z/1', '123.00', far)
    await record('Z/2', '100.00', far)
    await record('Z/3', '123.05', '2026-10-06')
    await record('Z/4', '122.95', '2026-07-11')
    // One day more than a month: a few hundredths alone are no sign by which it is found.
    await record('Z/5', '122.96', '2026-07-12')
    const { items } = await get(`/purchases/${one}/candidates`)
    expect(
      items.map((i: { purchaseId: string; score: number }) => [names.get(i.purchaseId), i.score]),
    ).toEqual([
      ['Z/3', 32],
      ['Z/1', 30],
      ['345', 26],
      ['K/77', 26],
      ['K/77/345/MAG', 26],
      ['Z/2', 24],
      ['K/77/34', 22],
      ['Z/4', 21],
    ])
    expect(await get('/purchases/nothing/candidates')).toMatchObject({
      ...{ status: 404, code: 'purchase-unknown' },
      detail: 'There is no purchase nothing in this ledger. List them with GET …/purchases.',
    })
  })
})

describe('a term that nobody knows yet', () => {
  const why = async (number: string) => {
    const items = (await get('/awaiting?asOf=2026-07-24')).items as {
      number: string
      deadlineUnknown: string
    }[]
    return items.find((i) => i.number === number)?.deadlineUnknown
  }
  const failure = async (start: string, said: object = {}) => {
    const body = { kind: 'failure', start, end: null, source: 'bip', ...said }
    return (await stage.api.postOutage(body)) as { id: string }
  }
  it('says which outage has no end, or that a person confirmed one that nobody announced', async () => {
    await stage.api.patchPurchase(us, ids.quiet as string, { confirmedMode: 'emergency' })
    expect(await why('Q/1')).toBe('The mode was confirmed by a human, and no announced outage explains it.')
    await stage.api.patchPurchase(us, ids.quiet as string, { confirmedMode: null })
    expect(await why('Q/1')).toBeNull()
    const { id } = await failure('2026-06-29', { reference: 'K/3' })
    expect(await why('Q/1')).toBe(
      'The end of the failure of KSeF (notice K/3) has not been announced: the term has not begun.',
    )
    await stage.api.patchOutage(id, { end: '2026-07-01' })
    expect(await why('Q/1')).toBeNull()
    await failure('2026-07-06')
    const late = { ...offline, seller: quiet, number: 'Q/3', issueDay: '2026-07-06' }
    const { purchase } = await stage.api.postCopyXml(us, faXml(late), {
      ...{ receivedOn: '2026-07-07', document: 'offline-invoice' },
    })
    expect(await why('Q/3')).toBe(
      'The end of the failure of KSeF has not been announced: the term has not begun.',
    )
    expect(purchase?.number).toBe('Q/3')
  })
})
