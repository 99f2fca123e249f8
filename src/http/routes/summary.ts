import { z } from '@hono/zod-openapi'
import { waitingIn } from '../../queries/summary.ts'
import { mailboxStates } from '../../store/mailbox.ts'
import { type Summary, summariesAfter } from '../../store/summaries.ts'
import { fromJson } from '../../values/json.ts'
import { exampleNip } from '../../values/nip.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { pageQuery, shownDay } from '../endpoint/fields.ts'
import { type Services, unknownTaxpayer } from '../endpoint/services.ts'
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
    questions: z.object({ blocking: count, review: count }).openapi({
      description:
        'What a person is asked by open findings: two purchases that ask about each other are one question. But of late numbers, and of windows that ended; beyond 10,000 as many',
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
    correctionsDue: z.object({
      count,
      nextDueBy: shownDay.nullable(),
      month: z
        .string()
        .nullable()
        .openapi({ description: 'The month of the one that is due first', example: '2026-06' }),
    }),
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

export function summaryEndpoints(app: App, services: Services): void {
  getSummary(app, services)
  getTaxpayerSummary(app, services)
}

/** What waits for people, a row a taxpayer, without opening a ledger. */
function getSummary(app: App, services: Services): void {
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
      const items = rows.map(({ nip, asOf, summary }) =>
        shownAs(nip, directory.taxpayer(nip)?.name ?? nip, asOf, fromJson(summary)),
      )
      return respond(c, { items, next })
    },
  )
}

/** The same of one taxpayer, counted now. */
function getTaxpayerSummary(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/summary',
      id: 'getTaxpayerSummary',
      role: 'viewer',
      tag: 'Taxpayers',
      summary: 'What waits for people at one taxpayer: its row of the summary, counted now',
      params: z.strictObject({ nip: z.string() }),
      answers: { 200: { description: 'The row', schema: shown } },
    },
    ({ c, params: { nip } }) =>
      services.withLedger(nip, (ledger) => {
        const settings = services.directory.taxpayer(nip)
        if (settings === null) throw unknownTaxpayer(nip)
        const [asOf, looks] = [ledger.today(), services.jobs.mailboxes !== null]
        return respond(c, shownAs(nip, settings.name, asOf, waitingIn(ledger, settings, asOf, looks)))
      }),
  )
}

const shownAs = (nip: string, name: string, asOf: string, summary: Summary) => ({
  ...{ nip, name, asOf },
  ...(nip === exampleNip ? { example: true as const } : {}),
  ...summary,
})
