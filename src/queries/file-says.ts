import type { CopyEvidence, FileSays } from '../ingest/evidence.ts'
import type { FieldName } from '../paper/reading.ts'
import { isInvoiceClass } from '../values/document-class.ts'
import { numberKey } from '../values/invoice-number.ts'
import { formatMoney, type Grosze } from '../values/money.ts'
import { namesOf } from '../values/tables.ts'
import type { DocumentReading } from './read-document.ts'

/**
 * What a file proves to be otherwise than it was stated of its copy. Of what codes alone prove there are findings of their
 * own; and whether an invoice that is known here is the taxpayer's is known with it.
 * @param nip the taxpayer, who says by sending it that he is the buyer
 */
export function saidOtherwise(
  copy: CopyEvidence,
  { fields, document }: DocumentReading,
  nip: string,
): FileSays[] {
  const stated = statedOf(copy, nip)
  const found = namesOf(stated).flatMap((field): FileSays[] => {
    const [is, read] = [stated[field], fields[field]]
    if (is === null || is === undefined || read?.confidence !== 'certain' || read.source === 'code') return []
    if (field === 'buyer.nip' && read.source === 'document') return []
    const isSame = field === 'number' ? numberKey(is) === numberKey(read.value) : is === read.value
    return isSame ? [] : [{ field, stated: is, read: read.value }]
  })
  const { value, confidence } = document
  const isNone = value !== null && confidence === 'certain' && !isInvoiceClass(value)
  return isNone && isInvoiceClass(copy.document)
    ? [...found, { field: 'document', stated: copy.document, read: value }]
    : found
}

function statedOf(copy: CopyEvidence, nip: string): Partial<Record<FieldName, string | null>> {
  const { seller, kind, currency, taxPointDay, ksefNumber } = copy
  const amount = (grosze: Grosze | null) => (grosze === null ? null : formatMoney(grosze))
  const isPolish = seller.country === 'PL'
  return {
    'seller.nip': isPolish ? seller.id : null,
    'seller.vatId': isPolish ? null : seller.id,
    'buyer.nip': nip,
    number: copy.number,
    issueDate: copy.issueDay,
    taxPointDate: taxPointDay,
    ...{ kind, currency, net: amount(copy.netGrosze), vat: amount(copy.vatGrosze) },
    ...{ vatPln: amount(copy.vatPlnGrosze), gross: amount(copy.grossGrosze), ksefNumber },
  }
}
