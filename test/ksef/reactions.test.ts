import { describe, expect, it } from 'vitest'
import type { Failure } from '../../src/ksef/call.ts'
import {
  type ExportUnderWay,
  type Lane,
  laneOf,
  noLane,
  noProgress,
  type Progress,
  type Session,
  type Task,
} from '../../src/ksef/progress.ts'
import { afterFailure, maxForbidden, type SyncActivity } from '../../src/ksef/reactions.ts'
import { backOffMs } from '../../src/ksef/schedule.ts'
import { plus } from '../../src/ksef/time.ts'
import {
  abandoned,
  laneSucceeded,
  laneTroubled,
  refused,
  troubled,
  unpaused,
} from '../../src/ksef/transitions.ts'
import type { Instant } from '../../src/values/instant.ts'
import { allInEnglish } from '../support/words.ts'

/** What follows from a failure, and whom it stops. */

const now = '2026-11-20T08:00:00Z' as Instant
const scene = { nip: '9376032788', now }
const session: Session = {
  state: 'open',
  accessUntil: plus(now, 600_000),
  refreshUntil: plus(now, 9e8),
  sealed: 'tokens',
}
const task = (subject: Task['subject'], direction: Task['direction'] = 'forward'): Task => ({
  subject,
  direction,
  from: null,
  to: null,
})
const asked = { ...task('Subject2'), failed: 0, reference: 'x' } as ExportUnderWay
const progress = (more: Partial<Progress> = {}, lane: Partial<Lane> = {}): Progress => ({
  ...noProgress,
  session,
  run: {
    id: 'r',
    cause: 'manual',
    requestedAt: now,
    startedAt: now,
    tasks: [task('Subject2'), task('Subject2', 'look-back'), task('Subject3')],
    yields: [],
    problems: [],
  },
  lanes: { Subject2: { ...noLane, ...lane }, Subject3: noLane },
  ...more,
})
const follows = (
  doing: SyncActivity,
  failure: Failure,
  before: Progress = progress(),
  subject: Task['subject'] | null = 'Subject2',
) => allInEnglish(afterFailure(before, doing, failure, scene, subject))
const lane = (of: Progress) => laneOf(of, 'Subject2')
const until = (ms: number) => plus(now, ms)
const refusal = (codes: number[], status = 400): Failure => ({ kind: 'refused', status, codes, detail: 'no' })
const forbidden = (reason: string): Failure => ({ kind: 'forbidden', reason, detail: '403 Brak' })
const silence: Failure = { kind: 'unavailable', detail: 'no answer' }

describe('what holds up one subject type', () => {
  it.each<[string, SyncActivity, Failure, Lane['pause']]>([
    ['silence', 'request-export', silence, { until: until(30_000), why: 'silence', detail: 'no answer' }],
    [
      'an unknown refusal',
      'request-export',
      refusal([21405]),
      { until: until(30_000), why: 'failure', detail: 'no' },
    ],
    [
      'an export that KSeF does not know',
      'check-export',
      refusal([21175]),
      { until: until(30_000), why: 'failure', detail: 'no' },
    ],
    [
      'ten exports under way',
      'request-export',
      refusal([21182]),
      { until: until(300_000), why: 'limit', detail: 'ten exports are being made at KSeF' },
    ],
  ])('%s: the others go on', (_, doing, failure, pause) => {
    const then = follows(doing, failure, progress({}, { export: doing === 'check-export' ? asked : null }))
    const { failures, since, pause: kept } = lane(then)
    expect({ failures, since, why: kept?.why, detail: kept?.detail }).toEqual({
      failures: 1,
      since: now,
      why: pause?.why,
      detail: pause?.detail,
    })
    const late = Date.parse(kept?.until ?? '') - Date.parse(pause?.until ?? '')
    expect(late).toBeGreaterThanOrEqual(0)
    expect(late).toBeLessThanOrEqual(6_000)
    expect(then).toMatchObject({ block: null, refusal: null, failures: 0, session })
    expect(laneOf(then, 'Subject3')).toEqual(noLane)
    expect(then.run?.tasks).toEqual(progress().run?.tasks)
  })

  it('pauses grow with each trouble in a row, and it stays known since when', () => {
    const first = laneTroubled(progress(), scene, 'Subject2', 'silence', 'a')
    const later = { ...scene, now: until(60_000) }
    const second = laneTroubled(first, later, 'Subject2', 'failure', 'b')
    expect(lane(second)).toMatchObject({
      failures: 2,
      since: now,
      pause: { until: plus(later.now, backOffMs(scene.nip, 2)), why: 'failure', detail: 'b' },
    })
  })

  it('silence leaves an export alone; one whose package fails three times is given up', () => {
    const twice = progress({}, { export: { ...asked, failed: 2 } })
    expect(lane(follows('check-export', silence, twice)).export).toMatchObject({ failed: 2 })
    const once = progress({}, { export: { ...asked, failed: 1 } })
    const damaged: Failure = { kind: 'package', detail: 'damaged' }
    expect(lane(follows('check-export', damaged, once))).toMatchObject({
      export: { failed: 2 },
      pause: { why: 'failure', detail: 'damaged' },
    })
    expect(lane(follows('check-export', damaged, twice))).toMatchObject({ export: null, failures: 1 })
    expect(lane(follows('check-export', damaged)).failures).toBe(1)
  })

  it('an export is given up with the reason', () => {
    const gone = abandoned(progress({}, { export: asked }), scene, asked, 'it expired')
    expect(lane(gone)).toMatchObject({ export: null, pause: { detail: 'it expired', why: 'failure' } })
  })

  it('a subject type that KSeF does not allow leaves the run, and only it', () => {
    const then = follows('request-export', refusal([21181]))
    expect(then.run?.tasks).toEqual([task('Subject3')])
    expect(then.run?.problems).toEqual(['KSeF does not allow Subject2 for this taxpayer (21181).'])
    expect(lane(then)).toMatchObject({ notAllowed: now, failures: 0, pause: null })
  })

  it('a look back that fails waits for the next run, without a pause', () => {
    const then = follows('look-back', silence)
    expect(then.run?.tasks).toEqual([task('Subject2'), task('Subject3')])
    expect(lane(then)).toMatchObject({ lookFailure: 'no answer', pause: null, failures: 0 })
  })

  it('is over with a success', () => {
    const bad = laneTroubled(progress({ failures: 3, block: null }), scene, 'Subject2', 'forbidden', 'x')
    const good = laneSucceeded({ ...bad, block: { until: now, why: 'silence', detail: '' } }, 'Subject2')
    expect(lane(good)).toEqual(noLane)
    expect(good).toMatchObject({ failures: 0, block: null })
  })
})

