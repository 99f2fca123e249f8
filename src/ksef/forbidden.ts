/**
 * TABLE: `reasonCode` of 403 (API notes, section 6): a code of ours, what a person must hear, and whether it is final.
 * Others pass at times although the permissions are right (reported in January 2026, KSeF 553), and are tried again.
 */
const reasons: Record<string, readonly [code: string, message: string, isFinal: boolean]> = {
  'missing-permissions': [
    'no-permission',
    'The credential may not read invoices of this taxpayer. Grant it InvoiceRead (przeglądanie faktur) in KSeF and ask for a sync.',
    false,
  ],
  'ip-not-allowed': [
    'address-not-allowed',
    'KSeF does not accept this credential from the address of this server. Allow it in KSeF and ask for a sync.',
    true,
  ],
  'security-service-blocked': [
    'blocked-by-ksef',
    'KSeF blocked the credential. Contact the Ministry of Finance, then ask for a sync.',
    true,
  ],
}

/** What follows from a 403 with this reason; `detail`: what KSeF said beside it. */
export const forbidden = (
  reason: string,
  detail: string,
): readonly [code: string, message: string, isFinal: boolean] =>
  reasons[reason] ?? [
    'forbidden-by-ksef',
    `KSeF does not allow this (${reason}; ${detail}). Check the permissions in KSeF and ask for a sync.`,
    false,
  ]
