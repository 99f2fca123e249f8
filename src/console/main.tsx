import { render } from 'preact'
import type { Language } from '../texts/language.ts'
import { preferred, word } from './words.ts'

/** What is shown to who is not signed in. */
const Door = ({ language }: { language: Language }) => (
  <main class="door">
    <h1>ksef-reconcile</h1>
    <p>{word('console.signed-out', language)}</p>
    <p>{word('console.sign-in', language)}</p>
  </main>
)

const language = preferred(navigator.languages)
document.documentElement.lang = language
render(<Door language={language} />, document.getElementById('console') as HTMLElement)
