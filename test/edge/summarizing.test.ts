import { expect, it } from 'vitest'
import { Summarizing } from '../../src/hosts/edge/summarizing.ts'
import type { KeptSummary } from '../../src/store/summaries.ts'

/** What the directory has of a ledger in the end is what was counted last, however long it takes to hand it over. */

const of = (summary: string): KeptSummary => ({
  asOf: '2026-07-24',
  place: '1',
  summary: summary as KeptSummary['summary'],
})

it('hands over one after the other, the newest last, and what has not changed not at all', async () => {
  const kept: string[] = []
  let slow = true
  const one = new Summarizing(
    async ({ summary }) => {
      const ms = slow ? 20 : 0
      slow = false
      await new Promise((resolve) => setTimeout(resolve, ms))
      kept.push(summary)
    },
    (error) => expect.unreachable(String(error)),
  )
  let now = 'first'
  const hand = () => one.hand(() => of(now))
  const handed = [hand()]
  await Promise.resolve()
  await Promise.resolve()
  now = 'second'
  handed.push(hand(), hand())
  await Promise.all(handed)
  expect(kept).toEqual(['first', 'second'])
})

it('tries again what failed, and fails for nobody', async () => {
  const failed: string[] = []
  let isThere = false
  const kept: string[] = []
  const one = new Summarizing(
    async ({ summary }) => {
      if (!isThere) throw new Error('not there')
      kept.push(summary)
    },
    (error) => failed.push(String(error)),
  )
  await one.hand(() => of('first'))
  isThere = true
  await one.hand(() => of('first'))
  await one.hand(() => null)
  expect([failed, kept]).toEqual([['Error: not there'], ['first']])
})
