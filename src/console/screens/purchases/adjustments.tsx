import { useState } from 'preact/hooks'
import type { PurchasePatch } from '../../../client/index.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { amountTyped } from '../../typed.ts'
import { t } from '../../words.ts'

type Adjusted = NonNullable<PurchasePatch['adjustments']>

const amounts = ['K_44', 'K_45', 'K_46', 'K_47'] as const
type Filled = Partial<Record<'month' | (typeof amounts)[number], string>>

interface AdjustmentsProps {
  adjusted: Adjusted | null | undefined
  /** The whole of them as it is to be; null for none. */
  onSay: (adjusted: Adjusted | null) => void
}

/** Corrections of input tax that no document has: they are kept together, once each of them is an amount. */
export function Adjustments({ adjusted, onSay }: AdjustmentsProps) {
  const [filled, fill] = useState<Filled>(adjusted ?? {})
  const [wrong, setWrong] = useState<readonly string[]>([])
  return (
    <details open={adjusted != null}>
      <summary>{t('purchase.adjustments')}</summary>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault()
          const meant = amounts.flatMap((name) => {
            const typed = filled[name]?.trim() ?? ''
            return typed === '' ? [] : [[name, amountTyped(typed)] as const]
          })
          const none = meant.flatMap(([name, amount]) => (amount === null ? [name] : []))
          setWrong(none)
          if (none.length > 0) return
          const month = filled.month ? { month: filled.month } : {}
          onSay(meant.length === 0 ? null : { ...month, ...Object.fromEntries(meant) })
        }}
      >
        {amounts.map((name) => (
          <Field
            key={name}
            label={t(`jpk-field.${name}.what`)}
            problem={wrong.includes(name) ? t('console.not-an-amount') : undefined}
          >
            {(given) => (
              <input
                {...given}
                inputMode="decimal"
                value={filled[name] ?? ''}
                onInput={(event) => fill({ ...filled, [name]: event.currentTarget.value })}
              />
            )}
          </Field>
        ))}
        <Field label={t('purchase.adjustments.month')} hint={t('purchase.adjustments.month.hint')}>
          {(given) => (
            <input
              {...given}
              type="month"
              value={filled.month ?? ''}
              onInput={(event) => fill({ ...filled, month: event.currentTarget.value })}
            />
          )}
        </Field>
        <Button type="submit">{t('console.save')}</Button>
      </form>
    </details>
  )
}
