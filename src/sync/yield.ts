import { type ImportResult, noneYet } from '../intake/imports.ts'
import { type ExportUnderWay, type Progress, withProblems, type Yield } from '../ksef/progress.ts'
import { say } from '../texts/say.ts'

const counts = ['received', 'new', 'attached', 'unchanged', 'review', 'quarantined'] as const
/** Problems of one package that a run names. */
const maxProblems = 20

/** The run with what an export brought. */
export function broughtBy(
  progress: Progress,
  { subject }: ExportUnderWay,
  result: ImportResult | null,
): Progress {
  const { run } = progress
  if (run === null) return progress
  const before: Yield = run.yields.find((y) => y.subject === subject) ?? { subject, exports: 0, ...noneYet }
  const sum = { ...before, exports: before.exports + 1 }
  for (const name of counts) sum[name] += result?.[name] ?? 0
  const yields = [...run.yields.filter((y) => y.subject !== subject), sum]
  const problems = (result?.problems ?? [])
    .slice(0, maxProblems)
    .map(({ ksefNumber, message }) => say('run.document', { ksefNumber, why: message }))
  return withProblems({ ...progress, run: { ...run, yields } }, problems)
}
