import { useEffect, useRef } from 'preact/hooks'
import type { Change } from '../client/index.ts'
import { api } from './api.ts'

/** Milliseconds between two looks at the feed while the page is seen. */
const pace = 4_000

/** Tells of changes of a taxpayer's ledger that come while a screen is open, whoever makes them. */
export function useChanges(nip: string, tell: (changes: readonly Change[]) => void): void {
  const latest = useRef(tell)
  latest.current = tell
  useEffect(() => {
    const controller = new AbortController()
    void follow(nip, (changes) => latest.current(changes), controller.signal)
    return () => controller.abort()
  }, [nip])
}

async function follow(
  nip: string,
  tell: (changes: readonly Change[]) => void,
  signal: AbortSignal,
): Promise<void> {
  let after: string | null = null
  while (!signal.aborted) {
    try {
      if (after === null) after = (await api.listChanges({ nip, limit: 1 }, { signal })).end
      else if (document.visibilityState === 'visible') {
        const { items } = await api.listChanges({ nip, after, limit: 1000 }, { signal })
        after = items.at(-1)?.cursor ?? after
        if (items.length > 0) tell(items)
      }
    } catch {
      // Asked for again at the next turn: the screen works without it.
    }
    await new Promise((resolve) => setTimeout(resolve, pace))
  }
}
