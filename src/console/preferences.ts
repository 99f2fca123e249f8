import { computed, effect, signal } from '@preact/signals'
import { defaultLanguage, type Language, languages, preferredLanguage } from '../texts/language.ts'

type Theme = 'system' | 'light' | 'dark'
export const themes: readonly Theme[] = ['system', 'light', 'dark']

/** What is kept in this browser alone. Without storage (a private window) it is forgotten with the page. */
function kept(name: string): string | null {
  try {
    return window.localStorage.getItem(name)
  } catch {
    return null
  }
}

function keep(name: string, value: string): void {
  try {
    window.localStorage.setItem(name, value)
  } catch {
    // Forgotten with the page.
  }
}

const known = <Value extends string>(values: readonly Value[], given: string | null): Value | null =>
  values.find((value) => value === given) ?? null

const asked = new URLSearchParams(window.location.search).get('lang')

const chosen = signal(known(languages, asked) ?? known(languages, kept('language')))
const ofKey = signal<Language | null>(null)
/** The language of every word: as the address asks, as it was chosen here, as the key has it, as the browser prefers. */
export const language = computed<Language>(
  () =>
    chosen.value ?? ofKey.value ?? preferredLanguage(window.navigator.languages.join(',')) ?? defaultLanguage,
)
export const chooseLanguage = (one: Language): void => {
  chosen.value = one
}
/** What the key of who signed in says; null: nothing. */
export const speakAsKeySays = (one: Language | null): void => {
  ofKey.value = one
}

export const theme = signal<Theme>(known(themes, kept('theme')) ?? 'system')
/** Whether single keys are shortcuts (WCAG 2.1.4). */
export const singleKeys = signal(kept('single-keys') !== 'off')

/** Keeps what is chosen, and puts language and colours on the page. */
export function followPreferences(): void {
  const root = document.documentElement
  effect(() => {
    if (chosen.value !== null) keep('language', chosen.value)
    root.lang = language.value
  })
  effect(() => {
    keep('theme', theme.value)
    if (theme.value === 'system') root.removeAttribute('data-theme')
    else root.setAttribute('data-theme', theme.value)
  })
  effect(() => keep('single-keys', singleKeys.value ? 'on' : 'off'))
}
