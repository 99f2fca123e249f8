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
    asksForNumber: /seller has until|ask for the number/,
    stillToCome: /has until/,
  },
  pl: {
    inWords: dayOf,
    ofPeriod: periodNamed,
    asksForNumber: /ma czas na|poprosić go o numer/,
    stillToCome: /ma czas na/,
  },
}

/**
 * Both explanations name the mode, the days and the reason, and advise nothing that is over: nobody is asked for a number
 * that is there, and no day before the one asked about is said to be still to come.
 */
function explains(purchase: Purchase, asOf: string, language: Language): void {
  const { issueDate, ksef, mode, modeReason, receipt, deduction, resend } = purchase
  const { inWords, ofPeriod, asksForNumber, stillToCome } = sayings[language]
  const params = (receipt as { params?: { because?: { code: string } } }).params
  const because = tell({ said: params?.because?.code ?? '' }, language)
  for (const said of [because.replace(/\.$/, ''), tell({ said: `name.mode.${mode}` }, language)])
    expect(receipt.explanation).toContain(said)
  expect(modeReason).not.toBe('')
  for (const day of [issueDate, receipt.date]) if (day) expect(receipt.explanation).toContain(inWords(day))
  if (ksef) expect(receipt.explanation).not.toMatch(asksForNumber)
  if (resend.deadline !== null && resend.deadline < asOf) expect(receipt.explanation).not.toMatch(stillToCome)
  if (deduction.from !== null) expect(deduction.explanation).toContain(ofPeriod(deduction.from))
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
