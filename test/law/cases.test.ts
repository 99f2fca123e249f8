import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/texts/language.ts'
import { dayOf, periodNamed } from '../../src/texts/pl/words.ts'
import { tell } from '../../src/texts/tell.ts'
import type { Api, Purchase } from '../support/api.ts'
import { createTestApp, onEdge } from '../support/app.ts'
import { type ArrivalName, arrange, arrivals } from '../support/law-arrival.ts'
import { lateNumber, requestsFor } from '../support/law-case.ts'
import { buyer } from '../support/law-documents.ts'
import { play, purchaseOf } from '../support/law-play.ts'
import { type LawRow, lawRows } from '../support/law-rows.ts'
import { afterNumber, expectedVerdict, observedVerdict, purchaseCount } from '../support/law-verdict.ts'

/** After the last day in the table, so that nothing in it is still to come. */
const now = '2027-06-01T10:00:00Z'

/** At the edge one order of arrival unless all is asked for: the others differ in what they ask of the ledger alone. */
const orders = (Object.keys(arrivals) as ArrivalName[]).slice(0, onEdge && process.env.EDGE !== 'all' ? 1 : 9)

/** What a language says in its explanations: its days and periods, and what would be advice. */
const sayings = {
  en: {
    inWords: (day: string) => day,
    ofPeriod: (period: string) => period,
    asks: /seller has until|ask for the number|ask the seller|send it|does not run yet/i,
    stillToCome: /has until|send it to KSeF by/i,
  },
  pl: {
    inWords: dayOf,
    ofPeriod: periodNamed,
    asks: /ma czas na|należy (?:poprosić|zapytać|przesłać)|jeszcze nie biegnie/,
    stillToCome: /ma czas na|należy przesłać ją do KSeF do/,
  },
}

/** A sentence as it stands in params. */
interface Coded {
  code: string
  params: Record<string, unknown>
}

/** The sentences of which one is made, in their order. */
const partsOf = (said: Coded): Coded[] =>
  said.code === 'together' ? (said.params.parts as Coded[]).flatMap(partsOf) : [said]

/** What is advised in each state of a number that is awaited, by the codes of `next.`; a delivery may be missing in any. */
function adviceFor({ ksef, resend: { deadline } }: Purchase, asOf: string): readonly string[] {
  if (ksef) return ['next.deliver']
  if (deadline === null) return ['next.deliver', 'next.outage-open', 'next.no-term', 'next.own-send']
  const state = deadline < asOf ? 'overdue' : 'by'
  return ['next.deliver', `next.send-${state}`, `next.own-send-${state}`]
}

/**
 * Both explanations name the mode, all days and the reason, and advise nothing that is over: nobody is asked for a number
 * that is there, and no day before the one asked about is said to be still to come.
 */
function explains(purchase: Purchase, asOf: string, language: Language): void {
  const { issueDate, ksef, mode, modeReason, receipt, deduction, resend } = purchase
  const { inWords, ofPeriod, asks, stillToCome } = sayings[language]
  const [reason, ...more] = partsOf(receipt as unknown as Coded) as [Coded, ...Coded[]]
  const { because, date, issued, numbered, handedOver } = reason.params
  expect(reason.code).toBe('receipt.received')
  expect([issued, date]).toEqual([issueDate, receipt.date])
  const words = (said: string, params = {}) => tell({ said, params }, language).replace(/\.$/, '')
  expect(receipt.explanation).toContain(words((because as Coded).code))
  expect(words((because as Coded).code)).not.toBe((because as Coded).code)
  expect(receipt.explanation).toContain(words(`name.mode.${mode}`))
  expect(modeReason).not.toBe('')
  for (const day of [issued, date, numbered, handedOver] as (string | null)[])
    if (day !== null) expect(receipt.explanation).toContain(inWords(day))
  expect(numbered === null).toBe(!ksef)
  if (deduction.from !== null) expect(deduction.explanation).toContain(ofPeriod(deduction.from))

  const advised = more.filter(({ code }) => code.startsWith('next.'))
  expect(advised.map(({ code }) => code).filter((code) => !adviceFor(purchase, asOf).includes(code))).toEqual(
    [],
  )
  for (const { code, params } of advised) {
    expect(receipt.explanation).toContain(words(code, params))
    if (params.deadline !== undefined) {
      expect(params.deadline).toBe(resend.deadline)
      expect(receipt.explanation).toContain(inWords(params.deadline as string))
    }
  }
  // Advice that stands in another sentence, or says something else than its code.
  if (ksef && advised.length === 0) expect(receipt.explanation).not.toMatch(asks)
  if (resend.deadline !== null && resend.deadline < asOf) expect(receipt.explanation).not.toMatch(stillToCome)
  expect(receipt.explanation + deduction.explanation).not.toMatch(/\w=\w|undefined|\[object/)
}

async function judge(api: Api, row: LawRow, arrival: ArrivalName): Promise<void> {
  const { telling } = arrivals[arrival]
  for (const step of arrange(requestsFor(row, telling), arrival)) await play(api, row, step)
  expect(await api.purchases(buyer.nip)).toHaveLength(purchaseCount(row))
  const { id } = await purchaseOf(api, row)

  const atFiling = await api.purchase(buyer.nip, id, row.filing_date)
  expect(observedVerdict(row, atFiling)).toEqual(expectedVerdict(row))
  if (arrival === orders[0]) {
    const { body: inPolish } = await api.send(
      'GET',
      `/v1/taxpayers/${buyer.nip}/purchases/${id}?asOf=${row.filing_date}&lang=pl`,
    )
    explains(atFiling, row.filing_date, 'en')
    explains(inPolish, row.filing_date, 'pl')
  }

  const later = afterNumber(row)
  if (!later) return
  if (later.lateNumberAt) await play(api, row, lateNumber(row, telling, later.lateNumberAt))
  const { marker } = await api.purchase(buyer.nip, id, later.asOf)
  expect({ afterNumber: marker.value, asOf: marker.asOf }).toEqual({
    afterNumber: later.marker,
    asOf: later.asOf,
  })
}

const named = lawRows.map((row) => [`${row.case_id} ${row.group}: ${row.reason}`, row] as const)

describe.each(named)('%s', (_, row) => {
  it.each(orders)('%s', async (arrival) => {
    const { api, close } = await createTestApp({ now })
    try {
      await judge(api, row, arrival)
    } finally {
      await close()
    }
  })
})

describe('a copy that names another amount', () => {
  const row = lawRows.find(({ extra_facts }) => extra_facts === 'outside_gross=differs') as LawRow
  it.each(orders)('leaves the mismatch open on both purchases: %s', async (arrival) => {
    const { api, close } = await createTestApp({ now })
    try {
      const steps = arrange(requestsFor(row, arrivals[arrival].telling), arrival)
      for (const step of steps) await play(api, row, step)
      const open = (await api.purchases(buyer.nip)).map(({ findings }) =>
        findings.filter((finding) => finding.open && finding.severity === 'blocking').map(({ code }) => code),
      )
      expect(open).toEqual([['AMOUNT_MISMATCH'], ['AMOUNT_MISMATCH']])
    } finally {
      await close()
    }
  })
})
