import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Api } from '../support/api.ts'
import { createTestApp } from '../support/app.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'

/** Which numbers are due, since when, and what the seller risks; each case with dates worked by hand. */

const us = nip('awaiting')
const seller = { nip: nip('awaiting seller'), name: 'Sprzedawca' }
let stage: Awaited<ReturnType<typeof createTestApp>>
let api: Api

beforeEach(async () => {
  stage = await createTestApp({ now: '2027-06-01T12:00:00+02:00' })
  api = stage.api
  await api.putTaxpayer(us, { name: 'Odbiorca' })
})
afterEach(() => stage.close())

let gross = 100
const record = async (number: string, issueDate: string, receivedOn: string, said: object = {}) => {
  gross += 1
  const { purchase } = await api.postCopy(us, {
    ...{ seller, number, issueDate, receivedOn, currency: 'PLN', document: 'offline-invoice' },
    ...{ net: `${gross}.00`, vat: '23.00', gross: `${gross + 23}.00` },
    ...said,
  })
  return purchase?.id as string
}
const numbered = (number: string, issueDay: string, numberedAt: string, amounts = { net: '100.00' }) =>
  api.importPackage(
    us,
    packageOf([ksefDocument({ seller, buyer: { nip: us }, number, issueDay, numberedAt, amounts })]),
  )
const outage = (kind: string, start: string, end: string | null, more: object = {}) =>
  api.postOutage({ kind, start, end, source: 'bip', ...more })
// biome-ignore lint/suspicious/noExplicitAny: what the service answers is what is to be found out
const awaiting = async (asOf: string, query = ''): Promise<any[]> => {
  const { status, body } = await api.send('GET', `/v1/taxpayers/${us}/awaiting?asOf=${asOf}${query}`)
  expect(status).toBe(200)
  return body.items
}
const numbers = (items: { number: string }[]) => items.map((item) => item.number)

