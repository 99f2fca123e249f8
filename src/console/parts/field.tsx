import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

interface FieldProps {
  label: string
  /** What helps to fill it in. */
  hint?: string
  /** What is wrong with what stands in it. */
  problem?: string | undefined
  children: (given: {
    id: string
    'aria-describedby': string | undefined
    'aria-invalid': boolean | undefined
  }) => ComponentChildren
}

/** A control with its label above it, and below it what helps or what is wrong. */
export function Field({ label, hint, problem, children }: FieldProps) {
  const id = useId()
  const below = problem ?? hint
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({
        id,
        'aria-describedby': below === undefined ? undefined : `${id}-below`,
        'aria-invalid': problem === undefined ? undefined : true,
      })}
      {below !== undefined && (
        <p id={`${id}-below`} class={problem === undefined ? 'soft' : 'field-problem'}>
          {below}
        </p>
      )}
    </div>
  )
}

/** One of a few values. */
export const Choice = <Value extends string>(props: {
  label: string
  value: Value
  options: readonly (readonly [value: Value, words: string])[]
  onChoose: (value: Value) => void
  isNeeded?: boolean
  problem?: string | undefined
}) => (
  <Field label={props.label} problem={props.problem}>
    {(given) => (
      <select
        {...given}
        required={props.isNeeded}
        value={props.value}
        onChange={({ currentTarget }) => {
          const chosen = props.options.find(([value]) => value === currentTarget.value)
          if (chosen !== undefined) props.onChoose(chosen[0])
        }}
      >
        {props.options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
    )}
  </Field>
)
