import { describe, expect, it } from 'vitest'
import type { Failure } from '../../src/ksef/call.ts'
import {
  type ExportUnderWay,
  type Lane,
  movedTask,
  noLane,
  noProgress,
  type Progress,
  type Task,
  taskFor,
  tasksOfSpans,
  withLane,
  withoutTask,
  withProblems,
} from '../../src/ksef/progress.ts'
import { afterFailure, afterFault, type SyncActivity } from '../../src/ksef/reactions.ts'
import { backOffMs } from '../../src/ksef/schedule.ts'
import { type Checkpoint, parseCheckpoint, plus } from '../../src/ksef/time.ts'
import {
  abandoned,
  finished,
  heard,
  laneSucceeded,
  laneTroubled,
  nothingToAsk,
  refused,
  resumed,
  troubled,
  unpaused,
} from '../../src/ksef/transitions.ts'
import { listFault, noTally } from '../../src/ksef/whole.ts'
import type { Instant } from '../../src/values/instant.ts'
import { allInEnglish } from '../support/words.ts'

/** Whatever happens, all that it does not touch is carried on: here every field has something that could be lost. */

const now = '2026-11-20T08:00:00Z' as Instant
const before = plus(now, -60_000)
const at = (text: string): Checkpoint => parseCheckpoint(text) as Checkpoint
const scene = { nip: '9376032788', now }
const task = (subject: Task['subject'], direction: Task['direction']): Task => ({
  subject,
  direction,
  from: null,
  to: null,
})
const fullLane = (subject: Task['subject']): Lane => ({
  ...noLane,
  export: {
    ...task(subject, 'forward'),
    window: { from: at('2026-11-01T00:00:00Z'), to: null },
    reference: 'e',
    requestedAt: before,
    askAt: now,
    asked: 3,
    failed: 1,
    sealed: 's',
  },
  askedAt: before,
  failures: 2,
  since: before,
  pause: { until: plus(now, 1000), why: 'silence', detail: 'd' },
  forbidden: 1,
  tried: { from: at('2026-11-01T00:00:00Z'), times: 1 },
  narrowed: at('2026-11-02T00:00:00Z'),
  doneAt: before,
  notAllowed: before,
  look: { from: at('2026-11-01T00:00:00Z'), to: at('2026-11-03T00:00:00Z'), page: 1, begunAt: before },
  lookedAt: before,
  lookFailure: 'f',
  awaited: [{ ksefNumber: 'K', storedAt: at('2026-11-02T00:00:00Z') }],
})
const tasks = [task('Subject2', 'forward'), task('Subject3', 'forward'), task('Subject2', 'look-back')]
const run = {
  id: 'r',
  cause: 'manual' as const,
  requestedAt: before,
  startedAt: before,
  tasks,
  yields: [],
  problems: ['p'],
}
const full: Progress = {
  ...noProgress,
  session: { state: 'open', accessUntil: plus(now, 9e5), refreshUntil: plus(now, 9e8), sealed: 't' },
  run,
  lanes: { Subject2: fullLane('Subject2'), Subject3: fullLane('Subject3') },
  block: { until: plus(now, 500), why: 'failure', detail: 'b' },
  refusal: null,
  failures: 4,
  since: before,
  logins: 1,
  rejected: 0,
  wanted: { id: 'w', cause: 'schedule', requestedAt: before },
  carried: [task('Subject3', 'again')],
  connectedAt: before,
  lastRunAt: before,
  calls: { exports: [1], 'export-status': [2], metadata: [3] },
}
const lane2 = full.lanes.Subject2 as Lane
const changed = (change: Partial<Lane>, more: Partial<Progress> = {}): Progress => ({
  ...full,
  lanes: { ...full.lanes, Subject2: { ...lane2, ...change } },
  ...more,
})
const pauseOf = (
  why: 'silence' | 'failure' | 'limit' | 'forbidden',
  detail: string,
  ms = backOffMs(scene.nip, 3),
) => ({
  until: plus(now, ms),
  why,
  detail,
})
const refusal = (codes: number[], status = 400): Failure => ({ kind: 'refused', status, codes, detail: 'no' })
const follows = (
  doing: SyncActivity,
  failure: Failure,
  subject: Task['subject'] | null = 'Subject2',
  of = full,
) => allInEnglish(afterFailure(of, doing, failure, scene, subject))

