import { describe, expect, it } from 'vitest'
import { warsawDay } from './ksef.ts'
import { type ArrivalName, arrange, arrivals } from './law-arrival.ts'
import { requestsFor, type Step } from './law-case.ts'
import { numberOf } from './law-documents.ts'
import { type LawRow, lawRows, readLawRows } from './law-rows.ts'
import { afterNumber, expectedCodes, expectedVerdict } from './law-verdict.ts'
import { whyNoXsd, xsdProblems } from './xsd.ts'

const rowOf = (id: string): LawRow => {
  const row = lawRows.find(({ case_id }) => case_id === id)
  if (!row) throw new Error(`no row ${id}`)
  return row
}
const stepsOf = (id: string, phase: Step['phase'], telling?: 'in-documents' | 'by-hand') =>
  requestsFor(rowOf(id), telling).filter((step) => step.phase === phase)

describe('the table of cases', () => {
  it('has 90 rows with ids of their own', () => {
    expect(new Set(lawRows.map(({ case_id }) => case_id)).size).toBe(90)
  })

  it('refuses a column that nobody maps', () => {
    expect(() => readLawRows('case_id,colour\nR001,red\n')).toThrow('other columns')
  })

  it.each(lawRows.map((row) => [row.case_id, row] as const))('%s agrees with itself', (_, row) => {
    const isForHuman = expectedCodes(row).some((code) => !code.startsWith('INFO_'))
    expect(row.exp_needs_review).toBe(isForHuman ? 'Y' : 'N')
    expect(row.exp_issue_date).toBe(row.p1_date)
    expect(row.ksef_number_date_warsaw).toBe(
      row.ksef_number_assigned_at && warsawDay(row.ksef_number_assigned_at),
    )
    expect(expectedVerdict(row).receiptSource === null).toBe(row.exp_receipt_date === '')
    expect(expectedVerdict(row).correctionDue !== null).toBe(row.exp_jpk_correction === 'YES')
  })
})

