import { say } from '../texts/say.ts'
import type { Sentence } from '../texts/sentence.ts'
import { numberKey } from '../values/invoice-number.ts'
import { present } from '../values/present.ts'
import {
  confidences,
  type FieldName,
  type FieldValue,
  fieldNames,
  type ReadField,
  type Reading,
} from './reading.ts'

/**
 * What several sources say together. The best proof of a field stands; what others say otherwise is kept beside it and
 * takes its certainty away, since one of them is wrong. What `class` says of the document is for the caller to weigh.
 */
export function weighed(readings: readonly Reading[]): Omit<Reading, 'document'> {
  const fields: Reading['fields'] = {}
  const warnings: Sentence[] = readings.flatMap((reading) => reading.warnings)
  for (const name of fieldNames) {
    const said = readings.flatMap(({ fields: read }) => read[name] ?? [])
    if (said.length === 0) continue
    const { field, contradicted } = oneField(name, said)
    fields[name] = field
    if (contradicted)
      warnings.push(say('reading.contradiction', { field: name, values: valuesOf(name, field) }))
  }
  const corrects = readings.find((reading) => reading.corrects.length > 0)?.corrects ?? []
  return { fields, corrects, warnings }
}

const rank = ({ confidence }: FieldValue): number => confidences.indexOf(confidence)

/** What an invoice is known by: here a label that says otherwise is reason enough to look. */
const decisive: readonly FieldName[] = ['seller.nip', 'buyer.nip', 'number', 'issueDate', 'currency', 'gross']

function oneField(name: FieldName, said: readonly ReadField[]): { field: ReadField; contradicted: boolean } {
  const [first, ...others] = said.toSorted((a, b) => rank(a) - rank(b))
  const best = present(first)
  const isSame = (other: FieldValue) => sameValue(name, best.value, other.value)
  const otherwise = others.filter((other) => !isSame(other))
  const proven = otherwise.some(({ confidence }) => confidence === 'certain')
  // The document itself, known by its hash, is not put in doubt by what a page seems to say of it.
  const doubted =
    best.source !== 'document' &&
    decisive.includes(name) &&
    otherwise.some(({ confidence }) => confidence === 'likely')
  const shown = [best, ...others.filter(isSame)].find(({ box }) => box !== null) ?? best
  const alternatives = [...best.alternatives, ...otherwise, ...otherwise.flatMap((o) => o.alternatives)]
  const confidence = proven
    ? 'doubtful'
    : doubted && best.confidence === 'certain'
      ? 'likely'
      : best.confidence
  return {
    field: {
      value: best.value,
      confidence,
      source: best.source,
      page: shown.page,
      box: shown.box,
      alternatives: eachOnce(
        name,
        best.value,
        alternatives.map(({ value, confidence: its, source, page, box }) => ({
          value,
          // Of two that contradict each other neither is certain.
          confidence: its === 'certain' ? 'doubtful' : its,
          source,
          page,
          box,
        })),
      ),
    },
    contradicted: proven || (doubted && best.confidence === 'certain'),
  }
}

function eachOnce(name: FieldName, value: string, alternatives: readonly FieldValue[]): FieldValue[] {
  const kept: FieldValue[] = []
  for (const one of alternatives) {
    if (sameValue(name, value, one.value) || kept.some((k) => sameValue(name, k.value, one.value))) continue
    kept.push(one)
  }
  return kept
}

const letters = /[^\p{L}\p{N}]/gu

/** Do two values say the same? Numbers by their key, names by their letters and digits. */
function sameValue(name: FieldName, one: string, other: string): boolean {
  if (one === other) return true
  if (name === 'number' || name === 'corrects.number') return numberKey(one) === numberKey(other)
  if (name !== 'seller.name') return false
  return one.replace(letters, '').toLowerCase() === other.replace(letters, '').toLowerCase()
}

const valuesOf = (name: FieldName, { value, alternatives }: ReadField): string[] => [
  value,
  ...alternatives.flatMap((one) => (sameValue(name, one.value, value) ? [] : [one.value])).slice(0, 3),
]
