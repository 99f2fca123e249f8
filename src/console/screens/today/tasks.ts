import type { TaxpayerSummary } from '../../../client/index.ts'
import type { TextCode } from '../../../texts/say.ts'

/** What a day's work is judged by. */
export interface DayFacts {
  waiting: Pick<
    TaxpayerSummary,
    'questions' | 'drafts' | 'quarantined' | 'awaiting' | 'month' | 'correctionsDue' | 'ksef' | 'mailbox'
  >
  /** Purchases that lose their last month with the one to be filed. */
  expiring: number
  /** The end of the access to KSeF, where it is near or was. */
  credential: { ends: string; isGrave: boolean } | null
}

/** Something to do: which sentence tells it, where it is done, and by when. */
export interface DayTask {
  code: Extract<TextCode, `console.today.${string}`>
  count: number
  /** The screen, below the taxpayer. */
  to: readonly string[]
  dueBy: string | null
  isGrave: boolean
}

/** What is to be done now, in order: what stops everything else first, then what blocks, then what is only due. */
export function tasksOf({ waiting, expiring, credential }: DayFacts): DayTask[] {
  const { questions, drafts, quarantined, awaiting, month, correctionsDue, ksef, mailbox } = waiting
  const task = (code: DayTask['code'], to: readonly string[], more: Partial<DayTask> = {}): DayTask => ({
    ...{ code, to, count: 0, dueBy: null, isGrave: false },
    ...more,
  })
  const counted = (count: number, made: DayTask): DayTask[] => (count > 0 ? [{ ...made, count }] : [])
  const isTroubled = ksef.state === 'refused' || ksef.state === 'unavailable'
  const isMailTroubled = mailbox.state === 'refused' || mailbox.state === 'unavailable'
  const [toMonth, dueBy] = [['month', month.month], month.fileBy]
  return [
    ...(ksef.state === 'none' ? [task('console.today.connect', ['settings'])] : []),
    ...(isTroubled ? [task('console.today.connection', ['settings'], { isGrave: true })] : []),
    ...(isMailTroubled
      ? [task('console.today.mailbox', ['settings'], { isGrave: mailbox.state === 'refused' })]
      : []),
    ...(credential === null
      ? []
      : [
          task('console.today.credential', ['settings'], {
            dueBy: credential.ends,
            isGrave: credential.isGrave,
          }),
        ]),
    ...counted(
      correctionsDue.count,
      task('console.today.corrections', ['month', correctionsDue.month ?? ''], {
        dueBy: correctionsDue.nextDueBy,
      }),
    ),
    ...counted(questions.blocking, task('console.today.blocking', ['decide'], { isGrave: true })),
    ...counted(quarantined, task('console.today.quarantined', ['quarantine'], { isGrave: true })),
    ...counted(drafts, task('console.today.drafts', ['add'])),
    ...counted(expiring, task('console.today.expiring', toMonth)),
    ...counted(awaiting.overdue, task('console.today.overdue', ['awaiting'])),
    ...counted(questions.review, task('console.today.review', ['decide'])),
    ...(month.state === 'ready' ? [task('console.today.file', toMonth, { dueBy })] : []),
    ...(month.state === 'blocked'
      ? counted(month.blockers, task('console.today.month', toMonth, { dueBy }))
      : []),
  ]
}
