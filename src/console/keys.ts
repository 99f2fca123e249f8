import { useEffect, useRef } from 'preact/hooks'
import { singleKeys } from './preferences.ts'

/** What keys do: a letter as it is typed, or two one after the other as `g d`. */
type Bindings = Readonly<Record<string, (() => void) | undefined>>

/** The youngest first: what was opened last hears a key before what lies under it. */
const layers: { current: Bindings }[] = []
let begun: { key: string; at: number } | null = null
/** Milliseconds in which the second of two keys must follow. */
const patience = 1500

/** Binds keys while a component is shown. */
export function useKeys(bindings: Bindings): void {
  const layer = useRef(bindings)
  layer.current = bindings
  useEffect(() => {
    layers.unshift(layer)
    return () => {
      layers.splice(layers.indexOf(layer), 1)
    }
  }, [])
}

/** Listens to keys for the whole page. In a field, a dialog or a menu letters are letters. */
export function followKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (!singleKeys.peek() || event.defaultPrevented || event.isComposing) return
    if (event.ctrlKey || event.metaKey || event.altKey || isWriting(event.target)) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const pair = begun !== null && event.timeStamp - begun.at < patience ? `${begun.key} ${key}` : null
    begun = null
    const act = (pair === null ? undefined : boundTo(pair)) ?? boundTo(key)
    if (act !== undefined) {
      event.preventDefault()
      act()
    } else if (
      layers.some(({ current }) => Object.keys(current).some((name) => name.startsWith(`${key} `)))
    ) {
      begun = { key, at: event.timeStamp }
    }
  })
}

const boundTo = (key: string): (() => void) | undefined =>
  layers.map(({ current }) => current[key]).find((act) => act !== undefined)

function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.closest('dialog') !== null || target.isContentEditable) return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button'].includes(target.type)
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement
}
