import { taxFields } from '../law/jpk.ts'
import { withoutReceiptDay } from '../law/jpk-check.ts'
import { markerValueOn, numberKnownOn } from '../receipt/marker.ts'
import { say } from '../texts/say.ts'
import { addPeriods, type Month, monthOf } from '../values/day.ts'
import { nearKey as nearKeyOf, numberKey } from '../values/invoice-number.ts'
import { noMoney } from '../values/money.ts'
import { present } from '../values/present.ts'
import { isOneOf } from '../values/tables.ts'
import {
  amountItems,
  arePartsOf,
  entryAmounts,
  isAdjustment,
  sameAmounts,
  taxOf,
  together,
} from './amounts.ts'
import { type FileRow, isOfMarker } from './file-row.ts'
import { type About, type CheckItem, item } from './item.ts'
import { type CheckedFile, entryOf, type KnownPurchase } from './purchase.ts'
import { isSellerOf } from './seller.ts'

type Told = CheckItem | null

/**
 * Compares the rows of a file that are one purchase with what is known of it; no rows: it is missing where the register
 * of the month has it. Pure: nothing but what is handed in decides.
 */
export function checkPurchase(
  rows: readonly FileRow[],
  known: KnownPurchase,
  file: CheckedFile,
): CheckItem[] {
  const deducting = rows.filter((row) => !isAdjustment(row.amounts))
  const [first, ...more] = deducting
  if (first === undefined) return rows.length > 0 ? rows.flatMap(unreadable(known)) : missing(known, file)
  const entry = entryOf(known, file)
  const wanted = entry === null ? null : entryAmounts(entry.row)
  const areParts = wanted !== null && arePartsOf(deducting, wanted)
  const about = aboutRow(first, known)
  const amounts = areParts ? together(deducting) : first.amounts
  return [
    ...deducting.flatMap((row) => rowItems(row, known, file)),
    ...(areParts ? parts(about, more.length + 1, sameAmounts(amounts, wanted)) : twice(first, more, known)),
    ...placed(about, known, file),
    ...(deducting.some(hasUnreadAmount) ? [] : amountItems(about, amounts, known, file)),
  ]
}

/** What cannot be read differs from everything: that it cannot be read says enough. */
const hasUnreadAmount = ({ problems }: FileRow): boolean =>
  problems.some(
    ({ wanted, field }) =>
      wanted === 'amount' || wanted === 'pair' || (wanted === 'once' && isOneOf(taxFields, field)),
  )

const aboutRow = (row: FileRow, known: KnownPurchase): About => ({
  row,
  purchase: known.id,
  document: null,
  weight: taxOf(row.amounts),
})

const unreadable =
  (known: KnownPurchase) =>
  (row: FileRow): CheckItem[] =>
    unreadableItems(row, known.id)

/** What of a row is no value of its kind. */
export function unreadableItems(row: FileRow, purchase: string | null): CheckItem[] {
  const [first] = row.problems
  if (first === undefined) return []
  const about: About = { row, purchase, document: null, weight: taxOf(row.amounts) }
  const parts = row.problems.map(({ field, value, wanted }) =>
    say(`jpk-check.value.${wanted}`, { field, value }),
  )
  return [item(about, 'unreadable', say('jpk-check.unreadable', { parts }), { is: first.value })]
}

/** What each row says of its document. */
function rowItems(row: FileRow, known: KnownPurchase, file: CheckedFile): CheckItem[] {
  const about = aboutRow(row, known)
  const told = [sellerItem(about, row, known), numberItem(about, row, known), issueItem(about, row, known)]
  if (known.receivedDay !== null && !known.quarantined)
    told.push(receiptItem(about, row, known), markerItem(about, row, known, file))
  return [...unreadableItems(row, known.id), ...told.flatMap((found) => found ?? [])]
}

function sellerItem(about: About, row: FileRow, known: KnownPurchase): Told {
  if (isSellerOf(row, known.sellerId)) return null
  const [is, shouldBe] = [`${row.country ?? ''}${row.supplier}`, known.sellerId]
  return item(about, 'seller', say('jpk-check.seller', { is, shouldBe }), { is, shouldBe })
}

