import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { type Instant, parseInstant } from '../values/instant.ts'
import { present } from '../values/present.ts'
import { Refusal } from '../values/refusal.ts'

/**
 * A machine whose clock is absurd (its battery is empty, its time was never set) would date copies, verdicts and
 * history wrongly for good. So no instant of it is taken: the service does not start, and while it runs refuses what
 * needs to know the time.
 */

/** KSeF's first month came after the one, and nobody is to meet the other. */
const [earliest, latest] = [Date.parse('2026-01-01T00:00:00Z'), Date.parse('2100-01-01T00:00:00Z')]

/** Why a time cannot be now, and what to do; null when it can. */
export function whyAbsurd(at: Date): Said | null {
  const ms = at.getTime()
  if (ms >= earliest && ms < latest) return null
  return say('refusal.clock-absurd', { said: Number.isNaN(ms) ? null : at.toISOString() })
}

/** The time of a clock as instants. @throws Refusal clock-absurd */
export const soundTime =
  (clock: () => Date): (() => Instant) =>
  () => {
    const at = clock()
    const why = whyAbsurd(at)
    if (why !== null) throw new Refusal('clock-absurd', why, [], { retryAfterSeconds: 60 })
    return present(parseInstant(at.toISOString()))
  }

/** What a line of the log bears, whatever the clock says. */
export const stampOf = (at: Date): string =>
  Number.isNaN(at.getTime()) ? 'no time' : (parseInstant(at.toISOString()) ?? at.toISOString())
