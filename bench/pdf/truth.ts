import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FieldName } from '../../src/paper/reading.ts'

/** A page and what stands on it, as `truth.json` of a folder of samples writes it down. */
export interface Sample {
  file: string
  layout: string
  /** `text`: its text is worth reading; `image`: a picture, or text that is not to be trusted. */
  input: 'text' | 'image'
  document: string
  fields: Partial<Record<FieldName, string>>
  accept?: Partial<Record<FieldName | 'document', string[]>>
  optional?: string[]
  skip?: string[]
  doubt?: string[]
  /** The NIP of the taxpayer who reads it; else that of the buyer. */
  ours?: string
}

/** The samples of a folder, and the fields that are judged. */
export function truthOf(folder: string): { fields: FieldName[]; files: Sample[] } {
  return JSON.parse(readFileSync(join(folder, 'truth.json'), 'utf8')) as {
    fields: FieldName[]
    files: Sample[]
  }
}

/** How an answer compares: `forgiven` counts nowhere. */
export type Verdict = 'right' | 'wrong' | 'absent' | 'forgiven'
interface Answered {
  value: string
  confidence: string
}

const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
const isSame = (name: FieldName, one: string, other: string): boolean =>
  name === 'seller.name' ? bare(one) === bare(other) : one === other

/** Judges a field of a page; names are compared by letters and digits. */
export function verdictOn(sample: Sample, name: FieldName, answer: Answered | undefined): Verdict {
  const want = sample.fields[name]
  const { accept = {}, optional = [], skip = [], doubt = [] } = sample
  if (skip.includes(name) || (skip.includes('*') && want === undefined)) return 'forgiven'
  if (answer === undefined) {
    const mayLack =
      want === undefined || optional.includes(name) || optional.includes('*') || skip.includes('*')
    return mayLack ? 'forgiven' : 'absent'
  }
  const right = [...(want === undefined ? [] : [want]), ...(accept[name] ?? [])]
  if (right.some((value) => isSame(name, value, answer.value))) return 'right'
  return doubt.includes(name) && answer.confidence !== 'certain' ? 'forgiven' : 'wrong'
}

/** Whether the document was told for what it is. */
export const isClassRight = ({ document, accept }: Sample, value: string | null): boolean =>
  [document, ...(accept?.document ?? [])].includes(value ?? '')
