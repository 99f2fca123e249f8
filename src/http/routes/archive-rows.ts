import { z } from '@hono/zod-openapi'
import type { ArchivedRow, ArchivedTable } from '../../store/archive.ts'
import { say } from '../../texts/say.ts'
import type { Said } from '../../texts/sentence.ts'
import { fault, faultOf } from '../../values/faults.ts'
import { readJson } from '../../values/json.ts'
import { propertyOf } from '../../values/record.ts'
import { day, month, text } from '../endpoint/fields.ts'
import { storedMailbox } from './mailbox-schemas.ts'
import { archivedNotice } from './outages.ts'
import { supplierBody } from './profile-schemas.ts'
import { webhookInput } from './webhooks.ts'

/** A column with a value that is kept as JSON; what `of` refuses is refused. */
const json = (of: z.ZodType = z.unknown()) =>
  z.string().transform((value, context) => {
    try {
      const kept: unknown = readJson(value)
      const { success, error } = of.safeParse(kept)
      if (success) return value
      context.addIssue({ code: 'custom', message: fault(firstFault(error, kept)) })
    } catch {
      context.addIssue({ code: 'custom', message: fault(say('refusal.archive.no-json')) })
    }
    return z.NEVER
  })
/** The first thing that is wrong, and where within the value. */
function firstFault({ issues }: z.ZodError, value: unknown): Said {
  const [issue] = issues
  if (issue === undefined) return say('field.unfit')
  const why = faultOf(issue, value)
  return issue.path.length === 0 ? why : say('refusal.archive.within', { path: issue.path.join('/'), why })
}

const jsonOrNull = json().nullable()
/** What is folded where it is stored (`store/folding.ts`): there a list would be taken for something that is. */
const object = json(z.looseObject({}))

/**
 * What columns of an archive must be, before they are stored: what people send is held to what its endpoint asks, and
 * what the service keeps as JSON must be some. Columns that are not named here are checked by the table itself.
 */
const columnsOf: Partial<Record<ArchivedTable, Record<string, z.ZodType>>> = {
  purchases: { inputs: json(), identity: object, verdict: object, brought: jsonOrNull, issue_day: day },
  evidence: { facts: object },
  quarantine: { metadata: jsonOrNull },
  quarantine_states: { facts: json() },
  history: { data: json() },
  imports: { result: json() },
  import_problems: { problems: json() },
  suppliers: { record: json(supplierBody) },
  postings: { reference: text(200), posted_on: day, void_reason: text(1000).nullable() },
  changes: { data: object },
  register_rows: { row: object },
  register_totals: { sums: json() },
  filings: { month, filed_on: day, totals: json() },
  filing_rows: { row: json() },
  corrections_due: { item: json() },
  outages: { id: text(100), notice: json(archivedNotice) },
  ksef_connection: { connection: json() },
  ksef_progress: { progress: json() },
  ksef_reaches: { covered: json() },
  ksef_runs: { run: json() },
  mailbox: { settings: json(storedMailbox), progress: json() },
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
): Said | null {
  const checked = Object.entries(columnsOf[table] ?? {}).map(([name, schema]) => ({
    name,
    schema,
    at: columns.indexOf(name),
  }))
  for (const row of rows) {
    for (const { name, schema, at } of checked) {
      const { success, error } = schema.safeParse(row[at])
      if (!success)
        return say('refusal.archive.column', {
          ...{ column: name, row: JSON.stringify(row[0]), why: firstFault(error, row[at]) },
        })
    }
    if (table === 'outages' && idIn(row[columns.indexOf('notice')]) !== row[columns.indexOf('id')])
      return say('refusal.archive.other-id', { row: JSON.stringify(row[0]) })
  }
  return null
}

const idIn = (notice: unknown): unknown => propertyOf(readJson(String(notice)), 'id')
