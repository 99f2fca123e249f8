import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DocumentProblem } from '../../src/ingest/fa.ts'
import { metadataRows } from '../../src/ingest/metadata.ts'
import { processorMillis } from '../support/processor.ts'

const encoder = new TextEncoder()
const rows = (document: string | Uint8Array) => [
  ...metadataRows(typeof document === 'string' ? encoder.encode(document) : document),
]
/** The values of the rows, 'broken' for each that cannot be read. */
const read = (document: string | Uint8Array) =>
  rows(document).map((row) => ('value' in row ? row.value : 'broken'))

const awkward = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '],[',
    '"',
    '\\',
    '\\"',
    ',',
    ':',
    '}]}',
    'invoices',
    '\u2028',
    '\uFEFF',
    'łódź',
    '😀',
    '\uD800',
  ),
  fc.string({ unit: fc.constantFrom(...'{}[]",:\\ \n'), maxLength: 12 }),
)
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(
      awkward,
      fc.integer(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    ),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(awkward, tie('json'), { maxKeys: 4 }),
  ),
}))
const spaced = fc.constantFrom(undefined, 0, 1, 2, '\t', ' \n')

describe('metadataRows agrees with JSON.parse', () => {
  it('on any list, bare', () => {
    fc.assert(
      fc.property(fc.array(json), spaced, (list, space) => {
        const document = JSON.stringify(list, null, space)
        expect(read(document)).toEqual(JSON.parse(document))
      }),
      { numRuns: 500 },
    )
  })

  it('on any list among other properties, in any order', () => {
    const others = fc.array(fc.tuple(awkward, json), { maxLength: 4 })
    fc.assert(
      fc.property(others, fc.array(json), others, spaced, (before, list, after, space) => {
        const properties = [...before, ['invoices', list], ...after].filter(
          ([name, value]) => name !== 'invoices' || value === list,
        )
        const document = JSON.stringify(Object.fromEntries(properties as [string, unknown][]), null, space)
        expect(read(document)).toEqual(JSON.parse(document).invoices)
      }),
      { numRuns: 500 },
    )
  })

  it('by number on the same rows, sorted, whatever else is in them', () => {
    const row = fc.record({ ksefNumber: fc.stringMatching(/^[0-9]{2}-[0-9A-F]{3}$/), other: json })
    fc.assert(
      fc.property(fc.array(fc.oneof(row, json)), spaced, (list, space) => {
        const bytes = encoder.encode(JSON.stringify({ invoices: list }, null, space))
        const sorted = [...metadataRows(bytes, 'by-number')].map((r) => ('value' in r ? r.value : 'broken'))
        const asTexts = (rows: readonly unknown[]) => rows.map((r) => JSON.stringify(r)).toSorted()
        expect(asTexts(sorted)).toEqual(asTexts(JSON.parse(JSON.stringify(list))))
        const numbers = sorted.flatMap((r) => (r as { ksefNumber?: string } | null)?.ksefNumber ?? [])
        if (list.every((r) => typeof r === 'object' && r !== null && 'ksefNumber' in r))
          expect(numbers).toEqual(numbers.toSorted())
      }),
      { numRuns: 300 },
    )
    const numbered = [3, 1, 2].map((n) => ({ ksefNumber: `111-${n}`, n }))
    const inOrder = [...metadataRows(encoder.encode(JSON.stringify(numbered)), 'by-number')]
    expect(inOrder.map((r) => 'value' in r && (r.value as { n: number }).n)).toEqual([1, 2, 3])
  })

  it('never throws anything but its refusal, whatever the bytes', () => {
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 60 }),
      fc
        .string({ unit: fc.constantFrom(...'{}[]",:\\ \n1ae'), maxLength: 60 })
        .map((text) => encoder.encode(`[${text}`)),
    )
    fc.assert(
      fc.property(bytes, (document) => {
        try {
          rows(document)
        } catch (error) {
          expect(error).toBeInstanceOf(DocumentProblem)
        }
      }),
      { numRuns: 1000 },
    )
  })
})

