import { outageUnder } from '../law/mode-rules.ts'
import { hasTrait } from '../law/mode-traits.ts'
import { isUndelivered } from '../law/receipt-question.ts'
import { covering } from '../outages/windows.ts'
import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import type { Day } from '../values/day.ts'
import { present } from '../values/present.ts'
import type { Facts } from './facts.ts'
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
      open('INFO_COPY_AFTER_NUMBER', say('found.INFO_COPY_AFTER_NUMBER', { numbered }))
    }
    if (hasTrait(mode, 'copyBeforeNumberIrregular') && !resend.abolished && before.length > 0) {
      open('OUTSIDE_COPY_BEFORE_NUMBER', beforeNumber(facts, present(before[0]).receivedDay))
    }
    if (hasTrait(mode, 'agreementForListedAlone') && invoices.length > 0 && channel === 'outside-ksef') {
      open('AGREEMENT_WITHOUT_GB4_STATUS', say('found.AGREEMENT_WITHOUT_GB4_STATUS'))
    }
    const toEveryBuyer = hasTrait(mode, 'agreedWithEveryBuyer') && invoices.length > 0
    if (toEveryBuyer && channel === 'ksef') {
      open('AGREEMENT_MISSING', say('found.AGREEMENT_MISSING'))
    }
    if (toEveryBuyer && channel === 'unknown') {
      open('INFO_AGREEMENT_UNKNOWN', say('found.INFO_AGREEMENT_UNKNOWN'))
    }
    return
  }
  const delivered = copies.some((c) => c.counts !== 'nothing')
  if (
    isUndelivered({ mode, listed, channel, handover: delivered ? 'handed-over' : 'none', abolished: false })
  )
    open('AGREED_DELIVERY_MISSING', say('found.AGREED_DELIVERY_MISSING'))
  if (!hasTrait(mode, 'listedByAgreement')) return
  if (channel === 'ksef' && delivered) {
    open('GB4_DUAL_DELIVERY', say('found.GB4_DUAL_DELIVERY'))
  }
  if (channel === 'unknown') open('AGREEMENT_UNKNOWN', say('found.AGREEMENT_UNKNOWN'))
}

/** A copy handed over before a number, which is here, or printed on a copy, or still to come. */
function beforeNumber({ ksef, printedNumber }: Facts, handedOver: Day): Said {
  if (ksef !== null)
    return say('found.OUTSIDE_COPY_BEFORE_NUMBER.numbered', { handedOver, numbered: ksef.numberedDay })
  return printedNumber === null
    ? say('found.OUTSIDE_COPY_BEFORE_NUMBER', { handedOver })
    : say('found.OUTSIDE_COPY_BEFORE_NUMBER.printed', { handedOver, ksefNumber: printedNumber })
}

/** Outages: what overtook the invoice, what nobody announced, what is still open. */
export function outageFindings({ facts, decision, resend, outages }: FindingFacts, open: Open): void {
  const { mode, notice } = decision
  const copies = facts.copies.filter((c) => c.counts === 'invoice')
  if (hasTrait(mode, 'countsFromNotice') && notice && copies.length > 0 && !facts.listed) {
    open('OVERTAKEN_BY_FAILURE', say('found.OVERTAKEN_BY_FAILURE', { announced: notice.announcedDay }))
  }
  const changes = !hasTrait(mode, 'receivedAsBeforeTotalFailure')
  if (resend.abolished && changes && copies.length > 0) {
    open('TOTAL_FAILURE_NO_NUMBER', say('found.TOTAL_FAILURE_NO_NUMBER'))
  }
  if (resend.abolished && !changes) {
    open('INFO_TOTAL_FAILURE_NO_NUMBER', say('found.INFO_TOTAL_FAILURE_NO_NUMBER'))
  }
  if (resend.open) open('INFO_OUTAGE_OPEN', say('found.INFO_OUTAGE_OPEN'))
  const claimed = facts.copies.some(
    ({ copy }) => copy.declaredMode !== null && outageUnder(copy.declaredMode) === 'failure',
  )
  if (claimed && covering(outages, 'failure', facts.issueDay).length === 0) {
    open('EMERGENCY_NOT_CONFIRMED', say('found.EMERGENCY_NOT_CONFIRMED', { issued: facts.issueDay }))
  }
}
