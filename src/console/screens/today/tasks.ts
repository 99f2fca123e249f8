import type { TextCode } from '../../../texts/say.ts'

/** How many there are, as far as they were counted. */
export interface Counted {
  count: number
  isMore: boolean
}

/** What a day's work is judged by. */
export interface DayFacts {
  today: string
  blocking: Counted
  review: Counted
  drafts: Counted
  overdue: Counted
  corrections: Counted & { nextDueBy: string | null }
  /** The month that is to be filed next; null where it was filed. */
  month: {
    month: string
    ready: boolean
    blocking: number
    fileBy: string
    quarantined: number
    expiring: number
  } | null
  ksef: 'connected' | 'troubled' | 'none'
  credential: { ends: string; isGrave: boolean } | null
}

/** Something to do: which sentence tells it, where it is done, and by when. */
export interface DayTask {
  code: Extract<TextCode, `console.today.${string}`>
  count: number
  isMore: boolean
  /** The screen, below the taxpayer. */
  to: readonly string[]
  dueBy: string | null
  isGrave: boolean
}

/** What is to be done now, in order: what stops everything else first, then what blocks, then what is only due. */
export function tasksOf(facts: DayFacts): DayTask[] {
  const { month, corrections, credential } = facts
  const task = (code: DayTask['code'], to: readonly string[], more: Partial<DayTask> = {}): DayTask => ({
    ...{ code, to, count: 0, isMore: false, dueBy: null, isGrave: false },
    ...more,
  })
  const counted = (from: Counted, made: DayTask): DayTask[] =>
    from.count > 0 ? [{ ...made, count: from.count, isMore: from.isMore }] : []
  const some = (count: number): Counted => ({ count, isMore: false })
  return [
    ...(facts.ksef === 'none' ? [task('console.today.connect', ['settings'])] : []),
    ...(facts.ksef === 'troubled' ? [task('console.today.connection', ['settings'], { isGrave: true })] : []),
    ...(credential === null
      ? []
      : [
          task('console.today.credential', ['settings'], {
            dueBy: credential.ends,
            isGrave: credential.isGrave,
          }),
        ]),
    ...counted(corrections, task('console.today.corrections', ['month'], { dueBy: corrections.nextDueBy })),
    ...counted(facts.blocking, task('console.today.blocking', ['decide'], { isGrave: true })),
    ...counted(
      some(month?.quarantined ?? 0),
      task('console.today.quarantined', ['quarantine'], { isGrave: true }),
    ),
    ...counted(facts.drafts, task('console.today.drafts', ['add'])),
    ...counted(some(month?.expiring ?? 0), task('console.today.expiring', ['month', month?.month ?? ''])),
    ...counted(facts.overdue, task('console.today.overdue', ['awaiting'])),
    ...counted(facts.review, task('console.today.review', ['decide'])),
    ...(month === null
      ? []
      : [
          month.ready
            ? task('console.today.file', ['month', month.month], { dueBy: month.fileBy })
            : task('console.today.month', ['month', month.month], {
                count: month.blocking,
                dueBy: month.fileBy,
              }),
        ]),
  ].filter((one) => one.code !== 'console.today.month' || one.count > 0)
}
