import { expect, it } from 'vitest'
import { Chance } from '../../scripts/fuzz/chance.ts'
import { type Kind, readers } from '../../scripts/fuzz/kinds.ts'
import { changedJson } from '../../scripts/fuzz/mutations.ts'
import { fuzz, tryOne } from '../../scripts/fuzz/run.ts'

/** `npm run fuzz` tries a million inputs; here that it would tell a failure, and what it found before. */

const kindOf = (name: string) => readers.find((kind) => kind.name === name) as Kind
/** A reader that breaks at some inputs. */
const broken: Kind = {
  name: 'broken',
  share: 1,
  make: (chance) => chance.below(50),
  read: (n: number) => {
    if (n === 7) throw new TypeError('seven')
    if (n === 8) throw new Error('refused')
  },
  refuses: (error) => error instanceof Error && error.message === 'refused',
}

it('tells what broke, with a seed by which it breaks again', async () => {
  const { inputs, taken, refused, failures } = await fuzz(broken, 1, 400, Number.POSITIVE_INFINITY)
  expect(inputs).toBe(400)
  expect(failures.length).toBeGreaterThan(0)
  expect(taken + refused + failures.length).toBe(400)
  expect(refused).toBeGreaterThan(0)
  for (const { seed, what } of failures) {
    expect(what).toMatch(/^TypeError: seven/)
    expect((await tryOne(broken, seed)).wrong).toMatch(/^TypeError: seven/)
  }
})

it('makes the same input of a seed, and others of others', () => {
  const { make } = kindOf('xml')
  expect(make(new Chance(5))).toEqual(make(new Chance(5)))
  expect(make(new Chance(5))).not.toEqual(make(new Chance(6)))
  const sound = { a: [1, { b: 'x' }] }
  changedJson(sound, new Chance(1))
  expect(sound).toEqual({ a: [1, { b: 'x' }] })
})

it.each(readers.filter((kind) => kind.share > 5000).map((kind) => [kind.name, kind] as const))(
  'some inputs are taken and some refused: %s',
  async (_, kind) => {
    const { taken, refused, failures } = await fuzz(kind, 1, 60, Number.POSITIVE_INFINITY)
    expect(failures).toEqual([])
    expect(taken).toBeGreaterThan(0)
    expect(refused + (kind.name === 'metadata' ? 1 : 0)).toBeGreaterThan(0)
  },
)
