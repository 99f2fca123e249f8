import { expect, it } from 'vitest'
import { createTestApp, onEdge } from '../support/app.ts'
import { allThatIsSaid, fillLedger } from '../support/rich-ledger.ts'

/** Words that bind English sentences and are no Polish ones. */
const english =
  /(?<![\p{L}\d_-])(?:the|of|and|is|are|was|were|with|not|for|this|that|from|which|has|have|been|than|when|where|there|because|must|should|until|before|after|cannot)(?![\p{L}\d_-])/iu
/** What people wrote themselves, or what names documents and callers. */
const isTheirs = /\/(?:note|reason|name|actor|by|cause|reference|purpose|text|url|userAgent)$/

/** Every text of an answer with the place where it stands; params are for programs. */
function texts(value: unknown, path: string): { path: string; words: string }[] {
  if (typeof value === 'string') return [{ path, words: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) =>
    /^(?:params|\w+Params|\w+Codes|en)$/.test(name) ? [] : texts(member, `${path}/${name}`),
  )
}

it.skipIf(onEdge)('a key that speaks Polish is answered in Polish, whatever it asks', async () => {
  const app = await createTestApp({ now: '2026-07-24T10:00:00Z' })
  try {
    await fillLedger(app.api)
    const body = { name: 'Księgowość', role: 'admin', taxpayers: '*', language: 'pl' }
    const { body: made } = await app.api.json('POST', '/v1/keys', body)
    const said = Object.entries(await allThatIsSaid(app.fetch, made.key))
    const found = said.flatMap(([path, answer]) => texts(answer, path))
    const wrong = found.filter(
      ({ path, words }) => words.includes(' ') && english.test(words) && !isTheirs.test(path),
    )
    expect(wrong.map(({ path, words }) => `${path}: ${words}`)).toEqual([])
    expect(found.filter(({ words }) => /[ąćęłńóśźż]/.test(words)).length).toBeGreaterThan(100)
  } finally {
    await app.close()
  }
})
