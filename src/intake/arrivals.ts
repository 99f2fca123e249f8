import type { Ledger } from '../ledger/ledger.ts'
import { purchaseViews } from '../queries/views.ts'
import type { Recorded } from '../reconcile/record.ts'
import { survivingRows } from '../store/purchases.ts'
import { present } from '../values/present.ts'
import { type CopyToRecord, recordableTogether, recordTogether } from './copies.ts'

/** A recorded copy, and its purchase as it stands then; null where it stands nowhere. */
export interface Arrived {
  recorded: Recorded
  purchase: ReturnType<typeof purchaseViews>[number] | null
}

interface Arrival {
  actor: string
  item: CopyToRecord
  /** What became of it, once it was recorded or refused. */
  result: Arrived | Error | null
  /** Resolves when it is on the disk. */
  secured: Promise<void>
}

/** Copies that wait to be recorded in a ledger, and the way of those before them to the disk. */
interface Queue {
  waiting: Arrival[]
  toDisk: Promise<void>
}

const queues = new WeakMap<Ledger, Queue>()

/**
 * Records one copy; ends when it is on the disk. Copies that come at the same time, or while those before them are on
 * their way to the disk, are recorded in one transaction: most of what a transaction costs, it costs once. Whoever
 * finds his copy still waiting records it with the others, so that nobody depends on a request that was cut off.
 * @throws Refusal external-id-reused
 */
export async function recordCopy(ledger: Ledger, actor: string, item: CopyToRecord): Promise<Arrived> {
  const queue = queues.get(ledger) ?? { waiting: [], toDisk: Promise.resolve() }
  queues.set(ledger, queue)
  const arrival: Arrival = { actor, item, result: null, secured: Promise.resolve() }
  queue.waiting.push(arrival)
  do {
    // Others that are being read now come along; and whoever does something else has his turn between two transactions.
    await ledger.host.yieldToEventLoop('briefly')
    const { toDisk } = queue
    await toDisk
    if (arrival.result === null && queue.toDisk === toDisk) recordWaiting(ledger, queue)
  } while (arrival.result === null)
  await arrival.secured
  if (arrival.result instanceof Error) throw arrival.result
  return arrival.result
}

/** Records those that wait longest and were sent by the same caller: a transaction has one actor. */
function recordWaiting(ledger: Ledger, queue: Queue): void {
  const actor = queue.waiting[0]?.actor ?? ''
  const together = recordableTogether(queue.waiting.filter((a) => a.actor === actor))
  queue.waiting = queue.waiting.filter((a) => !together.includes(a))
  const results = recordAll(
    ledger,
    actor,
    together.map((a) => a.item),
  )
  const secured = ledger.db.secure()
  queue.toDisk = secured.catch(() => {})
  // The answers are made while the disk writes.
  const answers = answersTo(ledger, results)
  for (const [index, arrival] of together.entries()) {
    arrival.result = present(answers[index])
    arrival.secured = secured
  }
}

/** When the database fails, each is tried alone: what one of them does to it is no fault of the others. */
function recordAll(ledger: Ledger, actor: string, items: readonly CopyToRecord[]): (Recorded | Error)[] {
  try {
    return recordTogether(ledger, actor, items)
  } catch (error) {
    if (items.length > 1) return items.flatMap((item) => recordAll(ledger, actor, [item]))
    return [asError(error)]
  }
}

/** They are recorded: what keeps them from being shown must not have them recorded once more. */
function answersTo(ledger: Ledger, results: readonly (Recorded | Error)[]): (Arrived | Error)[] {
  try {
    return arrivedViews(ledger, results)
  } catch (error) {
    return results.map((result) => (result instanceof Error ? result : asError(error)))
  }
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)))

/** What is answered for recorded copies: the outcome, and the purchase as it stands when all of them are recorded. */
export function arrivedViews<Refused extends Error>(
  ledger: Ledger,
  results: readonly (Recorded | Refused)[],
): (Arrived | Refused)[] {
  const seqs = results.flatMap((r) => (r instanceof Error ? [] : r.purchase))
  const survivors = survivingRows(ledger.db, [...new Set(seqs)])
  const rows = [...new Map([...survivors.values()].map((row) => [row.seq, row])).values()]
  const views = purchaseViews(ledger.db, rows, ledger.today())
  const viewOf = new Map(rows.map((row, index) => [row.seq, views[index]]))
  return results.map((recorded) => {
    if (recorded instanceof Error) return recorded
    const survivor = survivors.get(recorded.purchase)
    return { recorded, purchase: (survivor && viewOf.get(survivor.seq)) ?? null }
  })
}