function numberItem(about: About, row: FileRow, known: KnownPurchase): Told {
  if (numberKey(row.number) === known.numberKey) return null
  const [is, shouldBe] = [row.number, known.number]
  return nearKeyOf(row.number) === known.nearKey
    ? item(about, 'number-near', say('jpk-check.number-near', { is, shouldBe }), { is, shouldBe })
    : item(about, 'number-other', say('jpk-check.number-other', { is, shouldBe }), { is, shouldBe })
}

function issueItem(about: About, row: FileRow, known: KnownPurchase): Told {
  if (row.issueDay === null || row.issueDay === known.issueDay) return null
  const [is, shouldBe] = [row.issueDay, known.issueDay]
  return item(about, 'issue-day', say('jpk-check.issue-day', { is, shouldBe }), { is, shouldBe })
}

function receiptItem(about: About, row: FileRow, known: KnownPurchase): Told {
  const { receiptDay: is } = row
  const shouldBe = present(known.receivedDay)
  if (is !== null)
    return is === shouldBe
      ? null
      : item(about, 'receipt-day', say('jpk-check.receipt-day', { is, shouldBe }), { is, shouldBe })
  const { documents, imports } = withoutReceiptDay
  const needsNone = (imports && row.importOfGoods) || isOneOf(documents, row.document)
  if (needsNone || row.problems.some(({ field }) => field === 'DataWplywu')) return null
  return item(about, 'receipt-day-left-out', say('jpk-check.receipt-day-left-out', { shouldBe }), {
    shouldBe,
  })
}

function markerItem(about: About, row: FileRow, known: KnownPurchase, file: CheckedFile): Told {
  const isRead = !row.problems.some(isOfMarker)
  const wanted = markerValueOn(known.marker, file.filedOn)
  if (!file.markers || !isRead || wanted === null) return null
  const { ksefNumber } = known
  const number = row.marker !== null && 'NrKSeF' in row.marker ? row.marker.NrKSeF : null
  const is = row.marker === null ? null : (number ?? present(Object.keys(row.marker)[0]))
  const shouldBe = wanted === 'NrKSeF' ? (ksefNumber ?? '') : wanted
  const values = { is, shouldBe }
  if (is === shouldBe) return null
  if (is === null) return item(about, 'marker-none', say('jpk-check.marker-none', { shouldBe }), values)
  if (wanted === 'NrKSeF')
    return number === null
      ? item(about, 'number-known', say('jpk-check.number-known', { is, shouldBe }), values)
      : item(about, 'number-of-another', say('jpk-check.number-of-another', { is, shouldBe }), values)
  if (number !== null && number === ksefNumber) {
    const day = numberKnownOn(known.marker) ?? file.filedOn
    return item(
      about,
      'number-not-assigned',
      say('jpk-check.number-not-assigned', { is, shouldBe, day }),
      values,
    )
  }
  if (number !== null)
    return item(about, 'number-of-another', say('jpk-check.number-of-another', { is, shouldBe }), values)
  return known.markerUnsettled
    ? item(about, 'marker-unsettled', say('jpk-check.marker-unsettled', { is, shouldBe }), values)
    : item(about, 'marker-other', say('jpk-check.marker-other', { is, shouldBe }), values)
}

/** The rows of an invoice that was booked in parts are compared with it together. */
function parts(about: About, rows: number, addUp: boolean): CheckItem[] {
  const message = addUp ? say('jpk-check.parts-of-one', { rows }) : say('jpk-check.parts-together', { rows })
  return [item({ ...about, weight: 0 }, 'parts-of-one', message)]
}

/** The invoice was booked once, and then again. */
function twice(first: FileRow, more: readonly FileRow[], known: KnownPurchase): CheckItem[] {
  const named = first.lp ?? first.position
  return more.map((row) =>
    item(aboutRow(row, known), 'twice-in-file', say('jpk-check.twice-in-file', { first: named })),
  )
}

