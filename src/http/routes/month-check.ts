import { z } from '@hono/zod-openapi'
import { windowTable } from '../../law/deduction.ts'
import { monthCheck } from '../../queries/month-check.ts'
import { finalReasons, waitingReasons } from '../../register/placement.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { day, findingCode, mode, month, sentenceParams, shownDay } from '../endpoint/fields.ts'
import { type Services, unknownTaxpayer } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { draft } from './draft-schemas.ts'
import { correctionDue } from './filings.ts'
import { findingOfPurchase } from './findings.ts'
import { markers } from './law-names.ts'
import { quarantined } from './quarantine.ts'
import { registerTotalsSchema } from './register.ts'
import { seller } from './schemas.ts'

const count = z.number().int()
const correction = z.enum(['none', 'required', 'review'])
/** Why; with its code and params where it is a sentence of the service. */
const why = { why: z.string(), whyCode: z.string().optional(), whyParams: sentenceParams.optional() }
const invoice = {
  purchaseId: z.string(),
  seller,
  number: z.string(),
  issueDate: shownDay,
  currency: z.string(),
  gross: z.string().nullable(),
}
/** A section counts all that belongs to it and shows the first; `more` tells whether some are not shown. */
const section = <Item extends z.ZodRawShape>(item: Item) => ({
  count,
  items: z.array(z.object(item)),
  more: z.boolean(),
})
const findings = z.object({
  ...section({ ...findingOfPurchase.shape, number: z.string() }),
  codes: z.array(z.object({ code: findingCode, count })),
  questions: count.openapi({
    description: 'What waits for an answer: two findings of two purchases about each other are one question',
  }),
  href: z.string().openapi({ description: 'The list of them, of all months' }),
})

const check = z
  .object({
    month: z.string(),
    asOf: shownDay,
    fileBy: shownDay.openapi({ description: 'The 25th of the next month, moved off days off' }),
    ready: z.boolean().openapi({ description: 'The month is over and nothing blocks its filing' }),
    monthOver: z.boolean(),
    blocking: count.openapi({
      description:
        'Open blocking findings, rows without amounts, what the JPK file lacks, and documents in quarantine that may fall into the month',
    }),
    totals: registerTotalsSchema,
    laterRows: count.openapi({ description: 'Rows of the month that can be filed only after asOf' }),
    jpk: z.object({
      form: z.enum(['JPK_V7M(3)', 'JPK_V7K(3)']),
      problems: z.array(
        z.object({
          code: z.enum(['jpk-data-missing', 'jpk-month']),
          field: z.enum(['officeCode', 'email', 'phone']).nullable(),
          message: z.string(),
          params: sentenceParams.optional(),
        }),
      ),
    }),
    sections: z.object({
      findings: z
        .object({ blocking: findings, review: findings, info: findings })
        .openapi({ description: 'Open findings of the rows; what is late or expires has its own section' }),
      awaiting: z
        .object({
          ...section({
            ...invoice,
            mode,
            marker: z.enum(markers).nullable(),
            markerUnsettled: z.boolean(),
            deadline: shownDay.nullable(),
            overdue: z.boolean(),
            correction,
            correctionDue: shownDay.nullable(),
          }),
          whenNumberComes: z.object({ required: count, review: count, none: count }),
          href: z.string(),
        })
        .openapi({
          description: 'Rows filed without a number that is due or may come; what it then demands',
        }),
      expiring: z
        .object(section({ ...invoice, until: z.string(), expired: z.boolean(), ...why }))
        .openapi({ description: 'The window of deduction ends with the month, and no month holds the tax' }),
      withoutAmounts: z
        .object(section({ purchaseId: z.string(), number: z.string(), issueDate: shownDay, ...why }))
        .openapi({ description: 'Rows that no file can hold' }),
      nowhere: z
        .object({
          count,
          reasons: z.array(
            z.object({
              reason: z.enum([...waitingReasons, ...finalReasons]),
              waits: z.boolean(),
              ...section({ ...invoice, ...why }),
            }),
          ),
        })
        .openapi({
          description:
            'Purchases in no month: all that wait for one, issued by the end of the month; of the others those issued in it',
        }),
      corrections: z
        .object(section(correctionDue.shape))
        .openapi({ description: 'What differs from what was filed of the month before' }),
      quarantined: z.object({ ...section(quarantined.shape), href: z.string() }).openapi({
        description:
          'Documents of KSeF in quarantine that may fall into the month: they block it until somebody deals with them. Where nothing tells a month they block every one that is not filed',
      }),
      notEntered: z.object({ ...section(draft.shape), href: z.string() }).openapi({
        description:
          'Drafts received by the end of the month: nobody has said yet what they are, so no month holds their tax. They block nothing: what is deducted later may be, but a correction in minus may not wait',
      }),
      coverage: z
        .object({
          ...section({ subject: z.string(), from: z.string(), to: z.string() }),
          connected: z.boolean(),
          href: z.string(),
        })
        .openapi({
          description: `Spans of the month, by instant of storage in KSeF, of which it is not known that all invoices are here. They block nothing: what is deducted later may be (${windowTable.monthly.legalBasis[0]}), but a correction in minus may not wait. Without a connection (connected: false) nothing is fetched, so there are none, and nobody knows what is missing`,
        }),
    }),
  })
  .openapi('MonthCheck')

export function monthCheckEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/register/{month}/check',
      id: 'checkMonth',
      role: 'viewer',
      tag: 'Register',
      summary: 'One look at a month before it is filed on the day asOf: what blocks it, what will come after',
      params: z.strictObject({ nip: z.string(), month }),
      query: z.strictObject({ asOf: day.optional() }),
      answers: { 200: { description: 'The check', schema: check } },
    },
    ({ c, params: { nip, month }, query }) =>
      services.withLedger(nip, (ledger) => {
        const settings = services.directory.taxpayer(nip)
        if (settings === null) throw unknownTaxpayer(nip)
        return respond(c, monthCheck(ledger, settings, month, query.asOf ?? ledger.today()))
      }),
  )
}
