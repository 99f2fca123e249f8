import { z } from 'zod'
import type { OutageKind, OutageNotice } from '../outages/windows.ts'
import { say } from '../texts/say.ts'
import { compareInstants, type Instant, parseInstant } from '../values/instant.ts'
import { present } from '../values/present.ts'
import { call, type KsefHost, unavailable } from './call.ts'

/**
 * Latarnia, where the Ministry says whether KSeF is up (API notes, section 10). Its contract was not obtainable:
 * values that are not known are kept and shown, and nothing is done about them.
 */

const instant = z.string().transform((text, context): Instant => {
  const value = parseInstant(text)
  if (value !== null) return value
  context.addIssue({ code: 'custom', message: 'no instant' })
  return z.NEVER
})
const message = z.object({
  id: z.string().min(1).max(200),
  eventId: z.union([z.number(), z.string()]).transform(String),
  category: z.string(),
  type: z.string(),
  title: z.string().nullish(),
  text: z.string().nullish(),
  start: instant,
  end: instant.nullish(),
  version: z.number(),
  published: instant,
})
type LatarniaMessage = z.output<typeof message>

const state = z.object({ status: z.string().max(100) })

/** Reads one message; null when it is not of the known shape. */
export function readMessage(value: unknown): LatarniaMessage | null {
  const result = message.safeParse(value)
  return result.success ? result.data : null
}

/** What Latarnia says now: its word for the state, and its messages as they came. @throws KsefError when it cannot be reached */
export async function askLatarnia(host: KsefHost): Promise<{ status: string; messages: unknown[] }> {
  const status = state.safeParse(await call(host, { method: 'GET', path: '/status' }))
  if (!status.success) throw unavailable(say('latarnia.status-unreadable'))
  const messages = await call(host, { method: 'GET', path: '/messages' })
  if (!Array.isArray(messages)) throw unavailable(say('latarnia.messages-unreadable'))
  return { status: status.data.status, messages }
}

const kinds: Record<string, OutageKind> = {
  FAILURE: 'failure',
  TOTAL_FAILURE: 'total-failure',
  MAINTENANCE: 'maintenance',
}
const beginnings: readonly string[] = ['FAILURE_START', 'MAINTENANCE_ANNOUNCEMENT']
const knownTypes: readonly string[] = [...beginnings, 'FAILURE_END']

/** An outage as Latarnia tells it, with every number under which its messages were published. */
export interface AnnouncedEvent {
  eventId: string
  references: string[]
  notice: Pick<OutageNotice, 'kind' | 'start' | 'end' | 'announcedAt' | 'reference' | 'text'>
}

/**
 * The outages that messages tell of, one per event: of each type the highest version counts; a failure runs from its
 * start message to its end message and is open until that came; a maintenance may be moved by a higher version. It
 * counts as announced when the first version of its first message was published.
 */
export function eventsOf(messages: readonly LatarniaMessage[]): AnnouncedEvent[] {
  const known = messages.filter((m) => Object.hasOwn(kinds, m.category) && knownTypes.includes(m.type))
  const ids = [...new Set(known.map((m) => m.eventId))].sort()
  return ids.flatMap((eventId) => {
    const event = eventOf(
      eventId,
      known.filter((m) => m.eventId === eventId),
    )
    return event === null ? [] : [event]
  })
}

function eventOf(eventId: string, messages: readonly LatarniaMessage[]): AnnouncedEvent | null {
  const inOrder = messages.toSorted(
    (a, b) => a.version - b.version || compareInstants(a.published, b.published),
  )
  const start = inOrder.findLast((m) => beginnings.includes(m.type)) ?? null
  const end = inOrder.findLast((m) => m.type === 'FAILURE_END') ?? null
  const last = end ?? start
  const first = start ?? end
  if (last === null || first === null) return null
  const until = last.end ?? null
  if (until !== null && compareInstants(until, first.start) < 0) return null
  const announced = inOrder.filter((m) => m.type === first.type).map((m) => m.published)
  const text = [last.title, last.text].filter(Boolean).join('\n').slice(0, 20_000)
  return {
    eventId,
    references: [...new Set(messages.map((m) => m.id))],
    notice: {
      kind: present(kinds[last.category]),
      start: first.start,
      end: until,
      announcedAt: announced.reduce((a, b) => (compareInstants(a, b) <= 0 ? a : b)),
      reference: first.id,
      text: text === '' ? null : text,
    },
  }
}
