import { outageUnder } from '../law/mode-rules.ts'
import { hasTrait } from '../law/mode-traits.ts'
import { isUndelivered } from '../law/receipt-question.ts'
import { covering } from '../outages/windows.ts'
import type { FindingFacts, Open } from './finding-facts.ts'

/** Copies handed over, to whom, in which agreed way. */
export function handOverFindings({ facts, decision, resend }: FindingFacts, open: Open): void {
  const { copies, ksef, listed, channel } = facts
  const { mode } = decision
  const invoices = copies.filter((c) => c.counts === 'invoice')
  const numbered = ksef?.numberedDay ?? null
  const before = invoices.filter((c) => numbered === null || c.receivedDay < numbered)
  if (!listed) {
    const prints = copies.filter((c) => c.counts !== 'nothing')
    const since = numbered !== null && prints.some((c) => c.receivedDay >= numbered)
    if (since && hasTrait(mode, 'ordinarilyByKsef')) {
      open('INFO_COPY_AFTER_NUMBER', `A copy came on or after the day of the number, ${numbered}.`)
    }
    if (hasTrait(mode, 'copyBeforeNumberIrregular') && !resend.abolished && before.length > 0) {
      const number =
        numbered !== null
          ? `before the number of ${numbered}`
          : facts.printedNumber === null
            ? 'and there is no number yet'
            : `before the number ${facts.printedNumber}, whose document is not in hand`
      open('OUTSIDE_COPY_BEFORE_NUMBER', `A copy was handed over on ${before[0]?.receivedDay} ${number}.`)
    }
    if (hasTrait(mode, 'agreementForListedAlone') && invoices.length > 0 && channel === 'outside-ksef') {
      open(
        'AGREEMENT_WITHOUT_GB4_STATUS',
        'Delivery outside KSeF was agreed with a buyer whom the act does not list.',
      )
    }
    const toEveryBuyer = hasTrait(mode, 'agreedWithEveryBuyer') && invoices.length > 0
    if (toEveryBuyer && channel === 'ksef') {
      open('AGREEMENT_MISSING', 'An emergency copy came outside KSeF although delivery by KSeF was agreed.')
    }
    if (toEveryBuyer && channel === 'unknown') {
      open('INFO_AGREEMENT_UNKNOWN', 'An emergency copy came outside KSeF and no agreement is recorded.')
    }
    return
  }
  const delivered = copies.some((c) => c.counts !== 'nothing')
  if (
    isUndelivered({ mode, listed, channel, handover: delivered ? 'handed-over' : 'none', abolished: false })
  )
    open('AGREED_DELIVERY_MISSING', 'Delivery outside KSeF was agreed and nothing was handed over yet.')
  if (!hasTrait(mode, 'listedByAgreement')) return
  if (channel === 'ksef' && delivered) {
    open('GB4_DUAL_DELIVERY', 'Delivery by KSeF was agreed and the invoice came outside it too.')
  }
  if (channel === 'unknown')
    open('AGREEMENT_UNKNOWN', 'No agreement on delivery is recorded for this listed buyer.')
}

/** Outages: what overtook the invoice, what nobody announced, what is still open. */
export function outageFindings({ facts, decision, resend, outages }: FindingFacts, open: Open): void {
  const { mode, notice } = decision
  const copies = facts.copies.filter((c) => c.counts === 'invoice')
  if (hasTrait(mode, 'countsFromNotice') && notice && copies.length > 0 && !facts.listed) {
    open(
      'OVERTAKEN_BY_FAILURE',
      `A failure was announced on ${notice.announcedDay}, before the invoice was sent.`,
    )
  }
  const changes = !hasTrait(mode, 'receivedAsBeforeTotalFailure')
  if (resend.abolished && changes && copies.length > 0) {
    open('TOTAL_FAILURE_NO_NUMBER', 'A total failure abolished the duty to send this invoice.')
  }
  if (resend.abolished && !changes) {
    open('INFO_TOTAL_FAILURE_NO_NUMBER', 'A total failure abolished the duty to send this emergency invoice.')
  }
  if (resend.open) open('INFO_OUTAGE_OPEN', 'The outage that governs the deadline has no announced end yet.')
  const claimed = facts.copies.some(
    ({ copy }) => copy.declaredMode !== null && outageUnder(copy.declaredMode) === 'failure',
  )
  if (claimed && covering(outages, 'failure', facts.issueDay).length === 0) {
    open(
      'EMERGENCY_NOT_CONFIRMED',
      `The seller claims an emergency and no failure was announced for ${facts.issueDay}.`,
    )
  }
}
