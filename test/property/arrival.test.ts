import fc from 'fast-check'
import { expect, it } from 'vitest'
import { again, distinctDocuments, outcomesOf, play, shuffled, straight } from './arrival.ts'
import { inNewLedger } from './ledger.ts'
import { pictureOf } from './picture.ts'
import { stories } from './story.ts'

/**
 * Invariant 2 of the design: any order of arrival, any repetition and any grouping gives the same purchases, dates,
 * markers and findings. `ARRIVAL_RUNS` and `ARRIVAL_SEED` ask for more runs or others.
 */

const numRuns = Number(process.env.ARRIVAL_RUNS ?? 150)
const seed = Number(process.env.ARRIVAL_SEED ?? 20260201)

it(
  'every order of arrival ends in the same picture',
  async () => {
    await fc.assert(
      fc.asyncProperty(stories, async (story) => {
        const expected = await inNewLedger(async (api) => {
          await play(api, straight(story))
          return pictureOf(api)
        })
        expect(expected.purchases.flatMap((p) => p.evidence)).toHaveLength(distinctDocuments(story))
        await inNewLedger(async (api) => {
          await play(api, shuffled(story), story.arrival.glued)
          expect(await pictureOf(api)).toEqual(expected)
          for (const parcel of again(story))
            expect(new Set(await outcomesOf(api, parcel))).toEqual(new Set(['unchanged']))
          expect(await pictureOf(api)).toEqual(expected)
        })
      }),
      { numRuns, seed },
    )
  },
  Math.max(90_000, numRuns * 1000),
)
