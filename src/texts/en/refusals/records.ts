import type { Said, Sentence, Tell } from '../../sentence.ts'
import { counted } from '../words.ts'

/** A place of the input and what is wrong there, in a sentence about several. */
type Places = readonly { pointer: string; message: Said }[]

/** Refusals of what people and programs look up, state, decide, post and file. */
export const recordTexts = {
  'refusal.taxpayer-unknown': ({ nip }: { nip: string }) =>
    `There is no taxpayer ${nip} here. Create it with PUT /v1/taxpayers/${nip}.`,
  'refusal.taxpayer-being-erased': ({ nip }: { nip: string }) =>
    `The taxpayer ${nip} is being erased. Wait for the answer to DELETE /operator/taxpayers/${nip}, then send this again. If that request was cut off, repeat it first.`,
  'refusal.example-connected':
    'NIP 9999999999 is the example, which is no firm: it is not connected to KSeF. Add the firm whose invoices are to be fetched, and connect that.',
  'refusal.nip-checksum': ({ nip }: { nip: string }) =>
    `The NIP ${nip} fails its check digit. Compare it with the register.`,
  'refusal.supplier-unknown': ({ id }: { id: string }) =>
    `Nothing is recorded of the supplier ${id}. Record it with PUT.`,
  'refusal.invalid-seller-id': 'Name a supplier by NIP, or by country code and number such as DE123456789.',
  'refusal.key-id-unknown': ({ id }: { id: string }) => `There is no key ${id}. List them with GET /v1/keys.`,
  'refusal.expires-in-past': ({ at }: { at: string }) =>
    `A key that expired at ${at} would never count. Give a time to come, or none.`,
  'refusal.outage-unknown': ({ id }: { id: string }) =>
    `There is no outage ${id}. List them with GET /v1/outages.`,
  'refusal.outage-ends-before-start': ({ start, end }: { start: string; end: string }) =>
    `The outage ends (${end}) before it starts (${start}). Compare both with the notice.`,
  'refusal.outage-unreadable': ({ id, why }: { id: string; why: Said }, tell: Tell) =>
    `What is recorded of the outage ${id} cannot be read. ${tell(why)} State that too, with what you change.`,
  'refusal.outage.no-json': 'It is not JSON.',
  /** `part`: the property that is wrong; null for the whole. */
  'refusal.outage.part': ({ part }: { part: string | null }) =>
    part === null ? 'It is no notice.' : `Its ${part} is not what a notice has there.`,

  'refusal.purchase-unknown': ({ id }: { id: string }) =>
    `There is no purchase ${id} in this ledger. List them with GET …/purchases.`,
  'refusal.evidence-unknown': ({ id }: { id: string }) =>
    `There is no document ${id} in this ledger. A purchase lists its documents under evidence.`,
  'refusal.document-unknown': ({ id }: { id: string }) =>
    `No document came with the evidence ${id}: it was typed in, or is a KSeF row without its XML.`,
  'refusal.external-id-reused': ({ externalId }: { externalId: string }) =>
    `The externalId ${externalId} came before with another content. Use one id per document.`,
  'refusal.finding-unknown': (_: { id: string }) =>
    'There is no such finding; it may have closed by itself. List them with GET …/findings.',
  'refusal.already-decided': ({ by }: { by: string }) =>
    `${by} decided this meanwhile in another way. Look at the finding again, and take that decision back if it is wrong.`,
  'refusal.quarantine-unknown': ({ id }: { id: string }) =>
    `There is no document ${id} in quarantine. List them with GET …/ksef/quarantine.`,
  'refusal.decision-on-quarantine': ({ id }: { id: string }) =>
    `No purchase is there yet that this finding is about. Answer with POST …/ksef/quarantine/${id}/decision.`,
  /** `code`: of the finding, for programs. */
  'refusal.decision-after-move': (_: { code: string }) =>
    'A document that was moved tells the two purchases apart; move it back to reopen this finding.',
  'refusal.decision-of-identity': ({ decision }: { code: string; decision: string }, tell: Tell) =>
    `This finding does not ask whether two purchases are one, so the answer "${tell({ said: `name.decision.${decision}` })}" does not fit. Accept or dismiss it.`,
  'refusal.nothing-to-decide': ({ id, isKnown }: { id: string; isKnown: boolean }) =>
    `Of the document ${id} there is nothing to decide: ${isKnown ? 'the invoice of its KSeF number is in hand' : 'it is no invoice by its name'}. It holds nothing; leave it as it is.`,
  'refusal.two-ksef-numbers': ({ numbers }: { numbers: readonly string[] }) =>
    `KSeF gave two numbers (${numbers.join(' and ')}): these are two invoices. Post one of them and ask the seller to correct the other to zero.`,
  /** `from` and `until`: the window; null where nothing is deductible yet. */
  'refusal.deduct-in-outside-window': ({
    month,
    from,
    until,
  }: {
    month: string
    from: string | null
    until: string | null
  }) =>
    `The purchase cannot be deducted in ${month}: ${from === null ? 'nothing is deductible yet' : `the window is ${from} to ${until}`}. ${from === null ? 'Clear it: the first possible month is taken.' : 'Choose a month inside, or clear it for the first.'}`,
  /** `codes`: of all reasons; `reasons`: the first of them, each a sentence of its own. */
  'refusal.held': (
    { codes, reasons }: { codes: readonly string[]; reasons: readonly Sentence[] },
    tell: Tell,
  ) => {
    const more = codes.length - reasons.length
    const others = more > 0 ? ` There ${more === 1 ? 'is one more reason' : `are ${more} more reasons`}.` : ''
    return `The purchase must not be posted yet. ${reasons.map(tell).join(' ')}${others} Settle this first.`
  },
  'refusal.already-posted': ({ reference, postedOn }: { reference: string; postedOn: string }) =>
    `The purchase is posted as "${reference}" on ${postedOn}. Do not book it again, or void that posting first.`,
  'refusal.posting-unknown': 'The purchase has no such posting in force; there is nothing to void.',

  'refusal.filed-before-month': ({ month, filedOn }: { month: string; filedOn: string }) =>
    `${month} cannot have been filed on ${filedOn}, before it began. Give the day on which it was filed.`,
  'refusal.filing-out-of-order': ({
    month,
    filedOn,
    last,
  }: {
    month: string
    filedOn: string
    last: string
  }) =>
    `${month} was filed on ${last} already; a later filing cannot be of ${filedOn}. Give the day of this filing.`,
  'refusal.filing-unknown': ({ id, month }: { id: string; month: string }) =>
    `There is no filing ${id} of ${month}. List them with GET …/filings.`,
  'refusal.register-held': ({
    month,
    count,
    number,
    purchaseId,
  }: {
    month: string
    count: number
    number: string
    purchaseId: string
  }) =>
    `${counted(count, 'row')} of ${month} ${count === 1 ? 'is' : 'are'} held by open blocking findings, the first is ${number} (purchase ${purchaseId}). Decide their findings, or say with held=include or held=leave-out what becomes of them.`,
  'refusal.register-incomplete': (
    { month, number, why }: { month: string; number: string; why: Sentence },
    tell: Tell,
  ) =>
    `Rows of ${month} cannot be filed yet, first ${number}: ${tell(why)} Settle them, or ask with incomplete=leave-out.`,
  'refusal.jpk-data-missing': ({ places }: { places: Places }, tell: Tell) =>
    `The taxpayer's data do not make a JPK file yet; PUT them. ${places.map(({ pointer, message }) => `${pointer}: ${tell(message)}`).join(' ')}`,

  'refusal.feed-cursor': ({ last }: { last: number }) =>
    `The feed of this ledger ends at ${last}: this cursor is not of it, or a backup was restored. Read everything anew and go on from ${last}.`,
  'refusal.webhook-unknown': ({ id }: { id: string }) =>
    `There is no webhook ${id}. List them with GET …/webhooks.`,
  'refusal.webhook-limit': ({ most }: { most: number }) =>
    `A taxpayer may have ${most} webhooks. Delete one that is not used.`,
  'refusal.webhook-no-url': 'This is no URL. Give an absolute one, such as https://erp.example/hooks.',
  'refusal.webhook-no-https': 'Only https is taken. Give a URL that begins with https://.',
  'refusal.webhook-password':
    'A URL with a user name or password is not taken. Give it without: the signature tells who sends.',
  'refusal.webhook-not-public':
    'This leads to an address that is not public. Give a public one, or start the service with WEBHOOKS_ALLOW_PRIVATE=true.',
}
