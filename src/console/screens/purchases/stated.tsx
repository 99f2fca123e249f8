import { useState } from 'preact/hooks'
import type { BuyerCategory, Purchase, PurchasePatch } from '../../../client/index.ts'
import { present } from '../../../values/present.ts'
import { namesOf } from '../../../values/tables.ts'
import type { Answer } from '../../answers.ts'
import { api } from '../../api.ts'
import { Choice } from '../../parts/field.tsx'
import { ProblemBox } from '../../parts/states.tsx'
import { toast } from '../../parts/toast.tsx'
import { may } from '../../session.ts'
import { nameIn, t } from '../../words.ts'
import { Adjustments } from './adjustments.tsx'
import { Corrected } from './corrected.tsx'
import { allModes } from './filter.ts'
import { Payments } from './payments.tsx'
import { Written, YesNo } from './written.tsx'

/** What only a person knows; each statement counts at once and can be taken back by emptying it. */
export function Stated({ nip, answer }: { nip: string; answer: Answer<Purchase> }) {
  const purchase = present(answer.value)
  // What a question asks for is not looked for behind a fold.
  const isAskedFor = purchase.findings.some(({ code, open }) => open && code === 'EXCHANGE_RATE_MISSING')
  const [problem, setProblem] = useState<unknown>(null)
  if (!may('accountant')) return null
  const state = async (patch: PurchasePatch) => {
    const before = purchase.stated
    setProblem(null)
    try {
      answer.put(await api.patchPurchase({ nip, id: purchase.id }, patch))
      const back = Object.fromEntries(namesOf(patch).map((name) => [name, before[name] ?? null]))
      // That an original was not deducted is a statement; that nothing is said of it cannot be said again.
      const isFinal = 'originalDeductedIn' in patch && before.originalDeductedIn === undefined
      toast(t('purchase.stated.saved'), isFinal ? {} : { undo: () => void state(back) })
    } catch (refused) {
      setProblem(refused)
    }
  }
  return (
    <section class="card">
      <details open={isAskedFor}>
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
  ['deductibleShare', 'number'],
  ['exchangeRate', 'number'],
  ['selfAssessedVat', 'number'],
] as const
const yesOrNo = [
  ...(['supplyConfirmed', 'deliveryAgreed', 'fixedAsset', 'selfAssessed'] as const),
  ...(['importOfGoods', 'internalDocument', 'marginPurchase'] as const),
]

const buyers = namesOf({
  domestic: true,
  '106gb-4-1': true,
  '106gb-4-2': true,
  '106gb-4-3': true,
  '106gb-4-4': true,
  '106gb-4-5': true,
  '106gb-4-6': true,
} satisfies Record<BuyerCategory, true>)

const Statements = ({ purchase, state }: StatementsProps) => {
  const { stated, currency, corrects, deduction, kind } = purchase
  const isAsked = (name: string) => name !== 'exchangeRate' || currency !== 'PLN'
  const isCorrection = kind === null || kind.startsWith('KOR') || corrects.length > 0
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
        <Named stated={stated} state={state} />
      </div>
      {isCorrection && <Corrected purchase={purchase} periodType={periodType} state={state} />}
      <Payments
        payments={stated.payments ?? []}
        currency={currency}
        onSay={(payments) => state({ payments })}
      />
      <Adjustments
        key={JSON.stringify(stated.adjustments)}
        adjusted={stated.adjustments}
        onSay={(adjustments) => state({ adjustments })}
      />
    </>
  )
}

/** What is one of the names of the law. */
const Named = ({ stated, state }: { stated: PurchasePatch; state: (patch: PurchasePatch) => void }) => (
  <>
    <Choice
      label={t('purchase.stated.confirmedMode')}
      value={stated.confirmedMode ?? ''}
      options={[
        ['', t('purchase.stated.unsaid')],
        ...allModes.map((mode) => [mode, nameIn('mode', mode)] as const),
      ]}
      onChoose={(mode) => state({ confirmedMode: mode === '' ? null : mode })}
    />
    <Choice
      label={t('purchase.stated.buyerCategory')}
      value={stated.buyerCategory ?? ''}
      options={[
        ['', t('purchase.stated.unsaid')],
        ...buyers.map((buyer) => [buyer, t(`buyer.${buyer}.who`)] as const),
      ]}
      onChoose={(buyer) => state({ buyerCategory: buyer === '' ? null : buyer })}
    />
  </>
)
