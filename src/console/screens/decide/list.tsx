import { useEffect, useRef } from 'preact/hooks'
import type { ListedFinding } from '../../../client/index.ts'
import { dayShown } from '../../parts/formats.ts'
import { AmountCell, SeveritySign } from '../../parts/marks.tsx'
import { nameIn, t } from '../../words.ts'
import { type SaidOfSetAside, setAside } from './questions.ts'

interface ListProps {
  questions: readonly ListedFinding[]
  chosenId: string | null
  /** The address of a question. */
  to: (id: string) => string
}

/** The questions, one of them open. Each is a link: it can be opened beside, and is reached by Tab as well as by J and K. */
export function QuestionList({ questions, chosenId, to }: ListProps) {
  const chosen = useRef<HTMLAnchorElement>(null)
  useEffect(() => chosen.current?.scrollIntoView({ block: 'nearest' }), [chosenId])
  return (
    <ul class="questions" aria-label={t('console.decide.list')}>
      {questions.map((question) => {
        const isChosen = question.id === chosenId
        return (
          <li key={question.id}>
            <a
              href={to(question.id)}
              aria-current={isChosen ? 'true' : undefined}
              ref={isChosen ? chosen : null}
            >
              <span class="question-title">{nameIn('finding', question.code)}</span>
              <SeveritySign severity={question.severity} />
              <Invoice question={question} />
            </a>
          </li>
        )
      })}
    </ul>
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
