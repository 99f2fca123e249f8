import { describe, expect, it } from 'vitest'
import { allowedAt, slackMs, withCall } from '../../src/ksef/limits.ts'
import { Pace } from '../../src/ksef/pace.ts'
import { beginsAt, nextStep, subjectOf } from '../../src/ksef/plan.ts'
import {
  type Connection,
  type ExportUnderWay,
  type Lane,
  laneOf,
  movedTask,
  noLane,
  noProgress,
  type Progress,
  type Session,
  type SubjectCoverage,
  type Task,
  tasksOfSpans,
  withoutTask,
  withProblems,
} from '../../src/ksef/progress.ts'
import { dueAt, patienceMs } from '../../src/ksef/schedule.ts'
import { type Checkpoint, instantAt, parseCheckpoint, plus } from '../../src/ksef/time.ts'
import { cover, endOf, endsUnsaid, gaps, half, leftUpTo, uncover, within } from '../../src/ksef/windows.ts'
import type { Instant } from '../../src/values/instant.ts'

/** Which lane moves next, and what it asks for. */

const now = '2026-11-20T08:00:00Z' as Instant
const nip = '9376032788'
const at = (text: string): Checkpoint => parseCheckpoint(text) as Checkpoint
const day = (n: number): Checkpoint => at(`2026-11-${String(n).padStart(2, '0')}T00:00:00Z`)
const hour = 3_600_000
const connection: Connection = {
  credential: { type: 'token' },
  subjects: ['Subject2', 'Subject3'],
  from: day(1),
  everyMinutes: 60,
  paused: false,
  credentialValidUntil: null,
}
const session: Session = {
  state: 'open',
  accessUntil: plus(now, 600_000),
  refreshUntil: plus(now, 9e8),
  sealed: '',
}
const task = (
  subject: Task['subject'],
  direction: Task['direction'] = 'forward',
  more: Partial<Task> = {},
): Task => ({
  subject,
  direction,
  from: null,
  to: null,
  ...more,
})
const paused = (ms: number): Partial<Lane> => ({
  failures: 1,
  pause: { until: plus(now, ms), why: 'silence', detail: '' },
})
const under = (askInMs: number): Partial<Lane> => ({
  export: { ...task('Subject2'), askAt: plus(now, askInMs) } as ExportUnderWay,
})
const progress = (
  tasks: Task[] | null,
  lanes: Partial<Record<Task['subject'], Partial<Lane>>> = {},
  more: Partial<Progress> = {},
): Progress => ({
  ...noProgress,
  session,
  lastRunAt: now,
  run: tasks === null ? null : ({ id: 'r', tasks, problems: [] } as unknown as Progress['run']),
  lanes: Object.fromEntries(Object.entries(lanes).map(([name, lane]) => [name, { ...noLane, ...lane }])),
  ...more,
})
const reaches = new Map<Task['subject'], SubjectCoverage>([
  ['Subject2', { checkpoint: day(15), covered: [{ from: day(3), to: day(15) }] }],
])
const step = (of: Progress, more: Partial<Connection> = {}) =>
  nextStep(nip, { ...connection, ...more }, of, reaches, now)
const both = [task('Subject2'), task('Subject3')]

