import { useState } from 'preact/hooks'
import type { CorrectedInput, Purchase, PurchasePatch } from '../../../client/index.ts'
import { Button } from '../../parts/button.tsx'
import { Choice, Field } from '../../parts/field.tsx'
import { DayCell } from '../../parts/marks.tsx'
import { t } from '../../words.ts'
import { Written } from './written.tsx'

interface CorrectedProps {
  purchase: Purchase
  periodType: 'text' | 'month'
  state: (patch: PurchasePatch) => void
}

/** Which invoices a correction corrects, as its documents say or a person does, and where the tax of those was deducted. */
export const Corrected = ({ purchase: { corrects, stated }, periodType, state }: CorrectedProps) => {
  const now = corrects.map(({ number, issueDate, ksefNumber }) => ({ number, issueDate, ksefNumber }))
  return (
    <fieldset>
      <legend>{t('purchase.corrected')}</legend>
      <ul>
        {now.map((one, at) => (
          <li key={`${one.number} ${one.issueDate}`}>
            <bdi>{one.number}</bdi> · <DayCell day={one.issueDate} /> {one.ksefNumber}{' '}
            <Button
              look="quiet"
              label={`${t('console.remove')} ${one.number}`}
              onPress={() => state({ corrects: now.filter((_, other) => other !== at) })}
            >
              {t('console.remove')}
            </Button>
          </li>
        ))}
      </ul>
      <NewCorrected add={(one) => state({ corrects: [...now, one] })} />
      {stated.corrects != null && (
        <Button onPress={() => state({ corrects: null })}>{t('purchase.corrected.as-documents')}</Button>
      )}
      {now.length > 0 && (
        <Original
          value={stated.originalDeductedIn}
          periodType={periodType}
          onSay={(originalDeductedIn) => state({ originalDeductedIn })}
        />
      )}
    </fieldset>
  )
}

const nothing = { number: '', issueDate: '', ksefNumber: '' }

function NewCorrected({ add }: { add: (one: CorrectedInput) => void }) {
  const [filled, fill] = useState(nothing)
  const field = (name: keyof typeof nothing, needed: boolean) => (
    <Field label={t(`purchase.corrected.${name}`)}>
      {(given) => {
        const common = {
          ...{ ...given, required: needed, value: filled[name] },
          onInput: (event: { currentTarget: HTMLInputElement }) =>
            fill({ ...filled, [name]: event.currentTarget.value }),
        }
        return name === 'issueDate' ? <input {...common} type="date" /> : <input {...common} type="text" />
      }}
    </Field>
  )
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        const { number, issueDate, ksefNumber } = filled
        add({ number: number.trim(), issueDate, ksefNumber: ksefNumber.trim() || null })
        fill(nothing)
      }}
    >
      {field('number', true)}
      {field('issueDate', true)}
      {field('ksefNumber', false)}
      <Button type="submit">{t('purchase.corrected.add')}</Button>
    </form>
  )
}

interface OriginalProps {
  /** Null: not deducted yet; undefined: nothing said. */
  value: string | null | undefined
  periodType: 'text' | 'month'
  onSay: (value: string | null) => void
}

/** Whether and where the tax of the original was deducted: that it was not is a statement of its own. */
function Original({ value, periodType, onSay }: OriginalProps) {
  const [isNaming, setNaming] = useState(false)
  const isIn = isNaming || typeof value === 'string'
  return (
    <div class="fields">
      <Choice
        label={t('purchase.original')}
        value={isIn ? 'in' : value === null ? 'not-yet' : ''}
        options={[
          ...(value === undefined ? [['', t('purchase.stated.unsaid')] as const] : []),
          ['not-yet', t('purchase.original.not-yet')],
          ['in', t('purchase.original.in')],
        ]}
        onChoose={(chosen) => {
          setNaming(chosen === 'in')
          if (chosen === 'not-yet') onSay(null)
        }}
      />
      {isIn && (
        <Written
          label={t('purchase.stated.originalDeductedIn')}
          type={periodType}
          value={value}
          onSay={(period) => period !== null && onSay(period)}
        />
      )}
    </div>
  )
}
