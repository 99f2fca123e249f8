import { describe, expect, it } from 'vitest'
import { conditionOf, connectionFindings, credentialEnd, lastDoneAt } from '../../src/ksef/condition.ts'
import { beginsAt } from '../../src/ksef/plan.ts'
import {
  type Block,
  type Connection,
  type ExportUnderWay,
  type Lane,
  noLane,
  noProgress,
  type Progress,
  type SubjectCoverage,
} from '../../src/ksef/progress.ts'
import { dueAt } from '../../src/ksef/schedule.ts'
import { shortcomings } from '../../src/ksef/shortcomings.ts'
import { type Checkpoint, parseCheckpoint, plus } from '../../src/ksef/time.ts'
import type { Instant } from '../../src/values/instant.ts'
import { allInEnglish } from '../support/words.ts'

/** What a connection says of itself, in every situation: never more than is true. */

const now = '2026-11-20T08:00:00Z' as Instant
const ago = (ms: number) => plus(now, -ms)
const [minute, hour] = [60_000, 3_600_000]
const at = (text: string): Checkpoint => parseCheckpoint(text) as Checkpoint
const connection: Connection = {
  credential: { type: 'token' },
  subjects: ['Subject2', 'Subject3'],
  from: at('2026-11-01T00:00:00Z'),
  everyMinutes: 60,
  paused: false,
  credentialValidUntil: null,
}
const done: Lane = { ...noLane, doneAt: ago(10 * minute) }
const progress = (
  second: Partial<Lane> = {},
  third: Partial<Lane> = {},
  more: Partial<Progress> = {},
): Progress => ({
  ...noProgress,
  lastRunAt: ago(10 * minute),
  connectedAt: ago(100 * hour),
  lanes: { Subject2: { ...done, ...second }, Subject3: { ...done, ...third } },
  ...more,
})
const says = (of: Progress, more: Partial<Connection> = {}) =>
  allInEnglish(conditionOf('9376032788', { ...connection, ...more }, of, now))
const pause = (why: Block['why'], detail = 'x'): Block => ({ until: plus(now, minute), why, detail })
const failing = (why: Block['why'], detail?: string): Partial<Lane> => ({
  failures: 2,
  since: ago(minute),
  pause: pause(why, detail),
})
const under = (ms: number): Partial<Lane> => ({
  export: { requestedAt: ago(ms), askAt: plus(now, 9), subject: 'Subject2' } as ExportUnderWay,
})

