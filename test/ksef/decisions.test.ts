import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { loginStep } from '../../src/ksef/auth-status.ts'
import { allowedAt, ksefLimits, withCall } from '../../src/ksef/limits.ts'
import { Pace } from '../../src/ksef/pace.ts'
import { nextStep } from '../../src/ksef/plan.ts'
import { type Connection, noLane, noProgress, type Progress, type Session } from '../../src/ksef/progress.ts'
import { dueAt } from '../../src/ksef/schedule.ts'
import { type Checkpoint, instantAt, parseCheckpoint, plus } from '../../src/ksef/time.ts'
import { cover, gaps, half, type Interval, nextWindow, reachedBy } from '../../src/ksef/windows.ts'
import type { Instant } from '../../src/values/instant.ts'

/** The decisions of a synchronisation, without clock, store or network. */

const at = (text: string): Checkpoint => parseCheckpoint(text) as Checkpoint
const day = (n: number): Checkpoint => at(`2026-11-${String(n).padStart(2, '0')}T00:00:00Z`)
const extent = (mark: Checkpoint | null, last: Checkpoint | null = null, isTruncated = false) => ({
  invoiceCount: 7,
  isTruncated,
  lastPermanentStorageDate: last,
  permanentStorageHwmDate: mark,
})

describe('checkpoints', () => {
  it('keep seven digits, in UTC, so that text order is time order', () => {
    expect(at('2026-11-20T09:14:59.2665781+01:00')).toBe('2026-11-20T08:14:59.2665781Z')
    expect(at('2026-11-20T09:14:59.26Z')).toBe('2026-11-20T09:14:59.2600000Z')
    expect(at('2026-11-20T09:14:59Z') < at('2026-11-20T09:14:59.0000001Z')).toBe(true)
    expect(parseCheckpoint('2026-11-20T09:14:59')).toBeNull()
  })
})

describe('the next window', () => {
  const reach = (checkpoint: Checkpoint, covered: Interval[] = [], start = day(1)) => ({
    start,
    checkpoint,
    covered,
  })

  it('runs from the checkpoint as far as KSeF is complete, or 90 days', () => {
    expect(nextWindow('forward', reach(day(3)), day(20))).toEqual({ from: day(3), to: null })
    const far = at('2026-02-01T00:00:00Z')
    expect(nextWindow('forward', reach(far), day(20))).toEqual({ from: far, to: at('2026-05-02T00:00:00Z') })
  })
  it('fills the first gap before the checkpoint, and nothing after it', () => {
    const covered = [
      { from: day(5), to: day(8) },
      { from: day(10), to: day(12) },
    ]
    expect(nextWindow('fill', reach(day(12), covered), day(20))).toEqual({ from: day(1), to: day(5) })
    expect(nextWindow('fill', reach(day(12), covered, day(6)), day(20))).toEqual({
      from: day(8),
      to: day(10),
    })
    expect(nextWindow('fill', reach(day(12), covered, day(11)), day(20))).toBeNull()
    expect(nextWindow('fill', reach(day(1)), day(20))).toBeNull()
  })
  it('is halved where its package was too large', () => {
    expect(half(day(1), day(3))).toBe(day(2))
    expect(nextWindow('forward', reach(day(1)), day(20), day(2))).toEqual({ from: day(1), to: day(2) })
    expect(half(day(1), day(1))).toBeNull()
  })
})

describe('what a package reaches', () => {
  it('is the mark, or the end of the window, or the last invoice of a truncated one', () => {
    const open = { from: day(1), to: null }
    const closed = { from: day(1), to: day(5) }
    expect(reachedBy(open, extent(day(9)))).toEqual({ reached: day(9), more: false, stuck: false })
    expect(reachedBy(closed, extent(day(9)))).toEqual({ reached: day(5), more: true, stuck: false })
    expect(reachedBy(closed, extent(day(4)))).toEqual({ reached: day(4), more: false, stuck: false })
    expect(reachedBy(open, extent(day(9), day(3), true))).toEqual({
      reached: day(3),
      more: true,
      stuck: false,
    })
    expect(reachedBy(open, extent(day(9), day(1), true))).toEqual({ reached: null, more: false, stuck: true })
  })
  it('is nothing where KSeF names no mark, or one that lies before', () => {
    expect(reachedBy({ from: day(4), to: null }, extent(null, day(6)))).toMatchObject({
      reached: null,
      more: false,
    })
    expect(reachedBy({ from: day(4), to: null }, extent(day(3)))).toMatchObject({
      reached: null,
      more: false,
    })
  })
  it('is never beyond the mark', () => {
    const instants = fc.integer({ min: 1, max: 28 }).map(day)
    fc.assert(
      fc.property(
        instants,
        fc.option(instants),
        instants,
        fc.option(instants),
        fc.boolean(),
        (from, to, mark, last, cut) => {
          const { reached } = reachedBy({ from, to }, extent(mark, last, cut))
          expect(reached === null || (reached <= mark && reached > from)).toBe(true)
        },
      ),
    )
  })
})

