import { signal } from '@preact/signals'
import type { DecisionInput } from '../../../client/index.ts'
import { api } from '../../api.ts'
import { pairOf } from '../../pairs.ts'
import { toast } from '../../parts/toast.tsx'
import { problemText } from '../../problem-text.ts'
import { t } from '../../words.ts'

export type Decision = DecisionInput['decision']

/** A question and what it is called when it is told of. */
export interface Asked {
  id: string
  /** The same for both purchases of a pair. */
  pair: string
  number: string
  /** What is answered while it is open is refused once somebody else has answered otherwise. */
  isOpen: boolean
}

/** Questions that were answered here, by their pair: they leave the list at once, and come back if it was refused. */
export const answeredHere = signal<ReadonlySet<string>>(new Set())
/** Those whose answer the service has: where it lists one of them as open from then on, it was asked again. */
const settled = new Set<string>()

/** Asks for open questions. One that was answered here and is open again, whoever asked it again, is shown. */
export async function openAsAsked<Loaded extends { items: readonly { id: string }[] }>(
  ask: () => Promise<Loaded>,
): Promise<Loaded> {
  const before = new Set(settled)
  const loaded = await ask()
  const again = loaded.items
    .map(({ id }) => pairOf(id))
    .filter((pair) => before.has(pair) && settled.has(pair))
  setAnswered(again, false)
  return loaded
}

/** Marks the questions of pairs as answered, as the service has it. */
export function settle(pairs: readonly string[]): void {
  setAnswered(pairs, true)
  for (const pair of pairs) settled.add(pair)
}
/** Where taking a merge back waits for how it is meant. */
export const undoingMerge = signal<{ nip: string; asked: Asked } | null>(null)

/** Marks the questions of pairs as answered, or as asked again: of thousands at once, for each time the list is drawn anew. */
export function setAnswered(pairs: readonly string[], isIn: boolean): void {
  const changing = pairs.filter((pair) => answeredHere.peek().has(pair) !== isIn)
  if (!isIn) for (const pair of pairs) settled.delete(pair)
  if (changing.length === 0) return
  const next = new Set(answeredHere.peek())
  for (const pair of changing) {
    if (isIn) next.add(pair)
    else next.delete(pair)
  }
  answeredHere.value = next
}

const send = (
  nip: string,
  { id, isOpen }: Pick<Asked, 'id' | 'isOpen'>,
  decision: Decision,
  note: string | null,
) =>
  api.decideFinding(
    { nip, id },
    { decision, note, onlyIfOpen: isOpen && decision !== 'reopen' },
    { idempotencyKey: crypto.randomUUID() },
  )

/**
 * Answers a question. It counts as answered at once; if the service refuses, it stands in the list again and the refusal
 * is told. `back` shows the question once more when the answer is undone.
 */
export async function answer(
  nip: string,
  asked: Asked,
  given: { decision: Decision; note: string | null },
  back: (id: string) => void,
): Promise<void> {
  setAnswered([asked.pair], true)
  try {
    await send(nip, asked, given.decision, given.note)
    settle([asked.pair])
  } catch (problem) {
    setAnswered([asked.pair], false)
    toast(t('console.decide.rolled-back', { number: asked.number, why: problemText(problem) }), {
      isRefusal: true,
    })
    back(asked.id)
    return
  }
  const words = t('console.decide.done', {
    answer: t(`console.decide.${given.decision}`),
    number: asked.number,
  })
  if (given.decision === 'reopen') toast(words)
  else toast(words, { undo: () => undo(nip, asked, given.decision, back) })
}

/** Takes an answer back; of a merge it is asked first how that is meant. */
function undo(nip: string, asked: Asked, decision: Decision, back: (id: string) => void): void {
  if (decision === 'same-invoice') undoingMerge.value = { nip, asked }
  else void takeBack(nip, asked, 'reopen', back)
}

/** `reopen` asks the question again; `different-invoice` keeps apart what was one, for good. */
export async function takeBack(
  nip: string,
  asked: Asked,
  how: 'reopen' | 'different-invoice',
  back: (id: string) => void,
): Promise<void> {
  undoingMerge.value = null
  try {
    await send(nip, { ...asked, isOpen: false }, how, null)
    if (how === 'reopen') {
      setAnswered([asked.pair], false)
      back(asked.id)
    }
    toast(t('console.undone'))
  } catch (problem) {
    toast(problemText(problem), { isRefusal: true })
  }
}

/** What became of many answers: how many were given, and why the others were not. */
export interface Outcome {
  done: readonly Asked[]
  skipped: ReadonlyMap<string, number>
}

/**
 * Answers one after the other, each for itself: one that is refused stops no other. All count as answered at once, and what
 * is refused stands in the list again.
 */
export async function answerAll(
  nip: string,
  all: readonly Asked[],
  given: { decision: Decision; note: string | null },
  progress: (count: number) => void,
): Promise<Outcome> {
  const done: Asked[] = []
  const skipped = new Map<string, number>()
  setAnswered(
    all.map(({ pair }) => pair),
    true,
  )
  for (const [at, asked] of all.entries()) {
    try {
      await send(nip, asked, given.decision, given.note)
      done.push(asked)
      settle([asked.pair])
    } catch (problem) {
      setAnswered([asked.pair], false)
      const why = problemText(problem)
      skipped.set(why, (skipped.get(why) ?? 0) + 1)
    }
    progress(at + 1)
  }
  return { done, skipped }
}

/** Takes many answers back, each for itself. */
export async function takeAllBack(nip: string, done: readonly Asked[]): Promise<void> {
  const undone: string[] = []
  for (const asked of done) {
    try {
      await send(nip, asked, 'reopen', null)
      undone.push(asked.pair)
    } catch (problem) {
      toast(problemText(problem), { isRefusal: true })
    }
  }
  setAnswered(undone, false)
  toast(t('console.undone'))
}
