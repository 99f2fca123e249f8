import type { Ledger } from '../ledger/ledger.ts'
import type { UnitOfWork } from '../purchase/unit-of-work.ts'
import { closeQuarantine, isKnown, openQuarantine } from '../reconcile/quarantine.ts'
import { publicId } from '../reconcile/quarantine-finding.ts'
import { redecide } from '../reconcile/record.ts'
import {
  insertQuarantineDecision,
  moveState,
  type QuarantineRow,
  quarantineDecisions,
  quarantineRows,
} from '../store/quarantine.ts'
import { say } from '../texts/say.ts'
import { present } from '../values/present.ts'
import { Refusal } from '../values/refusal.ts'

/**
 * A person deals with a document that does not become whole, or takes that back. The same again changes nothing.
 * @throws Refusal quarantine-unknown, decision-does-not-fit
 */
export function decideQuarantined(
  ledger: Ledger,
  actor: string,
  id: string,
  answer: { decision: 'dismissed' | 'reopen'; note: string | null },
): QuarantineRow {
  return ledger.write(actor, `decision on the quarantined document ${publicId(id)}`, (unit) => {
    const { tx } = unit
    const [row] = quarantineRows(tx, [id])
    if (row === undefined) throw unknownDocument(id)
    const last = quarantineDecisions(tx, [id]).at(-1)
    const isSame =
      answer.decision === 'reopen'
        ? row.state === 'open'
        : row.state === 'dismissed' && last?.note === answer.note
    if (isSame) return row
    if (row.state === 'known' || row.state === 'no-document') throw nothingToDecide(row)
    const touched =
      answer.decision === 'reopen'
        ? reopened(unit, row)
        : row.state === 'open'
          ? closeQuarantine(unit, row, 'dismissed')
          : []
    insertQuarantineDecision(tx, { document: id, ...answer, at: unit.cause.at, by: actor })
    redecide(unit, touched)
    return present(quarantineRows(tx, [id])[0])
  })
}

/** Meanwhile its invoice may have come. */
function reopened(unit: UnitOfWork, { id, facts }: QuarantineRow): number[] {
  const state = isKnown(unit.tx, facts) ? 'known' : 'open'
  moveState(unit.tx, id, state)
  return state === 'open' ? openQuarantine(unit, id) : []
}

const unknownDocument = (id: string): Refusal =>
  new Refusal('quarantine-unknown', say('refusal.quarantine-unknown', { id: publicId(id) }))

const nothingToDecide = ({ id, state }: QuarantineRow): Refusal =>
  new Refusal(
    'decision-does-not-fit',
    say('refusal.nothing-to-decide', { id: publicId(id), isKnown: state === 'known' }),
  )
