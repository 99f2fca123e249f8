import { useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { AmountCell, DayCell } from '../../parts/marks.tsx'
import { amountTyped } from '../../typed.ts'
import { t } from '../../words.ts'

interface Payment {
  date: string
  amount: string
}

interface PaymentsProps {
  payments: readonly Payment[]
  currency: string
  /** The whole list as it is to be; null for none. */
  onSay: (payments: Payment[] | null) => void
}

/** What was paid when; under the cash method the tax is deducted then. */
export const Payments = ({ payments, currency, onSay }: PaymentsProps) => (
  <fieldset>
    <legend>{t('purchase.payments')}</legend>
    <ul>
      {payments.map((payment, at) => (
        <li key={`${payment.date} ${payment.amount} ${at}`}>
          <DayCell day={payment.date} /> · <AmountCell amount={payment.amount} currency={currency} />{' '}
          <Button
            look="quiet"
            label={`${t('console.remove')} ${payment.date} ${payment.amount}`}
            onPress={() => {
              const left = payments.filter((_, other) => other !== at)
              onSay(left.length === 0 ? null : left)
            }}
          >
            {t('console.remove')}
          </Button>
        </li>
      ))}
    </ul>
    <NewPayment add={(payment) => onSay([...payments, payment])} />
  </fieldset>
)

function NewPayment({ add }: { add: (payment: Payment) => void }) {
  const [date, setDate] = useState('')
  const [amount, setAmount] = useState('')
  const [isWrong, setWrong] = useState(false)
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        const meant = amountTyped(amount)
        setWrong(meant === null)
        if (meant === null) return
        add({ date, amount: meant })
        setDate('')
        setAmount('')
      }}
    >
      <Field label={t('purchase.payments.day')}>
        {(given) => (
          <input
            {...given}
            type="date"
            required
            value={date}
            onInput={(e) => setDate(e.currentTarget.value)}
          />
        )}
      </Field>
      <Field label={t('purchase.payments.amount')} problem={isWrong ? t('console.not-an-amount') : undefined}>
        {(given) => (
          <input
            {...given}
            required
            inputMode="decimal"
            value={amount}
            onInput={(e) => setAmount(e.currentTarget.value)}
          />
        )}
      </Field>
      <Button type="submit">{t('purchase.payments.add')}</Button>
    </form>
  )
}
