import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { ListedFinding } from '../../../client/index.ts'
import { dayShown } from '../../parts/formats.ts'
import { AmountCell, SeveritySign } from '../../parts/marks.tsx'
import { language } from '../../preferences.ts'
import { t } from '../../words.ts'
import { kindName } from './kinds.ts'
import { type SaidOfSetAside, setAside } from './questions.ts'

interface ListProps {
  questions: readonly ListedFinding[]
  chosenId: string | null
  /** The address of a question up to its id. */
  to: string
  /** What is asked for now is on its way. */
  isBusy: boolean
}

/** The questions, one of them open. Each is a link: it can be opened beside, and is reached by Tab as well as by J and K. */
export function QuestionList({ questions, chosenId, to, isBusy }: ListProps) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (chosenId !== null) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])
  return (
    <ul class="questions" ref={list} aria-label={t('console.decide.list')} aria-busy={isBusy}>
      {questions.map((question) => (
        <Row key={question.id} question={question} isChosen={question.id === chosenId} to={to} />
      ))}
    </ul>
  )
}

/** A row is made anew where something of it changed: going on to the next question touches two of thousands. */
function Row({ question, isChosen, to }: { question: ListedFinding; isChosen: boolean; to: string }) {
  return useMemo(
    () => (
      <li>
        <a href={to + encodeURIComponent(question.id)} aria-current={isChosen ? 'true' : undefined}>
          <span class="question-title">{kindName(question.code)}</span>
          <SeveritySign severity={question.severity} />
          <Invoice question={question} />
        </a>
      </li>
    ),
    [question, isChosen, to, language.value],
  )
}

/** Which invoice it is about, in few words. What a sentence says of it stands beside the list. */
function Invoice({ question }: { question: ListedFinding }) {
  const { invoice } = question
  if (invoice === null) return <SetAside said={setAside(question)} />
  return (
    <span class="question-invoice soft">
      <span class="question-seller">{invoice.seller.name ?? invoice.seller.nip}</span>
      <span>
        {invoice.number} · {dayShown(invoice.issueDate)}
      </span>
      <AmountCell amount={invoice.gross} currency={invoice.currency} />
    </span>
  )
}

/** A document that no purchase has yet, as far as it could be read. */
const SetAside = ({ said: { seller, number, issueDay, ksefNumber } }: { said: SaidOfSetAside }) => (
  <span class="question-invoice soft">
    {seller !== null && <span class="question-seller">{seller}</span>}
    <span>
      {number ?? ksefNumber ?? t('console.decide.no-number')}
      {issueDay !== null && ` · ${dayShown(issueDay)}`}
    </span>
  </span>
)