it('coverage is what was added, in order, without overlap, and gaps are the rest', () => {
  const interval = fc.tuple(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 1, max: 28 }))
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 8 }), (pairs) => {
      let covered: Interval[] = []
      const days = new Set<number>()
      for (const [a, b] of pairs) {
        covered = cover(covered, { from: day(a), to: day(b) })
        for (let d = a; d < b; d++) days.add(d)
      }
      const has = (list: readonly Interval[], d: number) =>
        list.some((i) => i.from <= day(d) && day(d) < i.to)
      const missing = gaps(covered, day(1), day(28))
      for (let d = 1; d < 28; d++) {
        expect(has(covered, d)).toBe(days.has(d))
        expect(has(missing, d)).toBe(!days.has(d))
      }
      expect(covered.every((c, i) => i === 0 || (covered[i - 1] as Interval).to < c.from)).toBe(true)
    }),
  )
})

it('calls that keep to the ksefLimits never pass them in any window', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 300_000 }), { minLength: 60, maxLength: 120 }),
      (pauses) => {
        let calls: number[] = []
        const made: number[] = []
        let now = 1_000_000
        for (const pause of pauses) {
          now = Math.max(now + pause, allowedAt('exports', calls))
          calls = withCall('exports', calls, now)
          made.push(now)
        }
        for (const { ms, most } of ksefLimits.exports)
          for (const [i, first] of made.entries())
            expect((made[i + most] ?? Number.POSITIVE_INFINITY) - first).toBeGreaterThan(ms)
      },
    ),
    { numRuns: 50 },
  )
})

const now = '2026-11-20T08:00:00Z' as Instant
const connection: Connection = {
  credential: { type: 'token' },
  subjects: ['Subject2'],
  from: day(1),
  everyMinutes: 60,
  paused: false,
  credentialValidUntil: null,
}
const open: Session = {
  state: 'open',
  accessUntil: plus(now, 600_000),
  refreshUntil: plus(now, 9e8),
  sealed: '',
}
const task = { subject: 'Subject2', direction: 'forward', from: null, to: null } as const
const run = {
  id: 'r',
  cause: 'manual',
  requestedAt: now,
  startedAt: now,
  tasks: [task],
  yields: [],
  problems: [],
} as const
const progress = (more: Partial<Progress>): Progress => ({
  ...noProgress,
  run: run as never,
  session: open,
  lastRunAt: now,
  ...more,
})
const step = (more: Partial<Progress>, of: Partial<Connection> = {}) =>
  nextStep('9376032788', { ...connection, ...of }, progress(more), new Map(), now)

