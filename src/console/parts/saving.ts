import { useState } from 'preact/hooks'
import { problemText } from '../problem-text.ts'
import { t } from '../words.ts'
import { toast } from './toast.tsx'

/** Does something that is told of when it is done or refused, one at a time. */
export function useSaving(): {
  isBusy: boolean
  /** `done`: what is told then; null where the work tells it by itself. */
  save: (work: () => Promise<unknown>, done?: string | null) => Promise<void>
} {
  const [isBusy, setBusy] = useState(false)
  const save = async (work: () => Promise<unknown>, done: string | null = t('console.saved')) => {
    setBusy(true)
    try {
      await work()
      if (done !== null) toast(done)
    } catch (problem) {
      toast(problemText(problem), { isRefusal: true })
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, save }
}