describe('forms of the list', () => {
  it('empty lists, a BOM, white space and an escaped name', () => {
    expect(rows('[]')).toEqual([])
    expect(rows(' {"invoices" : [ ] } ')).toEqual([])
    expect(read('\uFEFF{"invoices":[1]}')).toEqual([1])
    expect(read(' \n[ 1 , {"a" : [ ]} ]\n')).toEqual([1, { a: [] }])
    expect(read('{"invo\\u0069ces":[1]}')).toEqual([1])
  })

  it('takes the list at the top only', () => {
    expect(read('{"x":{"invoices":[1]},"y":"{\\"invoices\\":[2]}","invoices":[3],"z":[4]}')).toEqual([3])
  })

  const others = [
    '',
    ' ',
    '{}',
    '{"invoices":null}',
    '{"invoices":{}}',
    '{"items":[]}',
    '1',
    '"x"',
    'null',
    '<a/>',
    '{',
    '{"invoices"',
    'PK\u0003\u0004',
    '{invoices:[]}',
  ]
  it.each(others)('is not a list: %j', (document) => {
    expect(() => rows(document)).toThrow(DocumentProblem)
    expect(() => rows(document)).toThrow(expect.objectContaining({ code: 'metadata-not-a-list' }))
  })
})

describe('a broken row spoils no other', () => {
  const good = '{"a":"}],{"}'
  const value = { a: '}],{' }
  const broken = [
    '{"a":tru}',
    '{"a":1,}',
    '{"a" 1}',
    '{a:1}',
    '',
    '{"a":[1}',
    '{"a":1]',
    '{"a":1}}',
    '{"a":{"b":1}',
    '{"a":1]}',
    '{"a":\n"x\n}',
    'NaN',
    "{'a':1}",
    '{"a":"\t"}',
  ]

  it.each(broken)('%s', (row) => {
    expect(read(`[${good},${row},${good}]`)).toEqual([value, 'broken', value])
    expect(read(`{"invoices":[${good},${row},${good},${good}]}`)).toEqual([value, 'broken', value, value])
  })

  it('a missing quote ends with its line', () => {
    expect(read(`[\n${good},\n{"a":"x},\n${good}\n]`)).toEqual([value, 'broken', value])
  })

  it('bytes that are no UTF-8 are no reason: they stand as U+FFFD, and it is said', () => {
    const document = encoder.encode(`[${good},{"name":"Ax"},${good}]`)
    document[document.indexOf(0x78)] = 0xff
    expect(rows(document)[1]).toEqual({ value: { name: 'A\uFFFD' }, isLossy: true })
  })

  it('JSON that is not, and not UTF-8 either', () => {
    const document = encoder.encode(`[${good},"x,${good}]`)
    document[document.indexOf(0x78)] = 0xff
    expect(read(document)).toEqual([value, 'broken'])
  })

  it('deeper than 32 levels', () => {
    const nested = (depth: number) => `${'{"a":'.repeat(depth - 1)}[]${'}'.repeat(depth - 1)}`
    expect(rows(`[${nested(32)}]`)).toEqual([{ value: JSON.parse(nested(32)) }])
    expect(read(`[${good},${nested(33)},${good},${nested(5000)},${good}]`)).toEqual([
      value,
      'broken',
      value,
      'broken',
      value,
    ])
    expect(read('['.repeat(1_000_000))).toHaveLength(2)
  })

  it('larger than 1 MB', () => {
    expect(read(`["${'x'.repeat(1024 * 1024)}",${good}]`)).toEqual(['broken', value])
  })

  it('a list that was cut off ends with a broken row', () => {
    expect(read(`[${good},{"a`)).toEqual([value, 'broken', 'broken'])
    expect(read(`[${good}`)).toEqual([value, 'broken'])
    expect(read(`[${good},`)).toEqual([value, 'broken'])
  })
})

describe('pace', () => {
  it('works row by row', () => {
    const started = metadataRows(encoder.encode('[1,2,'.padEnd(5_000_000, ' ')))
    expect([started.next().value, started.next().value]).toEqual([{ value: 1 }, { value: 2 }])
  })

  it('splits 10 000 rows of 1 KB in well under a second', () => {
    const row = JSON.stringify({ a: 'ł{[,"'.repeat(150), b: { c: [1, 2, 3] } })
    const document = encoder.encode(`[${Array(10_000).fill(row).join(',')}]`)
    let split: unknown[] = []
    const taken = processorMillis(() => {
      split = rows(document)
    })
    expect(split).toHaveLength(10_000)
    expect(taken).toBeLessThan(1000)
  })
})

describe('a row that holds too much', () => {
  it('is broken, whatever it holds, and the others are read', () => {
    for (const [value, limit] of [
      ['{}', 5000],
      ['0', 10_000],
      ['[]', 5000],
    ] as const) {
      const holding = (count: number) => `{"a":[${Array(count).fill(value).join(',')}]}`
      const found = rows(`[${holding(limit)},${holding(limit - 2)},{"b":1}]`)
      expect(found[0]).toEqual({ broken: { said: 'metadata.too-many-values', params: { most: 10_000 } } })
      expect(found.slice(1).every((row) => 'value' in row)).toBe(true)
    }
  })
})
