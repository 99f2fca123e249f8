import { describe, expect, it } from 'vitest'
import { type DayFacts, tasksOf } from '../../src/console/screens/today/tasks.ts'

const none = { count: 0, isMore: false }
const quiet: DayFacts = {
  today: '2026-07-24',
  blocking: none,
  review: none,
  drafts: none,
  overdue: none,
  corrections: { ...none, nextDueBy: null },
  month: null,
  ksef: 'connected',
  credential: null,
}
const month = {
  month: '2026-06',
  ready: false,
  blocking: 4,
  fileBy: '2026-07-27',
  quarantined: 1,
  expiring: 2,
}
const codes = (facts: Partial<DayFacts>) =>
  tasksOf({ ...quiet, ...facts }).map(({ code }) => code.slice('console.today.'.length))

describe('what is to be done now', () => {
  it('is nothing where nothing waits', () => {
    expect(codes({})).toEqual([])
  })
  it('stands in the order in which it is done: connection, duties to correct, what blocks, what is due, the month', () => {
    const some = { count: 3, isMore: true }
    const all = {
      blocking: some,
      review: some,
      drafts: some,
      overdue: some,
      month,
      ksef: 'troubled' as const,
    }
    expect(
      codes({
        ...all,
        corrections: { ...some, nextDueBy: '2026-07-28' },
        credential: { ends: '2026-08-01', isGrave: false },
      }),
    ).toEqual([
      'connection',
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
    const [task] = tasksOf({
      ...quiet,
      month: { ...month, ready: true, blocking: 0, quarantined: 0, expiring: 0 },
    })
    expect(task).toMatchObject({ code: 'console.today.file', to: ['month', '2026-06'], dueBy: '2026-07-27' })
  })
  it('is no month that is not ready though nothing blocks it: it is not over', () => {
    expect(codes({ month: { ...month, blocking: 0, quarantined: 0, expiring: 0 } })).toEqual([])
  })
  it('is to renew the access by the day on which it ends, as gravely as the service says', () => {
    const [task] = tasksOf({ ...quiet, credential: { ends: '2026-08-23', isGrave: false } })
    expect(task).toMatchObject({ code: 'console.today.credential', dueBy: '2026-08-23', isGrave: false })
  })
  it('is to connect where nothing is', () => {
    expect(codes({ ksef: 'none' })).toEqual(['connect'])
  })
})
