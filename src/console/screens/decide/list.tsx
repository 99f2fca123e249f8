import { useEffect, useMemo, useRef } from 'preact/hooks'
import type { ListedFinding } from '../../../client/index.ts'
import { dayShown } from '../../parts/formats.ts'
import { AmountCell, SeveritySign } from '../../parts/marks.tsx'
import { language } from '../../preferences.ts'
import { nameIn, t } from '../../words.ts'
import { type SaidOfSetAside, setAside } from './questions.ts'

interface ListProps {
  questions: readonly ListedFinding[]
  /** Those of them that are searched for; null: all. */
  found: ReadonlySet<string> | null
  chosenId: string | null
  /** The address of a question up to its id. */
  to: string
}

/** Rows in one list of the page: of ten thousand only those are made or laid out anew among which something changed. */
const together = 100

/** The questions, one of them open. Each is a link: it can be opened beside, and is reached by Tab as well as by J and K. */
export function QuestionList({ questions, found, chosenId, to }: ListProps) {
  const list = useRef<HTMLElement>(null)
  useEffect(() => {
    if (chosenId !== null) list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [chosenId])
  const chosenAt = useMemo(() => questions.findIndex(({ id }) => id === chosenId), [questions, chosenId])
  const parts = useParts(questions)
  return (
    <section class="questions" ref={list} aria-label={t('console.decide.list')} hidden={found?.size === 0}>
      {parts.map((part, at) => {
        const isIn = Math.floor(chosenAt / together) === at
        return <Rows key={at} questions={part} found={found} chosenId={isIn ? chosenId : null} to={to} />
      })}
    </section>
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

/** What is not searched for is hidden and stays: rows are dear to make, and to take out of the page. */
function Rows({ questions, found, chosenId, to }: ListProps) {
  const isMade = useRef(false)
  const count = found === null ? questions.length : questions.filter(({ id }) => found.has(id)).length
  isMade.current ||= count > 0
  const isWhole = count === 0 || count === questions.length
  // Where all are shown or none, the rows are the same.
  const hidden = isWhole ? '' : questions.map(({ id }) => (found?.has(id) ? '0' : '1')).join('')
  const links = useMemo(
    () =>
      (isMade.current ? questions : []).map((question) => (
        <a
          key={question.id}
          href={to + encodeURIComponent(question.id)}
          aria-current={question.id === chosenId ? 'true' : undefined}
        >
          <span class="question-title">{nameIn('finding', question.code)}</span>
          <SeveritySign severity={question.severity} />
          <Invoice question={question} />
        </a>
      )),
    [questions, chosenId, to, language.value, isMade.current],
  )
  const rows = useMemo(
    () =>
      links.map((link, at) => (
        <li key={questions[at]?.id} hidden={hidden[at] === '1'}>
          {link}
        </li>
      )),
    [links, hidden],
  )
  return <ul hidden={count === 0}>{rows}</ul>
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
