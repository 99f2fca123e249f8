import type { ListedFinding, Purchase } from '../../../client/index.ts'
import { useAnswer } from '../../answers.ts'
import { api } from '../../api.ts'
import { useKeys } from '../../keys.ts'
import { AmountCell, DayCell, SeverityMark } from '../../parts/marks.tsx'
import { Answered, Empty } from '../../parts/states.tsx'
import { go, under } from '../../place.ts'
import { nameIn, t } from '../../words.ts'
import { Answers } from './answers.tsx'
import { Comparison } from './comparison.tsx'
import { QuestionDocuments } from './documents.tsx'
import type { Decision } from './giving.ts'

interface QuestionProps {
  nip: string
  id: string
  /** As it is listed; a link may lead to one that is not in the list. */
  listed: ListedFinding | undefined
  give: (asked: { number: string; isOpen: boolean }, decision: Decision, note: string | null) => void
}

/** One question: what it is about, what follows from each answer, the documents and their history. */
export function Question({ nip, id, listed, give }: QuestionProps) {
  const [purchaseId = '', code = '', subject = ''] = id.split('.')
  const otherId = subject === '' || subject.startsWith('ref-') ? null : subject
  const asked = useAnswer(`question ${nip} ${id}`, async (signal) => {
    const wanted = [purchaseId, ...(otherId === null ? [] : [otherId])]
    const found = await Promise.all(wanted.map((one) => api.getPurchase({ nip, id: one }, { signal })))
    return [...new Map(found.map((purchase) => [purchase.id, purchase])).values()]
  })
  useKeys({ o: () => go(under(nip, 'purchases', purchaseId)) })
  return (
    <Answered answer={asked}>
      {(purchases) => {
        const [one, other] = purchases
        const finding = one?.findings.find((each) => each.id === id) ?? listed
        if (one === undefined || finding === undefined) return <Empty title={t('console.decide.gone')} />
        return (
          <>
            <article class="question">
              <header>
                <h2>{nameIn('finding', code)}</h2>
                <SeverityMark severity={finding.severity} />
              </header>
              <p class="question-message">{finding.message}</p>
              {other === undefined ? (
                <OnePurchase nip={nip} purchase={one} />
              ) : (
                <Comparison nip={nip} one={one} other={other} />
              )}
              <Answers
                nip={nip}
                id={id}
                now={purchases}
                give={(decision, note) => give({ number: one.number, isOpen: finding.open }, decision, note)}
              />
            </article>
            <QuestionDocuments nip={nip} purchases={purchases} />
          </>
        )
      }}
    </Answered>
  )
}

/** What is known of the one purchase that a question is about, and which others may be the same invoice. */
const OnePurchase = ({ nip, purchase }: { nip: string; purchase: Purchase }) => (
  <>
    <dl class="facts">
      <Fact name={t('console.decide.field.seller')}>{purchase.seller.name ?? purchase.seller.nip}</Fact>
      <Fact name={t('console.decide.field.number')}>
        <a href={under(nip, 'purchases', purchase.id)}>{purchase.number}</a>
      </Fact>
      <Fact name={t('console.decide.field.issued')}>
        <DayCell day={purchase.issueDate} />
      </Fact>
      <Fact name={t('console.decide.field.received')}>
        <DayCell day={purchase.receipt.date} />
      </Fact>
      <Fact name={t('console.decide.field.gross')}>
        <AmountCell amount={purchase.gross} currency={purchase.currency} />
      </Fact>
      <Fact name={t('console.decide.field.mode')}>{nameIn('mode', purchase.mode)}</Fact>
    </dl>
    <p class="soft">{purchase.receipt.explanation}</p>
    <Candidates nip={nip} id={purchase.id} />
  </>
)

const Fact = ({ name, children }: { name: string; children: preact.ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

function Candidates({ nip, id }: { nip: string; id: string }) {
  const { value } = useAnswer(`candidates ${nip} ${id}`, (signal) =>
    api.listCandidates({ nip, id, limit: 5 }, { signal }),
  )
  if (value === undefined || value.items.length === 0) return null
  return (
    <section>
      <h3>{t('console.decide.candidates')}</h3>
      <ul class="candidates">
        {value.items.map((candidate) => (
          <li key={candidate.purchaseId}>
            <a href={under(nip, 'purchases', candidate.purchaseId)}>{candidate.number}</a>{' '}
            <DayCell day={candidate.issueDate} />{' '}
            <AmountCell amount={candidate.gross} currency={candidate.currency} />
            <ul class="soft">
              {candidate.reasons.map(({ signal, points, reason }) => (
                <li key={signal}>
                  {t('console.decide.points', { points })} {reason}
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  )
}