describe('lanes', () => {
  it('one that pauses lets the other go on, and waits for the end of its pause', () => {
    expect(step(progress(both, { Subject2: paused(1) }))).toMatchObject({
      do: 'request-export',
      task: { subject: 'Subject3' },
    })
    expect(step(progress(both, { Subject2: paused(0) }))).toMatchObject({ task: { subject: 'Subject2' } })
    expect(step(progress(both, { Subject2: paused(9), Subject3: paused(7) }))).toEqual({
      do: 'rest',
      until: plus(now, 7),
    })
  })
  it('one whose export is under way lets the other ask for its own', () => {
    expect(step(progress(both, { Subject2: under(5) }))).toMatchObject({
      do: 'request-export',
      task: { subject: 'Subject3' },
    })
    expect(step(progress(both, { Subject2: under(0) }))).toMatchObject({
      do: 'check-export',
      subject: 'Subject2',
    })
    // Also one that a run before left.
    expect(step(progress([], { Subject2: under(0) }))).toMatchObject({
      do: 'check-export',
      subject: 'Subject2',
    })
  })
  it('whoever waited longest for an export is next', () => {
    const asked = { Subject2: { askedAt: plus(now, -1) }, Subject3: { askedAt: plus(now, -2) } }
    expect(step(progress(both, asked))).toMatchObject({ task: { subject: 'Subject3' } })
    expect(step(progress(both, { Subject2: { askedAt: now } }))).toMatchObject({
      task: { subject: 'Subject3' },
    })
    expect(step(progress(both, { Subject3: { askedAt: now } }))).toMatchObject({
      task: { subject: 'Subject2' },
    })
  })
  it('of one subject type go one after the other', () => {
    const tasks = [task('Subject2', 'look-back'), task('Subject2')]
    expect(step(progress(tasks))).toMatchObject({ do: 'look-back', task: tasks[0] })
  })
  it('a run that is not done when the next one is due ends, with the names of those that are left', () => {
    const late = { lastRunAt: plus(now, -2 * hour) }
    expect(step(progress(both, { Subject2: paused(9), Subject3: paused(9) }, late))).toEqual({
      do: 'finish-run',
      left: ['Subject2', 'Subject3'],
    })
    expect(step(progress(both, { Subject2: paused(9) }, late))).toMatchObject({ do: 'request-export' })
    expect(step(progress([]))).toEqual({ do: 'finish-run', left: [] })
    const due = dueAt(nip, connection, { wanted: null, lastRunAt: now })
    expect(step(progress([task('Subject2')], { Subject2: paused(9 * hour) }))).toEqual({
      do: 'rest',
      until: due,
    })
  })
  it('no run begins while all of them pause, unless somebody asks for it', () => {
    const late = { lastRunAt: plus(now, -2 * hour) }
    const all = { Subject2: paused(9), Subject3: paused(7) }
    expect(step(progress(null, all, late))).toEqual({ do: 'rest', until: plus(now, 7) })
    expect(step(progress(null, { Subject2: paused(9) }, late))).toEqual({ do: 'start-run' })
    expect(step(progress(null, { Subject3: paused(9) }, late))).toEqual({ do: 'start-run' })
    const wanted = { id: 'w', cause: 'manual', requestedAt: now } as const
    expect(step(progress(null, all, { ...late, wanted }))).toEqual({ do: 'start-run' })
    const due = dueAt(nip, connection, { wanted: null, lastRunAt: now })
    expect(step(progress(null, all))).toEqual({ do: 'rest', until: due })
  })
  it('a run begins as it is told to: never in the past, and not while all is held up', () => {
    const begins = (of: Progress, more: Partial<Connection> = {}) => {
      const then = beginsAt(nip, { ...connection, ...more }, of, now)
      const first = step(of, more)
      expect(first).toEqual(then === now ? { do: 'start-run' } : { do: 'rest', until: then })
      return then
    }
    const late = { lastRunAt: plus(now, -2 * hour) }
    const all = { Subject2: paused(9 * hour), Subject3: paused(7 * hour) }
    const wanted = { id: 'w', cause: 'manual', requestedAt: now } as const
    const block = (ms: number) => ({ until: plus(now, ms), why: 'silence', detail: '' }) as const
    expect(begins(progress(null, {}, { lastRunAt: null }))).toBe(now)
    expect(begins(progress(null, {}, { wanted }))).toBe(now)
    expect(begins(progress(null, all, late))).toBe(plus(now, 7 * hour))
    expect(begins(progress(null, all, { ...late, wanted }))).toBe(now)
    expect(begins(progress(null, {}, { ...late, block: block(5) }))).toBe(plus(now, 5))
    expect(begins(progress(null, {}, { ...late, block: block(0) }))).toBe(now)
    expect(begins(progress(null), { paused: true })).toBeNull()
    expect(begins(progress(null, {}, { refusal: { code: '', message: '', at: now } }))).toBeNull()
  })
  it('sign in before any call, and not to finish a task', () => {
    const out = { session: null }
    for (const direction of ['forward', 'look-back'] as const)
      expect(step(progress([task('Subject2', direction)], {}, out))).toEqual({ do: 'sign-in' })
    expect(step(progress(null, {}, { ...out, lastRunAt: null }))).toEqual({ do: 'start-run' })
    const filled = new Map<Task['subject'], SubjectCoverage>([
      ['Subject2', { checkpoint: day(1), covered: [] }],
    ])
    const of = progress([task('Subject2', 'fill')], {}, out)
    expect(nextStep(nip, connection, of, filled, now)).toEqual({
      do: 'finish-task',
      task: task('Subject2', 'fill'),
    })
  })
  it('keep to the limits of each kind of call', () => {
    const calls = (group: keyof Progress['calls'], most: number) => ({
      calls: { ...noProgress.calls, [group]: Array.from({ length: most }, () => Date.parse(now) - 10_000) },
    })
    const looking = [task('Subject2', 'look-back')]
    expect(step(progress(looking, {}, calls('metadata', 16))).do).toBe('rest')
    expect(step(progress(looking, {}, calls('exports', 16))).do).toBe('look-back')
    expect(step(progress(both, {}, calls('exports', 16))).do).toBe('rest')
    expect(step(progress(both, {}, calls('exports', 15))).do).toBe('request-export')
    expect(step(progress([], { Subject2: under(0) }, calls('export-status', 60))).do).toBe('rest')
  })
})

