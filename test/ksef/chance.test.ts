import { expect, it } from 'vitest'
import { randomFaults, seededRandom } from '../../scripts/ksef-stand-in/faults.ts'
import { seedInvoices } from '../../scripts/ksef-stand-in/invoices.ts'
import { at, createStage, day, hour, minute, nip, token } from '../../scripts/ksef-stand-in/stage.ts'

/** Days of syncs with faults by chance, the death of the process among them; `npm run bench -- ksef` runs a month. */

it.each([1, 2])('a day of trouble lose nothing and double nothing (seed %i)', async (seed) => {
  const stage = await createStage({ lagMs: 10 * minute })
  const { standIn, time } = stage
  const { store, exports } = standIn.taxpayer(nip)
  const [start, end] = [time.ms, time.ms + day]
  exports.packageLimit = 12
  exports.partBytes = 4_000
  seedInvoices(store, { nip, from: start - 5 * day, to: end, count: 60, seed, lagMs: 10 * minute })
  await stage.api.json('PUT', `${at}/connection`, {
    credential: { type: 'token', token },
    from: new Date(start - 5 * day).toISOString(),
    everyMinutes: 60,
  })
  const random = seededRandom(seed)
  const faults = randomFaults(random, 0.08)
  standIn.faults.chance = (on) => {
    if (random() < 0.02) return { kind: random() < 0.5 ? 'dies-before' : 'dies-after' }
    return faults(on)
  }
  let deaths = 0
  const upTo = async (moment: number) => {
    while (time.ms < moment) {
      await stage.pass(moment - time.ms)
      if (time.ms >= moment) break
      deaths++
      await stage.crash()
    }
  }
  await upTo(start + day / 2)
  standIn.keys.rotate()
  await upTo(end)
  standIn.faults.chance = () => null
  await upTo(end + 3 * hour)
  const [{ checkpoint, intervals }] = (await stage.api.send('GET', `${at}/coverage`)).body.items
  const stored = store.invoices.map(({ metadata }) => metadata.ksefNumber).sort()
  expect((await stage.api.purchases(nip)).map((p) => p.ksef?.number).sort()).toEqual(stored)
  expect(intervals).toHaveLength(1)
  expect(Date.parse(checkpoint)).toBeGreaterThan(end)
  expect(Date.parse(checkpoint)).toBeLessThanOrEqual(store.highWater(time.ms))
  expect(standIn.limits.mostExportsInAnHour).toBeLessThanOrEqual(20)
  expect(standIn.limits.tooEarly).toEqual([])
  expect(deaths).toBeGreaterThan(0)
  expect(standIn.faults.happened.size).toBeGreaterThan(5)
  await stage.close()
})
