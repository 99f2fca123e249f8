import type { ComponentChildren } from 'preact'
import { singleKeys } from '../preferences.ts'
import { KeyHint } from './marks.tsx'

interface ButtonProps {
  children: ComponentChildren
  onPress?: (() => void) | undefined
  look?: 'main' | 'plain' | 'quiet' | 'grave'
  /** A single key that does the same; shown on the button while single keys are on. */
  hint?: string
  isDisabled?: boolean
  type?: 'button' | 'submit'
  /** Where the words alone do not say it. */
  label?: string
}

/** Something that can be done. */
export const Button = ({
  children,
  onPress,
  look = 'plain',
  hint,
  isDisabled,
  type = 'button',
  label,
}: ButtonProps) => (
  <button
    type={type}
    class={`button button-${look}`}
    onClick={onPress}
    disabled={isDisabled}
    aria-label={label}
    aria-keyshortcuts={hint !== undefined && singleKeys.value ? hint : undefined}
  >
    {children}
    {hint !== undefined && singleKeys.value && <KeyHint of={hint} />}
  </button>
)
