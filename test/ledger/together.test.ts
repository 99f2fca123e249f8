import { describe, expect, it } from 'vitest'
import { type CopyToRecord, recordableTogether } from '../../src/intake/copies.ts'

/** Which copies that wait are recorded in one transaction. */

const copy = (name: string, said: object = {}, bytes = 0) => ({
  name,
  item: {
    copy: { seller: { id: name }, externalId: null, ksefNumber: null, hashes: [], ...said },
    raw: bytes === 0 ? null : { bytes: new Uint8Array(bytes), mediaType: 'application/pdf' },
  } as unknown as CopyToRecord,
})
const together = (...waiting: { name: string; item: CopyToRecord }[]) =>
  recordableTogether(waiting).map(({ name }) => name)

describe('copies are recorded together', () => {
  it('in their order, where none has to do with another', () => {
    expect(together(copy('a'), copy('b'), copy('c'))).toEqual(['a', 'b', 'c'])
    expect(together()).toEqual([])
  })
  it.each([
    ['seller', { seller: { id: 'the same' } }],
    ['external id', { externalId: 'the same' }],
    ['KSeF number', { ksefNumber: 'the same' }],
    ['code of an XML', { hashes: ['other', 'the same'] }],
    ['doubtful code', { doubtfulHashes: ['the same'] }],
  ])('never two that share a %s: what stands between goes on', (_, said) => {
    expect(together(copy('a', said), copy('b'), copy('c', said), copy('d'))).toEqual(['a', 'b', 'd'])
  })
  it('never two of which one has the code as doubtful and the other for sure', () => {
    expect(together(copy('a', { hashes: ['x'] }), copy('b', { doubtfulHashes: ['x'] }))).toEqual(['a'])
  })
  it('though the same text is the seller of one and the external id, number or code of another', () => {
    expect(
      together(
        copy('x'),
        copy('b', { externalId: 'x' }),
        copy('c', { ksefNumber: 'x' }),
        copy('d', { hashes: ['x'] }),
      ),
    ).toEqual(['x', 'b', 'c', 'd'])
  })
  it('not before one that waits for another and came first: order counts among those that share', () => {
    const [first, second, third] = [
      copy('a', { ksefNumber: 'k' }),
      copy('b', { ksefNumber: 'k', externalId: 'e' }),
      copy('c', { externalId: 'e' }),
    ]
    expect(together(first, second, third)).toEqual(['a'])
  })
  it('at most thirty-two', () => {
    const many = Array.from({ length: 40 }, (_, i) => copy(String(i)))
    expect(together(...many)).toEqual(many.slice(0, 32).map(({ name }) => name))
  })
  it('with files of four mebibytes at most, but one file of any size', () => {
    const half = 2 * 1024 * 1024
    expect(together(copy('a', {}, half), copy('b', {}, half), copy('c'))).toEqual(['a', 'b', 'c'])
    expect(together(copy('a', {}, half), copy('b', {}, half + 1), copy('c'))).toEqual(['a'])
    expect(together(copy('a', {}, 2 * half + 1), copy('b', {}, 1))).toEqual(['a'])
    expect(together(copy('a'), copy('b', {}, 2 * half), copy('c', {}, 1))).toEqual(['a', 'b'])
  })
})
