import type { Inputs } from '../receipt/inputs.ts'
import type { Verdict } from '../receipt/verdict.ts'
import type { Json } from '../values/json.ts'
import type { Db } from './database.ts'
import { folding } from './folding.ts'
import type { StoredIdentity } from './stored-identity.ts'

/** All columns of a purchase as written after a decision. */
export interface PurchaseColumns {
  seq: number
  id: string
  status: string
  mode: string
  sellerId: string
  number: string
  numberKey: string
  nearKey: string
  issueDay: string
  kindGroup: string | null
  currency: string
  gross: number | null
  ksefNumber: string | null
  /** From when a number is known: the day of KSeF's, or the day a copy came on which it is printed. */
  numberedDay: string | null
  receivedDay: string | null
  deadline: string | null
  lateCode: string | null
  windowEnd: string | null
  /** A number is `due` or `possible`, from one day until the day it is known; null where none is awaited. */
  awaiting: string | null
  awaitingFrom: string | null
  awaitingUntil: string | null
  /** Why it stands in no month of the register. */
  nowhere: string | null
  kind: string | null
  /** In grosze. */
  net: number | null
  /** By when it should have been sent, where it was sent later. */
  yardstick: string | null
  /** The law leaves its marker open while it has no number. */
  unsettled: 0 | 1
  /** What a number that comes after filing demands. */
  numberDuty: string
  /** It stands in months without amounts. */
  amountsUnknown: 0 | 1
  /** What marks its rows until its number is known (`markerBeforeNumber`). */
  marker: string | null
  /** The last three are JSON. */
  inputs: Json<Inputs>
  identity: Json<StoredIdentity>
  verdict: Json<Verdict>
  createdAt: string
}

type Column = readonly [name: string, property: keyof PurchaseColumns]

/** What never changes. */
const fixedColumns: readonly Column[] = [
  ['seq', 'seq'],
  ['id', 'id'],
  ['created_at', 'createdAt'],
]
/** What a purchase is: seldom anything of it changes, and most indexes begin with it. */
const lastingColumns: readonly Column[] = [
  ['seller_id', 'sellerId'],
  ['number', 'number'],
  ['number_key', 'numberKey'],
  ['near_key', 'nearKey'],
  ['issue_day', 'issueDay'],
  ['kind_group', 'kindGroup'],
  ['kind', 'kind'],
  ['currency', 'currency'],
  ['gross', 'gross'],
  ['net', 'net'],
  ['ksef_number', 'ksefNumber'],
  ['numbered_day', 'numberedDay'],
]
/** What is decided of it. */
const decidedColumns: readonly Column[] = [
  ['status', 'status'],
  ['mode', 'mode'],
  ['received_day', 'receivedDay'],
  ['deadline', 'deadline'],
  ['late_code', 'lateCode'],
  ['window_end', 'windowEnd'],
  ['awaiting', 'awaiting'],
  ['awaiting_from', 'awaitingFrom'],
  ['awaiting_until', 'awaitingUntil'],
  ['nowhere', 'nowhere'],
  ['yardstick', 'yardstick'],
  ['unsettled', 'unsettled'],
  ['number_duty', 'numberDuty'],
  ['amounts_unknown', 'amountsUnknown'],
  ['marker', 'marker'],
  ['inputs', 'inputs'],
  ['identity', 'identity'],
  ['verdict', 'verdict'],
]
const purchaseColumns = [...fixedColumns, ...lastingColumns, ...decidedColumns]

const names = (columns: readonly Column[]): string => columns.map(([name]) => name).join(', ')
const places = (columns: readonly Column[]): string => columns.map(() => '?').join(', ')
const assigned = (columns: readonly Column[]): string => columns.map(([name]) => `${name} = ?`).join(', ')
const valuesOf = (record: PurchaseColumns, columns: readonly Column[]): unknown[] =>
  columns.map(([, property]) => record[property])

const insertion = `INSERT INTO purchases (${names(purchaseColumns)}) VALUES (${places(purchaseColumns)})`
const decidedUpdate = `UPDATE purchases SET ${assigned(decidedColumns)} WHERE seq = ?`
const lastingUpdate = `UPDATE purchases SET ${assigned(lastingColumns)}
  WHERE seq = ? AND (${names(lastingColumns)}) IS NOT (${places(lastingColumns)})`

/**
 * Writes purchases, of which `known` are stored already. SQLite writes an index anew when one of its columns is set,
 * be it to the same value: so what purchases are is set only where it is another.
 */
export function putPurchases(db: Db, known: readonly number[], given: readonly PurchaseColumns[]): void {
  const isKnown = new Set(known)
  const folded = folding(db)
  const records = given.map((record) => ({
    ...record,
    identity: folded(record.identity),
    verdict: folded(record.verdict),
  }))
  const changed = records.filter((record) => isKnown.has(record.seq))
  db.runEach(
    insertion,
    records.filter((record) => !isKnown.has(record.seq)).map((record) => valuesOf(record, purchaseColumns)),
  )
  db.runEach(
    decidedUpdate,
    changed.map((record) => [...valuesOf(record, decidedColumns), record.seq]),
  )
  db.runEach(
    lastingUpdate,
    changed.map((record) => {
      const values = valuesOf(record, lastingColumns)
      return [...values, record.seq, ...values]
    }),
  )
}
