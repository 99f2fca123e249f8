import { beforeEach, describe, expect, it } from 'vitest'
import { LookTurns } from '../../src/mailbox/look-turns.ts'
import { isMailboxCutOff } from '../../src/queries/mailbox-state.ts'
import type { Instant } from '../../src/values/instant.ts'

/** Whose mailbox is looked into: a server that is slow delays its own mailboxes alone. */

const limits = { atOnce: 4, ofServer: 2, waiting: 3, slowMs: 1000 }
let nowMs = 0
let turns = new LookTurns(() => nowMs, limits)
beforeEach(() => {
  nowMs = 0
  turns = new LookTurns(() => nowMs, limits)
})

/** A look that goes on until it is ended. */
function look(server: string) {
  const state = { hasBegun: false, end: () => {}, fail: () => {} }
  const looked = turns.pass(server, () => {
    state.hasBegun = true
    return new Promise<void>((resolve, reject) => {
      state.end = resolve
      state.fail = () => reject(new Error('broken'))
    })
  })
  looked?.catch(() => {})
  return { state, isSentAway: looked === null }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))
const begun = (looks: readonly ReturnType<typeof look>[]) => looks.map(({ state }) => state.hasBegun)

describe('looks into mailboxes', () => {
  it('of one server are two at once, and more than three that wait come again later', async () => {
    const looks = ['a', 'a', 'a', 'a', 'a', 'a'].map(look)
    await settled()
    expect(begun(looks)).toEqual([true, true, false, false, false, false])
    expect(looks.map(({ isSentAway }) => isSentAway)).toEqual([false, false, false, false, false, true])
    looks[0]?.state.end()
    looks[1]?.state.fail()
    await settled()
    expect(begun(looks)).toEqual([true, true, true, true, false, false])
  })

  it('of other servers begin at once, whatever one server does that answers after minutes', async () => {
    const slow = ['slow', 'slow', 'slow', 'slow', 'slow'].map(look)
    const others = ['a', 'b'].map(look)
    await settled()
    expect(begun(others)).toEqual([true, true])
    for (const { state } of others) state.end()
    await settled()
    const again = ['c', 'd', 'e'].map(look)
    await settled()
    expect(begun(again)).toEqual([true, true, false])
    // The place that gets free is for who may have it, not for the slow one's next.
    again[0]?.state.end()
    await settled()
    expect(begun(again)).toEqual([true, true, true])
    expect(begun(slow)).toEqual([true, true, false, false, false])
  })

  it('of a server that took long are one at once, until one was quick again', async () => {
    const looks = ['slow', 'slow', 'slow', 'slow'].map(look)
    nowMs = 60_000
    looks[0]?.state.end()
    looks[1]?.state.fail()
    await settled()
    expect(begun(looks)).toEqual([true, true, true, false])
    nowMs += 900
    looks[2]?.state.end()
    const next = look('slow')
    await settled()
    expect([...begun(looks), ...begun([next])]).toEqual([true, true, true, true, true])
  })

  it('of ever new servers leave nothing behind that grows', async () => {
    for (let n = 0; n < 2500; n++) await turns.pass(`server ${n}`, async () => {})
    expect(turns.known).toBeLessThanOrEqual(1000)
  })
})

describe('a mailbox', () => {
  it('is cut off where its sign-in is refused, or where nothing was read for three hours', () => {
    const now = '2026-07-24T12:00:00Z' as Instant
    const of = (state: 'refused' | 'unavailable' | 'connected', lookedAt: string | null) =>
      isMailboxCutOff({ state, lookedAt: lookedAt as Instant | null }, now)
    expect(of('refused', '2026-07-24T11:59:00Z')).toBe(true)
    expect(of('unavailable', null)).toBe(true)
    expect(of('unavailable', '2026-07-24T09:00:00Z')).toBe(true)
    expect(of('unavailable', '2026-07-24T09:00:01Z')).toBe(false)
    expect(of('connected', '2026-07-01T09:00:00Z')).toBe(false)
  })
})
