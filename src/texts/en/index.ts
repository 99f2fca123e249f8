import { awaitingTexts } from './awaiting.ts'
import { commonTexts } from './common.ts'
import { connectionTexts } from './connection.ts'
import { consoleTexts } from './console.ts'
import { awaitingPageTexts } from './console-awaiting.ts'
import { consoleDecideTexts } from './console-decide.ts'
import { consoleHelpTexts } from './console-help.ts'
import { jpkPageTexts } from './console-jpk.ts'
import { monthPageTexts } from './console-month.ts'
import { purchasePageTexts } from './console-purchases.ts'
import { consoleScreenTexts } from './console-screens.ts'
import { documentTexts } from './documents.ts'
import { doubtTexts } from './doubts.ts'
import { draftTexts } from './drafts.ts'
import { explanationTexts } from './explanations.ts'
import { foundTexts } from './found.ts'
import { invoiceTexts } from './invoice.ts'
import { invoiceChoiceTexts } from './invoice-choices.ts'
import { invoiceLineTexts } from './invoice-lines.ts'
import { jpkCheckTexts } from './jpk-check.ts'
import { ksefTexts } from './ksef.ts'
import { buyerTexts } from './law/buyers.ts'
import { deductionTexts } from './law/deductions.ts'
import { findingNameTexts } from './law/finding-names.ts'
import { findingsTexts } from './law/findings.ts'
import { headingTexts } from './law/headings.ts'
import { jpkFieldTexts } from './law/jpk-fields.ts'
import { modeReasonTexts } from './law/mode-reasons.ts'
import { nameTexts } from './law/names.ts'
import { policiesTexts } from './law/policies.ts'
import { receiptsTexts } from './law/receipts.ts'
import { mailboxTexts } from './mailbox.ts'
import { matchTexts } from './match.ts'
import { packageTexts } from './packages.ts'
import { postingTexts } from './posting.ts'
import { problemTexts } from './problems.ts'
import { quarantineTexts } from './quarantine.ts'
import { readingTexts } from './reading.ts'
import { archiveTexts } from './refusals/archives.ts'
import { fieldTexts } from './refusals/fields.ts'
import { ksefRefusalTexts } from './refusals/ksef.ts'
import { recordTexts } from './refusals/records.ts'
import { requestTexts } from './refusals/requests.ts'
import { serviceTexts } from './refusals/service.ts'
import { settingTexts } from './refusals/settings.ts'
import { registerTexts } from './register.ts'
import { sessionTexts } from './session.ts'
import { startTexts } from './start.ts'
import { terminalTexts } from './terminal.ts'

/** All texts in English. The other languages have the same codes. */
export const english = {
  ...commonTexts,
  ...sessionTexts,
  ...startTexts,
  ...terminalTexts,
  ...jpkCheckTexts,
  ...doubtTexts,
  ...draftTexts,
  ...explanationTexts,
  ...foundTexts,
  ...ksefTexts,
  ...connectionTexts,
  ...mailboxTexts,
  ...consoleTexts,
  ...consoleScreenTexts,
  ...consoleDecideTexts,
  ...consoleHelpTexts,
  ...problemTexts,
  ...fieldTexts,
  ...ksefRefusalTexts,
  ...recordTexts,
  ...archiveTexts,
  ...documentTexts,
  ...packageTexts,
  ...settingTexts,
  ...requestTexts,
  ...serviceTexts,
  ...deductionTexts,
  ...findingsTexts,
  ...findingNameTexts,
  ...quarantineTexts,
  ...readingTexts,
  ...registerTexts,
  ...postingTexts,
  ...awaitingTexts,
  ...matchTexts,
  ...receiptsTexts,
  ...buyerTexts,
  ...jpkFieldTexts,
  ...policiesTexts,
  ...modeReasonTexts,
  ...nameTexts,
  ...headingTexts,
  ...invoiceTexts,
  ...invoiceChoiceTexts,
  ...invoiceLineTexts,
  ...purchasePageTexts,
  ...awaitingPageTexts,
  ...monthPageTexts,
  ...jpkPageTexts,
}
