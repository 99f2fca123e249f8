import { KsefReconcileProblem } from '../client/problem.ts'
import { t } from './words.ts'

/** A refusal in the words of the service; what is none of its is a connection that failed, or a fault of the page. */
export function problemText(problem: unknown): string {
  if (problem instanceof KsefReconcileProblem) return problem.detail
  return problem instanceof TypeError && !/is not a|undefined/.test(problem.message)
    ? t('console.offline')
    : t('console.broken')
}
