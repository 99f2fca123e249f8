import { asc, eq, gt } from 'drizzle-orm'
import { evidence } from '../../drizzle/ledger/evidence.ts'
import { changes } from '../../drizzle/ledger/history.ts'
import { purchases } from '../../drizzle/ledger/purchases.ts'
import { registerRows } from '../../drizzle/ledger/register.ts'
import type { Db } from './database.ts'
import { factsFolding, folding } from './folding.ts'
import { atMost, listed, listOf, type Places, prepared } from './prepared.ts'

/**
 * Folds rows that were stored before rows were folded. There may be millions: a job takes some at once, and goes on where
 * it was cut off. A row that is folded already stays as it is.
 */

/** The kind of the job; its subject is a place: a table, and up to which number its rows are done. */
export const foldingJob = 'folding'

type Known = Places<{ after: number; most: number }>
type Of = Places<{ seqs: string }>

const nextPurchases = prepared((orm, { after, most }: Known) =>
  orm
    .select({ seq: purchases.seq, identity: purchases.identity, verdict: purchases.verdict })
    .from(purchases)
    .where(gt(purchases.seq, after))
    .orderBy(asc(purchases.seq))
    .limit(atMost(most)),
)
const documentsOf = prepared((orm, { seqs }: Of) =>
  orm
    .select({ seq: evidence.seq, text: evidence.facts })
    .from(listOf(seqs))
    .innerJoin(evidence, eq(evidence.purchase, listed)),
)
const rowsOf = prepared((orm, { seqs }: Of) =>
  orm
    .select({ month: registerRows.month, purchase: registerRows.purchase, text: registerRows.row })
    .from(listOf(seqs))
    .innerJoin(registerRows, eq(registerRows.purchase, listed)),
)
const nextChanges = prepared((orm, { after, most }: Known) =>
  orm
    .select({ seq: changes.seq, text: changes.data })
    .from(changes)
    .where(gt(changes.seq, after))
    .orderBy(asc(changes.seq))
    .limit(atMost(most)),
)

/** Folds `most` rows behind a place, within a transaction. Answers the next place; null at the end. */
export function foldSome(db: Db, place: string, most: number): string | null {
  const [table, done] = place.split(' ')
  const known = { after: Number(done), most }
  if (table === 'changes') {
    const last = foldChanges(db, known)
    return last === undefined ? null : `changes ${last}`
  }
  const last = foldPurchases(db, known)
  return last === undefined ? 'changes 0' : `purchases ${last}`
}

/** Rows of which a text is to be folded, with what it is then. */
const toFold = <Row extends { text: string }>(rows: readonly Row[], folded: (text: string) => string) =>
  rows.flatMap((row) => {
    const text = folded(row.text)
    return text === row.text ? [] : [{ ...row, text }]
  })

/** With their documents and their rows of the register. Answers the last one. */
function foldPurchases(db: Db, known: { after: number; most: number }): number | undefined {
  const folded = folding(db)
  const found = nextPurchases.all(db, known)
  const seqs = JSON.stringify(found.map(({ seq }) => seq))
  for (const column of ['identity', 'verdict'] as const) {
    const rows = found.map((row) => ({ seq: row.seq, text: row[column] }))
    db.runEach(
      `UPDATE purchases SET ${column} = ? WHERE seq = ?`,
      toFold(rows, folded).map(({ seq, text }) => [text, seq]),
    )
  }
  db.runEach(
    'UPDATE evidence SET facts = ? WHERE seq = ?',
    toFold(documentsOf.all(db, { seqs }), factsFolding(db)).map(({ seq, text }) => [text, seq]),
  )
  db.runEach(
    'UPDATE register_rows SET row = ? WHERE month = ? AND purchase = ?',
    toFold(rowsOf.all(db, { seqs }), folded).map(({ month, purchase, text }) => [text, month, purchase]),
  )
  return found.at(-1)?.seq
}

function foldChanges(db: Db, known: { after: number; most: number }): number | undefined {
  const found = nextChanges.all(db, known)
  db.runEach(
    'UPDATE changes SET data = ? WHERE seq = ?',
    toFold(found, folding(db)).map(({ seq, text }) => [text, seq]),
  )
  return found.at(-1)?.seq
}
