import { z } from '@hono/zod-openapi'
import { type RegisterRow, registerOf } from '../ledger/register.ts'
import { csv } from '../register/csv.ts'
import { formatMoney } from '../values/money.ts'
import { type App, endpoint } from './endpoint.ts'
import { day, month, pageQuery } from './fields.ts'
import { afterCursor, type Services } from './services.ts'

const amount = z.string().openapi({ example: '100.00' })
const flag = z.literal(1)
const registerRow = z
  .object({
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
    K_40: amount.optional(),
    K_41: amount.optional(),
    K_42: amount.optional(),
    K_43: amount.optional(),
    amountsUnknown: z.string().nullable().openapi({ description: 'Why the row has no amounts in PLN' }),
    currency: z.string(),
    net: amount.nullable(),
    vat: amount.nullable(),
    gross: amount.nullable(),
    receiptRule: z.string(),
    findings: z.array(z.string()),
  })
  .openapi('RegisterRow')
const register = z
  .object({
    items: z.array(registerRow),
    next: z.string().nullable(),
    totals: z.looseObject({ rows: z.number().int(), inputVat: amount }),
  })
  .openapi('Register')

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
        'The purchase register of a month as it would be filed on the day asOf; Accept: text/csv for a spreadsheet',
      params: z.strictObject({ nip: z.string(), month }),
      query: z.strictObject({ asOf: day.optional(), ...pageQuery }),
      answers: { 200: { description: 'The register', schema: register, alsoAs: 'text/csv' } },
    },
    ({ c, params, query }) =>
      services.withLedger(params.nip, (ledger) => {
        const { rows, totals } = registerOf(ledger, params.month, query.asOf ?? ledger.today())
        if (c.req.header('accept')?.includes('text/csv')) {
          const name = `register-${params.nip}-${params.month}.csv`
          return c.body(table(rows.map(({ row }) => row)), 200, {
            'content-type': 'text/csv; charset=utf-8',
            'content-disposition': `attachment; filename="${name}"`,
          })
        }
        const after = afterCursor(query.cursor)
        const page = rows.filter(({ seq }) => seq > after).slice(0, query.limit)
        const last = page.at(-1)?.seq ?? 0
        const next = rows.some(({ seq }) => seq > last) && page.length > 0 ? String(last) : null
        return c.json({ items: page.map(({ row }) => shown(row)), next, totals })
      }),
  )
}

/** Amounts stand under their published names beside the other fields. */
function shown({ amounts, ...row }: RegisterRow) {
  const fields = Object.entries(amounts).map(([name, value]) => [name, formatMoney(value)])
  return { ...row, ...Object.fromEntries(fields) }
}

const header = [
  'NrDostawcy',
  'NazwaDostawcy',
  'DowodZakupu',
  'DataZakupu',
  'DataWplywu',
  'NrKSeF',
  'OFF',
  'BFK',
  'DI',
  'DokumentZakupu',
  'K_40',
  'K_41',
  'K_42',
  'K_43',
  'waluta',
  'netto',
  'VAT',
  'brutto',
  'reguła',
  'uwagi',
]

const table = (rows: readonly RegisterRow[]): string =>
  csv(
    header,
    rows.map((row) => {
      const marker = row.marker as Record<string, string | number | undefined>
      const { amounts } = row
      const shownAmount = (name: keyof typeof amounts) => {
        const value = amounts[name]
        return value === undefined ? '' : formatMoney(value)
      }
      return [
        row.NrDostawcy,
        row.NazwaDostawcy,
        row.DowodZakupu,
        row.DataZakupu,
        row.DataWplywu,
        ...['NrKSeF', 'OFF', 'BFK', 'DI'].map((name) => marker[name]),
        row.DokumentZakupu,
        shownAmount('K_40'),
        shownAmount('K_41'),
        shownAmount('K_42'),
        shownAmount('K_43'),
        row.currency,
        row.net,
        row.vat,
        row.gross,
        row.receiptRule,
        row.findings.join(' '),
      ]
    }),
  )
