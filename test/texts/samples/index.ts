import type { english } from '../../../src/texts/en/index.ts'
import { awaitingSamples } from './awaiting.ts'
import { commonSamples } from './common.ts'
import { connectionSamples } from './connection.ts'
import { consoleSamples } from './console.ts'
import { awaitingPageSamples } from './console-awaiting.ts'
import { consoleDecideSamples } from './console-decide.ts'
import { jpkPageSamples } from './console-jpk.ts'
import { monthPageSamples } from './console-month.ts'
import { purchasePageSamples } from './console-purchases.ts'
import { consoleScreenSamples } from './console-screens.ts'
import { deductionSamples } from './deductions.ts'
import { documentSamples } from './documents.ts'
import { doubtSamples } from './doubts.ts'
import { draftSamples } from './drafts.ts'
import { explanationSamples } from './explanations.ts'
import { foundSamples } from './found.ts'
import { headingSamples } from './headings.ts'
import { jpkCheckSamples } from './jpk-check.ts'
import { ksefSamples } from './ksef.ts'
import { lawSamples } from './law.ts'
import { mailboxSamples } from './mailbox.ts'
import { matchSamples } from './match.ts'
import { packageSamples } from './packages.ts'
import { postingSamples } from './posting.ts'
import { quarantineSamples } from './quarantine.ts'
import { readingSamples } from './reading.ts'
import { archiveSamples } from './refusals/archives.ts'
import { fieldSamples } from './refusals/fields.ts'
import { ksefRefusalSamples } from './refusals/ksef.ts'
import { recordSamples } from './refusals/records.ts'
import { requestSamples } from './refusals/requests.ts'
import { serviceSamples } from './refusals/service.ts'
import { settingSamples } from './refusals/settings.ts'
import { registerSamples } from './register.ts'
import type { SamplesOf } from './samples-of.ts'
import { terminalSamples } from './terminal.ts'

/** Sample params of all texts that take some, a file for each subject of `src/texts/en/`. */
export const samples: SamplesOf<typeof english> = {
  ...commonSamples,
  ...ksefSamples,
  ...connectionSamples,
  ...mailboxSamples,
  ...consoleSamples,
  ...consoleScreenSamples,
  ...consoleDecideSamples,
  ...jpkCheckSamples,
  ...matchSamples,
  ...quarantineSamples,
  ...readingSamples,
  ...registerSamples,
  ...terminalSamples,
  ...fieldSamples,
  ...ksefRefusalSamples,
  ...recordSamples,
  ...archiveSamples,
  ...documentSamples,
  ...packageSamples,
  ...settingSamples,
  ...requestSamples,
  ...serviceSamples,
  ...postingSamples,
  ...awaitingSamples,
  ...deductionSamples,
  ...doubtSamples,
  ...draftSamples,
  ...explanationSamples,
  ...foundSamples,
  ...lawSamples,
  ...headingSamples,
  ...purchasePageSamples,
  ...awaitingPageSamples,
  ...monthPageSamples,
  ...jpkPageSamples,
}
