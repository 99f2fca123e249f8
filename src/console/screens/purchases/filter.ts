import type { Mode, PurchaseStatus } from '../../../client/index.ts'
import { modeNames } from '../../../texts/en/law/mode-names.ts'

export const allStatuses = [
  'awaiting-ksef',
  'reconciled',
  'ksef-only',
  'outside-only',
  'quarantined',
] as const

/** What the service is asked for, as the address has it chosen. */
interface PurchaseFilter {
  status?: PurchaseStatus
  mode?: Mode
  seller?: string
  number?: string
  ksefNumber?: string
  receivedFrom?: string
  receivedTo?: string
  issuedFrom?: string
  issuedTo?: string
  overdue?: true
}

/** Names under which filters stand in the address. */
export const filterNames = ['status', 'mode', 'month', 'by', 'text', 'overdue'] as const

/** The filter of an address; what it says wrongly is no filter. */
export function filterOf(chosen: (name: string) => string | null): PurchaseFilter {
  const filter: PurchaseFilter = {}
  const status = allStatuses.find((s) => s === chosen('status'))
  if (status !== undefined) filter.status = status
  const mode = chosen('mode')
  if (mode !== null && /^[a-z0-9-]+$/.test(mode)) filter.mode = mode as Mode
  const month = chosen('month')
  if (month !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(month)) {
    const [first, last] = daysOf(month)
    Object.assign(
      filter,
      chosen('by') === 'issued'
        ? { issuedFrom: first, issuedTo: last }
        : { receivedFrom: first, receivedTo: last },
    )
  }
  if (chosen('overdue') === 'true') filter.overdue = true
  return { ...filter, ...textFilter(chosen('text')?.trim() ?? '') }
}

/** What was typed is a KSeF number, a NIP or VAT number, or else the number of an invoice. */
function textFilter(text: string): PurchaseFilter {
  if (text === '') return {}
  if (/^\d{10}-\d{8}-[0-9A-F]{6}-?[0-9A-F]{6}-[0-9A-F]{2}$/i.test(text))
    return { ksefNumber: text.toUpperCase() }
  const plain = text
    .replaceAll(/[ -]/g, '')
    .toUpperCase()
    .replace(/^PL(?=\d{10}$)/, '')
  const isSeller = /^\d{10}$/.test(plain) || /^(?!PL)[A-Z]{2}\d[0-9A-Z]{5,11}$/.test(plain)
  return isSeller ? { seller: plain } : { number: text }
}

/** First and last day of a month. */
function daysOf(month: string): [first: string, last: string] {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return [`${month}-01`, `${month}-${last}`]
}

/** Every way to issue an invoice. */
export const allModes = Object.keys(modeNames) as Mode[]
