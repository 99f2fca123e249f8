import { describe, expect, it } from 'vitest'
import { dutyOn, dutyStatuses, dutyTable } from '../../src/law/duty.ts'
import { findingTable } from '../../src/law/findings.ts'
import { type Mode, modes } from '../../src/law/mode-names.ts'
import { hasTrait } from '../../src/law/mode-traits.ts'
import { modeRow, modeTable } from '../../src/law/modes.ts'
import { policyNames, policyOptions } from '../../src/law/policy.ts'
import {
  answerOf,
  type Channel,
  type Handover,
  policyOfRule,
  type ReceiptQuestion,
} from '../../src/law/receipt-question.ts'
import { matchingRules, receiptRules } from '../../src/law/receipt-rules.ts'
import { addDays, type Day } from '../../src/values/day.ts'
import { inEnglish } from '../support/words.ts'

const channels: Channel[] = ['outside-ksef', 'ksef', 'unknown']
const handovers: Handover[] = ['none', 'before-notice', 'handed-over']
/** A hand-over before the notice, and the end of the duty to send, can only be asked where they can happen. */
const questionsOf = (mode: Mode): ReceiptQuestion[] => {
  const ends = modeRow(mode).totalFailureNotice === 'abolishes-sending'
  const isAsBefore = hasTrait(mode, 'receivedAsBeforeTotalFailure')
  const abolished =
    mode === 'offline24-overtaken-by-total-failure' ? [true] : ends && !isAsBefore ? [true, false] : [false]
  return [true, false].flatMap((listed) =>
    channels.flatMap((channel) =>
      handovers.flatMap((handover) =>
        abolished.map((a) => ({ mode, listed, channel, handover, abolished: a })),
      ),
    ),
  )
}

describe('the table of receipt rules', () => {
  it.each(modes)('answers every question about %s with exactly one rule', (mode) => {
    for (const question of questionsOf(mode)) {
      expect(
        matchingRules(question).map((r) => r.rule),
        JSON.stringify(question),
      ).toHaveLength(1)
    }
  })
  it('has no rule that never answers', () => {
    const used = new Set(
      modes.flatMap((m) => questionsOf(m).flatMap((q) => matchingRules(q).map((r) => r.rule))),
    )
    expect(receiptRules.map((r) => r.rule).filter((rule) => !used.has(rule))).toEqual([])
  })
  it('answers for every option of every policy that it depends on', () => {
    for (const rule of receiptRules) {
      const policy = policyOfRule(rule)
      if (policy)
        for (const option of policyOptions(policy))
          expect(answerOf(rule, option).take, rule.rule).toBeDefined()
    }
  })
  it('cites an article, a ruling or the handbook for every rule', () => {
    for (const rule of receiptRules) {
      const policy = policyOfRule(rule)
      const bases = policy
        ? policyOptions(policy).map((o) => answerOf(rule, o).legalBasis)
        : [rule.legalBasis]
      expect(Math.min(...bases.map((basis) => basis.length))).toBeGreaterThan(0)
      for (const basis of bases.flat()) expect(basis).toMatch(/^(art\. |KIS |Podręcznik )/)
    }
  })
})

describe('the table of modes', () => {
  it('has one row for every mode, with its basis', () => {
    expect(modeTable.map((row) => row.mode).sort()).toEqual([...modes].sort())
    for (const mode of modes) expect(modeRow(mode).legalBasis.length).toBeGreaterThan(0)
  })
  it('expects a number wherever it sets a term for sending', () => {
    for (const row of modeTable) if (row.resend) expect(row.numberExpected, row.mode).toBe(true)
  })
})

describe('the table of duties', () => {
  it('knows the duty of every status on every day around its switches, and never two', () => {
    // The act names these days; none is read from the table that is tested.
    const switches = ['2026-02-01', '2026-04-01', '2027-01-01']
    for (const text of switches) {
      for (const shift of [-1, 0, 1]) {
        const day = addDays(text as Day, shift)
        for (const status of [...dutyStatuses, 'not-recorded'] as const) {
          const rows = dutyTable.filter(
            (r) => r.status === status && r.from <= day && (r.to === null || day <= r.to),
          )
          expect(rows.length, `${status} ${day}`).toBeLessThanOrEqual(1)
        }
        expect(dutyOn([], false, day).duty).toBeDefined()
      }
    }
  })
  const entry = (status: (typeof dutyStatuses)[number]) => [{ status, from: '2025-01-01' as Day, to: null }]
  it.each([
    ['art. 145l ends with March 2026', 'art-145l', '2026-03-31', 'free'],
    ['after it the buyer cannot know', 'art-145l', '2026-04-01', 'unknown'],
    ['art. 145m holds to the end of 2026', 'art-145m', '2026-12-31', 'free'],
    ['an exclusion that has ended excuses nobody', 'art-145m', '2027-01-01', 'required'],
    ['art. 106ga ust. 2 goes on', 'art-106ga-2', '2027-02-03', 'free'],
    ['nobody was obliged before February 2026', 'obliged', '2026-01-31', 'free'],
    ['the duty begins', 'obliged', '2026-02-01', 'required'],
  ] as const)('%s', (_note, status, day, expected) => {
    expect(dutyOn(entry(status), false, day as Day).duty).toBe(expected)
  })
  it('takes a seller with a foreign country code for foreign whatever is recorded', () => {
    expect(dutyOn(entry('obliged'), true, '2026-06-01' as Day).status).toBe('foreign')
  })
})

describe('policies and findings', () => {
  it('gives every policy a default and an alternative', () => {
    for (const name of policyNames) expect(policyOptions(name).length, name).toBeGreaterThan(1)
  })
  it('tells for every finding when it opens and what to do', () => {
    for (const [code, { opensWhen, whatToDo, severity }] of Object.entries(findingTable)) {
      expect(inEnglish(opensWhen).length, code).toBeGreaterThan(10)
      expect(inEnglish(whatToDo), code).toMatch(/\.$/)
      expect(code.startsWith('INFO_'), code).toBe(severity === 'info')
    }
  })
})
