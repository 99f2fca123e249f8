import { sha256 } from '../ingest/hash.ts'
import { readAgain, readWithXml } from '../ingest/read-again.ts'
import type { IncomingKsef, RefusedDocument } from '../ingest/source.ts'
import type { UnitOfWork } from '../purchase/unit-of-work.ts'
import { readQuarantined } from '../store/quarantine.ts'
import { hasOpenQuarantine, ksefRowsWithoutXml, openByKeys } from '../store/quarantine-keys.ts'

/**
 * A document of KSeF is a row and its XML. One half may come long before the other: by itself a row is registered where
 * rows alone are sent, and else lies in quarantine. Whichever comes second is read with the first.
 */

/** A half that was refused, with the other half that lies in quarantine or was registered; null when there is none. */
export function joinedHalves(unit: UnitOfWork, nip: string, refusal: RefusedDocument): IncomingKsef | null {
  const { ksefNumber, metadata, bytes } = refusal
  if (ksefNumber === null || (metadata === null && bytes === null)) return null
  for (const { document } of openByKeys(unit.tx, [`ksef:${ksefNumber.trim().toUpperCase()}`])) {
    const other = readQuarantined(unit.tx, document)
    const pairs = [
      { ...refusal, bytes: other?.bytes ?? null },
      { ...refusal, metadata: other?.metadata ?? null },
    ]
    for (const pair of pairs) {
      // By itself a row that was refused may be taken in today: here its XML is looked for. Another one is refused.
      if (pair.bytes === null) continue
      const again = readAgain(pair, nip)
      if (again !== null && 'evidence' in again) return again
    }
  }
  return bytes === null ? null : withItsRow(unit, nip, ksefNumber, bytes)
}

/** An XML of which the row was registered by itself. */
function withItsRow(
  unit: UnitOfWork,
  nip: string,
  ksefNumber: string,
  bytes: Uint8Array,
): IncomingKsef | null {
  const hash = sha256(bytes)
  for (const { evidence, contentHash } of ksefRowsWithoutXml(unit.tx, ksefNumber)) {
    if (evidence.type !== 'ksef' || evidence.metadata.invoiceHash !== hash) continue
    return readWithXml(evidence, contentHash, bytes, nip)
  }
  return null
}

/** Rows that come without their XML, each with the one that lies in quarantine for it, where there is one. */
export function withQuarantinedXml(
  unit: UnitOfWork,
  nip: string,
  incoming: readonly IncomingKsef[],
): IncomingKsef[] {
  if (incoming.every(({ evidence }) => evidence.hasXml) || !hasOpenQuarantine(unit.tx)) return [...incoming]
  return incoming.map((one) => {
    const { metadata, hasXml } = one.evidence
    if (hasXml) return one
    for (const { document } of openByKeys(unit.tx, [`ksef:${metadata.ksefNumber}`])) {
      const bytes = readQuarantined(unit.tx, document)?.bytes ?? null
      const whole =
        bytes !== null && sha256(bytes) === metadata.invoiceHash
          ? readWithXml(one.evidence, one.contentHash, bytes, nip)
          : null
      if (whole !== null) return whole
    }
    return one
  })
}