describe('what a task asks for', () => {
  const asks = (of: Task, lane: Partial<Lane> = {}) => {
    const found = step(progress([of], { [of.subject]: lane }))
    return found.do === 'request-export' ? found.window : found.do
  }
  it('forward from the checkpoint, or from the start where there is none', () => {
    expect(asks(task('Subject2'))).toEqual({ from: day(15), to: null })
    expect(asks(task('Subject3'))).toEqual({ from: day(1), to: null })
    expect(asks(task('Subject2'), { narrowed: day(16) })).toEqual({ from: day(15), to: day(16) })
    expect(asks(task('Subject2'), { narrowed: day(15) })).toEqual({ from: day(15), to: null })
  })
  it('gaps, but for those that were left in this run', () => {
    expect(asks(task('Subject2', 'fill'))).toEqual({ from: day(1), to: day(3) })
    expect(asks(task('Subject2', 'fill', { from: day(2) }))).toEqual({ from: day(2), to: day(3) })
    expect(asks(task('Subject2', 'fill', { from: day(3) }))).toBe('finish-task')
  })
  it('a named span whatever is covered, to its end', () => {
    expect(asks(task('Subject2', 'again', { from: day(4), to: day(6) }))).toEqual({
      from: day(4),
      to: day(6),
    })
    expect(asks(task('Subject2', 'again', { from: day(4) }))).toEqual({ from: day(4), to: null })
    expect(asks(task('Subject2', 'again', { from: day(6), to: day(6) }))).toBe('finish-task')
    expect(asks(task('Subject2', 'again', { to: day(2) }))).toEqual({ from: day(1), to: day(2) })
    expect(asks(task('Subject2', 'again', { from: day(21), to: day(22) }))).toBe('finish-task')
    expect(asks(task('Subject2', 'again', { from: day(4), to: day(6) }), { narrowed: day(5) })).toEqual({
      from: day(4),
      to: day(5),
    })
  })
  it('a look goes on where it was, or begins, or has nothing to look at', () => {
    const look = { from: day(9), to: day(15), page: 3, begunAt: now }
    expect(step(progress([task('Subject2', 'look-back')], { Subject2: { look } }))).toMatchObject({ look })
    expect(step(progress([task('Subject2', 'look-back')]))).toMatchObject({ look: { to: day(15), page: 0 } })
    expect(step(progress([task('Subject3', 'look-back')]))).toMatchObject({ do: 'finish-task' })
  })
  it('is of one subject type, or of the whole connection', () => {
    expect(subjectOf({ do: 'sign-in' })).toBeNull()
    expect(subjectOf({ do: 'check-export', subject: 'Subject3' })).toBe('Subject3')
    expect(subjectOf({ do: 'finish-task', task: task('Subject2') })).toBe('Subject2')
  })
})

