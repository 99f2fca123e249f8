import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { present } from '../values/present.ts'
import type { Confidence, InForce } from './citation.ts'
import { firstKsefDay } from './first-ksef-day.ts'
import type { Mode } from './mode-names.ts'

/** Term for sending to KSeF: `days` business days after the issue day or after the day an outage ended. */
interface ResendTerm {
  days: number
  after: 'issue' | 'maintenance-end' | 'failure-end'
  legalBasis: readonly string[]
}

/** What a row without a KSeF number is marked with, and what its number, when it comes after filing, demands. */
interface MarkerRule {
  withoutNumber: 'OFF' | 'DI' | 'BFK' | { policy: 'overtakenMarker' | 'foreignInvoiceMarker' } | null
  whenNumberComes: 'none' | 'required' | 'review' | { policy: 'breachNumberAfterFiling' }
  /** The law does not settle the marker: a human looks at it while there is no number. */
  unsettled?: true
  legalBasis: readonly string[]
}

export interface ModeRow extends InForce {
  mode: Mode
  trigger: Said
  issue: Said
  resend: ResendTerm | null
  /**
   * What the notice of a failure does while the invoice is not sent: it starts the term anew (`resets-term`), makes of it one
   * that a failure overtook, with the term of that mode (`moves-to-failure-rule`), or nothing.
   */
  failureNotice: 'resets-term' | 'moves-to-failure-rule' | 'no-effect'
  totalFailureNotice: 'abolishes-sending' | 'no-effect'
  /** The articles of a term that a failure moved, and of a duty to send that a total failure abolished. */
  moved: { byFailure?: readonly string[]; byTotalFailure: readonly string[] } | null
  /** Evidence by which the mode may be awaited from KSeF: a number is still to come. */
  numberExpected: boolean
  marker: MarkerRule
  legalBasis: readonly string[]
  confidence: Confidence
}

const sevenDays: ResendTerm = { days: 7, after: 'failure-end', legalBasis: ['art. 106nf ust. 4'] }
const start = { from: firstKsefDay, to: null }
const always = { from: '0001-01-01', to: null }

/**
 * TABLE: a row per issuing mode, in the order of the Ministry's own comparison. The day of receipt stands in
 * `receipt-rules.ts`, because it depends on the buyer and on the hand-over too.
 */
