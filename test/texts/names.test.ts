import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { english } from '../../src/texts/en/index.ts'

/** The values of the contract that have names, by their sets. */
const sets = new Map<string, Set<string>>()
for (const code of Object.keys(english)) {
  const [, set, value] = /^name\.([^.]+)\.(.+)$/.exec(code) ?? []
  if (set === undefined || value === undefined) continue
  sets.set(set, (sets.get(set) ?? new Set<string>()).add(value))
}

const texts = join(import.meta.dirname, '../../src/texts')
/** Object literals of words alone: the keys of each. */
const tablesIn = (text: string): string[][] =>
  [...text.matchAll(/\{\n((?: +(?:'[^']+'|[\w$]+): ['"`][^\n]*,\n)+) *\}/g)].map(([, lines = '']) =>
    [...lines.matchAll(/^ +'?([^':]+)'?:/gm)].map(([, key = '']) => key),
  )
/** The set of names that a table tells once more. */
const toldBy = (keys: readonly string[]): string | undefined =>
  [...sets].find(([, values]) => values.size > 1 && keys.filter((key) => values.has(key)).length >= 2)?.[0]

describe('names of the contract', () => {
  it('stand in one table a language, which the console and the service both read', () => {
    const files = readdirSync(texts, { recursive: true, encoding: 'utf8' }).filter((name) =>
      /^[a-z]+\/console[\w-]*\.ts$/.test(name),
    )
    expect(files.length).toBeGreaterThan(20)
    const again = files.flatMap((name) =>
      tablesIn(readFileSync(join(texts, name), 'utf8')).flatMap((keys) => {
        const set = toldBy(keys)
        return set === undefined ? [] : [`${name}: ${set}`]
      }),
    )
    expect(again).toEqual([])
  })
  it('would be noticed in another table', () => {
    const table = "const roles = {\n  viewer: 'x',\n  'admin': 'y',\n}\n"
    expect(tablesIn(table).map(toldBy)).toEqual(['role'])
  })
})
