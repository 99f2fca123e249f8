import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'

/**
 * TABLE: `reasonCode` of 403 (API notes, section 6): a code of ours, what a person must hear, and whether it is final.
 * Others pass at times although the permissions are right (reported in January 2026, KSeF 553), and are tried again.
 */
const reasons: Record<string, readonly [code: string, message: Said, isFinal: boolean]> = {
  'missing-permissions': ['no-permission', say('forbidden.no-permission'), false],
  'ip-not-allowed': ['address-not-allowed', say('forbidden.address'), true],
  'security-service-blocked': ['blocked-by-ksef', say('forbidden.blocked'), true],
}

/** What follows from a 403 with this reason; `detail`: what KSeF said beside it. */
export const forbidden = (
  reason: string,
  detail: string,
): readonly [code: string, message: Said, isFinal: boolean] =>
  reasons[reason] ?? ['forbidden-by-ksef', say('forbidden.other', { reason, words: detail }), false]
