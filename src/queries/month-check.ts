import { filingDay } from '../law/deduction.ts'
import type { Severity } from '../law/findings.ts'
import { jpkForm } from '../law/jpk.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { moneyView, sellerView } from '../purchase/shown.ts'
import { verdictOn } from '../receipt/as-of.ts'
import type { CorrectionDuty } from '../receipt/marker.ts'
import type { Verdict } from '../receipt/verdict.ts'
import { contactProblems, monthProblems } from '../register/jpk-data.ts'
import { finalReasons, placementOf, waitingReasons } from '../register/placement.ts'
import { readiness } from '../register/readiness.ts'
import { openDraftsUntil } from '../store/drafts.ts'
import { countCorrections, lastFiling } from '../store/filings.ts'
import { readConnection, readReaches } from '../store/ksef.ts'
import {
  awaitedCounts,
  countExpiring,
  findingCounts,
  firstAwaited,
  firstExpiring,
  firstFindings,
  firstNowhere,
  type MonthOnDay,
  nowhereCounts,
} from '../store/month-check.ts'
import { type PurchaseRow, purchaseRows } from '../store/purchases.ts'
import { countOpenIn, firstOpenIn } from '../store/quarantine.ts'
import { questionsIn } from '../store/questions.ts'
import { countIncomplete, countLaterRows } from '../store/register.ts'
import type { Settings } from '../store/settings.ts'
import type { StoredIdentity } from '../store/stored-identity.ts'
import { say } from '../texts/say.ts'
import { type Day, firstDayOf, lastDayOf, lastMonthOf, type Month } from '../values/day.ts'
import { present } from '../values/present.ts'
import { correctionsDue } from './corrections-due.ts'
import { draftViews } from './drafts.ts'
import { findingItem } from './finding-list.ts'
import { uncoveredIn } from './month-coverage.ts'
import { quarantineViews } from './quarantine.ts'
import { totalsOfMonth, unfileableRows } from './register.ts'

/** How many items each section shows; the counts are of all. */
const shown = 20

/** One look at a month before it is filed, as of a day: what keeps it from being filed, and what will come after. */
export function monthCheck(ledger: Ledger, { settlement, jpk }: Settings, month: Month, asOf: Day) {
  const on = { month, asOf }
  const problems = [...monthProblems(month), ...contactProblems(jpk ?? {})]
  const sections = {
    findings: findingSections(ledger, on),
    awaiting: awaitingSection(ledger, on),
    expiring: expiringSection(ledger, month),
    withoutAmounts: withoutAmountsSection(ledger, month, asOf),
    nowhere: nowhereSection(ledger, month),
    corrections: correctionsSection(ledger, month),
    quarantined: quarantinedSection(ledger, month),
    notEntered: notEnteredSection(ledger, month),
    coverage: coverageSection(ledger, month, asOf),
  }
  return {
    ...on,
    fileBy: filingDay(month),
    ...readiness(month, asOf, {
      findings: sections.findings.blocking.count,
      unfileableRows: sections.withoutAmounts.count,
      jpkProblems: problems.length,
      quarantined: sections.quarantined.count,
    }),
    totals: totalsOfMonth(ledger, month, asOf),
    laterRows: countLaterRows(ledger.db, month, asOf),
    jpk: { form: settlement === 'monthly' ? 'JPK_V7M(3)' : 'JPK_V7K(3)', problems },
    sections,
  }
}

export type MonthCheck = ReturnType<typeof monthCheck>

const section = <Item>(count: number, items: Item[]) => ({ count, items, more: count > items.length })

const sumOf = (counts: readonly { count: number }[]): number => counts.reduce((sum, c) => sum + c.count, 0)

/** What differs from what was filed of the month; nothing while it was not filed. */
const correctionsSection = (ledger: Ledger, month: Month) =>
  section(
    countCorrections(ledger.db, month),
    correctionsDue(ledger, { month }, { month: '', purchase: 0 }, shown).items,
  )

/**
 * Open findings of the rows, by severity, and how many questions they are. What is late or expires on the day stands in
 * sections of its own.
 */
function findingSections(ledger: Ledger, on: MonthOnDay) {
  const counts = findingCounts(ledger.db, on)
  const of = (severity: Severity) => {
    const codes = counts.filter((c) => c.severity === severity).map(({ code, count }) => ({ code, count }))
    return {
      ...section(sumOf(codes), codes.length === 0 ? [] : findingsOf(ledger, on, severity, codes)),
      codes,
      questions: questionsIn(ledger.db, on, severity, codes),
      href: `/v1/taxpayers/${ledger.nip}/findings?open=true&severity=${severity}`,
    }
  }
  return { blocking: of('blocking'), review: of('review'), info: of('info') }
}

function findingsOf(ledger: Ledger, on: MonthOnDay, severity: Severity, counts: readonly { code: string }[]) {
  const codes = counts.map(({ code }) => code)
  const found = firstFindings(ledger.db, on, severity, codes, shown)
  const purchases = new Map(
    purchaseRows(ledger.db, [...new Set(found.map((f) => f.purchase))]).map((row) => [row.seq, row]),
  )
  return found.flatMap(({ purchase, code, subject }) => {
    const row = present(purchases.get(purchase))
    const { findings } = verdictOn(verdictOf(row), on.asOf)
    const finding = findings.find((f) => f.code === code && f.subject === subject)
    return finding ? [{ ...findingItem(row.id, finding), number: identityOf(row).number }] : []
  })
}

