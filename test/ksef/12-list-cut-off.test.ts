import { afterEach, beforeEach, expect, it } from 'vitest'
import {
  connectByToken,
  createStage,
  hour,
  minute,
  nip,
  type Stage,
  seedNineDays,
} from '../../scripts/ksef-stand-in/stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage()
})
afterEach(() => stage.close().catch(() => {}))

const connect = (more: object = {}) => connectByToken(stage, more)
const purchases = () => stage.api.purchases(nip)

/** The first list of more than 20 rows that is written goes out as `cut` makes it. */
const cutFirstList = async (
  cut: (list: { invoices: unknown[] }, text: (value: unknown) => string) => string,
  work: () => Promise<unknown>,
) => {
  const original = JSON.stringify
  const stringify = original as (value: unknown, ...more: unknown[]) => string
  let cuts = 1
  JSON.stringify = ((value: { invoices: unknown[] } | null | undefined, ...more: unknown[]) => {
    const isList = Array.isArray(value?.invoices) && value.invoices.length > 20
    if (isList && cuts-- > 0) return cut(value, (what) => stringify(what, ...more))
    return stringify(value, ...more)
  }) as typeof original
  try {
    await work()
  } finally {
    JSON.stringify = original
  }
  expect(cuts, 'the list was cut').toBeLessThan(1)
}

// CIRFMF/ksef-api 736: _metadata.json of a full export was cut off; smaller exports were whole.
it('an export whose list is cut off is asked for again, whole', async () => {
  seedNineDays(stage, 40)
  await cutFirstList(
    (list, text) => text(list).slice(0, Math.floor(text(list).length / 4)),
    async () => {
      await connect()
      await stage.pass(30 * minute)
    },
  )
  await stage.pass(24 * hour)
  const found = await purchases()
  expect(found.filter(({ status }) => status === 'ksef-only').length).toBe(40)
  expect(found.length).toBe(40)
}, 240_000)