export const modeTable: readonly ModeRow[] = [
  {
    mode: 'online',
    ...always,
    trigger: say('mode.online.trigger'),
    issue: say('mode.online.issue'),
    resend: null,
    failureNotice: 'no-effect',
    totalFailureNotice: 'no-effect',
    moved: null,
    numberExpected: true,
    // Only a listed buyer receives it before its number is known.
    marker: {
      withoutNumber: 'DI',
      whenNumberComes: 'required',
      legalBasis: ['art. 106na ust. 4', 'art. 109 ust. 3e'],
    },
    legalBasis: ['art. 106na ust. 1', 'art. 106na ust. 3'],
    confidence: 'H',
  },
  {
    mode: 'online-late',
    ...start,
    trigger: say('mode.online-late.trigger'),
    issue: say('mode.online-late.issue'),
    resend: null, // ust. 16 does not refer to ust. 2: no statutory term
    failureNotice: 'no-effect',
    totalFailureNotice: 'no-effect',
    moved: null,
    numberExpected: true,
    marker: {
      withoutNumber: 'DI',
      whenNumberComes: 'required',
      legalBasis: ['art. 106nda ust. 16', 'art. 109 ust. 3e'],
    },
    legalBasis: ['art. 106nda ust. 16', 'art. 106na ust. 3'],
    confidence: 'M',
  },
  {
    mode: 'offline24',
    ...start,
    trigger: say('mode.offline24.trigger'),
    issue: say('mode.offline24.issue'),
    resend: { days: 1, after: 'issue', legalBasis: ['art. 106nda ust. 2'] },
    failureNotice: 'moves-to-failure-rule',
    totalFailureNotice: 'abolishes-sending',
    moved: { byTotalFailure: ['art. 106nha pkt 2'] },
    numberExpected: true,
    marker: { withoutNumber: 'DI', whenNumberComes: 'required', legalBasis: ['art. 109 ust. 3e'] },
    legalBasis: ['art. 106nda ust. 1-3', 'art. 106nda ust. 10-11'],
    confidence: 'H',
  },
  {
    mode: 'offline24-overtaken-by-failure',
    ...start,
    trigger: say('mode.offline24-overtaken-by-failure.trigger'),
    issue: say('mode.offline24-overtaken-by-failure.issue'),
    resend: { ...sevenDays, legalBasis: ['art. 106nha pkt 1', 'art. 106nf ust. 4'] },
    failureNotice: 'resets-term',
    totalFailureNotice: 'abolishes-sending',
    moved: {
      byFailure: ['art. 106nha pkt 1', 'art. 106nf ust. 4', 'art. 106nf ust. 5'],
      byTotalFailure: ['art. 106nha pkt 1', 'art. 106nf ust. 7'],
    },
    numberExpected: true,
    marker: {
      withoutNumber: { policy: 'overtakenMarker' },
      whenNumberComes: 'required',
      unsettled: true,
      legalBasis: ['art. 106nha pkt 1', 'art. 109 ust. 3e'],
    },
    legalBasis: ['art. 106nha pkt 1', 'art. 106nf ust. 4, 5, 9, 10'],
    confidence: 'M',
  },
  {
    mode: 'offline24-overtaken-by-total-failure',
    ...start,
    trigger: say('mode.offline24-overtaken-by-total-failure.trigger'),
    issue: say('mode.offline24-overtaken-by-total-failure.issue'),
    resend: null,
    failureNotice: 'no-effect',
    totalFailureNotice: 'abolishes-sending',
    moved: { byTotalFailure: ['art. 106nha pkt 2'] },
    numberExpected: false,
    marker: {
      withoutNumber: 'DI',
      whenNumberComes: 'none',
      unsettled: true,
      legalBasis: ['art. 106nha pkt 2'],
    },
    legalBasis: ['art. 106nha pkt 2', 'art. 86 ust. 10b pkt 1'],
    confidence: 'M',
  },
  {
    mode: 'maintenance',
    ...start,
    trigger: say('mode.maintenance.trigger'),
    issue: say('mode.maintenance.issue'),
    resend: { days: 1, after: 'maintenance-end', legalBasis: ['art. 106nh ust. 2'] },
    failureNotice: 'resets-term', // art. 106nh ust. 3 pkt 1: only the term moves
    totalFailureNotice: 'abolishes-sending',
    moved: {
      byFailure: ['art. 106nh ust. 3 pkt 1', 'art. 106nf ust. 4', 'art. 106nf ust. 5'],
      byTotalFailure: ['art. 106nh ust. 3 pkt 2'],
    },
    numberExpected: true,
    marker: { withoutNumber: 'DI', whenNumberComes: 'required', legalBasis: ['art. 109 ust. 3e'] },
    legalBasis: ['art. 106nh ust. 1-4', 'art. 106nda ust. 10-11'],
    confidence: 'H',
  },
  {
    mode: 'emergency',
    ...start,
    trigger: say('mode.emergency.trigger'),
    issue: say('mode.emergency.issue'),
    resend: sevenDays,
    failureNotice: 'resets-term',
    totalFailureNotice: 'abolishes-sending',
    moved: {
      byFailure: ['art. 106nf ust. 4', 'art. 106nf ust. 5'],
      byTotalFailure: ['art. 106nf ust. 7'],
    },
    numberExpected: true,
    marker: {
      withoutNumber: 'OFF',
      whenNumberComes: 'none',
      legalBasis: ['art. 106nf ust. 1', 'Dz.U. 2025 poz. 1800'],
    },
    legalBasis: ['art. 106nf ust. 1-5', 'art. 106nf ust. 9-10'],
    confidence: 'H',
  },
  {
    mode: 'total-failure',
    ...start,
    trigger: say('mode.total-failure.trigger'),
    issue: say('mode.total-failure.issue'),
    resend: null,
    failureNotice: 'no-effect',
    totalFailureNotice: 'no-effect',
    moved: null,
    numberExpected: false,
    marker: { withoutNumber: 'BFK', whenNumberComes: 'review', legalBasis: ['art. 106ng'] },
    legalBasis: ['art. 106ng', 'art. 86 ust. 10b pkt 1'],
    confidence: 'H',
  },
  {
    mode: 'outside-lawful',
    ...always,
    trigger: say('mode.outside-lawful.trigger'),
    issue: say('mode.outside-lawful.issue'),
    resend: null,
    failureNotice: 'no-effect',
    totalFailureNotice: 'no-effect',
    moved: null,
    numberExpected: false,
    marker: { withoutNumber: 'BFK', whenNumberComes: 'review', legalBasis: ['Dz.U. 2025 poz. 1800'] },
    legalBasis: ['art. 86 ust. 10b pkt 1'],
    confidence: 'H',
  },
  {
    mode: 'outside-breach',
    ...start,
    trigger: say('mode.outside-breach.trigger'),
    issue: say('mode.outside-breach.issue'),
    resend: null,
    failureNotice: 'no-effect',
    totalFailureNotice: 'no-effect',
    moved: null,
    numberExpected: false,
    marker: {
      withoutNumber: 'BFK',
      whenNumberComes: { policy: 'breachNumberAfterFiling' },
      legalBasis: ['Dz.U. 2025 poz. 1800', 'art. 109 ust. 3e pkt 2'],
    },
    legalBasis: ['art. 86 ust. 10', 'art. 86 ust. 10b pkt 1', 'KIS 0114-KDIP1-3.4012.804.2025.1.JG'],
    confidence: 'M',
  },
  {
    mode: 'early-copy',
    ...start,
    trigger: say('mode.early-copy.trigger'),
    issue: say('mode.early-copy.issue'),
    resend: null,
    failureNotice: 'no-effect',
    totalFailureNotice: 'no-effect',
    moved: null,
    numberExpected: true,
    marker: {
      withoutNumber: 'BFK',
      whenNumberComes: { policy: 'breachNumberAfterFiling' },
      legalBasis: ['Dz.U. 2025 poz. 1800'],
    },
    legalBasis: ['art. 106nda ust. 16', 'art. 106na ust. 3'],
    confidence: 'L',
  },
  {
    mode: 'foreign',
    ...always,
    trigger: say('mode.foreign.trigger'),
    issue: say('mode.foreign.issue'),
    resend: null,
    failureNotice: 'no-effect',
    totalFailureNotice: 'no-effect',
    moved: null,
    numberExpected: false,
    marker: {
      withoutNumber: { policy: 'foreignInvoiceMarker' },
      whenNumberComes: 'none',
      legalBasis: ['Dz.U. 2025 poz. 1800'],
    },
    legalBasis: ['art. 86 ust. 10b pkt 3', 'art. 17 ust. 1 pkt 4'],
    confidence: 'M',
  },
  {
    mode: 'not-an-invoice',
    ...always,
    trigger: say('mode.not-an-invoice.trigger'),
    issue: say('mode.not-an-invoice.issue'),
    resend: null,
    failureNotice: 'no-effect',
    totalFailureNotice: 'no-effect',
    moved: null,
    numberExpected: false,
    marker: { withoutNumber: null, whenNumberComes: 'none', legalBasis: ['art. 2 pkt 31-32a'] },
    legalBasis: ['art. 2 pkt 31-32a', 'Podręcznik KSeF 2.0 cz. II 1.6.6'],
    confidence: 'H',
  },
]

const rows = new Map(modeTable.map((row) => [row.mode, row]))

/** The row of one mode; every mode has exactly one. */
export const modeRow = (mode: Mode): ModeRow => present(rows.get(mode))
