import { useEffect, useRef, useState } from 'preact/hooks'

/** Milliseconds after the last key until what is typed is asked for: less than people wait for, more than between two keys. */
const pause = 200

/** What is typed, once nothing more was for a while: the service is asked at the end of a word, not at each letter. */
export function useSettled(typed: string): string {
  const [settled, settle] = useState(typed)
  useEffect(() => {
    const timer = setTimeout(() => settle(typed), pause)
    return () => clearTimeout(timer)
  }, [typed])
  return settled
}

/** What was there last while something new of the same kind is on its way, so that a page does not flicker at each word. */
export function useHeld<Value>(value: Value | undefined, kind: string): Value | undefined {
  const last = useRef({ kind, value })
  if (value !== undefined || last.current.kind !== kind) last.current = { kind, value }
  return last.current.value
}
