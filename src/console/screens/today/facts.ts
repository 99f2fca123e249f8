import type { KsefConnection } from '../../../client/index.ts'
import { KsefReconcileProblem } from '../../../client/problem.ts'
import { addPeriods, type Day, monthOf } from '../../../values/day.ts'
import { type Instant, warsawDay } from '../../../values/instant.ts'
import { api } from '../../api.ts'
import { pairOf } from '../../pairs.ts'
import { today } from '../../parts/formats.ts'
import type { Counted, DayFacts } from './tasks.ts'

/** So many of a kind are counted; more than that is told as more. */
const most = 100

/** Gathers what the day's work is judged by. */
export async function dayFacts(nip: string, signal: AbortSignal) {
  const how = { signal }
  const now = today()
  const month = addPeriods(monthOf(now as Day), -1)
  const questions = async (severity: 'blocking' | 'review'): Promise<Counted> => {
    const { items, next } = await api.listFindings({ nip, open: 'true', severity, limit: most }, how)
    return { count: new Set(items.map(({ id }) => pairOf(id))).size, isMore: next !== null }
  }
  const [blocking, review, drafts, overdue, corrections, check, filings, connection] = await Promise.all([
    questions('blocking'),
    questions('review'),
    api.listDrafts({ nip, state: 'open', limit: most }, how),
    api.listAwaiting({ nip, overdue: true, limit: most }, how),
    api.listCorrectionsDue({ nip, limit: most }, how),
    api.checkMonth({ nip, month }, how),
    api.listFilings({ nip, month, limit: 1 }, how),
    orNone(api.getKsefConnection({ nip }, how)),
  ])
  const facts: DayFacts = {
    today: now,
    blocking,
    review,
    drafts: counted(drafts),
    overdue: counted(overdue),
    corrections: { ...counted(corrections), nextDueBy: soonest(corrections.items) },
    month: filings.items.length > 0 ? null : monthOfCheck(check),
    ksef: connection === null ? 'none' : isTroubled(connection.state) ? 'troubled' : 'connected',
    credential: credentialOf(connection),
  }
  return { facts, connection, check: facts.month === null ? null : check }
}

const counted = ({ items, next }: { items: readonly unknown[]; next: string | null }): Counted => ({
  count: items.length,
  isMore: next !== null,
})

const soonest = (items: readonly { dueBy: string | null }[]): string | null =>
  items.flatMap(({ dueBy }) => dueBy ?? []).toSorted()[0] ?? null

/** The end of the access to KSeF, where the service says that it is near or was. */
function credentialOf(connection: KsefConnection | null): DayFacts['credential'] {
  const told = connection?.findings.find(({ code }) => code.startsWith('CREDENTIAL_'))
  if (told === undefined) return null
  return { ends: warsawDay(String(told.params.end) as Instant), isGrave: told.severity !== 'info' }
}

const isTroubled = (state: string): boolean => state === 'refused' || state === 'unavailable'

const monthOfCheck = (check: Awaited<ReturnType<typeof api.checkMonth>>): DayFacts['month'] => ({
  month: check.month,
  ready: check.ready,
  blocking: check.blocking,
  fileBy: check.fileBy,
  quarantined: check.sections.quarantined.count,
  expiring: check.sections.expiring.count,
})

/** What is not there is null; every other refusal is one. */
async function orNone<Value>(answer: Promise<Value>): Promise<Value | null> {
  try {
    return await answer
  } catch (problem) {
    if (problem instanceof KsefReconcileProblem && problem.status === 404) return null
    throw problem
  }
}
