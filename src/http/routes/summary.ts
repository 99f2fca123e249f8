import { z } from '@hono/zod-openapi'
import { mailboxStates } from '../../queries/mailbox-state.ts'
import type { Summary } from '../../queries/summary.ts'
import { summariesAfter } from '../../store/summaries.ts'
import { exampleNip } from '../../values/nip.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { pageQuery, shownDay } from '../endpoint/fields.ts'
import type { Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { exampleMark } from './profile-schemas.ts'
import { page } from './schemas.ts'

const count = z.number().int()
const instant = z.string().openapi({ format: 'date-time' }).nullable()
const shown = z
  .object({
    nip: z.string(),
    name: z.string(),
    example: exampleMark,
    asOf: shownDay.openapi({ description: 'The day as of which it was counted' }),
    findings: z.object({ blocking: count, review: count }).openapi({
      description: 'Open ones, but those of late numbers, which are under awaiting; beyond 10,000 as many',
    }),
    drafts: count,
    quarantined: count,
    awaiting: z.object({ due: count, overdue: count, nextDeadline: shownDay.nullable() }),
    month: z.object({
      month: z.string().openapi({ description: 'The one to be filed next', example: '2026-06' }),
      state: z.enum(['open', 'ready', 'blocked', 'filed']),
      blockers: count,
      fileBy: shownDay,
    }),
    correctionsDue: z.object({ count, nextDueBy: shownDay.nullable() }),
    ksef: z.object({
      state: z.enum(['none', 'connecting', 'connected', 'waiting', 'refused', 'unavailable', 'paused']),
      lastSyncAt: instant,
      coveredUntil: instant,
      credentialValidUntil: instant,
    }),
    mailbox: z.object({
      state: z.enum(['none', ...mailboxStates]),
      lookedAt: instant.openapi({ description: 'The end of the last look that nothing went wrong in' }),
    }),
  })
  .openapi('TaxpayerSummary')

/** What waits for people, a row a taxpayer, without opening a ledger. */
export function summaryEndpoint(app: App, services: Services): void {
  const { directory } = services
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/summary',
      id: 'getSummary',
      role: 'viewer',
      reach: 'own',
      tag: 'Taxpayers',
      summary:
        "What waits for people in each of the key's taxpayers, the most urgent first: late, then held, then cut off from KSeF or from a mailbox, then the rest; among equals by the earliest day",
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'A page', schema: page(shown) } },
    },
    async ({ c, caller, query }) => {
      await services.summarized()
      const rows = summariesAfter(directory.db, query.cursor ?? '', query.limit, caller.taxpayers)
      const next = rows.length === query.limit ? (rows.at(-1)?.place ?? null) : null
      const items = rows.map(({ nip, asOf, summary }) => ({
        ...{ nip, name: directory.taxpayer(nip)?.name ?? nip, asOf },
        ...(nip === exampleNip ? { example: true as const } : {}),
        ...(JSON.parse(summary) as Summary),
      }))
      return respond(c, { items, next })
    },
  )
}
