import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { ListedFinding } from '../../../client/index.ts'
import { dayShown } from '../../parts/formats.ts'
import { AmountCell, SeveritySign } from '../../parts/marks.tsx'
import { language } from '../../preferences.ts'
import { nameIn, t } from '../../words.ts'
import { type SaidOfSetAside, setAside } from './questions.ts'

interface ListProps {
  questions: readonly ListedFinding[]
  chosenId: string | null
  /** The address of a question up to its id. */
  to: string
}

/** Rows that are made anew together: of ten thousand only those among which something changed. */
const together = 100

/** The questions, one of them open. Each is a link: it can be opened beside, and is reached by Tab as well as by J and K. */
export function QuestionList({ questions, chosenId, to }: ListProps) {
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (chosenId !== null) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])
  const chosenAt = useMemo(() => questions.findIndex(({ id }) => id === chosenId), [questions, chosenId])
  const parts = useParts(questions)
  return (
    <ul class="questions" ref={list} aria-label={t('console.decide.list')}>
      {parts.map((part, at) => {
        const isIn = Math.floor(chosenAt / together) === at
        return <Rows key={at} questions={part} chosenId={isIn ? chosenId : null} to={to} />
      })}
    </ul>
  )
}

/** Cuts a list; a part in which nothing changed is the one of before. */
function useParts(questions: readonly ListedFinding[]): readonly (readonly ListedFinding[])[] {
  const before = useRef<readonly (readonly ListedFinding[])[]>([])
  return useMemo(() => {
    const count = Math.ceil(questions.length / together)
    before.current = Array.from({ length: count }, (_, at) => {
      const part = questions.slice(at * together, (at + 1) * together)
      const last = before.current[at]
      const isSame = last?.length === part.length && part.every((question, n) => question === last[n])
      return isSame ? last : part
    })
    return before.current
  }, [questions])
}

const Rows = ({ questions, chosenId, to }: ListProps) =>
  useMemo(
    () =>
      questions.map((question) => (
        <li key={question.id}>
          <a
            href={to + encodeURIComponent(question.id)}
            aria-current={question.id === chosenId ? 'true' : undefined}
          >
            <span class="question-title">{nameIn('finding', question.code)}</span>
            <SeveritySign severity={question.severity} />
            <Invoice question={question} />
          </a>
        </li>
      )),
    [questions, chosenId, to, language.value],
  )

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
