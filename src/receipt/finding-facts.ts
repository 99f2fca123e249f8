import type { Deduction } from '../law/deduction.ts'
import type { FindingCode } from '../law/findings.ts'
import type { Resend } from '../law/resend.ts'
import type { OutageWindow } from '../outages/windows.ts'
import type { Sentence } from '../texts/sentence.ts'
import type { Period } from '../values/day.ts'
import type { Facts } from './facts.ts'
import type { FindingNote, Relation } from './finding.ts'
import type { ModeDecision } from './mode.ts'
import type { Receipt } from './receipt.ts'

export interface FindingFacts {
  facts: Facts
  decision: ModeDecision
  receipt: Receipt
  resend: Resend
  deduction: Deduction
  /** First period of deduction under each alternative receipt day that is dated. */
  alternativePeriods: readonly { policy: string; reading: Sentence; from: Period; until: Period }[]
  reduction: boolean
  relations: readonly Relation[]
  outages: readonly OutageWindow[]
  /** What is doubtful about the amounts and months of the row, and about what a correction corrects. */
  notes: readonly FindingNote[]
}

/** Opens a finding; `subject` tells apart several of one code, `milder` is the less grave of its two cases. */
export type Open = (code: FindingCode, message: Sentence, subject?: string, milder?: boolean) => void