describe('trouble', () => {
  it('of all counts for all, from when it began, until KSeF takes a call', () => {
    expect(troubled({ ...full, since: null }, scene, 'silence', 'x').since).toBe(now)
    expect(heard({ ...full, rejected: 1 })).toEqual({ ...full, failures: 0, since: null, block: null })
    expect(troubled(full, scene, 'silence', 'x')).toEqual({
      ...full,
      failures: 5,
      block: { until: plus(now, backOffMs(scene.nip, 5)), why: 'silence', detail: 'x' },
    })
  })
  it('of one lane counts for it, from when it began', () => {
    const paused = pauseOf('failure', 'x')
    expect(laneTroubled(full, scene, 'Subject2', 'failure', 'x')).toEqual(
      changed({ failures: 3, pause: paused }),
    )
    expect(laneTroubled(full, scene, 'Subject2', 'forbidden', 'x')).toEqual(
      changed({ failures: 3, forbidden: 2, pause: { ...paused, why: 'forbidden' } }),
    )
    const first = laneTroubled({ ...full, lanes: {} }, scene, 'Subject1', 'silence', 'x', 1e9)
    expect(first.lanes).toEqual({
      Subject1: {
        ...noLane,
        failures: 1,
        since: now,
        pause: { until: plus(now, 1e9), why: 'silence', detail: 'x' },
      },
    })
  })
  it('is over with a success of the lane, for all', () => {
    expect(laneSucceeded(full, 'Subject2')).toEqual(
      changed(
        { failures: 0, since: null, pause: null, forbidden: 0 },
        { failures: 0, since: null, block: null },
      ),
    )
  })
  it('is over with an export that is, and so is its task; brought up to date is who went forward', () => {
    const over = { failures: 0, since: null, pause: null, forbidden: 0 }
    const done = { ...over, export: null, tried: null, narrowed: null }
    const all = { failures: 0, since: null, block: null }
    const asked = lane2.export as ExportUnderWay
    expect(finished(full, asked, now)).toEqual(
      changed({ ...done, doneAt: now }, { ...all, run: { ...run, tasks: tasks.slice(1) } }),
    )
    expect(finished(full, { ...asked, direction: 'fill' }, now)).toEqual(changed(done, all))
  })
  it('is tried again at once where somebody asks', () => {
    const lanes = Object.fromEntries(
      Object.entries(full.lanes).map(([name, lane]) => [
        name,
        { ...lane, pause: null, forbidden: 0, notAllowed: null },
      ]),
    )
    expect(unpaused(full, now)).toEqual({ ...full, block: null, lanes })
    // An export under way for an hour is asked for anew; a younger one may still end.
    const later = (ms: number) => unpaused(full, plus(before, ms)).lanes.Subject2?.export
    expect([later(3_600_000 - 1), later(3_600_000)]).toEqual([lane2.export, null])
  })
  it('of before a refusal is not that of the tries after somebody acted', () => {
    expect(resumed(full, now)).toEqual(unpaused(full, now))
    const stopped = refused(full, scene, 'c', 'm')
    expect(resumed(stopped, now)).toEqual({
      ...unpaused(stopped, now),
      refusal: null,
      failures: 0,
      since: null,
    })
  })
  it('that a person must end stops everything', () => {
    const lanes = Object.fromEntries(
      Object.entries(full.lanes).map(([name, lane]) => [name, { ...lane, export: null }]),
    )
    expect(refused(full, scene, 'c', 'm')).toEqual({
      ...full,
      refusal: { code: 'c', message: 'm', at: now },
      session: null,
      block: null,
      lanes,
    })
  })
  it('with an export gives it up', () => {
    expect(abandoned(full, scene, lane2.export as ExportUnderWay, 'gone')).toEqual(
      changed({ export: null, failures: 3, pause: pauseOf('failure', 'gone') }),
    )
    // Somebody asked for a sync, which gave it up: what is heard of it after that changes nothing.
    const given = changed({ export: null })
    expect(abandoned(given, scene, lane2.export as ExportUnderWay, 'gone')).toEqual(given)
    expect(follows('check-export', refusal([21175]), 'Subject2', given)).toEqual(heard(given))
    const other = changed({ export: { ...(lane2.export as ExportUnderWay), reference: 'f' } })
    expect(abandoned(other, scene, lane2.export as ExportUnderWay, 'gone')).toEqual(other)
  })
})