describe('windows', () => {
  it('reach 90 days, or to their end, or to where they were made smaller', () => {
    expect(within({ from: at('2026-02-01T00:00:00Z'), to: day(1) }, day(20), null).to).toBe(
      at('2026-05-02T00:00:00Z'),
    )
    expect(within({ from: day(1), to: day(5) }, day(20), day(9))).toEqual({ from: day(1), to: day(5) })
    expect(within({ from: day(1), to: null }, day(20), day(9))).toEqual({ from: day(1), to: day(9) })
  })
  it('are halved down to a least length', () => {
    expect(half(day(1), day(2))).toBe(at('2026-11-01T12:00:00Z'))
    const span = (ms: number) =>
      half(day(1), parseCheckpoint(plus(instantAt(Date.parse(day(1))), ms)) as Checkpoint, 60_000)
    expect(span(59_999)).toBeNull()
    expect(span(60_000)).toBe(at('2026-11-01T00:00:30Z'))
    expect(half(day(1), at('2026-11-01T00:00:00.001Z'))).toBeNull()
    expect(half(day(1), at('2026-11-01T00:00:00.002Z'))).toBe(at('2026-11-01T00:00:00.001Z'))
    expect(half(day(1), at('2026-11-01T00:00:00.003Z'))).toBe(at('2026-11-01T00:00:00.002Z'))
  })
  const extent = (more: object) => ({
    invoiceCount: 5,
    isTruncated: false,
    lastPermanentStorageDate: null,
    permanentStorageHwmDate: day(9),
    ...more,
  })
  it('of ten thousand documents may have been cut off, whatever KSeF says', () => {
    expect(endsUnsaid(extent({ invoiceCount: 9_999 }))).toBe(false)
    expect(endsUnsaid(extent({ invoiceCount: 10_000 }))).toBe(true)
    expect(endsUnsaid(extent({ invoiceCount: 10_000, lastPermanentStorageDate: day(3) }))).toBe(true)
    expect(
      endsUnsaid(extent({ invoiceCount: 10_000, isTruncated: true, lastPermanentStorageDate: day(3) })),
    ).toBe(false)
    expect(endsUnsaid(extent({ isTruncated: true }))).toBe(true)
  })
  it('end at the last document of a package that was cut off, at their own end, or at the mark', () => {
    expect(endOf({ from: day(1), to: day(5) }, extent({}))).toBe(day(5))
    expect(endOf({ from: day(1), to: null }, extent({}))).toBe(day(9))
    expect(endOf({ from: day(1), to: null }, extent({ permanentStorageHwmDate: null }))).toBeNull()
    expect(
      endOf({ from: day(1), to: day(5) }, extent({ isTruncated: true, lastPermanentStorageDate: day(3) })),
    ).toBe(day(3))
    expect(endOf({ from: day(1), to: day(5) }, extent({ isTruncated: true }))).toBe(day(5))
    expect(endOf({ from: day(1), to: day(5) }, extent({ lastPermanentStorageDate: day(3) }))).toBe(day(5))
  })
  it('are left as gaps only up to an end behind their start, or the way would lead back', () => {
    const left = (from: Checkpoint, more: object = {}) => leftUpTo({ from, to: null }, extent(more))
    expect(left(day(8))).toBe(day(9))
    expect(left(day(9))).toBeNull()
    expect(left(day(10))).toBeNull()
    expect(left(day(8), { permanentStorageHwmDate: null })).toBeNull()
    const cutOff = { isTruncated: true, lastPermanentStorageDate: day(3) }
    expect(leftUpTo({ from: day(3), to: day(5) }, extent(cutOff))).toBeNull()
    expect(leftUpTo({ from: day(3), to: day(5) }, extent({}))).toBe(day(5))
  })
  it('that are taken out leave gaps exactly there', () => {
    const covered = [
      { from: day(1), to: day(5) },
      { from: day(8), to: day(12) },
    ]
    const without = (from: number, to: number) => uncover(covered, { from: day(from), to: day(to) })
    expect(without(2, 3)).toEqual([
      { from: day(1), to: day(2) },
      { from: day(3), to: day(5) },
      { from: day(8), to: day(12) },
    ])
    expect(without(4, 9)).toEqual([
      { from: day(1), to: day(4) },
      { from: day(9), to: day(12) },
    ])
    expect(without(1, 12)).toEqual([])
    expect(without(5, 8)).toEqual(covered)
    expect(without(3, 3)).toEqual(covered)
    expect(without(4, 3)).toEqual(covered)
    expect(gaps(without(2, 3), day(1), day(5))).toEqual([{ from: day(2), to: day(3) }])
    expect(cover(without(2, 3), { from: day(2), to: day(3) })).toEqual(covered)
  })
})