describe('the state', () => {
  it.each<[string, Progress, string, RegExp]>([
    ['all is well', progress(), 'connected', /^Last brought up to date at 2026-11-20 08:50:00; next at /],
    [
      'a sync is running',
      progress({}, {}, { run: {} as never }),
      'connected',
      /08:50:00; a sync is running\.$/,
    ],
    ['nothing came yet', { ...noProgress }, 'connecting', /has not brought anything yet/],
    [
      'one subject type did not come yet',
      progress({}, { doneAt: null }),
      'connecting',
      /brought Subject3 yet/,
    ],
    [
      'a person must act',
      progress({}, {}, { refusal: { code: 'c', message: 'Send another.', at: now } }),
      'refused',
      /^Send another\.$/,
    ],
    [
      'KSeF wants no call',
      progress({}, {}, { block: pause('limit', 'no call for 9 s') }),
      'waiting',
      /09:01:00: no call for 9 s\.$/,
    ],
    [
      'signing in fails',
      progress({}, {}, { block: pause('silence', '502'), failures: 3 }),
      'unavailable',
      /^KSeF is not available \(502\)\. Trying again at 2026-11-20 09:01:00; 3 failed so far\.$/,
    ],
    [
      'the pause is over',
      progress({}, {}, { block: { ...pause('silence'), until: now } }),
      'connected',
      /Last/,
    ],
    [
      'signing in is tried again',
      progress({}, {}, { block: { ...pause('silence', '502'), until: now }, failures: 3 }),
      'unavailable',
      /^Nothing comes\. It is tried again now, after 3 failures \(502\)\.$/,
    ],
    [
      'signing in is tried again because somebody asked',
      progress({}, {}, { run: {} as never, failures: 3 }),
      'unavailable',
      /now, after 3 failures\.$/,
    ],
    [
      'one subject type fails',
      progress({}, failing('failure', 'damaged')),
      'unavailable',
      /^Subject3: KSeF did not do what was asked \(damaged\)\. Trying again at 2026-11-20 09:01:00; 2 failed so far\.$/,
    ],
    [
      'two fail',
      progress(failing('silence'), failing('failure')),
      'unavailable',
      /Subject2: KSeF is not available.*Subject3: KSeF did not do/,
    ],
    [
      'one fails and its pause is over',
      progress({ ...failing('silence'), pause: null }),
      'unavailable',
      /tried again now, after 2 failures\.$/,
    ],
    [
      'one fails and the time to try it again has come',
      progress({ ...failing('silence', '502'), pause: { ...pause('silence', '502'), until: now } }),
      'unavailable',
      /^Subject2: it is tried again now, after 2 failures \(502\)\.$/,
    ],
    ['too many exports are under way', progress(failing('limit'), failing('limit')), 'waiting', /Subject2/],
    ['not only those', progress(failing('limit'), failing('silence')), 'unavailable', /Subject2/],
    [
      '403 for the first time',
      progress({ ...failing('forbidden', 'Grant it.'), forbidden: 1 }),
      'unavailable',
      // Of two failures one was a 403.
      /Grant it\. KSeF refuses this at times although the permissions are right.*; refused 1 time so far\.$/,
    ],
    [
      '403 at signing in',
      progress({}, {}, { block: pause('forbidden', 'Grant it.'), failures: 5, logins: 2 }),
      'unavailable',
      /Grant it\..*; refused 2 times so far\.$/,
    ],
    [
      '403 again and again for one',
      progress({ ...failing('forbidden'), forbidden: 4 }),
      'unavailable',
      /Subject2/,
    ],
    [
      '403 again and again for all',
      progress({ ...failing('forbidden'), forbidden: 4 }, { ...failing('forbidden'), forbidden: 5 }),
      'refused',
      /Subject2/,
    ],
    [
      '403 again and again for all that are allowed',
      progress({ ...failing('forbidden'), forbidden: 4 }, { notAllowed: now }),
      'refused',
      /Subject2/,
    ],
    ['an export takes some minutes', progress(under(59 * minute)), 'connected', /Last/],
    ['an export does not end', progress(under(hour)), 'unavailable', /has not ended the export.*08:00:00\.$/],
  ])('%s', (_, of, state, message) => {
    expect(says(of)).toMatchObject({ state, message: expect.stringMatching(message) })
  })
  it('is paused where somebody wants it so', () => {
    expect(says(progress(failing('silence')), { paused: true })).toMatchObject({
      state: 'paused',
      until: null,
    })
  })
  it('names when it goes on: the first of what waits', () => {
    expect(says(progress({}, failing('silence'))).until).toBe(plus(now, minute))
    const later = { ...failing('silence'), pause: { ...pause('silence'), until: plus(now, hour) } }
    expect(says(progress(later, failing('silence'))).until).toBe(plus(now, minute))
    expect(says(progress({ ...failing('silence'), pause: null }, failing('silence'))).until).toBe(
      plus(now, minute),
    )
    expect(says(progress(under(hour))).until).toBe(plus(now, 9))
    expect(says(progress()).until).not.toBeNull()
    expect(says(progress({}, {}, { run: {} as never })).until).toBeNull()
  })
  it('a subject type that KSeF does not allow is no first sync for ever', () => {
    const refused = { doneAt: null, notAllowed: now }
    expect(says(progress({}, refused)).state).toBe('connected')
    expect(says(progress({}, { ...refused, failures: 0 })).message).toMatch(/^Last/)
    expect(lastDoneAt(connection, progress({}, refused))).toBe(ago(10 * minute))
  })
  it('none that KSeF allows is for a person, also where they brought something before', () => {
    for (const doneAt of [null, ago(hour)]) {
      const refused = { doneAt, notAllowed: now }
      const told = says(progress(refused, refused))
      expect(told).toMatchObject({
        state: 'refused',
        message: expect.stringMatching(
          /none of .*\(Subject2, Subject3; 21181\).*Put the connection with other/,
        ),
      })
      expect(told.until).toBe(beginsAt('9376032788', connection, progress(refused, refused), now))
    }
  })
  it('that a sync begins now is no date of long ago', () => {
    const wanted = { id: 'w', cause: 'manual', requestedAt: now } as const
    for (const more of [{ wanted }, { lastRunAt: null }])
      expect(says(progress({}, {}, more))).toMatchObject({
        message: 'Last brought up to date at 2026-11-20 08:50:00; the next sync begins now.',
        until: now,
      })
  })
  it('of a first sync tells when it goes on', () => {
    const before = progress({}, { doneAt: null })
    expect(says(before).until).toBe(dueAt('9376032788', connection, before))
    expect(says({ ...before, run: {} as never }).until).toBeNull()
  })
  it('brought up to date is what every subject type was', () => {
    expect(lastDoneAt(connection, progress({ doneAt: ago(hour) }))).toBe(ago(hour))
    expect(lastDoneAt(connection, progress({}, { doneAt: ago(hour) }))).toBe(ago(hour))
    expect(lastDoneAt(connection, progress({}, { doneAt: null }))).toBeNull()
    expect(lastDoneAt(connection, progress({ notAllowed: now }, { notAllowed: now }))).toBeNull()
  })
})

