import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Purchase } from '../support/api.ts'
import { play, shuffled } from './arrival.ts'
import { act, type Deeds, deeds, Mirror, observed, shownOn, wholeFeed } from './feed.ts'
import { inNewLedger } from './ledger.ts'
import { type Story, stories } from './story.ts'

/**
 * The feed alone is enough to keep a copy of all purchases: whatever makes one answer otherwise names it, and a reader
 * that crashes where it likes ends with the picture of the API. `FEED_RUNS` and `FEED_SEED` ask for more or others.
 */

const numRuns = Number(process.env.FEED_RUNS ?? 60)
const seed = Number(process.env.FEED_SEED ?? 20260301)

/** Ids of purchases that answer otherwise than before, or are listed no more. */
const differing = (before: Map<string, Purchase>, after: Map<string, Purchase>): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter(
    (id) => JSON.stringify(before.get(id)) !== JSON.stringify(after.get(id)),
  )

/** Plays a story and checks the feed after each request; gives what the reader saw in the end. */
async function live(story: Story, people: Deeds, luck: () => number): Promise<Mirror> {
  return inNewLedger(async (api) => {
    const mirror = new Mirror()
    let [before, cursor, requests] = [await shownOn(api), '0', 0]
    const check = async () => {
      const after = await shownOn(api)
      const items = await wholeFeed(api, cursor)
      const named = new Set(items.map((item) => item.purchaseId))
      expect(differing(before, after).filter((id) => !named.has(id))).toEqual([])
      cursor = items.at(-1)?.cursor ?? cursor
      before = after
      if (luck() % 3 === 0) await mirror.read(api, 1 + (luck() % 7), () => luck() % 5 === 0)
    }
    const watched = observed(api, async () => {
      await check()
      const now = requests++
      for (const deed of people.filter((d) => d.after === now)) {
        await act(api, deed)
        await check()
      }
    })
    await play(watched, shuffled(story), story.arrival.glued)
    await mirror.read(api, 10, () => false)
    expect(differing(mirror.purchases, await shownOn(api))).toEqual([])
    const all = await wholeFeed(api, '0')
    expect(all.map((c) => Number(c.cursor))).toEqual(all.map((_, i) => i + 1))
    expect([...new Set(mirror.seen.map((c) => c.cursor))]).toEqual(all.map((c) => c.cursor))
    return mirror
  })
}

it(
  'a reader of the feed alone ends with the same picture, wherever it crashes',
  async () => {
    const types = new Set<string>()
    await fc.assert(
      fc.asyncProperty(
        stories,
        deeds,
        fc.array(fc.nat(1000), { minLength: 11, maxLength: 11 }),
        async (story, people, dice) => {
          let throws = 0
          const mirror = await live(story, people, () => dice[throws++ % dice.length] as number)
          for (const { type } of mirror.seen) types.add(type)
        },
      ),
      { numRuns, seed },
    )
    // Otherwise the stories were too quiet to prove anything.
    expect([...types].sort()).toEqual(expect.arrayContaining(expectedTypes))
  },
  Math.max(90_000, numRuns * 1000),
)

const expectedTypes = [
  'finding.closed',
  'finding.opened',
  'posting.created',
  'posting.voided',
  'purchase.attached',
  'purchase.changed',
  'purchase.created',
  'purchase.merged',
  'receipt.changed',
]
