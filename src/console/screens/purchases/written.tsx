import { parseDay, parseMonth } from '../../../values/day.ts'
import { Choice, Field } from '../../parts/field.tsx'
import { amountTyped } from '../../typed.ts'
import { t } from '../../words.ts'

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
export const Written = ({ label, type, value, onSay }: WrittenProps) => (
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

/** Yes, no, or nothing said. */
export const YesNo = (props: {
  label: string
  value: boolean | null | undefined
  onSay: (value: boolean | null) => void
}) => (
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
