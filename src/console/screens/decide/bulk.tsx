import { useEffect, useRef, useState } from 'preact/hooks'
import type { ListedFinding } from '../../../client/index.ts'
import { pairOf } from '../../pairs.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Choice, Field } from '../../parts/field.tsx'
import { Loading, ProblemBox } from '../../parts/states.tsx'
import { toast } from '../../parts/toast.tsx'
import { t } from '../../words.ts'
import { type Asked, answerAll, type Decision, type Outcome, takeAllBack } from './giving.ts'
import { kindName } from './kinds.ts'
import { allQuestions, type Wanted } from './questions.ts'

const decisions: readonly Exclude<Decision, 'reopen'>[] = [
  'accepted',
  'dismissed',
  'same-invoice',
  'different-invoice',
]

interface BulkProps {
  nip: string
  /** With a code: one answer fits questions of one kind. */
  wanted: Wanted
  /** Asks for the list anew. */
  reload: () => void
  onClose: () => void
}

/**
 * One answer for all questions of a kind, of invoices in which the text stands, however many of them are listed. What does
 * not fit is skipped and counted with its reason.
 */
export function Bulk({ nip, wanted: wantedNow, reload, onClose }: BulkProps) {
  // As they were when this was opened: what others decide meanwhile is skipped with its reason, and does not vanish.
  const [wanted] = useState(wantedNow)
  const [questions, setQuestions] = useState<readonly ListedFinding[] | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  useEffect(() => {
    const controller = new AbortController()
    allQuestions(nip, wanted, controller.signal).then(setQuestions, (refused: unknown) => {
      if (!controller.signal.aborted) setProblem(refused)
    })
    return () => controller.abort()
  }, [])
  return (
    <Dialog title={t('console.decide.bulk')} onClose={onClose}>
      {problem !== null && <ProblemBox problem={problem} />}
      {questions === null ? (
        problem === null && <Loading />
      ) : (
        <Answering nip={nip} wanted={wanted} questions={questions} reload={reload} onClose={onClose} />
      )}
    </Dialog>
  )
}

function Answering({
  nip,
  wanted: { code, text },
  questions,
  reload,
  onClose,
}: BulkProps & { questions: readonly ListedFinding[] }) {
  const [left, leave] = useState<ReadonlySet<string>>(new Set())
  const [decision, setDecision] = useState<Decision>('accepted')
  const [note, setNote] = useState('')
  const [count, setCount] = useState<number | null>(null)
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const chosen = questions.filter(({ id }) => !left.has(id))
  const run = async () => {
    setCount(0)
    const result = await answerAll(
      nip,
      chosen.map(askedOf),
      { decision, note: note.trim() || null },
      setCount,
    )
    setOutcome(result)
    const skipped = chosen.length - result.done.length
    // What was refused stands in the list again, and may be answered by somebody else.
    if (skipped > 0) reload()
    toast(t('console.decide.bulk.done', { done: result.done.length, skipped }), {
      undo: () => void takeAllBack(nip, result.done),
    })
  }
  const title = kindName(code ?? '')
  const why = { count: questions.length, title, text: text || null }
  return (
    <>
      <p>{t('console.decide.bulk.why', why)}</p>
      {outcome === null ? (
        <>
          <Choosing questions={questions} left={left} leave={leave} />
          <AnswerFields decision={decision} setDecision={setDecision} note={note} setNote={setNote} />
          {count !== null && (
            <progress value={count} max={chosen.length} aria-label={t('console.decide.bulk')} />
          )}
          <Button look="main" isDisabled={count !== null || chosen.length === 0} onPress={() => void run()}>
            {t('console.decide.bulk.go')}: {chosen.length}
          </Button>
        </>
      ) : (
        <Result outcome={outcome} total={chosen.length} onClose={onClose} />
      )}
    </>
  )
}

/** One answer and one note for all. */
const AnswerFields = (props: {
  decision: Decision
  setDecision: (decision: Decision) => void
  note: string
  setNote: (note: string) => void
}) => (
  <>
    <Choice
      label={t('console.decide.answers')}
      value={props.decision}
      options={decisions.map((one) => [one, t(`console.decide.${one}`)])}
      onChoose={(value) => props.setDecision(decisions.find((one) => one === value) ?? 'accepted')}
    />
    <Field label={t('console.decide.note')} hint={t('console.decide.note.hint')}>
      {(given) => (
        <input {...given} value={props.note} onInput={(event) => props.setNote(event.currentTarget.value)} />
      )}
    </Field>
  </>
)

const askedOf = (finding: ListedFinding): Asked => ({
  id: finding.id,
  pair: pairOf(finding.id),
  number: finding.invoice?.number ?? '',
  isOpen: finding.open,
})

/** So many rows are shown, and as many more at a time: all are chosen, shown or not. */
const rowsAtOnce = 100

function Choosing(props: {
  questions: readonly ListedFinding[]
  left: ReadonlySet<string>
  leave: (left: ReadonlySet<string>) => void
}) {
  const [most, showMore] = useState(rowsAtOnce)
  const list = useRef<HTMLUListElement>(null)
  // They came after the dialog was opened.
  useEffect(() => list.current?.querySelector('input')?.focus(), [])
  const toggle = (id: string) => {
    const next = new Set(props.left)
    if (!next.delete(id)) next.add(id)
    props.leave(next)
  }
  const hidden = props.questions.length - most
  return (
    <>
      <ul class="choosing" ref={list}>
        {props.questions.slice(0, most).map(({ id, invoice }) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={!props.left.has(id)} onChange={() => toggle(id)} />{' '}
              {invoice?.number} <span class="soft">{invoice?.seller.name ?? invoice?.seller.nip}</span>
            </label>
          </li>
        ))}
      </ul>
      {hidden > 0 && (
        <p>
          {t('console.decide.bulk.hidden', { count: hidden })}{' '}
          <Button look="quiet" onPress={() => showMore(most + rowsAtOnce)}>
            {t('console.decide.bulk.show-more')}
          </Button>
        </p>
      )}
    </>
  )
}

const Result = ({ outcome, total, onClose }: { outcome: Outcome; total: number; onClose: () => void }) => (
  <>
    <p role="status">
      {t('console.decide.bulk.done', { done: outcome.done.length, skipped: total - outcome.done.length })}
    </p>
    <ul>
      {[...outcome.skipped].map(([why, count]) => (
        <li key={why}>{t('console.decide.bulk.skipped', { count, why })}</li>
      ))}
    </ul>
    <Button onPress={onClose}>{t('console.close')}</Button>
  </>
)
