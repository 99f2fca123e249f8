import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { Random } from '../../bench/match/random.ts'
import { factsOf, truthOfFacts } from '../../bench/pdf/facts.ts'
import { families } from '../../bench/pdf/families.ts'
import { layOut } from '../../bench/pdf/layout.ts'
import { penOf } from '../../bench/pdf/style.ts'
import { Wording } from '../../bench/pdf/words.ts'
import { FoundLinks } from '../../src/ingest/file-codes.ts'
import { pdfReader } from '../../src/ingest/pdf-codes.ts'
import { readText } from '../../src/paper/read-page.ts'

/** One invoice that comes in several ways says the same each time. */

const read = async (bytes: Uint8Array, ours: string) => {
  const { text } = await (await pdfReader(async () => []))(bytes, new FoundLinks(), null)
  const { fields, document } = readText(text.items, { ours, isGuessed: false })
  const values = Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.value]))
  return { values, document: document?.value }
}

describe('one invoice in three layouts', () => {
  it.each([2, 5, 11])('reads the same (seed %i)', async (seed) => {
    const facts = factsOf(new Random(seed), { language: 'pl', kind: 'VAT', items: 4 })
    for (const name of ['label-behind', 'label-above', 'value-first']) {
      const family = families.find((one) => one.name === name) as (typeof families)[number]
      const random = new Random(seed)
      const pen = penOf(random, 'pl', { ...family.style, unit: 'after' })
      const words = new Wording(random, 'pl', false, false)
      layOut({ pen, words, facts, family, random, judging: false })
      const { values, document } = await read(pen.canvas.bytes(), facts.buyer.nip)
      expect(values, name).toEqual(truthOfFacts(facts))
      expect(document).toBe(facts.ksef ? 'numbered-visualisation' : 'invoice')
    }
  })
})

const folder = new URL('../../../shared/pdf/third-party/', import.meta.url)
const ways = ['basic', 'ksef', 'offline-cert'].map(
  (way) => new URL(`Michal-Dudzik+ksef-pdf-generator--outputs_invoice-${way}.pdf`, folder),
)

describe('one invoice plain, with its number, and offline with a certificate', () => {
  const missing = ways.some((way) => !existsSync(way))
  it.skipIf(missing)(`reads the same${missing ? ' (samples are missing)' : ''}`, async () => {
    const said = await Promise.all(ways.map((way) => read(Uint8Array.from(readFileSync(way)), '1111111111')))
    const [plain, numbered, offline] = said.map(({ values: { ksefNumber: _, ...values } }) => values)
    expect(plain).toMatchObject({ number: expect.stringMatching(/\d/), gross: expect.stringMatching(/\d/) })
    expect(numbered).toEqual(plain)
    expect(offline).toEqual(plain)
    expect(said[2]?.document).toBe('offline-invoice')
    expect([said[0]?.values.ksefNumber, said[2]?.values.ksefNumber]).toEqual([undefined, undefined])
  })
})
