import { describe, expect, it } from 'vitest'
import { type DayFacts, tasksOf } from '../../src/console/screens/today/tasks.ts'

const waiting: DayFacts['waiting'] = {
  questions: { blocking: 0, review: 0 },
  drafts: 0,
  quarantined: 0,
  awaiting: { due: 0, overdue: 0, nextDeadline: null },
  month: { month: '2026-06', state: 'filed', blockers: 0, fileBy: '2026-07-27' },
  correctionsDue: { count: 0, nextDueBy: null, month: null },
  ksef: { state: 'connected', lastSyncAt: null, coveredUntil: null, credentialValidUntil: null },
  mailbox: { state: 'none', lookedAt: null },
}
const quiet: DayFacts = { waiting, expiring: 0, credential: null }
const codes = (told: Partial<DayFacts['waiting']>, more: Partial<DayFacts> = {}) =>
  tasksOf({ ...quiet, waiting: { ...waiting, ...told }, ...more }).map(({ code }) =>
    code.slice('console.today.'.length),
  )
const inState = (state: DayFacts['waiting']['month']['state'], blockers = 0) => ({
  month: { ...waiting.month, state, blockers },
})

describe('what is to be done now', () => {
  it('is nothing where nothing waits', () => {
    expect(codes({})).toEqual([])
  })
  it('stands in the order in which it is done: connection, duties to correct, what blocks, what is due, the month', () => {
    const some = {
      questions: { blocking: 3, review: 2 },
      drafts: 1,
      quarantined: 1,
      awaiting: { due: 5, overdue: 4, nextDeadline: null },
      ...inState('blocked', 4),
      correctionsDue: { count: 1, nextDueBy: '2026-07-28', month: '2026-05' },
      ksef: { ...waiting.ksef, state: 'refused' as const },
      mailbox: { state: 'unavailable' as const, lookedAt: null },
    }
    expect(codes(some, { expiring: 2, credential: { ends: '2026-08-01', isGrave: false } })).toEqual([
      'connection',
      'mailbox',
      'credential',
      'corrections',
      'blocking',
      'quarantined',
      'drafts',
      'expiring',
      'overdue',
      'review',
      'month',
    ])
  })
  it('is to file the month once nothing stands in its way, by its day', () => {
    const [task] = tasksOf({ ...quiet, waiting: { ...waiting, ...inState('ready') } })
    expect(task).toMatchObject({ code: 'console.today.file', to: ['month', '2026-06'], dueBy: '2026-07-27' })
  })
  it('is no month that goes on', () => {
    expect(codes(inState('open', 4))).toEqual([])
  })
  it('is to renew the access by the day on which it ends, as gravely as the service says', () => {
    const [task] = tasksOf({ ...quiet, credential: { ends: '2026-08-23', isGrave: false } })
    expect(task).toMatchObject({ code: 'console.today.credential', dueBy: '2026-08-23', isGrave: false })
  })
  it('is to connect where nothing is', () => {
    expect(codes({ ksef: { ...waiting.ksef, state: 'none' } })).toEqual(['connect'])
  })
})
