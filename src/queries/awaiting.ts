import { type Penalty, type PenaltyRow, penaltyFor } from '../law/penalties.ts'
import { businessDaysBetween } from '../law/workdays.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { type OutageNotice, type OutageWindow, windowOf } from '../outages/windows.ts'
import { moneyView, sellerView } from '../purchase/shown.ts'
import { outageBehind } from '../receipt/awaited.ts'
import { openFindings } from '../receipt/finding.ts'
import { reminderOf } from '../receipt/reminder.ts'
import { quarantineCode } from '../reconcile/quarantine-finding.ts'
import { type AwaitingFilter, type AwaitingPlace, type AwaitingRow, awaitingPage } from '../store/awaiting.ts'
import { readOutages } from '../store/profile.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { tell } from '../texts/tell.ts'
import { type Day, daysBetween } from '../values/day.ts'
import { present } from '../values/present.ts'

/**
 * Invoices in hand on a day whose KSeF number was due and not there. The earliest deadline comes first, so the most
 * overdue; then what has no deadline yet, and equal ones as they were first known. The order does not depend on the
 * day: a list begun today goes on tomorrow where it stopped.
 */
export function awaitingNumbers(
  ledger: Ledger,
  filter: AwaitingFilter & { asOf: Day },
  page: { after: AwaitingPlace | null; limit: number },
) {
  const found = awaitingPage(ledger.db, filter, { ...page, limit: page.limit + 1 })
  const rows = found.slice(0, page.limit)
  const last = rows.at(-1)
  const next: AwaitingPlace | null = found.length > page.limit && last ? last : null
  const notices = new Map(readOutages(ledger.db).map((n) => [n.id, n]))
  const windows = [...notices.values()].map(windowOf)
  return { items: rows.map((row) => itemOf(row, filter.asOf, notices, windows)), next }
}

function itemOf(
  row: AwaitingRow,
  asOf: Day,
  notices: ReadonlyMap<string, OutageNotice>,
  windows: readonly OutageWindow[],
) {
  const identity = row.identity
  const verdict = row.verdict
  const { deadline, legalBasis } = verdict.resend
  const copyDay = present(verdict.lateness.copyDay)
  const outage = notices.get(outageBehind(verdict, windows)?.id ?? '') ?? null
  // Null where the invoice was sent in time, and its number came after the day asked for.
  const lateBy = verdict.lateness.deadline
  const isLate = lateBy !== null && lateBy < asOf
  // Self-billing: nobody else can be reminded, and what the seller risks by it the act does not say.
  const own = verdict.lateness.code === 'SELF_BILLED_NOT_SENT'
  const waitsForNumber = verdict.record.nowhere?.reason === 'not-received'
  return {
    purchaseId: row.id,
    seller: sellerView(identity.seller),
    number: identity.number,
    issueDate: identity.issueDay,
    currency: identity.currency,
    gross: moneyView(identity.grossGrosze),
    receivedOn: copyDay,
    receiptDate: verdict.receipt.date,
    mode: verdict.mode,
    deadline,
    deadlineUnknown: deadline === null ? whyUnknown(outage) : null,
    legalBasis,
    overdue: isLate,
    daysLate: isLate ? daysBetween(lateBy, asOf) : 0,
    businessDaysLate: isLate ? businessDaysBetween(lateBy, asOf) : 0,
    outage: outage && outageView(outage),
    inQuarantine: openFindings(verdict).some((f) => f.code === quarantineCode),
    duty: own ? ('taxpayer' as const) : ('seller' as const),
    penalty: own ? null : penaltyView(penaltyFor(lateBy, asOf)),
    reminder: own
      ? null
      : letterView(
          reminderOf({
            ...{ number: identity.number, issueDay: identity.issueDay, copyDay, asOf },
            ...{ gross: moneyView(identity.grossGrosze), currency: identity.currency },
            ...{ deadline, legalBasis, outage, waitsForNumber },
          }),
        ),
  }
}

const whyUnknown = (outage: OutageNotice | null): Said =>
  outage === null
    ? say('awaiting.no-notice')
    : say('awaiting.outage-open', { kind: outage.kind, reference: outage.reference })

/** A letter is in the language of who gets it, whoever asks. */
const letterView = (letter: Said) => ({
  ...{ pl: tell(letter, 'pl'), en: tell(letter, 'en') },
  ...{ code: letter.said, params: letter.params ?? {} },
})

const outageView = ({ id, reference, kind, start, end }: OutageNotice) => ({
  id,
  reference,
  kind,
  start,
  end,
})

const penaltyView = ({ day, row, draft, delayBeganBefore }: Penalty) => ({
  day,
  ...ruleView(row),
  delayBeganBefore,
  draft: draft && ruleView(draft),
})

const ruleView = ({ rule, fines, what, from, to, legalBasis, confidence }: PenaltyRow) => ({
  ...{ rule, fines, what, from, to, legalBasis, confidence },
})