describe('403 of KSeF', () => {
  it('passes at times: it is tried again after 5 and 30 minutes, 2 hours, and then every 6 hours', () => {
    let then = progress()
    const pauses = [1, 2, 3, 4, 5].map(() => {
      then = follows('request-export', forbidden('missing-permissions'), then)
      return (Date.parse(lane(then).pause?.until ?? '') - Date.parse(now)) / 60_000
    })
    expect(pauses).toEqual([5, 30, 120, 360, 360])
    expect(lane(then)).toMatchObject({ forbidden: 5, pause: { why: 'forbidden' } })
    expect(lane(then).pause?.detail).toMatch(/Grant it InvoiceRead/)
    expect(then).toMatchObject({ refusal: null, block: null })
    expect(maxForbidden).toBe(4)
  })
  it('of an unknown reason too, with what KSeF said', () => {
    const { pause } = lane(follows('check-export', forbidden('something-new')))
    expect(pause?.detail).toMatch(/something-new; 403 Brak/)
  })
  it('counts only those in a row', () => {
    const twice = follows('request-export', forbidden('x'), follows('request-export', forbidden('x')))
    expect(lane(follows('request-export', silence, twice)).forbidden).toBe(2)
    expect(lane(laneSucceeded(twice, 'Subject2')).forbidden).toBe(0)
  })
  it.each([
    ['ip-not-allowed', 'address-not-allowed', /address of this server/],
    ['security-service-blocked', 'blocked-by-ksef', /Ministry of Finance/],
  ])('%s stops until a person acts', (reason, code, message) => {
    expect(follows('request-export', forbidden(reason)).refusal).toMatchObject({
      code,
      message: expect.stringMatching(message),
      at: now,
    })
  })
  it('at signing in stops after four in a row', () => {
    const third = follows('sign-in', forbidden('x'), progress({ logins: 2 }), null)
    expect(third).toMatchObject({ refusal: null, logins: 3, session: null, block: { why: 'forbidden' } })
    expect(follows('sign-in', forbidden('x'), third, null).refusal).toMatchObject({
      code: 'forbidden-by-ksef',
    })
  })
})

