import { useEffect, useRef } from 'preact/hooks'
import type { ListedFinding } from '../../../client/index.ts'
import { dayShown } from '../../parts/formats.ts'
import { AmountCell, SeveritySign } from '../../parts/marks.tsx'
import { t } from '../../words.ts'

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
              <span class="question-title">{t('console.finding', { code: question.code })}</span>
              <SeveritySign severity={question.severity} />
              <Invoice question={question} />
            </a>
          </li>
        )
      })}
    </ul>
  )
}

function Invoice({ question: { invoice, message } }: { question: ListedFinding }) {
  if (invoice === null) return <span class="question-invoice soft">{message}</span>
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
