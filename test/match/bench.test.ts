import { describe, expect, it } from 'vitest'
import type { Copy } from '../../bench/match/copies.ts'
import { feed } from '../../bench/match/feed.ts'
import { type Months, makeMonths } from '../../bench/match/months.ts'
import { printed, targetsOf } from '../../bench/match/print.ts'
import { judge, strays } from '../../bench/match/score.ts'
import { addTo, noSums } from '../../bench/match/sums.ts'
import { traps } from '../../bench/match/traps.ts'

/** The bench of matching in small, with FA(3) files, so that it cannot rot. */

const plan = { seed: 7, size: 300, noise: 0.3, xml: true }
const run = async (months: Months, xml: boolean) =>
  judge(months, await feed(months, xml, (purchases, evidence) => strays(months, purchases, evidence)))

describe('labelled months', () => {
  it('are the same for the same seed, and others for another', () => {
    const numbers = (seed: number) => makeMonths({ ...plan, seed, xml: false }).copies.map((c) => c.body)
    expect(numbers(7)).toEqual(numbers(7))
    expect(numbers(8)).not.toEqual(numbers(7))
  })

  it('know every trap', () => {
    const { invoices } = makeMonths({ ...plan, size: 6000, xml: false })
    const met = new Set(invoices.flatMap((i) => i.trap ?? []))
    expect([...met].sort()).toEqual(Object.keys(traps).sort())
  })

  it('are spoilt as users report it without changing anything else', () => {
    const large = { ...plan, size: 3000, xml: false }
    const [plain, field] = [makeMonths(large), makeMonths({ ...large, field: 0.6 })]
    expect(field.invoices).toEqual(plain.invoices)
    const spoilt = field.copies.filter((copy, i) => copy.noise !== plain.copies[i]?.noise)
    expect(field.copies.filter((c) => !spoilt.includes(c)).map((c) => c.body)).toEqual(
      plain.copies.filter((_, i) => !spoilt.includes(field.copies[i] as Copy)).map((c) => c.body),
    )
    expect([...new Set(spoilt.map((c) => c.noise))].sort()).toEqual([
      'code of a sample',
      'code of another day',
      'foreign number of the seller',
      'invisible characters',
      'letters of other scripts',
      'month in Roman numerals',
      'year in two digits',
    ])
  })

  it('are matched as the targets ask, spoilt in every way', async () => {
    const sums = noSums()
    addTo(sums, await run(makeMonths({ ...plan, field: 0.2 }), true))
    expect(targetsOf(sums).filter(({ met }) => !met)).toEqual([])
    expect(sums.byCarrier['noisy writing']?.held).toBeGreaterThan(10)
    expect(sums.verdictsChecked).toBeGreaterThan(50)
    expect(printed(sums)).toContain('wrong automatic merges: 0 (is 0)')
  })
})

describe('the judgement', () => {
  const months = makeMonths({ ...plan, size: 120, xml: false })

  it('sees a wrong merge, a wrong day and a lost partner', async () => {
    const outcome = await feed(months, false, (purchases, evidence) => strays(months, purchases, evidence))
    const right = judge(months, outcome)
    expect(right.copies.filter((c) => c.fate === 'merged')).toEqual([])
    expect(right.verdicts.wrong).toEqual([])

    const [one, other] = outcome.purchases.filter((p) => p.evidence.some((e) => e.type === 'copy'))
    const mixed = outcome.purchases.map((p) =>
      p === one ? { ...p, evidence: [...p.evidence, ...(other?.evidence ?? [])] } : p,
    )
    const merged = judge(months, { ...outcome, purchases: mixed.filter((p) => p !== other) })
    expect(merged.copies.filter((c) => c.fate === 'merged').length).toBeGreaterThanOrEqual(2)

    const shifted = outcome.purchases.map((p) => ({ ...p, receipt: { ...p.receipt, date: '2026-01-01' } }))
    const late = judge(months, { ...outcome, purchases: shifted })
    expect(late.verdicts.wrong.map((w) => w.what)).toEqual(Array(late.verdicts.checked).fill('receipt'))

    const silent = judge(months, { ...outcome, candidates: new Map() })
    expect(silent.copies.every((c) => c.rank === null)).toBe(true)
    expect(right.copies.some((c) => c.rank === 1)).toBe(true)
  })
})
