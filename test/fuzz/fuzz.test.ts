import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, expect, it } from 'vitest'
import { Chance } from '../../scripts/fuzz/chance.ts'
import { type Kind, readers } from '../../scripts/fuzz/kinds.ts'
import { changedJson } from '../../scripts/fuzz/mutations.ts'
import { fuzz, tryOne } from '../../scripts/fuzz/run.ts'
import { archiveFormat, archiveVersion } from '../../src/archive/manifest.ts'
import { ArchiveError, verifiedArchive } from '../../src/hosts/node/cli/archive-file.ts'

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

const folder = mkdtempSync(join(tmpdir(), 'ksef-fuzz-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it.each([
  ['without tables', {}],
  ['with tables that are no list', { tables: 'x' }],
  ['with tables that are none', { tables: [null] }],
  ['of nobody', { nip: null }],
  ['with migrations that are no list', { migrations: null }],
  ['without settings', { settings: null }],
])('an archive that ends in a manifest %s is damaged, in words', async (title, said) => {
  const whole = {
    nip: '5265877635',
    migrations: [],
    settings: {},
    ...(title === 'without tables' ? {} : { tables: [] }),
  }
  const lines = [
    { format: archiveFormat, version: archiveVersion },
    { ...whole, ...said },
  ]
  const path = join(folder, 'one.archive')
  writeFileSync(path, gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join('')))
  const error = await verifiedArchive(path).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ArchiveError)
  expect((error as Error).message).toMatch(/is damaged: what should be its manifest is none/)
})
