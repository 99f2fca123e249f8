import type { english } from '../en/index.ts'
import type { TextsLike } from '../sentence.ts'
import { polishAwaitingTexts } from './awaiting.ts'
import { polishCommonTexts } from './common.ts'
import { polishConnectionTexts } from './connection.ts'
import { polishConsoleTexts } from './console.ts'
import { polishAwaitingPageTexts } from './console-awaiting.ts'
import { polishConsoleDecideTexts } from './console-decide.ts'
import { polishConsoleHelpTexts } from './console-help.ts'
import { polishJpkPageTexts } from './console-jpk.ts'
import { polishMonthPageTexts } from './console-month.ts'
import { polishPurchasePageTexts } from './console-purchases.ts'
import { polishConsoleScreenTexts } from './console-screens.ts'
import { polishDocumentTexts } from './documents.ts'
import { polishDoubtTexts } from './doubts.ts'
import { polishDraftTexts } from './drafts.ts'
import { polishExplanationTexts } from './explanations.ts'
import { polishFoundTexts } from './found.ts'
import { polishInvoiceTexts } from './invoice.ts'
import { polishInvoiceChoiceTexts } from './invoice-choices.ts'
import { polishInvoiceLineTexts } from './invoice-lines.ts'
import { polishJpkCheckTexts } from './jpk-check.ts'
import { polishKsefTexts } from './ksef.ts'
import { polishBuyerTexts } from './law/buyers.ts'
import { polishDeductionTexts } from './law/deductions.ts'
import { polishFindingNameTexts } from './law/finding-names.ts'
import { polishFindingsTexts } from './law/findings.ts'
import { polishHeadingTexts } from './law/headings.ts'
import { polishJpkFieldTexts } from './law/jpk-fields.ts'
import { polishModeReasonTexts } from './law/mode-reasons.ts'
import { polishNameTexts } from './law/names.ts'
import { polishPoliciesTexts } from './law/policies.ts'
import { polishReceiptsTexts } from './law/receipts.ts'
import { polishMailboxTexts } from './mailbox.ts'
import { polishMatchTexts } from './match.ts'
import { polishPackageTexts } from './packages.ts'
import { polishPostingTexts } from './posting.ts'
import { polishProblemTexts } from './problems.ts'
import { polishQuarantineTexts } from './quarantine.ts'
import { polishReadingTexts } from './reading.ts'
import { polishArchiveTexts } from './refusals/archives.ts'
import { polishFieldTexts } from './refusals/fields.ts'
import { polishKsefRefusalTexts } from './refusals/ksef.ts'
import { polishRecordTexts } from './refusals/records.ts'
import { polishRequestTexts } from './refusals/requests.ts'
import { polishServiceTexts } from './refusals/service.ts'
import { polishSettingTexts } from './refusals/settings.ts'
import { polishRegisterTexts } from './register.ts'
import { polishSessionTexts } from './session.ts'
import { polishStartTexts } from './start.ts'
import { polishTerminalTexts } from './terminal.ts'

/** All texts in Polish; the compiler names the code of which one is missing. */
export const polish: TextsLike<typeof english> = {
  ...polishCommonTexts,
  ...polishSessionTexts,
  ...polishStartTexts,
  ...polishTerminalTexts,
  ...polishJpkCheckTexts,
  ...polishDoubtTexts,
  ...polishDraftTexts,
  ...polishExplanationTexts,
  ...polishFoundTexts,
  ...polishKsefTexts,
  ...polishConnectionTexts,
  ...polishMailboxTexts,
  ...polishConsoleTexts,
  ...polishConsoleScreenTexts,
  ...polishConsoleDecideTexts,
  ...polishConsoleHelpTexts,
  ...polishProblemTexts,
  ...polishFieldTexts,
  ...polishKsefRefusalTexts,
  ...polishRecordTexts,
  ...polishArchiveTexts,
  ...polishDocumentTexts,
  ...polishPackageTexts,
  ...polishSettingTexts,
  ...polishRequestTexts,
  ...polishServiceTexts,
  ...polishDeductionTexts,
  ...polishFindingsTexts,
  ...polishFindingNameTexts,
  ...polishQuarantineTexts,
  ...polishReadingTexts,
  ...polishRegisterTexts,
  ...polishPostingTexts,
  ...polishAwaitingTexts,
  ...polishMatchTexts,
  ...polishReceiptsTexts,
  ...polishBuyerTexts,
  ...polishJpkFieldTexts,
  ...polishPoliciesTexts,
  ...polishModeReasonTexts,
  ...polishNameTexts,
  ...polishHeadingTexts,
  ...polishInvoiceTexts,
  ...polishInvoiceChoiceTexts,
  ...polishInvoiceLineTexts,
  ...polishPurchasePageTexts,
  ...polishAwaitingPageTexts,
  ...polishMonthPageTexts,
  ...polishJpkPageTexts,
}