describe('the term of the seller', () => {
  it.each([
    ['a Friday', '2026-06-12', '2026-06-15', '2026-06-17', 2, 2],
    ['the day before Corpus Christi', '2026-06-03', '2026-06-05', '2026-06-09', 4, 2],
    ['Good Friday', '2026-04-03', '2026-04-07', '2026-04-07', 0, 0],
    ['Christmas, a day off since 2025', '2026-12-23', '2026-12-28', '2027-01-07', 10, 6],
    ['New Year', '2026-12-31', '2027-01-04', '2027-01-05', 1, 1],
    ['before Epiphany in 2027', '2027-01-05', '2027-01-07', '2027-01-11', 4, 2],
    ['1 and 3 May 2027', '2027-04-30', '2027-05-04', '2027-05-04', 0, 0],
  ])('art. 106nda ust. 2: offline24 issued on %s', async (_, issued, deadline, asOf, days, business) => {
    await record('FV/1', issued, issued)
    expect(await awaiting(asOf)).toMatchObject([
      {
        ...{ number: 'FV/1', issueDate: issued, receivedOn: issued, mode: 'offline24', receiptDate: null },
        ...{ deadline, deadlineUnknown: null, legalBasis: ['art. 106nda ust. 2'] },
        ...{ overdue: days > 0, daysLate: days, businessDaysLate: business, outage: null },
      },
    ])
  })

  it('art. 106nf ust. 4: seven business days after the failure, which is named', async () => {
    const { id } = await outage('failure', '2026-06-29', '2026-07-01', { reference: 'K/2026/AWR/02' })
    await record('FV/1', '2026-06-29', '2026-06-30')
    const [item] = await awaiting('2026-07-24')
    expect(item).toMatchObject({
      ...{ mode: 'emergency', deadline: '2026-07-10', daysLate: 14, businessDaysLate: 10 },
      ...{ receiptDate: '2026-06-30', currency: 'PLN' },
      outage: {
        ...{ id, reference: 'K/2026/AWR/02', kind: 'failure', start: '2026-06-29', end: '2026-07-01' },
      },
    })
  })

  it('art. 106nf ust. 5: a further failure in the term moves it, one after the term does not', async () => {
    await outage('failure', '2026-06-29', '2026-07-01', { reference: 'first' })
    const { id } = await outage('failure', '2026-07-07', '2026-07-08', { reference: 'second' })
    await outage('failure', '2026-07-20', '2026-07-20', { reference: 'third' })
    await record('FV/1', '2026-06-29', '2026-06-30')
    const [item] = await awaiting('2026-07-20')
    expect(item).toMatchObject({ deadline: '2026-07-17', daysLate: 3, outage: { id, reference: 'second' } })
  })

  it('art. 106nh ust. 2: maintenance gives the next business day; a failure in that term gives seven', async () => {
    const { id } = await outage('maintenance', '2026-06-13T20:00+02:00', '2026-06-14T06:00+02:00')
    await record('FV/1', '2026-06-13', '2026-06-13')
    expect(await awaiting('2026-06-16')).toMatchObject([
      { mode: 'maintenance', deadline: '2026-06-15', daysLate: 1, outage: { id, kind: 'maintenance' } },
    ])
    await outage('failure', '2026-06-15', '2026-06-16', { reference: 'later' })
    expect(await awaiting('2026-06-16')).toMatchObject([
      { mode: 'maintenance', deadline: '2026-06-25', daysLate: 0, outage: { reference: 'later' } },
    ])
  })

  it('art. 106nha pkt 1: a failure that overtakes an offline24 invoice moves its term', async () => {
    await record('FV/1', '2026-06-08', '2026-06-08')
    await outage('failure', '2026-06-09', '2026-06-12', { reference: 'overtaking' })
    expect(await awaiting('2026-06-24')).toMatchObject([
      {
        ...{ mode: 'offline24-overtaken-by-failure', deadline: '2026-06-23', daysLate: 1 },
        outage: { reference: 'overtaking' },
      },
    ])
  })

  it('is not known while the failure has no end, says so, and nobody is late', async () => {
    const { id } = await outage('failure', '2026-06-29', null, { reference: 'K/3' })
    await record('FV/1', '2026-06-29', '2026-06-30')
    const [item] = await awaiting('2026-12-01')
    expect(item).toMatchObject({
      ...{ deadline: null, overdue: false, daysLate: 0, outage: { id, end: null } },
      deadlineUnknown:
        'The end of the failure of KSeF (notice K/3) has not been announced: the term has not begun.',
      deadlineUnknownCode: 'awaiting.outage-open',
      deadlineUnknownParams: { kind: 'failure', reference: 'K/3' },
    })
    await api.patchOutage(id, { end: '2026-07-01' })
    expect((await awaiting('2026-12-01'))[0]).toMatchObject({ deadline: '2026-07-10', deadlineUnknown: null })
  })

  it('is not known where a human confirmed an emergency that nobody announced', async () => {
    const id = await record('FV/1', '2026-06-29', '2026-06-30')
    await api.patchPurchase(us, id, { confirmedMode: 'emergency' })
    const [item] = await awaiting('2026-12-01')
    expect(item).toMatchObject({ deadline: null, outage: null })
    expect(item.deadlineUnknown).toContain('confirmed by a human')
    expect(item.reminder.en).toContain('Please name that notice')
  })
})

describe('no number is due', () => {
  it('art. 106ng: of an invoice of a total failure, nor of one that a total failure overtook', async () => {
    await outage('total-failure', '2026-06-15', '2026-06-19', { source: 'mass-media' })
    await record('TOTAL', '2026-06-16', '2026-06-17', { document: 'invoice' })
    await record('OVERTAKEN', '2026-06-12', '2026-06-12')
    expect(await awaiting('2026-09-01')).toEqual([])
  })

  it('art. 106nf ust. 7: of an emergency invoice whose sending a total failure abolished', async () => {
    await outage('failure', '2026-06-29', '2026-07-01')
    await record('FV/1', '2026-06-29', '2026-06-30')
    expect(await awaiting('2026-09-01')).toHaveLength(1)
    await outage('total-failure', '2026-07-06', '2026-07-07', { source: 'mass-media' })
    expect(await awaiting('2026-09-01')).toEqual([])
  })

  it('of foreign sellers, plain invoices, prints, confirmations and what has its number', async () => {
    await record('DE/1', '2026-07-01', '2026-07-02', { seller: { country: 'DE', vatId: '123456789' } })
    await record('PLAIN', '2026-07-01', '2026-07-02', { document: 'invoice' })
    await record('PRINT', '2026-07-01', '2026-07-02', { document: 'numbered-visualisation' })
    await record('CONFIRMATION', '2026-07-01', '2026-07-02', { document: 'transaction-confirmation' })
    await record('NUMBERED', '2026-07-01', '2026-07-01', { net: '100.00', gross: '123.00' })
    await numbered('NUMBERED', '2026-07-01', '2026-07-06T09:00:00+02:00')
    expect(await awaiting('2026-09-01')).toEqual([])
  })
})

