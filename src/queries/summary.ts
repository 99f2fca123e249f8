import { conditionOf, credentialDays, credentialEnd, lastDoneAt } from '../ksef/condition.ts'
import { earlier } from '../ksef/time.ts'
import { filingDay } from '../law/deduction.ts'
import { jpkForm } from '../law/jpk.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { contactProblems, monthProblems } from '../register/jpk-data.ts'
import { readiness } from '../register/readiness.ts'
import { awaitingCounts } from '../store/awaiting.ts'
import { openDraftsUntil } from '../store/drafts.ts'
import { correctionCounts, lastFiling } from '../store/filings.ts'
import { readConnection, readProgress, readReaches } from '../store/ksef.ts'
import { findingCounts } from '../store/month-check.ts'
import { countOpen, countOpenIn } from '../store/quarantine.ts'
import { countQuestions, questionsIn } from '../store/questions.ts'
import { countIncomplete } from '../store/register.ts'
import { countOpenFindings } from '../store/sample.ts'
import type { Settings } from '../store/settings.ts'
import type { KeptSummary, Summary } from '../store/summaries.ts'
import { addDays, type Day, endOfDays, firstDayOf, monthOf } from '../values/day.ts'
import { warsawDay } from '../values/instant.ts'
import { toJson } from '../values/json.ts'
import { isMailboxCutOff, mailboxStanding } from './mailbox-state.ts'

/**
 * What waits in a ledger, as of a day.
 * @param looks whether the host looks into mailboxes
 */
export function waitingIn(ledger: Ledger, settings: Settings, asOf: Day, looks: boolean): Summary {
  const { db } = ledger
  return {
    findings: { blocking: countOpenFindings(db, 'blocking'), review: countOpenFindings(db, 'review') },
    questions: {
      blocking: countQuestions(db, 'blocking', asOf),
      review: countQuestions(db, 'review', asOf),
    },
    drafts: openDraftsUntil(db, endOfDays, 0).count,
    quarantined: countOpen(db),
    awaiting: awaitingCounts(db, asOf),
    month: monthToFile(ledger, settings, asOf),
    correctionsDue: correctionCounts(db),
    ksef: connectionOf(ledger),
    mailbox: mailboxStanding(db, looks),
  }
}

/** The summary of a ledger today, as the directory keeps it beside those of the others; `looks` as above. */
export function summaryOf(ledger: Ledger, settings: Settings, looks = true): KeptSummary {
  const asOf = ledger.today()
  const summary = waitingIn(ledger, settings, asOf, looks)
  return { asOf, place: placeOf(summary, ledger, asOf), summary: toJson(summary) }
}

/**
 * The month before today's until its day of filing is over, and longer while nobody filed it; then today's, which is open.
 * It is blocked by what its check names (`queries/month-check.ts`), of which questions are counted and not findings.
 */
function monthToFile({ db }: Ledger, { jpk }: Settings, asOf: Day): Summary['month'] {
  const thisMonth = monthOf(asOf)
  const before = monthOf(addDays(firstDayOf(thisMonth), -1))
  const isFiled = lastFiling(db, before) !== null
  if (isFiled && asOf <= filingDay(before))
    return { month: before, state: 'filed', blockers: 0, fileBy: filingDay(before) }
  const month = isFiled ? thisMonth : before
  const on = { month, asOf }
  const blockers = findingCounts(db, on).filter(({ severity }) => severity === 'blocking')
  const { monthOver, ready, blocking } = readiness(month, asOf, {
    findings: questionsIn(db, on, 'blocking', blockers),
    unfileableRows: countIncomplete(db, month, asOf, jpkForm.firstIssueDay),
    jpkProblems: [...monthProblems(month), ...contactProblems(jpk ?? {})].length,
    quarantined: countOpenIn(db, month, lastFiling(db, month) === null),
  })
  const state = !monthOver ? 'open' : ready ? 'ready' : 'blocked'
  return { month, state, blockers: blocking, fileBy: filingDay(month) }
}

function connectionOf({ nip, db, host }: Ledger): Summary['ksef'] {
  const connection = readConnection(db)?.connection
  if (connection === undefined)
    return { state: 'none', lastSyncAt: null, coveredUntil: null, credentialValidUntil: null }
  const { progress } = readProgress(db)
  const reaches = readReaches(db)
  const ends = connection.subjects.map((subject) => reaches.get(subject)?.checkpoint ?? null)
  return {
    state: conditionOf(nip, connection, progress, host.now()).state,
    lastSyncAt: lastDoneAt(connection, progress),
    coveredUntil: ends.reduce((a, b) => (a === null || b === null ? null : earlier(a, b))),
    credentialValidUntil: credentialEnd(connection),
  }
}

/**
 * Where a taxpayer stands among others, as text that sorts, the most urgent first: what is late; then what holds a month or
 * a booking; then what keeps documents from coming; then what else waits for people. Among equals the earliest day that
 * comes, then the more work.
 */
function placeOf(summary: Summary, { nip, host }: Ledger, asOf: Day): string {
  const { findings, drafts, quarantined, awaiting, month, correctionsDue, ksef, mailbox } = summary
  const isLate =
    (month.state !== 'filed' && month.fileBy < asOf) ||
    (correctionsDue.nextDueBy !== null && correctionsDue.nextDueBy < asOf)
  const ends = ksef.credentialValidUntil
  const isCutOff =
    ['refused', 'unavailable'].includes(ksef.state) ||
    isMailboxCutOff(mailbox, host.now()) ||
    (ends !== null && warsawDay(ends) <= addDays(asOf, credentialDays))
  const work =
    findings.blocking + findings.review + drafts + quarantined + awaiting.overdue + correctionsDue.count
  const reasons = [isLate, month.state === 'blocked' || findings.blocking > 0, isCutOff, work > 0, true]
  const days = [
    correctionsDue.nextDueBy,
    month.state === 'filed' ? null : month.fileBy,
    awaiting.nextDeadline,
  ]
  const next = days.flatMap((day) => day ?? []).toSorted()[0] ?? '9999-12-31'
  const least = String(Math.max(0, 999_999 - work)).padStart(6, '0')
  return [reasons.indexOf(true), next, least, nip].join(' ')
}
