import { useState } from 'preact/hooks'
import type { Mode, Purchase, PurchasePatch } from '../../../client/index.ts'
import { parseDay, parseMonth } from '../../../values/day.ts'
import type { Answer } from '../../answers.ts'
import { api } from '../../api.ts'
import { Choice, Field } from '../../parts/field.tsx'
import { ProblemBox } from '../../parts/states.tsx'
import { toast } from '../../parts/toast.tsx'
import { may } from '../../session.ts'
import { amountTyped } from '../../typed.ts'
import { nameIn, t } from '../../words.ts'
import { allModes } from './filter.ts'
import { Payments } from './payments.tsx'

type Said = boolean | null | undefined

/** What only a person knows; each statement counts at once and can be taken back by emptying it. */
export function Stated({ nip, answer }: { nip: string; answer: Answer<Purchase> }) {
  const purchase = answer.value as Purchase
  const [problem, setProblem] = useState<unknown>(null)
  if (!may('accountant')) return null
  const state = async (patch: PurchasePatch) => {
    const before = purchase.stated
    setProblem(null)
    try {
      answer.put(await api.patchPurchase({ nip, id: purchase.id }, patch))
      const back = Object.fromEntries(
        Object.keys(patch).map((name) => [name, before[name as keyof PurchasePatch] ?? null]),
      )
      toast(t('purchase.stated.saved'), { undo: () => void state(back) })
    } catch (refused) {
      setProblem(refused)
    }
  }
  return (
    <section class="card">
      <details>
        <summary>{t('purchase.stated')}</summary>
        {problem !== null && <ProblemBox problem={problem} />}
        <Statements purchase={purchase} state={(patch) => void state(patch)} />
      </details>
    </section>
  )
}

interface StatementsProps {
  purchase: Purchase
  state: (patch: PurchasePatch) => void
}

/** What is written; a rate of exchange only where the invoice is in another currency. */
const written = [
  ['taxPointDate', 'date'],
  ['deductIn', 'period'],
  ['originalDeductedIn', 'period'],
  ['deductibleShare', 'number'],
  ['exchangeRate', 'number'],
  ['selfAssessedVat', 'number'],
] as const
const yesOrNo = [
  ...(['supplyConfirmed', 'deliveryAgreed', 'fixedAsset', 'selfAssessed'] as const),
  ...(['importOfGoods', 'internalDocument', 'marginPurchase'] as const),
]

const Statements = ({ purchase: { stated, currency, corrects, deduction }, state }: StatementsProps) => {
  const isAsked = (name: string) =>
    (name !== 'exchangeRate' || currency !== 'PLN') && (name !== 'originalDeductedIn' || corrects.length > 0)
  // A quarter cannot be chosen in a field for months.
  const periodType = deduction.from?.includes('Q') ? ('text' as const) : ('month' as const)
  return (
    <>
      <div class="fields">
        {written
          .filter(([name]) => isAsked(name))
          .map(([name, type]) => (
            <Written
              key={name}
              label={t(`purchase.stated.${name}`)}
              type={type === 'period' ? periodType : type}
              value={stated[name]}
              onSay={(value) => state({ [name]: value })}
            />
          ))}
        {yesOrNo.map((name) => (
          <YesNo
            key={name}
            label={t(`purchase.stated.${name}`)}
            value={stated[name]}
            onSay={(value) => state({ [name]: value })}
          />
        ))}
        <Choice
          label={t('purchase.stated.confirmedMode')}
          value={stated.confirmedMode ?? ''}
          options={[
            ['', t('purchase.stated.unsaid')],
            ...allModes.map((mode) => [mode, nameIn('mode', mode)] as const),
          ]}
          onChoose={(mode) => state({ confirmedMode: mode === '' ? null : (mode as Mode) })}
        />
      </div>
      <Payments
        payments={stated.payments ?? []}
        currency={currency}
        onSay={(payments) => state({ payments })}
      />
    </>
  )
}

interface WrittenProps {
  label: string
  type: 'date' | 'month' | 'text' | 'number'
  value: string | null | undefined
  onSay: (value: string | null) => void
}

/** A number as the contract writes it; what is none is for the service to refuse. */
const numberTyped = (text: string): string =>
  amountTyped(text) ?? text.replaceAll(/\s/g, '').replace(',', '.')

/** Whether a day or month is typed to its end: while one types 2026 the browser tells of the years 2, 20 and 202. */
const isTyped = (value: string): boolean =>
  value === '' || parseDay(value) !== null || parseMonth(value) !== null

/** A value that counts when the field is left, a day or month once it is typed; empty for nothing said. */
const Written = ({ label, type, value, onSay }: WrittenProps) => (
  <Field label={label}>
    {(given) => {
      const common = {
        ...given,
        value: value ?? '',
        onChange: (event: { currentTarget: HTMLInputElement }) => {
          const typed = event.currentTarget.value.trim()
          if (type === 'number') onSay(typed === '' ? null : numberTyped(typed))
          else if (type === 'text' || isTyped(typed)) onSay(typed || null)
        },
      }
      return type === 'date' || type === 'month' ? (
        <input {...common} type={type} />
      ) : (
        <input {...common} type="text" inputMode={type === 'number' ? 'decimal' : 'text'} />
      )
    }}
  </Field>
)

const YesNo = (props: { label: string; value: Said; onSay: (value: boolean | null) => void }) => (
  <Choice
    label={props.label}
    value={props.value == null ? '' : String(props.value)}
    options={[
      ['', t('purchase.stated.unsaid')],
      ['true', t('console.yes')],
      ['false', t('console.no')],
    ]}
    onChoose={(value) => props.onSay(value === '' ? null : value === 'true')}
  />
)
