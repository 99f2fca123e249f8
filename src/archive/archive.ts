import type { Ledger } from '../ledger/ledger.ts'
import {
  type ArchivedRow,
  type ArchivedTable,
  archivedTables,
  type RowKey,
  readRows,
  writesSoFar,
} from '../store/archive.ts'

/** Since when a ledger has been open: what was written before is counted no more. */
const openings = new WeakMap<Ledger, string>()

/**
 * Another text whenever anything was written in between, at times also when nothing was: an archive that is read
 * under one state is not torn.
 */
export function stateOf(ledger: Ledger): string {
  const opening = openings.get(ledger) ?? ledger.host.newId()
  openings.set(ledger, opening)
  return `${opening}-${writesSoFar(ledger.db)}`
}

/** So much text has a page of rows at least, but for the last one of a table, in characters. */
const pageSize = 1024 * 1024

/** Where a page begins: after the row with this key, of this table; null: with the first row of all. */
export interface Place {
  table: ArchivedTable
  after: RowKey | null
}

interface ArchivePage {
  table: ArchivedTable
  rows: ArchivedRow[]
  next: Place | null
}

/** The rows after a place, of one table; tables without further rows are passed over. */
export function archivePage(ledger: Ledger, from: Place | null): ArchivePage {
  const first = archivedTables.findIndex(({ name }) => name === (from?.table ?? archivedTables[0].name))
  for (const { name } of archivedTables.slice(first)) {
    const page = tablePage(ledger, { table: name, after: name === from?.table ? from.after : null })
    if (page.rows.length > 0) return page
  }
  return { table: archivedTables[archivedTables.length - 1]?.name ?? 'purchases', rows: [], next: null }
}

function tablePage(ledger: Ledger, { table, after }: Place): ArchivePage {
  const rows: ArchivedRow[] = []
  let [size, last] = [0, after]
  while (size < pageSize) {
    const step = readRows(ledger.db, table, last)
    if (step.length === 0) break
    for (const { row, key } of step) {
      rows.push(row)
      size += sizeOf(row)
      last = key
    }
  }
  return { table, rows, next: { table, after: last } }
}

/** About as many characters as a row has in JSON. */
export const sizeOf = (row: ArchivedRow): number =>
  row.reduce<number>((sum, value) => {
    if (typeof value === 'string') return sum + value.length
    return sum + (typeof value === 'object' && value !== null ? value.base64.length : 10)
  }, 0)
