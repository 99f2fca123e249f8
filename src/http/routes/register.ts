import { z } from '@hono/zod-openapi'
import { taxFields } from '../../law/jpk.ts'
import { rowsOfMonth, totalsOfMonth } from '../../queries/register.ts'
import { csvFile, headingKinds } from '../../register/csv.ts'
import { jpkFile } from '../../register/jpk.ts'
import { namesOf } from '../../values/tables.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { day, month, pageQuery, sentenceParams } from '../endpoint/fields.ts'
import { named } from '../endpoint/named.ts'
import { afterCursor, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { fileableRows, jpkHeader, pagesOfMonth, streamed } from './register-files.ts'

const amount = z.string().openapi({ example: '100.00' })
const flag = z.literal(1)
const amounts = Object.fromEntries(taxFields.map((field) => [field, amount]))
/** A row as it goes into a file. */
export const filedRow = named(
  'FiledRow',
  z.object({
    purchaseId: z.string(),
    KodKrajuNadaniaTIN: z.string().optional(),
    NrDostawcy: z.string(),
    NazwaDostawcy: z.string(),
    DowodZakupu: z.string(),
    DataZakupu: z.string(),
    DataWplywu: z.string().nullable(),
    marker: z.union([
      z.object({ NrKSeF: z.string() }),
      z.object({ OFF: flag }),
      z.object({ BFK: flag }),
      z.object({ DI: flag }),
    ]),
    DokumentZakupu: z.enum(['MK', 'VAT_RR', 'WEW']).optional(),
    IMP: flag.optional(),
    ...z.object(amounts).partial().shape,
    amountsUnknown: z.string().nullable().openapi({ description: 'Why the row has no amounts in PLN' }),
    amountsUnknownCode: z.string().optional(),
    amountsUnknownParams: sentenceParams.optional(),
    currency: z.string(),
    net: amount.nullable(),
    vat: amount.nullable(),
    gross: amount.nullable(),
    paid: amount.optional().openapi({ description: 'The part of the gross amount paid for this month' }),
    receiptRule: z.string(),
  }),
)
const registerRow = filedRow
  .extend({
    findings: z.array(z.string()),
    held: z.boolean().openapi({ description: 'The purchase has an open blocking finding' }),
  })
  .openapi('RegisterRow')
/** Sums of a month. */
export const registerTotalsSchema = named(
  'RegisterTotals',
  z
    .object({
      rows: z.number().int(),
      withoutAmounts: z.number().int(),
      held: z.number().int(),
      inputVat: amount,
      ...amounts,
    })
    .openapi({
      description:
        'Of the whole month; rows without amounts add nothing to the sums, held rows add what they have',
    }),
)
const register = z
  .object({
    items: z.array(registerRow),
    next: z.string().nullable(),
    totals: registerTotalsSchema,
  })
  .openapi('Register')

/** What stands over the columns of text/csv. */
export const headings = z
  .enum(headingKinds)
  .default('fields')
  .openapi({ description: 'What stands over the columns of text/csv: names of fields, or words' })

/** What becomes of rows whose purchase has an open blocking finding. */
export const heldRowsSchema = z.enum(['include', 'leave-out'])

const formats = { json: 'application/json', csv: 'text/csv', xml: 'application/xml' } as const
type Format = keyof typeof formats

const query = z.strictObject({
  asOf: day.optional(),
  format: z.enum(namesOf(formats)).optional().openapi({ description: 'Instead of Accept' }),
  decimal: z
    .enum(['point', 'comma'])
    .default('point')
    .openapi({ description: 'How text/csv writes decimals' }),
  headings,
  purpose: z
    .enum(['1', '2'])
    .default('1')
    .openapi({ description: 'CelZlozenia: 1 first file, 2 correction' }),
  incomplete: z
    .enum(['refuse', 'leave-out'])
    .default('refuse')
    .openapi({ description: 'What application/xml does with rows whose amounts are not known' }),
  held: heldRowsSchema.optional().openapi({
    description: 'What application/xml does with rows whose purchase has an open blocking finding; else 422',
  }),
  ...pageQuery,
})

export function registerEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/register/{month}',
      id: 'getRegister',
      role: 'viewer',
      tag: 'Register',
      summary:
        'The purchase register of a month as it would be filed on the day asOf; text/csv for a spreadsheet, ' +
        'application/xml for the purchase part of JPK_V7M(3) or JPK_V7K(3)',
      params: z.strictObject({ nip: z.string(), month }),
      query,
      answers: {
        200: { description: 'The register', schema: register, alsoAs: ['text/csv', 'application/xml'] },
      },
    },
    async ({ c, params: { nip, month }, query }) => {
      const asOf = query.asOf ?? services.today()
      const file = (name: string, type: string, chunks: AsyncGenerator<string>) =>
        c.body(streamed(chunks), 200, {
          'content-type': `${type}; charset=utf-8`,
          'content-disposition': `attachment; filename="${name}"`,
        })
      const format = query.format ?? wanted(c.req.header('accept') ?? '')
      if (format === 'xml') {
        const header = jpkHeader(services, nip, month, query.purpose === '1' ? 1 : 2)
        const choice = { incomplete: query.incomplete, held: query.held }
        const rows = await fileableRows(services, { nip, month, asOf }, choice)
        const form = header.settlement === 'monthly' ? 'V7M' : 'V7K'
        return file(`JPK_${form}-${nip}-${month}.xml`, formats.xml, jpkFile(header, rows))
      }
      return services.withLedger(nip, (ledger) => {
        if (format === 'csv') {
          const rows = pagesOfMonth(services, { nip, month, asOf }, rowsOfMonth)
          return file(
            `register-${nip}-${month}.csv`,
            formats.csv,
            csvFile(rows, query.decimal, { language: c.get('language'), headings: query.headings }),
          )
        }
        const page = { after: afterCursor(query.cursor), limit: query.limit }
        const { rows, next } = rowsOfMonth(ledger, month, asOf, page)
        const totals = totalsOfMonth(ledger, month, asOf)
        return respond(c, { items: rows, next: next === null ? null : String(next), totals })
      })
    },
  )
}

/** The media type that a caller names; anything else is answered as JSON. */
function wanted(accept: string): Format {
  if (accept.includes('text/csv')) return 'csv'
  return /\b(application|text)\/xml\b/.test(accept) && !accept.includes('text/html') ? 'xml' : 'json'
}
