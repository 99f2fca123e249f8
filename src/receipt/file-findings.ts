import type { FileSays } from '../ingest/evidence.ts'
import type { FindingCode } from '../law/findings.ts'
import { inTurn, say } from '../texts/say.ts'
import { distinct, type Said } from '../texts/sentence.ts'
import { documentClasses } from '../values/document-class.ts'
import { isOneOf } from '../values/tables.ts'
import type { Facts } from './facts.ts'

/** A finding shows so many; who looks at the file sees the others. */
const mostShown = 4

/** What the files of copies prove to be otherwise than it was stated of the copies. */
export function fileFindings({ copies }: Facts, open: (code: FindingCode, message: Said) => void): void {
  const told = distinct(copies.flatMap(({ copy }) => (copy.fileSays ?? []).map(toldOf)))
  if (told.length > 0) open('COPY_CONTRADICTS_FILE', inTurn(told.slice(0, mostShown)))
}

function toldOf({ field, stated, read }: FileSays): Said {
  if (field !== 'document' || !isOneOf(documentClasses, stated) || !isOneOf(documentClasses, read))
    return say('reading.file-says', { field, stated, read })
  const [one, other] = [say(`found.document.${stated}`), say(`found.document.${read}`)]
  return say('reading.file-is', { stated: one, read: other })
}
