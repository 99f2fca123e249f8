import { afterEach, beforeEach, expect, it } from 'vitest'
import { seedInvoices } from '../ksef-server/invoices.ts'
import { at, createStage, day, hour, minute, nip, type Stage, token } from '../ksef-server/stage.ts'

let stage: Stage
beforeEach(async () => {
  stage = await createStage()
})
afterEach(() => stage.close().catch(() => {}))

const connect = (more: object = {}) =>
  stage.api.json('PUT', `${at}/connection`, {
    credential: { type: 'token', token },
    from: '2026-11-10T08:00:00Z',
    ...more,
  })
const seed = (count: number, options: object = {}) =>
  seedInvoices(stage.standIn.taxpayer(nip).store, {
    nip,
    from: stage.time.ms - 9 * day,
    to: stage.time.ms,
    count,
    seed: 1,
    lagMs: minute,
    ...options,
  })
/** Every purchase, over all pages. */
const purchases = async () => {
  const all: { ksef: { number: string } | null; status: string }[] = []
  let cursor = ''
  do {
    const page = (
      await stage.api.send(
        'GET',
        `/v1/taxpayers/${nip}/purchases?limit=1000${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
      )
    ).body
    all.push(...page.items)
    cursor = page.next
  } while (cursor)
  return all
}

/** The first list of more than 20 rows that is written goes out as `cut` makes it. */
const cutFirstList = async (
  cut: (list: { invoices: unknown[] }, text: (value: unknown) => string) => string,
  work: () => Promise<unknown>,
) => {
  const stringify = JSON.stringify
  let cuts = 1
  JSON.stringify = ((value: any, ...more: any[]) => {
    const isList = Array.isArray(value?.invoices) && value.invoices.length > 20
    if (isList && cuts-- > 0) return cut(value, (what) => (stringify as any)(what, ...more))
    return (stringify as any)(value, ...more)
  }) as typeof stringify
  try {
    await work()
  } finally {
    JSON.stringify = stringify
  }
  expect(cuts, 'the list was cut').toBeLessThan(1)
}

// CIRFMF/ksef-api 736: _metadata.json of a full export was cut off; smaller exports were whole.
it('an export whose list is cut off is asked for again, whole', async () => {
  seed(40)
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
