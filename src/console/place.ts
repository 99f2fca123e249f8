import { computed, signal } from '@preact/signals'

/** The address: all that can be chosen stands in it. */
export const place = signal(new URL(window.location.href))

/** The taxpayer whose screens are open; null in the office and in what is common to all. */
export const nipHere = computed(() => /^\/(\d{10})(?:\/|$)/.exec(place.value.pathname)?.[1] ?? null)

/** Opens another address of the console. `replace` leaves no step to go back to. */
export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  const next = new URL(to, place.peek())
  if (next.href === place.peek().href) return
  if (how === 'push') window.history.pushState(null, '', next)
  else window.history.replaceState(null, '', next)
  place.value = next
}

/** What the address has chosen under a name. */
export const inAddress = (name: string): string | null => place.value.searchParams.get(name)

/** Chooses in the address, and takes back what is null. Filters leave no step to go back to. */
export function choose(
  values: Readonly<Record<string, string | null>>,
  how: 'push' | 'replace' = 'replace',
): void {
  const next = new URL(place.peek())
  for (const [name, value] of Object.entries(values)) {
    if (value === null || value === '') next.searchParams.delete(name)
    else next.searchParams.set(name, value)
  }
  go(next.href, how)
}

/** Follows the buttons of the browser, and links of the console without loading the page anew. */
export function followPlace(isOurs: (path: string) => boolean): void {
  window.addEventListener('popstate', () => {
    place.value = new URL(window.location.href)
  })
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
    if (link === null || !isPlain || event.defaultPrevented) return
    if (link.target !== '' || link.hasAttribute('download') || link.origin !== window.location.origin) return
    const to = new URL(link.href)
    const isWithinPage = to.hash !== '' && to.pathname === window.location.pathname
    if (isWithinPage || !isOurs(to.pathname)) return
    event.preventDefault()
    go(to.href)
  })
}

/** The address of a screen of a taxpayer: `under('1111111111', 'purchases', id)`. */
export const under = (nip: string, ...parts: readonly string[]): string =>
  `/${[nip, ...parts].map(encodeURIComponent).join('/')}`