describe('what is told', () => {
  const checkpoint = at('2026-11-20T07:48:00Z')
  const whole: SubjectCoverage = { checkpoint, covered: [{ from: connection.from, to: checkpoint }] }
  const told = (of: Progress, second: SubjectCoverage | null = whole, more: Partial<Connection> = {}) => {
    const reaches = new Map([
      ['Subject3', whole] as const,
      ...(second ? [['Subject2', second] as const] : []),
    ])
    return allInEnglish(shortcomings({ ...connection, ...more }, of, reaches, now))
  }
  const codes = (...given: Parameters<typeof told>) => told(...given).map((f) => f.code)

  it('is nothing while all is well', () => {
    expect(told(progress())).toEqual([])
  })
  it('a failure after two hours, with its reason', () => {
    const since = (ms: number) => progress({ ...failing('silence', '500'), since: ago(ms) })
    expect(codes(since(2 * hour - 1))).toEqual([])
    expect(told(since(2 * hour))).toEqual([
      {
        code: 'SUBJECT_FAILING',
        severity: 'review',
        message: expect.stringMatching(
          /^Invoices of Subject2 have not come since 2026-11-20 07:00:00\. .*500/,
        ),
      },
    ])
  })
  it('signing in that fails for two hours, also in a run that does not end', () => {
    const since = (ms: number) =>
      progress(
        {},
        {},
        { failures: 7, since: ago(ms), block: pause('silence', '502'), run: { tasks: [] } as never },
      )
    expect(codes(since(2 * hour - 1))).toEqual([])
    expect(told(since(2 * hour))).toEqual([
      {
        code: 'CONNECTION_FAILING',
        severity: 'review',
        message: expect.stringMatching(
          /^Nothing has come from KSeF since 2026-11-20 07:00:00: 7 tries.*\(502\)/,
        ),
      },
    ])
    expect(told({ ...since(2 * hour), block: null })[0]?.message).toMatch(
      /7 tries to sign in or to begin failed\. /,
    )
  })
  it('an export under way after one hour', () => {
    expect(codes(progress(under(hour - 1)))).toEqual([])
    expect(told(progress(under(hour)))).toMatchObject([
      { code: 'EXPORT_STALLED', severity: 'review', message: expect.stringMatching(/08:00:00/) },
    ])
  })
  it('a subject type that KSeF does not allow, and nothing else of it', () => {
    const then = { ...failing('silence'), since: ago(9 * hour), notAllowed: now }
    expect(told(progress(then))).toMatchObject([
      { code: 'SUBJECT_NOT_ALLOWED', severity: 'review', message: expect.stringMatching(/Subject2.*21181/) },
    ])
  })
  it('a gap, unless a run is about to fill it', () => {
    const gap: SubjectCoverage = {
      checkpoint,
      covered: [{ from: at('2026-11-03T00:00:00Z'), to: checkpoint }],
    }
    expect(told(progress(), gap)).toMatchObject([
      {
        code: 'COVERAGE_GAP',
        message: expect.stringMatching(/from 2026-11-01 01:00:00 to 2026-11-03 01:00:00 are not/),
      },
    ])
    const two: SubjectCoverage = {
      ...gap,
      covered: [
        ...gap.covered,
        { from: at('2026-11-02T00:00:00Z'), to: at('2026-11-02T01:00:00Z') },
      ].reverse(),
    }
    expect(told(progress(), two)[0]?.message).toMatch(/ \(and 1 more span\)/)
    const running = (direction: string, subject = 'Subject2') =>
      progress({}, {}, { run: { tasks: [{ subject, direction }] } as never })
    expect(codes(running('fill'), gap)).toEqual([])
    expect(codes(running('look-back'), gap)).toEqual(['COVERAGE_GAP'])
    expect(codes(running('fill', 'Subject3'), gap)).toEqual(['COVERAGE_GAP'])
    expect(codes(progress(), null)).not.toContain('COVERAGE_GAP')
  })
  it('what the last run left six hours behind', () => {
    const of = (ms: number): SubjectCoverage => {
      const mark = at(plus(ago(10 * minute), -ms))
      return { checkpoint: mark, covered: [{ from: connection.from, to: mark }] }
    }
    expect(codes(progress(), of(6 * hour - 1))).toEqual([])
    expect(codes(progress(), of(6 * hour))).toEqual(['COVERAGE_BEHIND'])
    expect(codes(progress(), null)).toEqual(['COVERAGE_BEHIND'])
    expect(codes(progress({}, {}, { connectedAt: ago(2 * hour) }), null)).toEqual([])
    expect(codes(progress({}, {}, { connectedAt: null }), of(6 * hour))).toEqual(['COVERAGE_BEHIND'])
    expect(codes(progress({}, {}, { run: { tasks: [] } as never }), of(9 * hour))).toEqual([])
    expect(codes(progress({}, {}, { lastRunAt: null }), of(9 * hour))).toEqual([])
    // The next run does not make it forgotten: what it was told of stands until it brings something.
    const next = (endedMs: number) =>
      progress(
        {},
        {},
        { lastRunAt: now, endedRunAt: ago(endedMs), run: { startedAt: now, tasks: [] } as never },
      )
    const mark = of(6 * hour)
    expect(codes(next(10 * minute + 1), mark)).toEqual([])
    expect(told(next(10 * minute), mark)).toEqual(told(progress(), mark))
    // One reason is enough.
    expect(codes(progress({ ...failing('silence'), since: ago(9 * hour) }), of(9 * hour))).toEqual([
      'SUBJECT_FAILING',
    ])
  })
  it('a run that does not end for six hours, though KSeF only lets it wait', () => {
    const waiting = (ms: number, more: Partial<Progress> = {}) =>
      progress({}, {}, { run: { startedAt: ago(ms), tasks: [] } as never, block: pause('limit'), ...more })
    const mark = at(ago(6 * hour))
    const old: SubjectCoverage = { checkpoint: mark, covered: [{ from: connection.from, to: mark }] }
    expect(codes(waiting(6 * hour - 1), old)).toEqual([])
    expect(told(waiting(6 * hour), old)).toMatchObject([
      {
        code: 'COVERAGE_BEHIND',
        message: expect.stringMatching(/the sync wait that began at 2026-11-20 03:00:00\.$/),
      },
    ])
    expect(codes(waiting(6 * hour), whole)).toEqual([])
    // One reason is enough.
    expect(codes(waiting(6 * hour, { failures: 3, since: ago(3 * hour) }), old)).toEqual([
      'CONNECTION_FAILING',
    ])
  })
  it('a look back that failed for two days', () => {
    const looked = (ms: number, lookFailure: string | null = '500') =>
      progress({ lookedAt: plus(ago(10 * minute), -ms), lookFailure })
    expect(codes(looked(48 * hour - 1))).toEqual([])
    expect(told(looked(48 * hour))).toMatchObject([
      { code: 'NOT_LOOKED_BACK', message: expect.stringMatching(/Subject2.*\(500\)/) },
    ])
    expect(codes(looked(60 * hour, null))).toEqual([])
    expect(codes(progress({ lookFailure: '500' }))).toEqual(['NOT_LOOKED_BACK'])
    expect(codes(progress({ lookFailure: '500' }, {}, { connectedAt: null }))).toEqual([])
    expect(codes(progress({ lookFailure: '500' }, {}, { lastRunAt: null }))).toEqual([])
  })
  it('is nothing while paused or refused: the state says it', () => {
    const bad = progress({ ...failing('silence'), since: ago(9 * hour) })
    expect(codes(bad, whole, { paused: true })).toEqual([])
    expect(codes({ ...bad, refusal: { code: '', message: '', at: now } })).toEqual([])
  })
})

