import type { CopyEvidence } from '../ingest/evidence.ts'
import { countsAs } from '../law/documents.ts'
import type { Day } from '../values/day.ts'

/** A document received outside KSeF, and what it is in law. */
export interface CopyFacts {
  receivedDay: Day
  counts: 'invoice' | 'delivery' | 'nothing'
  offline: boolean
  /** KOD I alone, and no KSeF number. */
  oneCode: boolean
  receipt: boolean
  copy: CopyEvidence
}

/** Reads one copy. */
export function copyFacts(copy: CopyEvidence): CopyFacts {
  return {
    receivedDay: copy.receivedDay,
    counts: countsAs(copy.document, copy.issueDay, copy.grossGrosze, copy.currency),
    offline: copy.document === 'offline-invoice' || (copy.document === 'invoice' && copy.offlineCode),
    oneCode: hasOneCode(copy),
    receipt: copy.document === 'fiscal-receipt',
    copy,
  }
}

/** The hash of a copy without XML was read from a code. */
const hasOneCode = ({ document, hashes, offlineCode, ksefNumber, fa }: CopyEvidence): boolean =>
  (document === 'invoice' || document === 'numbered-visualisation') &&
  ksefNumber === null &&
  fa === null &&
  hashes.length > 0 &&
  !offlineCode