describe('a failure', () => {
  const silence: Failure = { kind: 'unavailable', detail: 'no answer' }
  /** KSeF said no to what was asked, so that it took the session. */
  const answered = { rejected: 0, failures: 0, since: null, block: null }
  it('of a lane touches the lane alone, but that an answer of KSeF ends what held up all', () => {
    expect(follows('request-export', silence)).toEqual(
      changed({ failures: 3, pause: pauseOf('silence', 'no answer') }),
    )
    expect(follows('check-export', { kind: 'package', detail: 'x' })).toEqual(
      changed({
        failures: 3,
        pause: pauseOf('failure', 'x'),
        export: { ...(lane2.export as never as object), failed: 2 } as never,
      }),
    )
    expect(follows('request-export', refusal([1]))).toEqual(
      changed({ failures: 3, export: null, pause: pauseOf('failure', 'no') }, answered),
    )
    expect(follows('check-export', refusal([21182]))).toEqual(
      changed({ failures: 3, export: null, pause: pauseOf('failure', 'no') }, answered),
    )
    expect(follows('request-export', refusal([21182]))).toEqual(
      changed(
        { failures: 3, pause: pauseOf('limit', 'ten exports are being made at KSeF', 300_000) },
        answered,
      ),
    )
    const long = changed({ failures: 7 })
    expect(follows('request-export', refusal([21182]), 'Subject2', long).lanes.Subject2?.pause?.until).toBe(
      plus(now, backOffMs(scene.nip, 8)),
    )
  })
  it('of the look back ends the look of this run', () => {
    expect(follows('look-back', silence)).toEqual(
      changed({ lookFailure: 'no answer' }, { run: { ...run, tasks: tasks.slice(0, 2) } }),
    )
    // What KSeF refuses it would refuse again: the next look begins anew.
    expect(follows('look-back', refusal([1]))).toEqual(
      changed({ lookFailure: 'no', look: null }, { ...answered, run: { ...run, tasks: tasks.slice(0, 2) } }),
    )
    expect(follows('look-back', { kind: 'forbidden', reason: 'x', detail: 'no' })).toEqual(
      changed({ lookFailure: 'no' }, { ...answered, run: { ...run, tasks: tasks.slice(0, 2) } }),
    )
  })
  it('of our own holds up what it happened to, a look back only the look', () => {
    const fault = (doing: string, subject: Task['subject'] | null) =>
      afterFault(full, doing, 'x', scene, subject)
    expect(fault('start-run', null)).toEqual(troubled(full, scene, 'failure', 'x'))
    expect(fault('check-export', 'Subject2')).toEqual(laneTroubled(full, scene, 'Subject2', 'failure', 'x'))
    expect(fault('look-back', 'Subject2')).toEqual(
      changed({ lookFailure: 'x', look: null }, { run: { ...run, tasks: tasks.slice(0, 2) } }),
    )
  })
  it('that says which subject type is not allowed takes it out of the run, and ends what failed before', () => {
    expect(follows('request-export', refusal([21181]))).toEqual(
      changed(
        { notAllowed: now, failures: 0, since: null, pause: null, forbidden: 0 },
        {
          failures: 0,
          since: null,
          block: null,
          run: {
            ...run,
            tasks: [tasks[1] as Task],
            problems: ['p', 'KSeF does not allow Subject2 for this taxpayer (21181).'],
          },
        },
      ),
    )
    const idle = { ...full, run: null }
    expect(follows('request-export', refusal([21181]), 'Subject2', idle).lanes.Subject2?.notAllowed).toBe(
      before,
    )
  })
  it('of signing in counts logins, and leaves the lanes', () => {
    const until = plus(now, backOffMs(scene.nip, 5))
    const block = (why: string, detail: string) => ({ until, why, detail })
    const failed = { failures: 5, session: null, logins: 2 }
    expect(follows('refresh', silence, null)).toEqual({
      ...full,
      failures: 5,
      block: block('silence', 'no answer'),
    })
    expect(follows('sign-in', { kind: 'package', detail: 'x' }, null)).toEqual({
      ...full,
      failures: 5,
      block: block('failure', 'x'),
    })
    for (const [doing, failure] of [
      ['sign-in', refusal([21111])],
      ['sign-in', refusal([21470])],
      ['sign-in', refusal([1], 410)],
      ['check-sign-in', refusal([1])],
      ['refresh', refusal([1])],
    ] as const)
      expect(follows(doing, failure, null)).toEqual({ ...full, ...failed, block: block('failure', 'no') })
    const forbidden: Failure = { kind: 'forbidden', reason: 'missing-permissions', detail: '403' }
    expect(follows('sign-in', forbidden, null)).toEqual({
      ...full,
      ...failed,
      block: block('forbidden', expect.stringContaining('InvoiceRead') as never),
    })
    for (const reason of ['ip-not-allowed', 'security-service-blocked'])
      expect(follows('sign-in', { ...forbidden, reason }, null).refusal).not.toBeNull()
    const third = { ...full, logins: 2 }
    expect(follows('sign-in', forbidden, null, third).refusal).toBeNull()
    const fourth = { ...full, logins: 3 }
    expect(follows('sign-in', forbidden, null, fourth).refusal).toMatchObject({ code: 'no-permission' })
    expect(follows('sign-in', refusal([1]), null).refusal).toMatchObject({ code: 'sign-in-refused' })
  })
  it('that forbids a lane stops all only where it is final', () => {
    const forbidden = (reason: string): Failure => ({ kind: 'forbidden', reason, detail: '403' })
    // The second in a row: half an hour.
    expect(follows('request-export', forbidden('missing-permissions'))).toEqual(
      changed(
        {
          failures: 3,
          forbidden: 2,
          pause: pauseOf('forbidden', expect.stringContaining('InvoiceRead') as never, 30 * 60_000),
        },
        answered,
      ),
    )
    expect(follows('request-export', forbidden('ip-not-allowed')).refusal?.code).toBe('address-not-allowed')
    expect(follows('request-export', forbidden('security-service-blocked')).refusal?.code).toBe(
      'blocked-by-ksef',
    )
  })
  it('of the token renews it once; then all is begun anew', () => {
    const unauthorized: Failure = { kind: 'unauthorized' }
    expect(follows('request-export', unauthorized)).toEqual({
      ...full,
      rejected: 1,
      session: { ...full.session, accessUntil: now },
    })
    const until = plus(now, backOffMs(scene.nip, 5))
    expect(follows('check-export', unauthorized, 'Subject2', { ...full, rejected: 1 })).toEqual({
      ...full,
      rejected: 2,
      session: null,
      failures: 5,
      block: { until, why: 'failure', detail: 'KSeF does not accept the access token' },
    })
    for (const doing of ['sign-in', 'check-sign-in', 'refresh'] as const)
      expect(follows(doing, unauthorized, null)).toEqual({
        ...full,
        session: null,
        failures: 5,
        block: { until, why: 'failure', detail: 'KSeF does not accept the session' },
      })
  })
  it('of a limit blocks all, up to two seconds longer than KSeF says, and is no failure', () => {
    const waits = ['9376032788', '5265877635', '5213017228', '1743039655'].map((nip) => {
      const limited: Failure = { kind: 'limited', seconds: 7, shared: false }
      const then = allInEnglish(afterFailure(full, 'check-export', limited, { nip, now }, 'Subject2'))
      const until = then.block?.until as Instant
      expect(then).toEqual({ ...full, block: { until, why: 'limit', detail: 'KSeF allows no call for 7 s' } })
      return Date.parse(until) - Date.parse(now) - 7_000
    })
    for (const ms of waits) expect(ms >= 0 && ms <= 2_000).toBe(true)
    expect(new Set(waits).size).toBe(4)
    expect(Math.max(...waits)).toBeGreaterThan(200)
  })
})

