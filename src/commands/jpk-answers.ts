import type { Ledger } from '../ledger/ledger.ts'
import { type JpkItemView, jpkCheckRow, jpkItemOf, jpkItemView } from '../queries/jpk-checks.ts'
import { endJpkAnswer, insertJpkAnswer } from '../store/jpk-checks.ts'

/**
 * Keeps, or takes back (null), that a person called an item right. The answer belongs to what is told, so the next file of
 * the month that gives rise to it finds it answered. The same answer again changes nothing.
 * @throws Refusal jpk-check-unknown, jpk-item-unknown
 */
export function answerJpkItem(
  ledger: Ledger,
  actor: string,
  { checkId, itemId }: { checkId: string; itemId: string },
  answer: { note: string | null } | null,
): JpkItemView {
  return ledger.write(actor, 'answer to a file', ({ tx, cause }) => {
    const check = jpkCheckRow(tx, checkId)
    const before = jpkItemOf(tx, check, itemId)
    const { fingerprint } = before
    const { month } = check
    const isSame =
      answer === null ? before.answeredAt === null : before.answeredAt !== null && before.note === answer.note
    if (isSame) return jpkItemView(before)
    endJpkAnswer(tx, month, fingerprint, cause.at)
    if (answer !== null)
      insertJpkAnswer(tx, { month, fingerprint, note: answer.note, at: cause.at, actor: cause.actor })
    return jpkItemView(jpkItemOf(tx, check, itemId))
  })
}