describe('the next step', () => {
  const asked = {
    ...task,
    window: { from: day(1), to: null },
    reference: 'x',
    requestedAt: now,
    askAt: now,
    asked: 0,
    failed: 0,
    sealed: '',
  }
  it.each<[string, Partial<Progress>, object]>([
    ['begins a run that is due', { run: null, lastRunAt: null }, { do: 'start-run' }],
    [
      'rests until the next run',
      { run: null, lastRunAt: now },
      { do: 'rest', until: dueAt('9376032788', connection, { wanted: null, lastRunAt: now }) },
    ],
    [
      'rests while blocked',
      { block: { until: plus(now, 5_000), why: 'limit', detail: '' } },
      { do: 'rest', until: plus(now, 5_000) },
    ],
    [
      'rests after a refusal, for good',
      { refusal: { code: '', message: '', at: now } },
      { do: 'rest', until: null },
    ],
    ['signs in before it asks', { session: null }, { do: 'sign-in' }],
    [
      'waits for the login',
      { session: { state: 'signing-in', reference: '', askAt: plus(now, 1), asked: 0, sealed: '' } },
      { do: 'rest', until: plus(now, 1) },
    ],
    [
      'looks at the login',
      { session: { state: 'signing-in', reference: '', askAt: now, asked: 0, sealed: '' } },
      { do: 'check-sign-in' },
    ],
    [
      'renews a token that ends soon',
      { session: { ...open, accessUntil: plus(now, 60_000) } },
      { do: 'refresh' },
    ],
    [
      'signs in where that ends too',
      { session: { ...open, accessUntil: now, refreshUntil: now } },
      { do: 'sign-in' },
    ],
    ['asks for an export', {}, { do: 'request-export', task, window: { from: day(1), to: null } }],
    [
      'resumes an export before all else',
      { lanes: { Subject2: { ...noLane, export: asked } } },
      { do: 'check-export', subject: 'Subject2' },
    ],
    [
      'does not sign in only to wait',
      { session: null, lanes: { Subject2: { ...noLane, export: { ...asked, askAt: plus(now, 9) } } } },
      { do: 'rest', until: plus(now, 9) },
    ],
    [
      'keeps to twenty exports an hour',
      {
        calls: {
          ...noProgress.calls,
          exports: Array.from({ length: 20 }, (_, i) => Date.parse(now) - i * 100_000).reverse(),
        },
      },
      { do: 'rest', until: instantAt(Date.parse(now) - 1_900_000 + 3_605_000) },
    ],
    ['ends a run without tasks', { run: { ...run, tasks: [] } as never }, { do: 'finish-run', left: [] }],
  ])('%s', (_, more, expected) => {
    expect(step(more)).toEqual(expected)
  })
  it('is none while paused', () => {
    expect(step({}, { paused: true })).toEqual({ do: 'rest', until: null })
  })
})

it('knows what to do in every state of a login, also in unknown ones', () => {
  const does = (code: number, details: string[] = []) => loginStep(code, details, 0).do
  expect([100, 200, 415, 425, 450, 460, 470, 480, 500, 550].map((code) => does(code))).toEqual([
    'wait',
    'redeem',
    'stop',
    'again',
    'stop',
    'stop',
    'stop',
    'stop',
    'later',
    'later',
  ])
  expect(does(450, ['Nieprawidłowe wyzwanie autoryzacyjne'])).toBe('later')
  expect(does(450, ['Token unieważniony'])).toBe('stop')
  expect(does(777)).toBe('later')
})

it('spreads the runs of many taxpayers over their interval', () => {
  const minutes = Array.from({ length: 600 }, (_, i) => {
    const due = dueAt(String(1_000_000_000 + i), connection, { wanted: null, lastRunAt: now })
    return Math.floor((Date.parse(due) / 60_000) % 60)
  })
  const perMinute = Array.from({ length: 60 }, (_, m) => minutes.filter((n) => n === m).length)
  expect(Math.max(...perMinute)).toBeLessThan(30)
  expect(perMinute.filter((n) => n === 0).length).toBeLessThan(3)
})

describe('the pace of our address', () => {
  it('gives everybody a place in the order of asking, below sixty calls a second', () => {
    const pace = new Pace()
    const start = Date.parse(now)
    const turns: { who: string; ms: number }[] = []
    const waiting = Array.from({ length: 300 }, (_, i) => ({ who: String(i), ms: start }))
    while (waiting.length > 0) {
      const [next] = waiting.sort((a, b) => a.ms - b.ms).splice(0, 1)
      const { who, ms } = next as { who: string; ms: number }
      const at = Date.parse(pace.take(who, 'sign-in', instantAt(ms)))
      if (at > ms) waiting.push({ who, ms: at })
      else turns.push({ who, ms })
    }
    expect(turns.map(({ who }) => Number(who))).toEqual(Array.from({ length: 300 }, (_, i) => i))
    for (const { ms } of turns) {
      const inSecond = turns.filter((t) => t.ms >= ms && t.ms < ms + 1000).length
      expect(inSecond * 5).toBeLessThan(60)
    }
  })
  it('keeps silent for everybody after a 429 of the address, also in the next process', () => {
    let kept = 0
    const pace = new Pace(0, (ms) => {
      kept = ms
    })
    pace.block(now, 30)
    expect(pace.take('a', 'refresh', now)).toBe(plus(now, 30_000))
    expect(new Pace(kept).take('b', 'sign-in', plus(now, 29_999))).toBe(plus(now, 30_000))
    expect(pace.take('a', 'check-export', now)).toBe(now)
  })
})