describe('the day asked for', () => {
  it('sees what was missing on it: a copy that had come, and a number that had not', async () => {
    await record('FV/1', '2026-06-10', '2026-06-12', { net: '100.00', gross: '123.00' })
    await numbered('FV/1', '2026-06-10', '2026-06-22T10:00:00+02:00')
    const seen = async (asOf: string) => (await awaiting(asOf)).map((item) => item.daysLate)
    expect(await seen('2026-06-11')).toEqual([])
    expect(await seen('2026-06-12')).toEqual([1])
    expect(await seen('2026-06-21')).toEqual([10])
    expect(await seen('2026-06-22')).toEqual([])
  })

  it('lists as overdue what the purchases call late, and nothing else', async () => {
    await outage('failure', '2026-06-29', '2026-07-01')
    await outage('failure', '2026-08-03', null)
    await record('EARLY', '2026-06-10', '2026-06-12')
    await record('EMERGENCY', '2026-06-30', '2026-07-02')
    await record('OPEN', '2026-08-03', '2026-08-03')
    await record('PLAIN', '2026-06-10', '2026-06-12', { document: 'invoice' })
    const asOf = '2026-08-04'
    const late = (await api.purchases(us, { asOf })).filter((p) => p.resend.overdue)
    expect(late.map((p) => p.number)).toEqual(['EARLY', 'EMERGENCY'])
    expect(numbers(await awaiting(asOf, '&overdue=true'))).toEqual(['EARLY', 'EMERGENCY'])
    expect(numbers(await awaiting(asOf, '&overdue=false'))).toEqual(['OPEN'])
    for (const p of late)
      expect(p.findings.map((f) => f.code).some((code) => /^SELLER_(LATE|NEVER_SENT)$/.test(code))).toBe(true)
  })
})

describe('the list', () => {
  it('has the earliest deadline first, those without one last, and comes page after page', async () => {
    const open = await record('OPEN', '2026-06-10', '2026-06-10')
    await api.patchPurchase(us, open, { confirmedMode: 'emergency' })
    await record('SECOND', '2026-06-11', '2026-06-12')
    await record('FIRST', '2026-06-10', '2026-06-12')
    await record('TOO', '2026-06-11', '2026-06-12')
    await record('BACK', '2026-06-11', '2026-06-11', { net: '100.00', gross: '123.00' })
    await numbered('BACK', '2026-06-11', '2026-12-30T10:00:00+01:00')
    const all = ['FIRST', 'SECOND', 'TOO', 'BACK', 'OPEN']
    expect(numbers(await awaiting('2026-09-01'))).toEqual(all)
    const seen: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: string = `asOf=2026-09-01&limit=2${cursor && `&cursor=${cursor}`}`
      const { body } = await api.send('GET', `/v1/taxpayers/${us}/awaiting?${query}`)
      seen.push(...numbers(body.items))
      cursor = body.next
    }
    expect(seen).toEqual(all)
  })

  it('is narrowed to a seller', async () => {
    const other = nip('awaiting other')
    await record('OURS', '2026-06-10', '2026-06-12')
    await record('OTHERS', '2026-06-10', '2026-06-12', { seller: { nip: other } })
    expect(numbers(await awaiting('2026-09-01', `&seller=${other}`))).toEqual(['OTHERS'])
  })

  it.each(['1', '2026-13-01.5', '2026-06-10.x'])('refuses the cursor %s', async (cursor) => {
    const answer = await api.send('GET', `/v1/taxpayers/${us}/awaiting?cursor=${cursor}`)
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-cursor' } })
  })
})