/** May the purchase stand in this month at all? The gravest that holds is told. */
function placed(about: About, known: KnownPurchase, file: CheckedFile): CheckItem[] {
  const held = heldItem(about, known, file)
  if (held !== null) return [held]
  const { month } = file
  const across = elsewhereItem(about, known, file)
  if (across !== null) return [across]
  if (entryOf(known, file) !== null) return []
  const { window } = known
  if (window === null)
    return known.nowhere === 'nothing-to-deduct'
      ? []
      : [item(about, 'not-yet', say('jpk-check.not-yet', { month, why: known.noWindow }))]
  const from = file.settlement === 'quarterly' ? firstInQuarter(known, window.from) : window.from
  return monthItems(about, { month, from, until: window.until })
}

/** The month in which the last condition was met: within a quarter it may lie after its beginning. */
function firstInQuarter({ entries }: KnownPurchase, from: Month): Month {
  const [only, ...more] = entries
  const isInside = only !== undefined && more.length === 0 && only.month > from
  return isInside && only.month < addPeriods(from, 3) ? only.month : from
}

function monthItems(
  about: About,
  { month, from, until }: { month: Month; from: Month; until: Month },
): CheckItem[] {
  if (month < from)
    return [
      item(about, 'too-early', say('jpk-check.too-early', { month, from }), { is: month, shouldBe: from }),
    ]
  if (month > until) {
    const values = { is: month, shouldBe: until }
    return from === until
      ? [item(about, 'reduced-elsewhere', say('jpk-check.reduced-elsewhere', { month, only: until }), values)]
      : [item(about, 'too-late', say('jpk-check.too-late', { month, until }), values)]
  }
  return month > from
    ? [
        item(about, 'later', say('jpk-check.later', { month, from }), {
          is: month,
          shouldBe: from,
          weight: 0,
        }),
      ]
    : []
}

function heldItem(about: About, known: KnownPurchase, { filedOn }: CheckedFile): Told {
  const { quarantined, receivedDay, nowhere, blocking } = known
  if (quarantined || nowhere === 'not-ours' || nowhere === 'not-an-invoice')
    return item(about, 'no-invoice', say('jpk-check.no-invoice'))
  if (nowhere === 'not-received' || receivedDay === null || receivedDay > filedOn)
    return item(about, 'not-received', say('jpk-check.not-received', { day: filedOn }))
  if (nowhere === 'supply-not-confirmed') return item(about, 'supply-open', say('jpk-check.supply-open'))
  if (blocking.length === 0) return null
  return item(
    about,
    'held-finding',
    say('jpk-check.held-finding', { count: blocking.length, codes: blocking }),
    {
      is: blocking.join(' '),
    },
  )
}

/** Parts of one purchase may stand in several months, where the register has them there. */
function elsewhereItem(about: About, known: KnownPurchase, file: CheckedFile): Told {
  const months = known.entries.map(({ month }) => month)
  const other = known.elsewhere.find(
    (month) => !(months.length > 1 && months.includes(month) && months.includes(file.month)),
  )
  if (other === undefined) return null
  return item(about, 'twice-across', say('jpk-check.twice-across', { month: other }), {
    is: file.month,
    shouldBe: other,
  })
}

/** The register of the month has it, the file has not. Where another file has it, nothing is missing. */
function missing(known: KnownPurchase, file: CheckedFile): CheckItem[] {
  const entry = entryOf(known, file)
  if (entry === null || (known.elsewhere.length > 0 && known.entries.length === 1)) return []
  const { window } = known
  const wanted = entryAmounts(entry.row)
  const { NrDostawcy, KodKrajuNadaniaTIN = '', DowodZakupu, DataZakupu } = entry.row
  const about: About = {
    row: null,
    purchase: known.id,
    document: { NrDostawcy: `${KodKrajuNadaniaTIN}${NrDostawcy}`, DowodZakupu, DataZakupu },
    weight: wanted === null ? (known.vatGrosze ?? noMoney) : taxOf(wanted),
  }
  const { month, filedOn } = file
  const lastFileable = addPeriods(monthOf(filedOn), -1)
  const isOpen = window !== null && window.until > month && window.until >= lastFileable
  return [
    isOpen
      ? item(about, 'missing-open', say('jpk-check.missing-open', { month, until: window.until }))
      : item(about, 'missing', say('jpk-check.missing', { month })),
  ]
}
