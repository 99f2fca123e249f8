/** What may stand in the feed, and what it says. */
export const changeTypes = {
  'purchase.created': 'A purchase became known, with its first document.',
  'purchase.attached': 'A further document belongs to the purchase.',
  'purchase.merged': 'The purchase turned out to be another one, which answers for it from now on.',
  'purchase.restored': 'A purchase that had been merged into another one stands on its own again.',
  'purchase.changed': 'Anything else that is shown of the purchase differs; `changed` names the properties.',
  'receipt.changed': 'Day, source or rule of receipt differ.',
  'finding.opened': 'A finding was opened.',
  'finding.closed': 'A finding was closed.',
  'posting.created': 'The purchase was booked.',
  'posting.voided': 'A posting of the purchase was voided.',
  'filing.created': 'A month was filed.',
  'correction.due': 'A filed month has to be corrected.',
  'draft.created': 'A document came that waits until somebody says what it is.',
  'draft.completed': 'The KSeF document came that the codes of a waiting document name.',
  'draft.released': 'Somebody said that a document that was set aside may be looked at.',
  'draft.reopened': 'A document that was discarded waits again.',
  'draft.closed': 'Such a document became a copy, or was discarded.',
  'outage.recorded': 'A notice of an outage became known; every purchase that it can affect is decided anew.',
  'outage.changed': 'Something else is said of an outage; `data` is the notice as it is now.',
} as const

export type ChangeType = keyof typeof changeTypes

/** A change as it goes into the feed; `purchaseId` is null where it is of no single purchase. */
export interface Change {
  type: ChangeType
  purchaseId: string | null
  data: Record<string, unknown>
}
