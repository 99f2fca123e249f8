import type { FieldName, Fields, ReadClass, Reading } from '../paper/reading.ts'

/** The body of a copy, with the contract's names, as far as a document tells it. */
export type CopyBody = Record<string, unknown>

/** What is known of a copy: certain and likely fields. `links`: of the codes that may be used. */
export function bodyOf(
  { value, confidence }: ReadClass,
  fields: Fields,
  corrects: Reading['corrects'],
  links: readonly string[],
): CopyBody {
  const of = (name: FieldName) => {
    const field = fields[name]
    return field === undefined || field.confidence === 'doubtful' ? undefined : field.value
  }
  const [nip, vatId, name] = [of('seller.nip'), of('seller.vatId'), of('seller.name')]
  const id = nip === undefined ? vatId && { country: vatId.slice(0, 2), vatId: vatId.slice(2) } : { nip }
  const known = corrects.flatMap(({ number, issueDate }) =>
    issueDate === null ? [] : [{ number, issueDate }],
  )
  return withoutGaps({
    document: value === null || confidence === 'doubtful' ? undefined : value,
    seller: id ? { ...id, ...(name === undefined ? {} : { name }) } : undefined,
    ...Object.fromEntries(plainFields.map((property) => [property, of(property)])),
    corrects: known.length > 0 ? known : undefined,
    qrCodes: links.length > 0 ? links.slice(0, mostCodes) : undefined,
  })
}

/** Properties that are one field, under the same name. */
export const plainFields = [
  ...(['number', 'issueDate', 'taxPointDate', 'kind', 'currency'] as const),
  ...(['net', 'vat', 'vatPln', 'gross', 'ksefNumber'] as const),
] satisfies FieldName[]

/** So many a copy may state. */
const mostCodes = 10

/** Without what nothing tells. */
export const withoutGaps = (body: CopyBody): CopyBody =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
