import { useEffect, useReducer, useRef, useState } from 'preact/hooks'
import { toast } from './parts/toast.tsx'
import { language } from './preferences.ts'
import { problemText } from './problem-text.ts'

/** What was asked of the service, as far as it is here. */
export interface Answer<Value> {
  value: Value | undefined
  /** Why it is not here, or not as new as was asked. */
  problem: unknown
  isLoading: boolean
  /** Asks again, and keeps showing what is here meanwhile. */
  reload: () => void
  /** Puts another value in its place, as what was done here makes it. */
  put: (value: Value) => void
}

/** The last answers, to be shown at once where somebody comes back; they are asked for again all the same. */
const kept = new Map<string, unknown>()
const mostKept = 60

/** Forgets the answers: they were for who was signed in. */
export const forgetAnswers = (): void => kept.clear()

/** A key belongs to one question, whose answers are of one kind. */
const keptOf = <Value>(key: string) => kept.get(key) as Value | undefined

function keep(key: string, value: unknown): void {
  kept.delete(key)
  kept.set(key, value)
  const [oldest] = kept.keys()
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
}

/**
 * Asks the service, again whenever the key or the language changes. The key names all that the question depends on.
 */
export function useAnswer<Value>(key: string, ask: (signal: AbortSignal) => Promise<Value>): Answer<Value> {
  const full = `${language.value} ${key}`
  const [state, set] = useState<{ of: string; value: Value | undefined; problem: unknown }>({
    of: full,
    value: keptOf<Value>(full),
    problem: null,
  })
  const [turn, reload] = useReducer((count: number, _: undefined) => count + 1, 0)
  const asked = useRef(ask)
  asked.current = ask
  useEffect(() => {
    const controller = new AbortController()
    asked.current(controller.signal).then(
      (value) => {
        if (controller.signal.aborted) return
        keep(full, value)
        set({ of: full, value, problem: null })
      },
      (problem: unknown) => {
        if (!controller.signal.aborted)
          set((now) => ({ of: full, value: now.of === full ? now.value : undefined, problem }))
      },
    )
    return () => controller.abort()
  }, [full, turn])
  const now = state.of === full ? state : { value: keptOf<Value>(full), problem: null }
  return {
    value: now.value,
    problem: now.problem,
    isLoading: now.value === undefined && now.problem === null,
    reload: () => reload(undefined),
    put: (value) => {
      keep(full, value)
      set({ of: full, value, problem: null })
    },
  }
}

/** A list as far as it was loaded. */
export interface LoadedList<Item> {
  items: readonly Item[]
  /** Cursor of the page that follows; null at the end. */
  next: string | null
}

/** Milliseconds between two looks at what is being tried. */
const lookingPace = 2_000

/** Asks again and again while something is being tried. */
export function useLooking(isTrying: boolean, reload: () => void): void {
  useEffect(() => {
    if (!isTrying) return
    const timer = setInterval(reload, lookingPace)
    return () => clearInterval(timer)
  }, [isTrying])
}

/** Which page of a list is asked for: without a cursor the first, of the length that the service thinks right. */
export interface ListPage {
  cursor?: string | undefined
  limit?: number | undefined
}

/** What a page has, by the contract, where nobody asks for more, and what it may have. */
const [usualPage, longestPage] = [100, 1000]

const asMany = (shown: number): number => Math.min(Math.max(shown, usualPage), longestPage)

/**
 * A list page by page: `more` loads what follows, as much again as is here, and tells where that fails. Who goes on through
 * thousands gets there in some steps.
 */
export function useList<Item>(
  key: string,
  page: (at: ListPage, signal?: AbortSignal) => Promise<LoadedList<Item>>,
): Answer<LoadedList<Item>> & { more: () => Promise<void> } {
  const answer = useAnswer<LoadedList<Item>>(key, (signal) => page({}, signal))
  const isBusy = useRef(false)
  const more = async () => {
    const now = answer.value
    if (now === undefined || now.next === null || isBusy.current) return
    isBusy.current = true
    try {
      const { items, next } = await page({ cursor: now.next, limit: asMany(now.items.length) })
      answer.put({ items: [...now.items, ...items], next })
    } catch (problem) {
      toast(problemText(problem), { isRefusal: true })
    } finally {
      isBusy.current = false
    }
  }
  return { ...answer, more }
}