describe('what holds up all of them', () => {
  it('Retry-After, never early and at most two seconds late; it is no failure', () => {
    for (const subject of ['Subject2', null] as const) {
      const limited: Failure = { kind: 'limited', seconds: 30, shared: false }
      const then = follows('request-export', limited, progress(), subject)
      const wait = Date.parse(then.block?.until ?? '') - Date.parse(now)
      expect(wait).toBeGreaterThanOrEqual(30_000)
      expect(wait).toBeLessThanOrEqual(32_000)
      expect(then.block).toMatchObject({ why: 'limit', detail: 'KSeF allows no call for 30 s' })
      expect(then.failures).toBe(0)
      expect(lane(then).failures).toBe(0)
    }
  })
  it('silence while signing in', () => {
    expect(follows('sign-in', silence, progress(), null)).toMatchObject({
      failures: 1,
      block: { until: until(backOffMs(scene.nip, 1)), why: 'silence' },
    })
    const odd = follows('refresh', { kind: 'package', detail: 'odd' }, progress(), null)
    expect(odd.block).toMatchObject({ why: 'failure', detail: 'odd' })
  })
  it('pauses double up to half an hour, with jitter that depends on the taxpayer', () => {
    const pauses = [1, 2, 3, 6, 7, 50].map((n) => backOffMs('9376032788', n) / 1000)
    for (const [i, least] of [30, 60, 120, 960, 1800, 1800].entries()) {
      expect(pauses[i]).toBeGreaterThanOrEqual(least)
      expect(pauses[i]).toBeLessThanOrEqual(least * 1.2)
    }
    expect(backOffMs('5213017228', 1)).not.toBe(backOffMs('9376032788', 1))
    expect(troubled(progress({ failures: 1 }), scene, 'silence', '').block?.until).toBe(
      until(backOffMs(scene.nip, 2)),
    )
  })
  it('an access token is renewed once, then the login is repeated', () => {
    const unauthorized: Failure = { kind: 'unauthorized' }
    const once = follows('request-export', unauthorized)
    expect(once).toMatchObject({ rejected: 1, block: null, session: { state: 'open', accessUntil: now } })
    const twice = follows('request-export', unauthorized, once)
    expect(twice).toMatchObject({ rejected: 2, session: null, failures: 1, block: { why: 'failure' } })
    for (const doing of ['sign-in', 'check-sign-in', 'refresh'] as const)
      expect(follows(doing, unauthorized, progress(), null)).toMatchObject({
        session: null,
        rejected: 0,
        failures: 1,
      })
    expect(follows('check-export', unauthorized, progress({ session: null }))).toMatchObject({ failures: 1 })
  })
  it('a key or a challenge that KSeF does not know is tried again, another refusal of signing in is not', () => {
    for (const failure of [refusal([21470]), refusal([21111]), refusal([9105], 410)])
      expect(follows('sign-in', failure, progress(), null)).toMatchObject({
        refusal: null,
        session: null,
        logins: 1,
        block: { why: 'failure' },
      })
    expect(follows('refresh', refusal([9105]), progress(), null).refusal).toBeNull()
    expect(follows('sign-in', refusal([9105]), progress(), null).refusal).toMatchObject({
      code: 'sign-in-refused',
      message: 'KSeF refused to sign in: no. Send the credential again.',
    })
  })
})

describe('what held up all of them long ago', () => {
  const long = { failures: 1, since: until(-3_600_000) }
  it.each<[string, SyncActivity, Failure]>([
    ['403', 'request-export', forbidden('missing-permissions')],
    ['403 to a look back', 'look-back', forbidden('missing-permissions')],
    ['a refusal', 'check-export', refusal([21175])],
  ])('is over where KSeF answers the open session, also with %s', (_, doing, failure) => {
    expect(follows(doing, failure, progress(long, { export: asked }))).toMatchObject({
      failures: 0,
      since: null,
      block: null,
    })
  })
  it('is not where it does not answer, or does not take the token', () => {
    for (const failure of [silence, { kind: 'unauthorized' }] as const)
      expect(follows('request-export', failure, progress(long))).toMatchObject(long)
  })
})

describe('a refusal', () => {
  it('ends the session, every export and every pause, so that nothing of the old credential goes on', () => {
    const busy = progress(
      { block: { until: now, why: 'silence', detail: '' } },
      { export: asked, doneAt: now, lookedAt: now },
    )
    const then = refused(busy, scene, 'code', 'words')
    expect(then).toMatchObject({
      session: null,
      block: null,
      refusal: { code: 'code', message: 'words', at: now },
    })
    expect(lane(then)).toMatchObject({ export: null, doneAt: now, lookedAt: now })
  })
  it('and every pause is over when somebody asks for a sync, but for a limit of KSeF', () => {
    const limit = { until: until(9), why: 'limit', detail: '' } as const
    const paused = progress(
      { block: limit },
      { pause: { ...limit, why: 'silence' }, forbidden: 4, notAllowed: now, failures: 3, since: now },
    )
    expect(unpaused(paused, now)).toMatchObject({ block: limit })
    expect(lane(unpaused(paused, now))).toMatchObject({
      pause: null,
      forbidden: 0,
      notAllowed: null,
      failures: 3,
      since: now,
    })
    expect(lane(unpaused(progress({}, { pause: limit }), now)).pause).toEqual(limit)
    expect(lane(unpaused(progress({}, { pause: limit }), limit.until)).pause).toBeNull()
    const silent = { ...limit, why: 'silence' } as const
    expect(unpaused(progress({ block: silent }), now).block).toBeNull()
  })
})
