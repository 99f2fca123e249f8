import { expect, it } from 'vitest'
import { createSeals } from '../../src/secrets/seals.ts'

/** A seal shows that a text came from a service with this master key, for this purpose. */

const key = (fill: number) => new Uint8Array(32).fill(fill)

it('a seal is of its text, its purpose and its master key', async () => {
  const seals = createSeals(key(1))
  const seal = await seals.make('text', 'an archive')
  expect(seal).toMatch(/^s1\.[0-9a-f]{12}\.[0-9a-f]{64}$/)
  expect(await seals.make('text', 'an archive')).toBe(seal)
  expect(await createSeals(key(1)).check(seal, 'text', 'an archive')).toBe('own')
  expect(await seals.check(seal, 'text!', 'an archive')).toBe('wrong')
  expect(await seals.check(seal, 'text', 'a place')).toBe('wrong')
  expect(
    await seals.check(
      seal.replace(/.$/, (c) => (c === '0' ? '1' : '0')),
      'text',
      'an archive',
    ),
  ).toBe('wrong')
  for (const none of ['', 's1', 'x', `${seal}0`])
    expect(await seals.check(none, 'text', 'an archive')).toBe('wrong')
  expect(await createSeals(key(2)).check(seal, 'text', 'an archive')).toBe('of-another-key')
  // While a master key is rotated both are the service's own; new seals are made under the new one.
  const rotating = createSeals(key(2), key(1))
  expect(await rotating.check(seal, 'text', 'an archive')).toBe('own')
  expect(await rotating.make('text', 'an archive')).toBe(await createSeals(key(2)).make('text', 'an archive'))
})
