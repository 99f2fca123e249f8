import type { ComponentChildren } from 'preact'
import { KsefReconcileProblem } from '../../client/problem.ts'
import type { Answer } from '../answers.ts'
import { problemText } from '../problem-text.ts'
import { t } from '../words.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

/** Something is on its way. It is told only where it takes a while, so that quick answers do not flicker. */
export const Loading = () => (
  <p class="loading" role="status">
    {t('console.loading')}
  </p>
)

/** Nothing is there, and what that means or what to do next. */
export const Empty = ({ title, children }: { title: string; children?: ComponentChildren }) => (
  <div class="empty">
    <h2>{title}</h2>
    {children}
  </div>
)

/** What the service said against it, where, and under which number the operator finds it. */
export function ProblemBox({ problem, retry }: { problem: unknown; retry?: () => void }) {
  const told = problem instanceof KsefReconcileProblem ? problem : null
  return (
    <div class="problem" role="alert">
      <Icon name="blocking" />
      <div>
        <p>{problemText(problem)}</p>
        {told !== null && told.errors.length > 1 && (
          <ul>
            {told.errors.map((error) => (
              <li key={error.pointer}>{error.message}</li>
            ))}
          </ul>
        )}
        {told?.requestId && told.status >= 500 && (
          <p class="soft">{t('console.request', { id: told.requestId })}</p>
        )}
        {retry !== undefined && <Button onPress={retry}>{t('console.retry')}</Button>}
      </div>
    </div>
  )
}

/** Shows an answer once it is here; until then that it is loading, or why it is not. */
export function Answered<Value>(props: {
  answer: Answer<Value>
  children: (value: Value) => ComponentChildren
}) {
  const { value, problem, reload } = props.answer
  return (
    <>
      {problem !== null && <ProblemBox problem={problem} retry={reload} />}
      {value === undefined ? problem === null && <Loading /> : props.children(value)}
    </>
  )
}
