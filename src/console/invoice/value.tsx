import { amountShown, dayShown, momentShown } from '../parts/formats.ts'
import { language } from '../preferences.ts'
import { t } from '../words.ts'
import { choiceOf } from './labels.ts'
import type { ValueKind } from './model.ts'

/**
 * A value of a document as people write it. What is not written as its field should be stands as it is, and every
 * value is text: characters that turn the direction of writing end with it.
 */
export const Value = ({ name, kind, value }: { name: string; kind: ValueKind; value: string }) => (
  <bdi>{choiceOf(name, value, language.value) ?? shown(kind, value)}</bdi>
)

function shown(kind: ValueKind, value: string): string {
  if (kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(value)) return dayShown(value)
  if (kind === 'moment' && !Number.isNaN(Date.parse(value))) return momentShown(value)
  if (kind === 'amount' && /^-?\d{1,18}(\.\d{1,2})?$/.test(value)) return amountShown(value)
  if (kind === 'number' || kind === 'percent') return numberShown(value) + (kind === 'percent' ? '%' : '')
  if (kind === 'flag' && /^[12]$/.test(value)) return t(value === '1' ? 'console.yes' : 'console.no')
  return value
}

/** A number with as many decimals as say something, two at least where it was written with more. */
function numberShown(value: string): string {
  const parts = /^(-?\d{1,18})(?:\.(\d{1,12}))?$/.exec(value)
  if (parts === null) return value
  const [, whole = '', decimals = ''] = parts
  const kept = decimals.length > 2 ? decimals.replace(/0+$/, '').padEnd(2, '0') : decimals
  const grouped = amountShown(`${whole}.00`).slice(0, -3)
  return kept === '' ? grouped : `${grouped}${language.value === 'pl' ? ',' : '.'}${kept}`
}
