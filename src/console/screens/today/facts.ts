import type { KsefConnection } from '../../../client/index.ts'
import { KsefReconcileProblem } from '../../../client/problem.ts'
import { addPeriods, monthOf } from '../../../values/day.ts'
import { parseInstant, warsawDay } from '../../../values/instant.ts'
import { present } from '../../../values/present.ts'
import { api } from '../../api.ts'
import { today } from '../../parts/formats.ts'
import type { DayFacts } from './tasks.ts'

/** Gathers what the day's work is judged by: what waits is counted by the service, as in the office. */
export async function dayFacts(nip: string, signal: AbortSignal) {
  const how = { signal }
  // The month before is the one to be filed until it was: it need not be waited for.
  const month = addPeriods(monthOf(today()), -1)
  const [waiting, ofMonth, connection] = await Promise.all([
    api.getTaxpayerSummary({ nip }, how),
    api.checkMonth({ nip, month }, how),
    orNone(api.getKsefConnection({ nip }, how)),
  ])
  const isToFile = waiting.month.state === 'ready' || waiting.month.state === 'blocked'
  const check = isToFile ? ofMonth : null
  const facts: DayFacts = {
    waiting,
    expiring: check?.sections.expiring.count ?? 0,
    credential: credentialOf(connection),
  }
  return { facts, connection, check }
}

/** The end of the access to KSeF, where the service says that it is near or was. */
function credentialOf(connection: KsefConnection | null): DayFacts['credential'] {
  const told = connection?.findings.find(({ code }) => code.startsWith('CREDENTIAL_'))
  if (told === undefined) return null
  return {
    ends: warsawDay(present(parseInstant(String(told.params.end)))),
    isGrave: told.severity !== 'info',
  }
}

/** What is not there is null; every other refusal is one. */
async function orNone<Value>(answer: Promise<Value>): Promise<Value | null> {
  try {
    return await answer
  } catch (problem) {
    if (problem instanceof KsefReconcileProblem && problem.status === 404) return null
    throw problem
  }
}