/** Rows that would be filed without a number that is due or may come, and what it demands when it comes. */
function awaitingSection(ledger: Ledger, on: MonthOnDay) {
  const counts = awaitedCounts(ledger.db, on)
  const countOf = (duty: CorrectionDuty) => sumOf(counts.filter((c) => c.duty === duty))
  const items = firstAwaited(ledger.db, on, shown).map((row) => {
    const verdict = verdictOf(row)
    const { marker, overdue } = verdictOn(verdict, on.asOf)
    return {
      ...invoiceView(row),
      mode: verdict.mode,
      marker: marker.value,
      markerUnsettled: verdict.marker.unsettled,
      deadline: verdict.resend.deadline,
      overdue,
      correction: verdict.marker.whenNumberComes,
      correctionDue: marker.correctionDue,
    }
  })
  return {
    ...section(sumOf(counts), items),
    whenNumberComes: { required: countOf('required'), review: countOf('review'), none: countOf('none') },
    href: `/v1/taxpayers/${ledger.nip}/awaiting`,
  }
}

/** Purchases that lose their last month: the window ends with it, or ended, and no month holds their tax. */
function expiringSection(ledger: Ledger, month: Month) {
  const items = firstExpiring(ledger.db, month, shown).map((row) => {
    const { deduction, record } = verdictOf(row)
    const until = present(deduction.until)
    return {
      ...invoiceView(row),
      until,
      expired: lastMonthOf(until) < month,
      why: record.nowhere?.text ?? record.amountsUnknown ?? '',
    }
  })
  return section(countExpiring(ledger.db, month), items)
}

/** Rows that no file can hold, with the reason. */
function withoutAmountsSection(ledger: Ledger, month: Month, asOf: Day) {
  const items = unfileableRows(ledger, month, asOf, shown).map((row) => ({
    purchaseId: row.purchaseId,
    number: row.DowodZakupu,
    issueDate: row.DataZakupu,
    why: row.amountsUnknown ?? say('row.before-form', { first: jpkForm.firstIssueDay }),
  }))
  return section(countIncomplete(ledger.db, month, asOf, jpkForm.firstIssueDay), items)
}

/**
 * Purchases in no month: those that wait for theirs, whenever they were issued until the end of the month, and of those
 * that are not meant to have one only what was issued in the month.
 */
function nowhereSection(ledger: Ledger, month: Month) {
  const to = lastDayOf(month)
  const groups = [
    { waits: true, reasons: waitingReasons, from: '0001-01-01', to },
    { waits: false, reasons: finalReasons, from: firstDayOf(month), to },
  ]
  const reasons = groups.flatMap(({ waits, ...filter }) =>
    nowhereCounts(ledger.db, filter).map(({ reason, count }) => {
      const rows = firstNowhere(ledger.db, { ...filter, reasons: [reason] }, shown)
      return { reason, waits, ...section(count, rows.map(nowhereView)) }
    }),
  )
  return { count: sumOf(reasons), reasons }
}

function nowhereView(row: PurchaseRow) {
  const placement = placementOf(verdictOf(row))
  return { ...invoiceView(row), why: 'nowhere' in placement ? placement.nowhere.text : '' }
}

/** Documents of KSeF that wait in quarantine and may fall into the month; of no known month into any that is not filed. */
function quarantinedSection({ db, nip }: Ledger, month: Month) {
  const unknownToo = lastFiling(db, month) === null
  const rows = firstOpenIn(db, month, unknownToo, shown)
  return {
    ...section(countOpenIn(db, month, unknownToo), quarantineViews(db, rows)),
    href: `/v1/taxpayers/${nip}/ksef/quarantine`,
  }
}

/** Documents received by the end of the month of which nobody has said yet what they are: their tax is in no month. */
function notEnteredSection({ db, nip }: Ledger, month: Month) {
  const { count, rows } = openDraftsUntil(db, lastDayOf(month), shown)
  return {
    ...section(count, draftViews(db, rows)),
    href: `/v1/taxpayers/${nip}/drafts?state=open`,
  }
}

/** Spans of the month of which KSeF may have invoices that are not here: what is missing may be filed later, so nothing is blocked. */
function coverageSection(ledger: Ledger, month: Month, asOf: Day) {
  const { db, nip } = ledger
  const on = { asOf, today: ledger.today() }
  const connection = readConnection(db)?.connection ?? null
  const spans = uncoveredIn(month, on, connection, readReaches(db))
  return {
    ...section(spans.length, spans.slice(0, shown)),
    connected: connection !== null,
    href: `/v1/taxpayers/${nip}/ksef/coverage`,
  }
}

const verdictOf = (row: PurchaseRow): Verdict => row.verdict
const identityOf = (row: PurchaseRow): StoredIdentity => row.identity

function invoiceView(row: PurchaseRow) {
  const { seller, number, issueDay, currency, grossGrosze } = identityOf(row)
  return {
    purchaseId: row.id,
    seller: sellerView(seller),
    number,
    issueDate: issueDay,
    currency,
    gross: moneyView(grossGrosze),
  }
}