describe('a run', () => {
  it('goes on without a task for which there is nothing to ask; a look at nothing did not fail', () => {
    expect(nothingToAsk(full, task('Subject2', 'look-back'))).toEqual(
      changed({ lookFailure: null }, { run: { ...run, tasks: tasks.slice(0, 2) } }),
    )
    expect(nothingToAsk(full, task('Subject2', 'forward'))).toEqual({
      ...full,
      run: { ...run, tasks: tasks.slice(1) },
    })
  })
  it('is without one task, or with one elsewhere, the first of its kind', () => {
    const twice = { ...full, run: { ...run, tasks: [...tasks, ...tasks] } }
    const look = task('Subject2', 'look-back')
    expect(withoutTask(twice, look)).toEqual({
      ...full,
      run: { ...run, tasks: [...tasks.slice(0, 2), ...tasks] },
    })
    const from = at('2026-11-05T00:00:00Z')
    expect(movedTask(twice, look, from)).toEqual({
      ...full,
      run: { ...run, tasks: [...tasks.slice(0, 2), { ...look, from }, ...tasks] },
    })
    for (const unknown of [task('Subject1', 'look-back'), task('Subject3', 'look-back')])
      expect([withoutTask(full, unknown), movedTask(full, unknown, from)]).toEqual([full, full])
    const idle = { ...full, run: null }
    expect([withoutTask(idle, look), movedTask(idle, look, from), withProblems(idle, ['x'])]).toEqual([
      idle,
      idle,
      idle,
    ])
  })
  it('tells each problem once, a hundred at most', () => {
    expect(withProblems(full, ['q', 'p', 'q'])).toEqual({ ...full, run: { ...run, problems: ['p', 'q'] } })
    const many = Array.from({ length: 150 }, (_, i) => `x${i}`)
    expect(withProblems(full, many).run?.problems).toEqual(['p', ...many.slice(0, 99)])
  })
  it('has a task for each subject type of a span, with its ends', () => {
    const [from, to] = [at('2026-11-05T00:00:00Z'), at('2026-11-06T00:00:00Z')]
    expect(
      tasksOfSpans([
        { from, to, subjects: ['Subject1', 'Subject3'] },
        { from, to: null, subjects: ['Subject2'] },
      ]),
    ).toEqual([
      { subject: 'Subject1', direction: 'again', from, to },
      { subject: 'Subject3', direction: 'again', from, to },
      { subject: 'Subject2', direction: 'again', from, to: null },
    ])
    expect(taskFor('Subject1', 'fill')).toEqual({
      subject: 'Subject1',
      direction: 'fill',
      from: null,
      to: null,
    })
  })
  it('changes one lane, also one that is not there yet', () => {
    expect(withLane(full, 'Subject2', { failures: 9 })).toEqual(changed({ failures: 9 }))
    expect(withLane(full, 'Subject1', { failures: 9 })).toEqual({
      ...full,
      lanes: { ...full.lanes, Subject1: { ...noLane, failures: 9 } },
    })
  })
})

it('of a package that brought nothing nothing is counted', () => {
  expect(noTally).toEqual({ named: 0, nameless: 0, rowless: 0, damaged: 0, unreadable: null, missing: [] })
  expect(listFault(noTally, 0)).toBeNull()
  expect(allInEnglish(listFault(noTally, 1))).toBe('the package brought 0 of 1 invoices')
})
