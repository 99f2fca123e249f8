import { useState } from 'preact/hooks'
import type { ListedFinding } from '../../../client/index.ts'
import { pairOf } from '../../pairs.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Choice, Field } from '../../parts/field.tsx'
import { toast } from '../../parts/toast.tsx'
import { t } from '../../words.ts'
import { type Asked, answerAll, type Decision, type Outcome, takeAllBack } from './giving.ts'

const decisions: readonly Exclude<Decision, 'reopen'>[] = [
  'accepted',
  'dismissed',
  'same-invoice',
  'different-invoice',
]

interface BulkProps {
  nip: string
  title: string
  questions: readonly ListedFinding[]
  onClose: () => void
}

/** One answer for many questions of one kind. What does not fit is skipped and counted with its reason. */
export function Bulk({ nip, title, questions: listed, onClose }: BulkProps) {
  // As they were when this was opened: what others decide meanwhile is skipped with its reason, and does not vanish.
  const [questions] = useState(listed)
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
    toast(t('console.decide.bulk.done', { done: result.done.length, skipped }), {
      undo: () => void takeAllBack(nip, result.done),
    })
  }
  return (
    <Dialog title={t('console.decide.bulk')} onClose={onClose}>
      <p>{t('console.decide.bulk.why', { count: questions.length, title })}</p>
      {outcome === null ? (
        <>
          <Choosing questions={questions} left={left} leave={leave} />
          <Choice
            label={t('console.decide.answers')}
            value={decision}
            options={decisions.map((one) => [one, t(`console.decide.${one}`)])}
            onChoose={(value) => setDecision(decisions.find((one) => one === value) ?? 'accepted')}
          />
          <Field label={t('console.decide.note')} hint={t('console.decide.note.hint')}>
            {(given) => (
              <input {...given} value={note} onInput={(event) => setNote(event.currentTarget.value)} />
            )}
          </Field>
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
    </Dialog>
  )
}

const askedOf = (finding: ListedFinding): Asked => ({
  id: finding.id,
  pair: pairOf(finding.id),
  number: finding.invoice?.number ?? '',
  isOpen: finding.open,
})

function Choosing(props: {
  questions: readonly ListedFinding[]
  left: ReadonlySet<string>
  leave: (left: ReadonlySet<string>) => void
}) {
  const toggle = (id: string) => {
    const next = new Set(props.left)
    if (!next.delete(id)) next.add(id)
    props.leave(next)
  }
  return (
    <ul class="choosing">
      {props.questions.map(({ id, invoice }) => (
        <li key={id}>
          <label>
            <input type="checkbox" checked={!props.left.has(id)} onChange={() => toggle(id)} />{' '}
            {invoice?.number} <span class="soft">{invoice?.seller.name ?? invoice?.seller.nip}</span>
          </label>
        </li>
      ))}
    </ul>
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