describe('a run', () => {
  const of = progress([task('Subject2'), task('Subject2', 'fill'), task('Subject3', 'fill')])
  it('is without the task that is done, and with the one that goes on elsewhere', () => {
    expect(withoutTask(of, task('Subject2', 'fill')).run?.tasks).toEqual([
      task('Subject2'),
      task('Subject3', 'fill'),
    ])
    expect(withoutTask(of, task('Subject3'))).toBe(of)
    expect(movedTask(of, task('Subject3', 'fill'), day(4)).run?.tasks[2]).toEqual(
      task('Subject3', 'fill', { from: day(4) }),
    )
    expect(movedTask(of, task('Subject3'), day(4))).toBe(of)
    const none = progress(null)
    for (const same of [
      withoutTask(none, task('Subject2')),
      movedTask(none, task('Subject2'), day(1)),
      withProblems(none, ['x']),
    ])
      expect(same).toBe(none)
  })
  it('tells each problem once, and a hundred at most', () => {
    const twice = withProblems(withProblems(of, ['a', 'b']), ['b', 'c'])
    expect(twice.run?.problems).toEqual(['a', 'b', 'c'])
    const many = Array.from({ length: 120 }, (_, i) => String(i))
    expect(withProblems(of, many).run?.problems).toHaveLength(100)
  })
  it('has a task for each subject type of a named span', () => {
    expect(tasksOfSpans([{ from: day(1), to: null, subjects: ['Subject2', 'Subject3'] }])).toEqual([
      task('Subject2', 'again', { from: day(1) }),
      task('Subject3', 'again', { from: day(1) }),
    ])
  })
  it('knows lanes of which less was written down', () => {
    expect(laneOf({ lanes: { Subject2: { doneAt: now } as Lane } }, 'Subject2')).toEqual({
      ...noLane,
      doneAt: now,
    })
  })
})

