import { z } from '@hono/zod-openapi'
import type { ArchivedRow, ArchivedTable } from '../../store/archive.ts'
import { day, month, text } from '../endpoint/fields.ts'
import { archivedNotice } from './outages.ts'
import { supplierBody } from './profile-schemas.ts'
import { webhookInput } from './webhooks.ts'

/** A column with a value that is kept as JSON; what `of` refuses is refused. */
const json = (of: z.ZodType = z.unknown()) =>
  z.string().transform((value, context) => {
    try {
      const { success, error } = of.safeParse(JSON.parse(value))
      if (success) return value
      const [issue] = error.issues
      context.addIssue({ code: 'custom', message: [...(issue?.path ?? []), issue?.message].join(': ') })
    } catch {
      context.addIssue({ code: 'custom', message: 'It is no JSON.' })
    }
    return z.NEVER
  })
const jsonOrNull = json().nullable()

/**
 * What columns of an archive must be, before they are stored: what people send is held to what its endpoint asks, and
 * what the service keeps as JSON must be some. Columns that are not named here are checked by the table itself.
 */
const columnsOf: Partial<Record<ArchivedTable, Record<string, z.ZodType>>> = {
  purchases: { inputs: json(), identity: json(), verdict: json(), brought: jsonOrNull, issue_day: day },
  evidence: { facts: json() },
  quarantine: { metadata: jsonOrNull },
  quarantine_states: { facts: json() },
  history: { data: json() },
  imports: { result: json() },
  import_problems: { problems: json() },
  suppliers: { record: json(supplierBody) },
  postings: { reference: text(200), posted_on: day, void_reason: text(1000).nullable() },
  changes: { data: json() },
  register_rows: { row: json() },
  register_totals: { sums: json() },
  filings: { month, filed_on: day, totals: json() },
  filing_rows: { row: json() },
  corrections_due: { item: json() },
  outages: { id: text(100), notice: json(archivedNotice) },
  ksef_connection: { connection: json() },
  ksef_progress: { progress: json() },
  ksef_reaches: { covered: json() },
  ksef_runs: { run: json() },
  webhooks: {
    url: webhookInput.url,
    types: json(webhookInput.types).nullable(),
    description: webhookInput.description.nullable(),
  },
}

/** Why a row of an archive cannot be stored, in a sentence that names the column; null when it can. */
export function whyNotStored(
  table: ArchivedTable,
  columns: readonly string[],
  rows: readonly ArchivedRow[],
): string | null {
  const checked = Object.entries(columnsOf[table] ?? {}).map(([name, schema]) => ({
    name,
    schema,
    at: columns.indexOf(name),
  }))
  for (const row of rows) {
    for (const { name, schema, at } of checked) {
      const { success, error } = schema.safeParse(row[at])
      if (!success)
        return `${name} of the row ${JSON.stringify(row[0])} is refused (${error.issues[0]?.message})`
    }
    if (table === 'outages' && idIn(row[columns.indexOf('notice')]) !== row[columns.indexOf('id')])
      return `the notice ${JSON.stringify(row[0])} stands under another id`
  }
  return null
}

const idIn = (notice: unknown): unknown => (JSON.parse(String(notice)) as { id: unknown }).id
