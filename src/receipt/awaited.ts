import { hasTrait } from '../law/mode-traits.ts'
import { modeRow } from '../law/modes.ts'
import { failureTerm } from '../law/resend.ts'
import { addBusinessDays } from '../law/workdays.ts'
import type { OutageWindow } from '../outages/windows.ts'
import type { Day } from '../values/day.ts'
import type { Verdict } from './verdict.ts'

/**
 * A number that is awaited for an invoice in hand: from the day the first copy came, until the day the number is known.
 * `due`: the act sets a term for sending. `possible`: it sets none, or the seller broke his duty, and it may still come.
 */
interface Awaited {
  how: 'due' | 'possible'
  from: Day
  until: Day | null
}

/**
 * Null where no number is awaited, on whatever day: none is to come (total failure, lawful or foreign invoice), the
 * document is not ours or no invoice, or the number was there before the first copy.
 */
export function awaitedOf(
  verdict: Pick<Verdict, 'status' | 'mode' | 'resend' | 'lateness' | 'findings'>,
): Awaited | null {
  const { copyDay, numberedDay } = verdict.lateness
  if (copyDay === null || verdict.status === 'quarantined') return null
  if (numberedDay !== null && numberedDay <= copyDay) return null
  const how = howAwaited(verdict)
  return how === null ? null : { how, from: copyDay, until: numberedDay }
}

function howAwaited({
  status,
  mode,
  resend: { deadline },
  findings,
}: Pick<Verdict, 'status' | 'mode' | 'resend' | 'findings'>): Awaited['how'] | null {
  const { resend, numberExpected } = modeRow(mode)
  if (hasTrait(mode, 'breach') || (numberExpected && resend === null)) return 'possible'
  if (resend === null) return null
  const isOpen = findings.some((f) => f.code === 'INFO_OUTAGE_OPEN')
  // A total failure abolishes the duty: no deadline, nothing open, and nothing awaited.
  return deadline !== null || status === 'awaiting-ksef' || isOpen ? 'due' : null
}

/**
 * The outage from whose end the term runs, or whose end is waited for; null where the term runs from the issue day.
 * Of several that end so that they give the same day, the last.
 */
export function outageBehind(
  verdict: Pick<Verdict, 'mode' | 'resend' | 'basis'>,
  windows: readonly OutageWindow[],
): OutageWindow | null {
  const { resend: term } = modeRow(verdict.mode)
  const { deadline } = verdict.resend
  if (term === null || term.after === 'issue') return null
  const gives = ({ kind, endDay }: OutageWindow): boolean => {
    if (endDay === null || deadline === null) return endDay === deadline
    return addBusinessDays(endDay, kind === 'failure' ? failureTerm : term.days) === deadline
  }
  const fitting = windows.filter(
    (w) => w.kind !== 'total-failure' && verdict.basis.outages.includes(w.id) && gives(w),
  )
  const order = (w: OutageWindow) => `${w.endDay} ${w.announcedAt} ${w.id}`
  return fitting.sort((a, b) => (order(a) < order(b) ? -1 : 1)).at(-1) ?? null
}
