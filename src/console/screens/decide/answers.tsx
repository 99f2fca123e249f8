import { useRef } from 'preact/hooks'
import type { Purchase, RehearsedAnswers } from '../../../client/index.ts'
import { useAnswer } from '../../answers.ts'
import { api } from '../../api.ts'
import { useKeys } from '../../keys.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { dayShown } from '../../parts/formats.ts'
import { markerShown } from '../../parts/marks.tsx'
import { Answered } from '../../parts/states.tsx'
import { t } from '../../words.ts'
import { bookingOf } from './compare.ts'
import type { Decision } from './giving.ts'

type Rehearsed = RehearsedAnswers['answers'][number]

const keyOf: Record<Decision, string> = {
  'same-invoice': 'S',
  'different-invoice': 'R',
  accepted: 'A',
  dismissed: 'X',
  reopen: 'U',
}

interface AnswersProps {
  nip: string
  id: string
  /** The purchases as they are now. */
  now: readonly Purchase[]
  give: (decision: Decision, note: string | null) => void
}

/** What can be answered, and before that what would follow from each answer. */
export function Answers({ nip, id, now, give }: AnswersProps) {
  const note = useRef<HTMLInputElement>(null)
  const rehearsed = useAnswer(`answers ${nip} ${id}`, (signal) =>
    api.rehearseAnswers({ nip, id }, { signal }),
  )
  const fitting = rehearsed.value?.answers.filter(({ refusal }) => refusal === null) ?? []
  const giveThis = (decision: Decision) => give(decision, note.current?.value.trim() || null)
  useKeys({
    ...Object.fromEntries(
      fitting.map(({ decision }) => [keyOf[decision].toLowerCase(), () => giveThis(decision)]),
    ),
    n: () => note.current?.focus(),
  })
  return (
    <section class="answers" aria-label={t('console.decide.answers')}>
      <h2>{t('console.decide.answers')}</h2>
      <Answered answer={rehearsed}>
        {() => (
          <ul>
            {fitting.map((one) => (
              <li key={one.decision}>
                <Button
                  look={one === fitting[0] ? 'main' : 'plain'}
                  hint={keyOf[one.decision]}
                  onPress={() => giveThis(one.decision)}
                >
                  {t(`console.decide.${one.decision}`)}
                </Button>
                <Consequence rehearsed={one} now={now} />
              </li>
            ))}
          </ul>
        )}
      </Answered>
      <Field label={t('console.decide.note')} hint={t('console.decide.note.hint')}>
        {(given) => (
          <input
            {...given}
            ref={note}
            maxLength={2000}
            onKeyDown={(event) => {
              // Back to the keys of the page.
              if (event.key === 'Escape' || event.key === 'Enter') event.currentTarget.blur()
            }}
          />
        )}
      </Field>
    </section>
  )
}

/** What an answer would make of the purchases; what is new of it stands out, what is the same of both stands once. */
function Consequence({ rehearsed: { purchases }, now }: { rehearsed: Rehearsed; now: readonly Purchase[] }) {
  const known = new Set(now.flatMap((purchase) => facts(purchase)))
  const isUnchanged =
    purchases.length === now.length && purchases.flatMap(facts).every((fact) => known.has(fact))
  if (isUnchanged) return <p class="soft">{t('console.decide.unchanged')}</p>
  const numbersByFacts = new Map<string, string[]>()
  for (const purchase of purchases) {
    const name = facts(purchase).join('\n')
    numbersByFacts.set(name, [...(numbersByFacts.get(name) ?? []), purchase.number])
  }
  return (
    <div class="consequence">
      <p>{t(purchases.length === 1 ? 'console.decide.one-purchase' : 'console.decide.two-purchases')}</p>
      <ul>
        {[...numbersByFacts].map(([name, numbers]) => (
          <li key={name}>
            {numbers.join(', ')}
            {name.split('\n').map((fact) => (
              <span key={fact}> · {known.has(fact) ? fact : <strong>{fact}</strong>}</span>
            ))}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Day of receipt, month, marker, booking, and what still holds it. */
function facts(purchase: Purchase): string[] {
  const { receipt, deduction, marker, posting } = purchase
  const { booking, open } = bookingOf(purchase)
  return [
    receipt.date === null
      ? t('console.decide.not-received')
      : t('console.decide.received', { day: dayShown(receipt.date) }),
    deduction.from === null
      ? t('console.decide.not-deducted')
      : t('console.decide.deducted', { from: deduction.from }),
    marker.value === null
      ? t('console.decide.no-row')
      : t('console.decide.marker', { marker: markerShown(marker.value) }),
    posting === null ? t('console.decide.not-posted') : t('console.decide.posted', posting),
    booking === 'still-open'
      ? t('console.decide.still-open', { count: open })
      : t(`console.decide.${booking}`),
  ]
}
