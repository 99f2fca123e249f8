import type { DocumentReading } from '../../../client/index.ts'
import type { PlainCode } from '../../../texts/say.ts'
import { amountTyped } from '../../typed.ts'

/** What a person confirms of a document, in the order in which it is looked at. */
export const fieldsAsked = [
  { name: 'seller.nip', label: 'console.add.seller-nip', type: 'text', isNeeded: true },
  { name: 'seller.name', label: 'console.add.seller-name', type: 'text' },
  { name: 'number', label: 'console.add.number', type: 'text', isNeeded: true },
  { name: 'issueDate', label: 'console.add.issued', type: 'date', isNeeded: true },
  { name: 'net', label: 'console.add.net', type: 'amount' },
  { name: 'vat', label: 'console.add.vat', type: 'amount' },
  { name: 'gross', label: 'console.add.gross', type: 'amount', isNeeded: true },
  { name: 'currency', label: 'console.add.currency', type: 'text', isNeeded: true },
  { name: 'ksefNumber', label: 'console.add.ksef-number', type: 'text' },
] as const satisfies readonly {
  name: string
  label: PlainCode
  type: 'text' | 'date' | 'amount'
  isNeeded?: true
}[]

export type AskedField = (typeof fieldsAsked)[number]
/** What stands in the form, by the name of the field; empty where nothing does. */
export type Filled = Readonly<Record<string, string>>

/** What was read stands in the form already; PLN where no currency was read. */
export function filledFrom(reading: Pick<DocumentReading, 'fields' | 'document'> | null): Filled {
  const read = (name: AskedField['name']) => reading?.fields[name]?.value ?? ''
  const filled: Record<string, string> = Object.fromEntries(fieldsAsked.map(({ name }) => [name, read(name)]))
  return { ...filled, currency: filled.currency || 'PLN', document: reading?.document.value ?? '' }
}

/** The body that records a document as a copy, or what is wrong in the form by the name of the field. */
export function copyFilled(
  filled: Filled,
  told: { receivedOn: string; channel: string },
): { body: Record<string, unknown> } | { wrong: Readonly<Record<string, PlainCode>> } {
  const wrong: Record<string, PlainCode> = {}
  const body: Record<string, unknown> = { receivedOn: told.receivedOn }
  if (told.channel !== '') body.channel = told.channel
  if ((filled.document ?? '') === '') wrong.document = 'console.add.required'
  else body.document = filled.document
  const seller: Record<string, string> = {}
  for (const field of fieldsAsked) {
    const text = filled[field.name]?.trim() ?? ''
    if (text === '') {
      if ('isNeeded' in field) wrong[field.name] = 'console.add.required'
      continue
    }
    const value = field.type === 'amount' ? amountTyped(text) : text
    if (value === null) wrong[field.name] = 'console.not-an-amount'
    else if (field.name.startsWith('seller.')) seller[field.name.slice('seller.'.length)] = value
    else body[field.name] = field.name === 'currency' ? value.toUpperCase() : value
  }
  if (Object.keys(seller).length > 0) body.seller = seller
  return Object.keys(wrong).length > 0 ? { wrong } : { body }
}

/** The field of the form that a refusal points at. */
export const fieldAt = (pointer: string): string => pointer.slice(1).replaceAll('/', '.')