describe('the end of a credential', () => {
  const dayMs = 24 * hour
  const ends = (credentialValidUntil: string | null, validTo?: string) =>
    credentialEnd({
      ...connection,
      credential: validTo
        ? { type: 'certificate', subject: '', validTo: validTo as Instant }
        : { type: 'token' },
      credentialValidUntil,
    })
  it('is the first of what was stated and what the certificate says; a day begins in Warsaw', () => {
    expect(ends(null)).toBeNull()
    expect(ends('2026-12-31')).toBe('2026-12-30T23:00:00Z')
    expect(ends('2026-12-31T12:00:00+01:00')).toBe('2026-12-31T11:00:00Z')
    expect(ends(null, '2027-01-01T00:00:00Z')).toBe('2027-01-01T00:00:00Z')
    expect(ends('2026-12-31', '2027-01-01T00:00:00Z')).toBe('2026-12-30T23:00:00Z')
    expect(ends('2027-12-31', '2027-01-01T00:00:00Z')).toBe('2027-01-01T00:00:00Z')
  })
  it('names what ends', () => {
    const told = (of: Partial<Connection>) =>
      allInEnglish(
        connectionFindings({ ...connection, credentialValidUntil: plus(now, dayMs), ...of }, now),
      )[0]?.message
    expect(told({})).toMatch(/^The KSeF token ends at 2026-11-21 09:00:00, in 1 day/)
    const validTo = plus(now, 9 * dayMs)
    expect(told({ credential: { type: 'certificate', subject: '', validTo } })).toMatch(
      /^The certificate ends/,
    )
  })
  it('is told 30 days before, for review 7 days before, and blocking once it passed', () => {
    const told = (ms: number) =>
      connectionFindings({ ...connection, credentialValidUntil: plus(now, ms) }, now).map((f) => [
        f.code,
        f.severity,
      ])
    expect(told(30 * dayMs + 1)).toEqual([])
    expect(told(30 * dayMs)).toEqual([['CREDENTIAL_EXPIRES', 'info']])
    expect(told(7 * dayMs + 1)).toEqual([['CREDENTIAL_EXPIRES', 'info']])
    expect(told(7 * dayMs)).toEqual([['CREDENTIAL_EXPIRES', 'review']])
    expect(told(1)).toEqual([['CREDENTIAL_EXPIRES', 'review']])
    expect(told(0)).toEqual([['CREDENTIAL_EXPIRED', 'blocking']])
  })
})