describe('what the seller risks', () => {
  it.each([
    ['nothing in 2026', '2026-06-10', '2026-12-31', 'no-fines-yet', false, false],
    [
      'fines of art. 106ni for an invoice of 2027',
      '2027-01-07',
      '2027-01-12',
      'fines-by-statute',
      true,
      false,
    ],
    ['fines once a delay would begin in 2027', '2026-12-31', '2026-12-31', 'fines-by-statute', true, false],
    ['unsettled for a delay that began in 2026', '2026-12-29', '2027-01-01', 'fines-by-statute', true, true],
    [
      'a delay from 1 January 2027 on began under them',
      '2026-12-30',
      '2027-01-01',
      'fines-by-statute',
      true,
      false,
    ],
  ])('%s', async (_, issued, asOf, rule, fines, delayBeganBefore) => {
    await record('FV/1', issued, issued)
    const [{ penalty }] = await awaiting(asOf)
    expect(penalty).toMatchObject({ rule, fines, delayBeganBefore })
    expect(penalty.draft?.rule ?? null).toBe(fines ? 'deferral-ud477' : null)
  })

  it('is a dated table of GET /v1/law, in which a bill decides nothing', async () => {
    const { penalties } = (await api.send('GET', '/v1/law')).body
    expect(penalties.map((row: { status: string }) => row.status)).toEqual(['law', 'law', 'draft'])
    await record('FV/1', '2027-03-01', '2027-03-01')
    expect((await awaiting('2027-03-10'))[0].penalty).toMatchObject({
      ...{ rule: 'fines-by-statute', day: '2027-03-10', confidence: 'H' },
      draft: { rule: 'deferral-ud477', from: '2027-01-01', to: '2027-12-31', confidence: 'M' },
    })
  })
})

describe('the reminder', () => {
  it('names number, days, articles and the outage, in both languages', async () => {
    await outage('failure', '2026-06-29', '2026-07-01', { reference: 'K/2026/AWR/02' })
    await record('FV/12/06/2026', '2026-06-29', '2026-06-30', {
      ...{ net: '1000.00', vat: '230.00', gross: '1230.00' },
    })
    const [{ reminder }] = await awaiting('2026-07-24')
    expect(reminder.pl.replaceAll('\u00a0', ' ')).toBe(
      'Dzień dobry, Państwa faktura nr FV/12/06/2026 z 29 czerwca 2026 r. na kwotę 1 230,00 zł brutto dotarła do ' +
        'nas poza KSeF 30 czerwca 2026 r., a do 24 lipca 2026 r. nie otrzymaliśmy jej w KSeF. Termin ' +
        'przesłania jej do KSeF po zakończeniu awarii KSeF (komunikat K/2026/AWR/02) upłynął 10 lipca 2026 r. ' +
        '(art. 106nf ust. 4 ustawy o VAT). Prosimy o przesłanie faktury i o podanie nam jej numeru KSeF.',
    )
    expect(reminder.en).toBe(
      'Your invoice FV/12/06/2026 of 29 June 2026 for PLN 1,230.00 gross reached us outside KSeF on 30 June ' +
        '2026, and by 24 July 2026 we have not received it in KSeF. The term for sending it after the failure of KSeF (notice ' +
        'K/2026/AWR/02) ended on 10 July 2026 (art. 106nf ust. 4 of the Polish VAT Act). Please send it, and ' +
        'tell us its KSeF number.',
    )
  })

  it('asks for the term while it runs, and says what waits for the number', async () => {
    await record('FV/1', '2026-06-10', '2026-06-10')
    const [{ reminder }] = await awaiting('2026-06-11')
    expect(reminder.en).toContain('ends on 11 June 2026 (art. 106nda ust. 2 of the Polish VAT Act)')
    expect(reminder.en).toContain('we cannot deduct the tax')
    expect(reminder.pl).toContain('Prosimy o przesłanie faktury w tym terminie')
    expect(reminder.pl).toContain('nie możemy odliczyć')
  })

  it('waits with the seller while the failure has no end', async () => {
    await outage('failure', '2026-06-29', null)
    await record('FV/1', '2026-06-29', '2026-06-30')
    const [{ reminder }] = await awaiting('2026-07-24')
    expect(reminder.pl).toContain('po zakończeniu awarii KSeF jeszcze nie biegnie')
    expect(reminder.en).not.toContain('deduct')
  })
})
