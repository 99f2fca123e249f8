import { type SuspectKey, suspectNearKey, suspectNumberKey } from '../ingest/suspect.ts'
import { mayBeMisread, mayBeQuarantined } from '../match/quarantined.ts'
import type { PurchaseState, UnitOfWork } from '../purchase/unit-of-work.ts'
import type { Relation } from '../receipt/finding.ts'
import type { Db } from '../store/database.ts'
import { type QuarantineRow, quarantineRows } from '../store/quarantine.ts'
import { hasOpenQuarantine, openByKeys } from '../store/quarantine-keys.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import { present } from '../values/present.ts'
import { nameOfQuarantined, quarantineCode } from './quarantine-finding.ts'

/** What is known of an invoice that may lie in quarantine; `numbers`: of one seller each, with the day of issue. */
export interface Sighting {
  strong: readonly string[]
  numbers: readonly { sellerId: string; numberKey: string; day: Day | null }[]
  /** KSeF's document of the invoice is in hand. */
  hasKsef: boolean
}

const keysOfNumber = ({
  sellerId,
  numberKey,
}: Sighting['numbers'][number]): [exact: string, near: string] => [
  suspectNumberKey(sellerId, numberKey),
  suspectNearKey(sellerId, numberKey),
]

/** Of several sightings, in order, the open documents in quarantine that each may be, in the order of their numbers. */
export function quarantineMet(db: Db, sightings: readonly Sighting[]): QuarantineRow[][] {
  if (!hasOpenQuarantine(db)) return sightings.map(() => [])
  const asked = new Set(sightings.flatMap((s) => [...s.strong, ...s.numbers.flatMap(keysOfNumber)]))
  const met = openByKeys(db, [...asked])
  const rows = new Map(
    quarantineRows(db, [...new Set(met.map((m) => m.document))]).map((row) => [row.id, row]),
  )
  const order = (row: QuarantineRow) => `${row.ksefNumber ?? '~'} ${row.id}`
  return sightings.map((sighting) =>
    [...new Set(met.filter((key) => meets(sighting, key)).map((key) => key.document))]
      .map((id) => present(rows.get(id)))
      .sort((a, b) => (order(a) < order(b) ? -1 : 1)),
  )
}

/** May an invoice be a document in quarantine that is met under a key? */
const meets = (sighting: Sighting, { key, day }: SuspectKey): boolean =>
  sighting.strong.includes(key) ||
  sighting.numbers.some((one) => {
    const [exact, near] = keysOfNumber(one)
    if (key === exact) return mayBeQuarantined(one.day, sighting.hasKsef, day)
    return key === near && mayBeMisread(one.day, sighting.hasKsef, day)
  })

/** The finding on each purchase that may be an invoice in quarantine; null where it is none. */
export function quarantineRelations(unit: UnitOfWork, states: readonly PurchaseState[]): (Relation | null)[] {
  return quarantineMet(unit.tx, states.map(sightingOf)).map((rows) =>
    rows.length === 0 ? null : { code: quarantineCode, purchaseId: '', detail: detailOf(rows) },
  )
}

/** A purchase as it may be met, only as an invoice for the taxpayer: others are held already, or follow one. */
export function sightingOf({ records }: PurchaseState): Sighting {
  const documents = records.map((r) => r.document).filter((d) => d.ours && d.invoice)
  return {
    strong: documents.flatMap((d) => [
      ...d.hashes.map((hash) => `hash:${hash}`),
      ...(d.ksefNumber === null ? [] : [`ksef:${d.ksefNumber}`]),
    ]),
    numbers: documents.map((d) => ({
      sellerId: d.sellerId,
      numberKey: d.numberKey,
      day: d.issueDay,
    })),
    hasKsef: documents.some((d) => d.fromKsef),
  }
}

/** A finding names so many. */
const named = 3

/** Why an invoice is held that may lie in quarantine. */
export function detailOf(rows: readonly QuarantineRow[]): Said {
  const documents = rows.slice(0, named).map((row) => ({ what: nameOfQuarantined(row), code: row.code }))
  return say('quarantine.may-be-this', { documents, more: Math.max(0, rows.length - named) })
}
