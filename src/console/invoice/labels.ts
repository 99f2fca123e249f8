import { invoiceTexts } from '../../texts/en/invoice.ts'
import { invoiceChoiceTexts } from '../../texts/en/invoice-choices.ts'
import { invoiceLineTexts } from '../../texts/en/invoice-lines.ts'
import type { Language } from '../../texts/language.ts'
import { polishInvoiceTexts } from '../../texts/pl/invoice.ts'
import { polishInvoiceChoiceTexts } from '../../texts/pl/invoice-choices.ts'
import { polishInvoiceLineTexts } from '../../texts/pl/invoice-lines.ts'
import { addTexts } from '../words.ts'

type Labels = Readonly<Record<string, string>>

const labels: Readonly<Record<Language, Labels>> = {
  en: { ...invoiceTexts, ...invoiceLineTexts, ...invoiceChoiceTexts },
  pl: { ...polishInvoiceTexts, ...polishInvoiceLineTexts, ...polishInvoiceChoiceTexts },
}
addTexts(labels)

/** FA_RR calls by the names of FA what it does not give a meaning of its own. */
const found = (code: string, language: Language): string | undefined =>
  labels[language][code] ?? labels[language][code.replace(/^rr\./, 'fa.')]

/** The label of a field, column or section; of one that no form knows, its name in the document. */
export const labelOf = (name: string, language: Language): string =>
  found(name, language) ?? name.slice(name.indexOf('.') + 1)

/** What a value that is a code means; null for every other value. */
export const choiceOf = (name: string, value: string, language: Language): string | null =>
  found(`${name}.${value}`, language) ?? null
