import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { whyAbsurd } from '../../src/hosts/clock.ts'
import { createTestApp, onEdge } from '../support/app.ts'
import { at, buyer, copy, refused } from '../support/hostile.ts'
import { inEnglish } from '../support/words.ts'

/** Nothing is dated by a clock that cannot be right: neither recorded nor judged by its day. */

let now = new Date('2026-07-24T10:00:00Z')
let stage: Awaited<ReturnType<typeof createTestApp>>
beforeAll(async () => {
  stage = await createTestApp({ now: () => now })
  await stage.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
})
afterAll(() => stage.close())

describe('a clock that is set to an absurd time while the service runs', () => {
  it.each(['1963-07-24T10:00:00Z', '1970-01-01T00:00:00Z', '2025-12-31T23:59:59Z', '2126-07-24T10:00:00Z'])(
    '%s: everything with a key is refused in words, and nothing is recorded',
    async (time) => {
      const { api } = stage
      const before = await api.purchases(buyer)
      now = new Date(time)
      const asked = [
        await api.json('POST', `${at}/copies`, copy({ number: `CLOCK/${time}` })),
        await api.json('PUT', `/v1/taxpayers/${buyer}`, { name: 'Odbiorca S.A.' }),
        await api.send('GET', `${at}/purchases`),
        await api.send('GET', '/v1/outages'),
      ]
      for (const answer of asked) {
        refused(answer, { status: 503, code: 'clock-absurd' })
        expect(answer.body.detail).toContain(`says ${new Date(time).toISOString()}, which cannot be`)
        expect(answer.body.detail).toMatch(/Set it .*try again/)
        expect(answer.headers.get('retry-after')).toBe('60')
      }
      expect((await api.send('GET', '/health')).status).toBe(200)
      now = new Date('2026-07-24T10:00:00Z')
      expect(await api.purchases(buyer)).toEqual(before)
      expect((await api.send('GET', `/v1/taxpayers/${buyer}`)).body.name).toBe('Odbiorca sp. z o.o.')
    },
  )
})

it.skipIf(onEdge)('a start is refused, and leaves nothing behind', async () => {
  for (const time of ['1963-07-24T10:00:00Z', '2126-07-24T10:00:00Z'])
    await expect(createTestApp({ now: time })).rejects.toThrow(
      `The clock of this machine says ${new Date(time).toISOString()}`,
    )
})

it('is one before KSeF, one beyond everybody, and none at all', () => {
  const at = (time: string) => whyAbsurd(new Date(time))
  expect(['2026-01-01T00:00:00Z', '2026-11-30T00:00:00Z', '2099-12-31T23:59:59Z'].map(at)).toEqual([
    null,
    null,
    null,
  ])
  expect(inEnglish(at('never') ?? 'sound')).toContain('says no time at all')
})
