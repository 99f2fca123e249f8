import type { Mode, PurchaseStatus } from '../../../client/index.ts'
import { modeNames } from '../../../texts/en/law/mode-names.ts'
import { firstDayOf, lastDayOf, parseMonth } from '../../../values/day.ts'
import { namesOf } from '../../../values/tables.ts'

export const allStatuses = [
  'awaiting-ksef',
  'reconciled',
  'ksef-only',
  'outside-only',
  'quarantined',
] as const

export const allMarkers = ['NrKSeF', 'OFF', 'BFK', 'DI'] as const

/** Every way to issue an invoice. */
export const allModes = namesOf(modeNames)

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
  marker?: (typeof allMarkers)[number]
}

/** Names under which filters stand in the address. */
export const filterNames = ['status', 'mode', 'marker', 'month', 'by', 'text', 'seller', 'overdue'] as const

/** The filter of an address; what it says wrongly is no filter. */
export function filterOf(chosen: (name: string) => string | null): PurchaseFilter {
  const filter: PurchaseFilter = {}
  const status = allStatuses.find((s) => s === chosen('status'))
  if (status !== undefined) filter.status = status
  const mode = allModes.find((m) => m === chosen('mode'))
  if (mode !== undefined) filter.mode = mode
  const marker = allMarkers.find((m) => m === chosen('marker'))
  if (marker !== undefined) filter.marker = marker
  const month = parseMonth(chosen('month') ?? '')
  if (month !== null) {
    const [first, last] = [firstDayOf(month), lastDayOf(month)]
    Object.assign(
      filter,
      chosen('by') === 'issued'
        ? { issuedFrom: first, issuedTo: last }
        : { receivedFrom: first, receivedTo: last },
    )
  }
  if (chosen('overdue') === 'true') filter.overdue = true
  const seller = chosen('seller')
  if (seller !== null && seller !== '') filter.seller = seller
  return { ...filter, ...textFilter(chosen('text')?.trim() ?? '') }
}

/** VAT numbers of the Union begin with these letters; those of invoices seldom do without a sign after them. */
const european =
  /^(?:AT|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PT|RO|SE|SI|SK|XI) ?[0-9A-Z]{5,12}$/i

/** What was typed is a KSeF number, a NIP or VAT number, or else the number of an invoice. */
function textFilter(text: string): PurchaseFilter {
  if (text === '') return {}
  if (/^\d{10}-\d{8}-[0-9A-F]{6}-?[0-9A-F]{6}-[0-9A-F]{2}$/i.test(text))
    return { ksefNumber: text.toUpperCase() }
  const plain = text.replaceAll(/[ -]/g, '').replace(/^PL(?=\d{10}$)/i, '')
  const isSeller = /^\d{10}$/.test(plain) || (european.test(text) && /\d/.test(text))
  return isSeller ? { seller: plain.toUpperCase() } : { number: text }
}
