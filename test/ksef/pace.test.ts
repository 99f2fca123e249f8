import { describe, expect, it } from 'vitest'
import { Pace } from '../../src/ksef/pace.ts'
import { backOffMs, patienceMs } from '../../src/ksef/schedule.ts'
import { instantAt, msOf, plus } from '../../src/ksef/time.ts'
import type { Instant } from '../../src/values/instant.ts'

const now = '2026-11-20T10:00:00Z' as Instant

describe('an address that KSeF told to wait', () => {
  it('waits for the longer of two terms, whichever was told first', () => {
    for (const terms of [
      [30, 10],
      [10, 30],
    ]) {
      const pace = new Pace()
      for (const seconds of terms) pace.block(now, seconds)
      expect(pace.take('a', 'sign-in', now)).toBe(plus(now, 30_000))
    }
  })
  it('tells each term that holds, so that another process keeps it', () => {
    const kept: number[] = []
    const pace = new Pace(0, (ms) => kept.push(ms))
    pace.block(now, 30)
    pace.block(now, 10)
    expect(kept.map((ms) => ms - msOf(now))).toEqual([30_000, 30_000])
  })
  it('goes on when the term is over, not a millisecond before', () => {
    const pace = new Pace(msOf(now) + 1000)
    expect(pace.take('a', 'refresh', plus(now, 999))).toBe(plus(now, 1000))
    expect(pace.take('a', 'refresh', plus(now, 1000))).toBe(plus(now, 1000))
  })
  it('holds only what is counted for the address: a session has limits of its own', () => {
    const pace = new Pace(msOf(now) + 1000)
    for (const step of ['check-sign-in', 'request-export', 'check-export', 'fetch-package']) {
      expect(pace.take('a', step, now)).toBe(now)
    }
  })
})

describe('places in the queue', () => {
  it('are five calls of forty a second for signing in, one for renewing', () => {
    const pace = new Pace()
    expect(pace.take('a', 'sign-in', now)).toBe(now)
    expect(pace.take('b', 'refresh', now)).toBe(plus(now, 125))
    expect(pace.take('c', 'sign-in', now)).toBe(plus(now, 150))
    expect(pace.take('d', 'sign-in', now)).toBe(plus(now, 275))
  })
  it('are kept: who comes too early hears the same time, and goes when it has come', () => {
    const pace = new Pace()
    pace.take('a', 'sign-in', now)
    const turn = pace.take('b', 'sign-in', now)
    expect(pace.take('b', 'sign-in', plus(now, 100))).toBe(turn)
    expect(pace.take('b', 'sign-in', turn)).toBe(turn)
    // His place was used: for the next call he gets another one.
    expect(msOf(pace.take('b', 'sign-in', turn))).toBeGreaterThan(msOf(turn))
  })
  it.each([
    ['just before a minute has passed', 59_999, true],
    ['after a minute', 60_000, false],
  ])('that were not taken are given up: %s', (_what, late, isKept) => {
    const pace = new Pace()
    pace.take('a', 'sign-in', now)
    const turn = pace.take('b', 'sign-in', now)
    const at = plus(turn, late)
    // Somebody else goes first at that moment; who kept his place may go beside him.
    expect(pace.take('c', 'sign-in', at)).toBe(at)
    expect(pace.take('b', 'sign-in', at) === at).toBe(isKept)
  })
  it('are free again after a while of silence', () => {
    const pace = new Pace()
    pace.take('a', 'sign-in', now)
    expect(pace.take('b', 'sign-in', plus(now, 124))).toBe(plus(now, 125))
    const quiet = new Pace()
    quiet.take('a', 'sign-in', now)
    expect(quiet.take('b', 'sign-in', plus(now, 125))).toBe(plus(now, 125))
  })
})

describe('pauses', () => {
  it('double from half a minute to half an hour, with up to a fifth more', () => {
    const least = [30_000, 60_000, 120_000, 240_000, 480_000, 960_000, 1_800_000, 1_800_000]
    for (const [i, ms] of least.entries()) {
      for (const nip of ['5265877635', '9376032788']) {
        const pause = backOffMs(nip, i + 1)
        expect(pause).toBeGreaterThanOrEqual(ms)
        expect(pause).toBeLessThanOrEqual(ms * 1.2)
      }
    }
    expect(backOffMs('5265877635', 0)).toBeLessThanOrEqual(36_000)
    expect(backOffMs('5265877635', 3)).not.toBe(backOffMs('9376032788', 3))
  })
  it('begin at half a minute, and lie anywhere within a fifth more', () => {
    const pauses = Array.from({ length: 2000 }, (_, i) => backOffMs(String(5_260_000_000 + i), 1))
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(30_000)
    expect(Math.min(...pauses)).toBeLessThan(30_060)
    expect(Math.max(...pauses)).toBeLessThanOrEqual(36_000)
    expect(Math.max(...pauses)).toBeGreaterThan(35_940)
  })
  it('between questions grow by half, to the longest', () => {
    expect([0, 1, 2, 3, 9].map((asked) => patienceMs(asked, 1000, 5000))).toEqual([
      1000, 1500, 2250, 3375, 5000,
    ])
  })
  it('are counted in whole milliseconds', () => {
    expect(instantAt(msOf(now))).toBe(now)
  })
})
