import { describe, expect, it } from 'vitest'
import { judged, kindOfRefusal, listFault, noTally, type Tally } from '../../src/ksef/whole.ts'
import { allInEnglish } from '../support/words.ts'

/** Whether a package is all that KSeF announced, and what is done where it is not. */

const tally = (more: Partial<Tally>): Tally => ({ ...noTally, named: 10, ...more })
const first = { times: 0, isNarrowed: false, isFill: false, canHalve: true }
const does = (of: Partial<Tally>, more: Partial<typeof first> = {}, announced = 10) =>
  judged(tally(of), announced, { ...first, ...more }).do

describe('the list of a package', () => {
  it.each<[string, Partial<Tally>, number, RegExp | null]>([
    ['is whole', {}, 10, null],
    ['names more than was announced', { named: 11 }, 10, null],
    ['is empty as announced', { named: 0 }, 0, null],
    ['lacks one', { named: 9 }, 10, /brought 9 of 10 invoices/],
    ['is cut off', { nameless: 1 }, 10, /cut off or broken in 1 place$/],
    ['is broken', { nameless: 2 }, 10, /in 2 places$/],
    ['lacks what the package holds', { rowless: 1 }, 10, /lacks 1 document that/],
    ['is none', { unreadable: 'no ZIP' }, 10, /cannot be read \(no ZIP\)/],
  ])('%s', (_, of, announced, told) => {
    const fault = allInEnglish(listFault(tally(of), announced))
    if (told === null) expect(fault).toBeNull()
    else expect(fault).toMatch(told)
  })
})

describe('what is done', () => {
  it('a whole package is taken', () => {
    expect(does({})).toBe('take')
  })
  it('a broken list is asked for again twice, then in halves', () => {
    const broken = { nameless: 1 }
    expect([0, 1, 2, 3].map((times) => does(broken, { times }))).toEqual(['again', 'again', 'halve', 'halve'])
    expect(does(broken, { isNarrowed: true })).toBe('halve')
    expect(does(broken, { isFill: true })).toBe('again')
  })
  it('one of a minute is asked for three times, then left; of a gap that was left before, at once', () => {
    const least = { canHalve: false }
    expect([0, 1, 2].map((times) => does({ named: 9 }, { ...least, times }))).toEqual([
      'again',
      'again',
      'leave',
    ])
    expect(does({ named: 9 }, { ...least, isNarrowed: true })).toBe('again')
    expect(does({ named: 9 }, { ...least, isFill: true })).toBe('leave')
  })
  it('documents without XML are asked for three times, then named in quarantine', () => {
    expect([0, 1, 2].map((times) => does({ damaged: 1 }, { times }))).toEqual(['again', 'again', 'take'])
    expect(allInEnglish(judged(tally({ damaged: 2 }), 10, first))).toEqual({
      do: 'again',
      why: '2 documents of the package without XML, or with a damaged one',
    })
    // The list comes first: what it does not name cannot be named in quarantine.
    expect(does({ damaged: 1, named: 9 }, { times: 2 })).toBe('halve')
  })
  it('what KSeF lists and its export lacks is asked for three times, then left as a gap; halves would not help', () => {
    const missing = { missing: ['A', 'B', 'C', 'D', 'E', 'F'] }
    expect([0, 1, 2].map((times) => does(missing, { times }))).toEqual(['again', 'again', 'leave'])
    expect(does(missing, { isFill: true })).toBe('leave')
    expect(allInEnglish(judged(tally(missing), 10, first))).toMatchObject({
      why: 'KSeF lists A, B, C, D, E and its export lacks them',
    })
    expect(does({ ...missing, damaged: 1 }, { times: 2 })).toBe('leave')
  })
})

it.each([
  ['a row that cannot be read', null, 'metadata-invalid', null, 'nameless'],
  ['a strange file', null, 'package-entry-unexpected', null, 'own'],
  ['XML without a row', 'N', 'metadata-missing', null, 'rowless'],
  ['a row without XML', 'N', 'xml-missing', {}, 'damaged'],
  ['a changed XML', 'N', 'hash-mismatch', {}, 'damaged'],
  ['an entry that cannot be unpacked', 'N', 'package-entry-unreadable', {}, 'damaged'],
  ['entries that overlap', null, 'package-entry-overlap', null, 'damaged'],
  ['a row that says something impossible', 'N', 'metadata-invalid', {}, 'own'],
  ['a number whose checksum is wrong', 'N', 'ksef-number-checksum', {}, 'own'],
])('%s', (_, ksefNumber, code, metadata, kind) => {
  expect(kindOfRefusal({ ksefNumber, code, metadata })).toBe(kind)
})