describe('requestsFor', () => {
  it.each(Object.keys(arrivals) as ArrivalName[])(
    '%s: taxpayer first, patches after a document',
    (arrival) => {
      for (const row of lawRows) {
        const steps = requestsFor(row, arrivals[arrival].telling)
        const phases = arrange(steps, arrival).map(({ phase }) => phase)
        expect(phases).toHaveLength(steps.length)
        expect(phases[0]).toBe('taxpayer')
        const document = phases.findIndex((phase) => phase === 'copy' || phase === 'ksef')
        expect(document).toBeGreaterThan(phases.indexOf('original'))
        expect(phases.slice(0, document)).not.toContain('patch')
      }
    },
  )

  it('writes a knob and its value as the contract does', () => {
    expect(stepsOf('R024', 'taxpayer')).toMatchObject([
      { body: { policy: { irregularOfflineHandover: 'mf-1-8-actual' } } },
    ])
    expect(stepsOf('R109', 'taxpayer')).toMatchObject([{ body: { policy: { euEarlyDeduction: 'on' } } }])
    expect(stepsOf('R001', 'taxpayer')).toMatchObject([{ body: { policy: {}, settlement: 'monthly' } }])
  })

  it('reads notices as published, an open one without an end', () => {
    expect(stepsOf('R108', 'outage')).toMatchObject([
      { body: { kind: 'failure', start: '2026-06-29', end: '2026-07-01' } },
      { body: { kind: 'maintenance', start: '2026-07-10T20:00+02:00', end: '2026-07-11T06:00+02:00' } },
    ])
    expect(stepsOf('R119', 'outage')).toMatchObject([{ body: { start: '2026-06-29', end: null } }])
  })

  it('takes paper for an offline invoice in the offline modes only', () => {
    const offline = { document: 'offline-invoice', channel: 'paper' }
    expect(stepsOf('R045', 'copy')).toMatchObject([{ body: offline }])
    expect(stepsOf('R064', 'copy')).toMatchObject([{ body: { document: 'invoice', channel: 'paper' } }])
    expect(stepsOf('R057', 'copy')).toMatchObject([{ body: { declaredMode: 'emergency' } }])
    expect(stepsOf('R103', 'copy')).toMatchObject([
      { body: { receivedOn: '2026-06-10' } },
      { body: { receivedOn: '2026-06-15', channel: 'paper' } },
    ])
  })

  it('tells tax point and buyer category in the documents or by hand', () => {
    expect(stepsOf('R072', 'copy')).toMatchObject([{ body: { taxPointDate: '2026-06-30', vat: '0.00' } }])
    expect(stepsOf('R072', 'patch')).toEqual([])
    expect(stepsOf('R072', 'patch', 'by-hand')).toMatchObject([{ body: { taxPointDate: '2026-06-30' } }])
    expect(stepsOf('R029', 'copy')).toMatchObject([{ body: { buyerCategory: '106gb-4-2' } }])
    expect(stepsOf('R029', 'taxpayer', 'by-hand')).toMatchObject([{ body: { buyerCategory: '106gb-4-2' } }])
    expect(stepsOf('R113', 'taxpayer')).toMatchObject([{ body: { buyerCategory: '106gb-4-3' } }])
  })

  it('puts the corrected original in first and names it', () => {
    const [original] = stepsOf('R096', 'original')
    if (original?.phase !== 'original' || original.send !== 'package') throw new Error('no package')
    const [correction] = stepsOf('R096', 'ksef')
    if (correction?.phase !== 'ksef') throw new Error('no correction')
    const xml = new TextDecoder().decode(correction.documents[0]?.xml)
    const quoted = /<NrKSeFFaKorygowanej>(.+)<\/NrKSeFFaKorygowanej>/.exec(xml)?.[1]
    expect(original.documents[0]?.metadata.ksefNumber).toBe(quoted)
    expect(stepsOf('R101', 'original')).toMatchObject([{ send: 'copy', body: { document: 'invoice' } }])
    expect(numberOf(rowOf('R096'))).toBe('KOR/R096/2026')
    expect(stepsOf('R096', 'patch')).toMatchObject([{ body: { originalDeductedIn: '2026-05' } }])
  })

  it('refuses a fact that it cannot map', () => {
    expect(() => requestsFor({ ...rowOf('R001'), extra_facts: 'weather=rain' })).toThrow(
      'cannot map weather=rain',
    )
    expect(() => requestsFor({ ...rowOf('R001'), seller_status: 'asleep' })).toThrow(
      'nothing known about asleep',
    )
  })

  const reason = whyNoXsd()
  it.skipIf(reason)(`prints valid FA(3) throughout${reason ? ` (skipped: ${reason})` : ''}`, () => {
    const xmls = lawRows.flatMap((row) =>
      [...requestsFor(row), ...requestsFor(row, 'by-hand')].flatMap((step) => {
        if (!('send' in step) || step.send === 'copy') return []
        return step.send === 'package' ? step.documents.map(({ xml }) => xml) : [step.xml]
      }),
    )
    expect(xmls.length).toBeGreaterThan(100)
    expect(xsdProblems('FA (3)', xmls)).toBe('')
  })
})

describe('afterNumber', () => {
  it('asks on the day after the number, or on the receipt when that is later', () => {
    expect(afterNumber(rowOf('R001'))).toMatchObject({ asOf: '2026-06-11', marker: 'NrKSeF' })
    expect(afterNumber(rowOf('R062'))).toMatchObject({ asOf: '2026-07-02', marker: 'NrKSeF' })
  })

  it('lets the number come after the filing where the row supposes one, and asks nothing where none can come', () => {
    expect(afterNumber(rowOf('R119'))).toMatchObject({
      asOf: '2026-07-28',
      lateNumberAt: '2026-07-27T09:00:00Z',
    })
    expect(afterNumber(rowOf('R051'))).toBeNull()
  })
})