describe('when a run is due', () => {
  const due = (lastRunAt: Instant | null, everyMinutes = 60, wanted: Progress['wanted'] = null) =>
    Date.parse(dueAt(nip, { everyMinutes }, { wanted, lastRunAt }))
  const ms = Date.parse(now)
  it('is at once where somebody asks, and at first', () => {
    expect(due(null)).toBeLessThan(ms)
    expect(due(now, 60, { id: '', cause: 'manual', requestedAt: now })).toBeLessThan(ms)
  })
  it("is the taxpayer's own moment, the same every hour, a quarter of an hour after the last at the earliest", () => {
    const moments = Array.from({ length: 60 }, (_, i) => due(plus(now, i * 60_000)))
    expect(new Set(moments.map((m) => m % hour)).size).toBe(1)
    for (const [i, moment] of moments.entries()) {
      const wait = moment - (ms + i * 60_000)
      expect(wait).toBeGreaterThanOrEqual(hour / 2)
      expect(wait).toBeLessThanOrEqual(1.5 * hour)
    }
    const quarter = due(now, 15) - ms
    expect(quarter).toBeGreaterThanOrEqual(15 * 60_000)
    expect(quarter).toBeLessThanOrEqual(22.5 * 60_000)
  })
  it('questions come ever more rarely, up to the longest wait', () => {
    expect([0, 1, 2, 20].map((n) => patienceMs(n, 5_000, 60_000))).toEqual([5_000, 7_500, 11_250, 60_000])
  })
})

describe('limits', () => {
  it('count calls of the last second, minute and hour', () => {
    expect(allowedAt('exports', [])).toBe(0)
    expect(
      allowedAt(
        'exports',
        Array.from({ length: 7 }, () => 100),
      ),
    ).toBe(0)
    expect(
      allowedAt(
        'exports',
        Array.from({ length: 8 }, () => 100),
      ),
    ).toBe(1_100 + slackMs)
    expect(
      allowedAt(
        'metadata',
        Array.from({ length: 16 }, () => 100),
      ),
    ).toBe(60_100 + slackMs)
    expect(allowedAt('metadata', [50, ...Array.from({ length: 19 }, () => 100)])).toBe(3_600_050 + slackMs)
    expect(
      allowedAt(
        'export-status',
        Array.from({ length: 20 }, () => 100),
      ),
    ).toBe(1_100 + slackMs)
  })
  it('forget what is longer ago than an hour and some', () => {
    const longest = hour + slackMs
    expect(withCall('exports', [1, 2], longest + 1)).toEqual([2, longest + 1])
  })
})

describe('the pace of our address', () => {
  it('waits for the longest of the pauses that KSeF wants', () => {
    const kept: number[] = []
    const pace = new Pace(0, (ms) => kept.push(ms))
    pace.block(now, 60)
    pace.block(now, 10)
    expect(pace.take('a', 'sign-in', plus(now, 10_000))).toBe(plus(now, 60_000))
    expect(pace.take('a', 'sign-in', plus(now, 59_999))).toBe(plus(now, 60_000))
    expect(pace.take('a', 'sign-in', plus(now, 60_000))).toBe(plus(now, 60_000))
    expect(kept).toEqual([Date.parse(now) + 60_000, Date.parse(now) + 60_000])
    pace.block(plus(now, 60_000), 30)
    expect(pace.take('b', 'refresh', plus(now, 61_000))).toBe(plus(now, 90_000))
  })
  it('keeps a place for a minute, and then gives another one', () => {
    const pace = new Pace()
    expect(pace.take('a', 'sign-in', now)).toBe(now)
    const place = pace.take('b', 'sign-in', now)
    expect(place).toBe(plus(now, 125))
    expect(pace.take('b', 'sign-in', plus(now, 124))).toBe(place)
    expect(pace.take('b', 'sign-in', place)).toBe(place)
    // It was taken: who asks again comes behind.
    expect(pace.take('b', 'sign-in', plus(now, 130))).toBe(plus(now, 250))
    const late = new Pace()
    late.take('a', 'sign-in', now)
    late.take('b', 'sign-in', now)
    late.take('c', 'sign-in', plus(now, 60_130))
    expect(late.take('b', 'sign-in', plus(now, 60_130))).toBe(plus(now, 60_255))
  })
  it('leaves calls of a session alone, and lets a refresh weigh a fifth of a login', () => {
    const pace = new Pace()
    expect(pace.take('a', 'refresh', now)).toBe(now)
    expect(pace.take('b', 'refresh', now)).toBe(plus(now, 25))
    expect(pace.take('c', 'check-export', now)).toBe(now)
  })
})
