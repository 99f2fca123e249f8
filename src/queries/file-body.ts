import type { FieldName } from '../paper/reading.ts'
import type { Db } from '../store/database.ts'
import { copyOfFile } from '../store/drafts.ts'
import { evidenceFacts } from '../store/evidence.ts'
import { formatMoney, type Grosze } from '../values/money.ts'
import { type CopyBody, plainFields, withoutGaps } from './copy-body.ts'
import type { DocumentReading } from './read-document.ts'

/**
 * What a document proves of a copy: of `copy` of its reading what is certain. What it corrects only a document that is
 * known here proves, and a KSeF number that stands on no paper is left out. What codes alone say is left out too: of which
 * invoice they are, is judged with what is told of it.
 */
export function provenBody({ fields, document, copy, knownPurchase }: DocumentReading): CopyBody {
  const isProven = (name: FieldName) =>
    fields[name]?.confidence === 'certain' && fields[name].source !== 'code'
  const { name, ...seller }: { name?: string } = copy.seller ?? {}
  const isKnown = knownPurchase !== null && isProven('number') && fields.number?.source === 'document'
  const isPrinted = fields.ksefNumber?.source !== 'document' || document.value === 'numbered-visualisation'
  return withoutGaps({
    document: document.confidence === 'certain' ? copy.document : undefined,
    seller:
      isProven('seller.nip') || isProven('seller.vatId')
        ? { ...seller, ...(isProven('seller.name') ? { name } : {}) }
        : undefined,
    ...Object.fromEntries(
      plainFields
        .filter((property) => isProven(property) && (property !== 'ksefNumber' || isPrinted))
        .map((property) => [property, copy[property]]),
    ),
    corrects: isKnown ? copy.corrects : undefined,
  })
}

/** What the first copy that came as the same file says; null where none came. What it does not state is null. */
export function bodyOfSameFile(db: Db, hash: string): CopyBody | null {
  const id = copyOfFile(db, hash)
  const copy = id === null ? null : evidenceFacts(db, id)
  if (copy?.type !== 'copy') return null
  const { seller, grossGrosze, netGrosze, vatGrosze, vatPlnGrosze } = copy
  const { id: sellerId, country, name } = seller
  const amount = (grosze: Grosze | null) => (grosze === null ? null : formatMoney(grosze))
  return {
    ...{ document: copy.document, receivedOn: copy.receivedDay, number: copy.number, kind: copy.kind },
    ...{ issueDate: copy.issueDay, taxPointDate: copy.taxPointDay, currency: copy.currency },
    seller: country === 'PL' ? { nip: sellerId, name } : { country, vatId: sellerId.slice(2), name },
    ...{ net: amount(netGrosze), vat: amount(vatGrosze), vatPln: amount(vatPlnGrosze) },
    ...{ gross: formatMoney(grossGrosze), ksefNumber: copy.ksefNumber },
    corrects: copy.corrects.map(({ number, issueDay, ksefNumber }) => ({
      number,
      issueDate: issueDay,
      ksefNumber,
    })),
  }
}
