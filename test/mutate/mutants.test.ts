import { describe, expect, it } from 'vitest'
import { applied, changesOf } from '../../scripts/mutate/operators.ts'
import { rooms } from '../../scripts/mutate/rooms.ts'
import { equivalents, mutantsOf, shuffled } from '../../scripts/mutate/sample.ts'

/** What becomes of a text, one mistake at a time. */
const mistakes = (source: string): string[] => changesOf(source).map((change) => applied(source, [change]))

describe('the mistakes that could be made', () => {
  it.each([
    ['a boundary', 'f(a < b)', ['f(a <= b)', 'f(a >= b)']],
    ['a condition', 'if (a) f()', ['if (!(a)) f()', 'if (false) f()', 'if (true) f()', 'if (a) ;']],
    ['an operand', 'f(a && b)', ['f(a || b)', 'f(a)', 'f(b)']],
    ['a default', 'f(a ?? b)', ['f(a)', 'f(b)']],
    ['a number', 'const days = 14', ['const days = 15', 'const days = 13']],
    ['a day', "const from = '2026-02-01'", ["const from = '2026-01-31'", "const from = '2026-02-02'"]],
    ['a step of a chain', 'f(xs.filter(g))', ['f(xs)']],
    ['a twin', 'f(xs.some(g))', ['f(xs.every(g))']],
    ['an optional step', 'f(a?.b)', ['f(a.b)']],
    ['an entry', 'f([a, b])', ['f([ b])', 'f([a, ])']],
    ['a field', 'f({ a, b })', ['f({  b })', 'f({ a,  })']],
  ])('%s', (_what, source, expected) => {
    expect(mistakes(source)).toEqual(expect.arrayContaining(expected))
  })
  it('give a code the value of another row', () => {
    const rows = "f({ duty: 'none', n }); g({ duty: 'required', n })"
    expect(mistakes(rows)).toEqual(
      expect.arrayContaining([rows.replace('none', 'required'), rows.replace('required', 'none')]),
    )
  })
  it('leave types, imports and prose alone', () => {
    const source =
      "import { a } from './a.ts'\ntype T = { a: 1 } | 'b'\nconst text: 'x' = 'A sentence with spaces.' as never"
    expect(mistakes(source)).toEqual([])
  })
  it('keep every line where it was, also several at once', () => {
    const source = 'f({\n  a: 1,\n  b: [\n    2,\n  ],\n})\ng(7)\n'
    for (const text of mistakes(source)) expect(text.split('\n')).toHaveLength(source.split('\n').length)
    const seven = changesOf(source).filter(({ was }) => was === '1' || was === '7')
    expect(applied(source, [seven[0]!, seven.at(-1)!])).toBe(source.replace('1', '2').replace('7', '6'))
  })
})

describe('the sample', () => {
  const letters = [...'abcdefghij']
  it('is the same for one seed, another for another, and loses nothing', () => {
    expect(shuffled(letters, 1)).toEqual(shuffled(letters, 1))
    expect(shuffled(letters, 1)).not.toEqual(shuffled(letters, 2))
    expect(shuffled(letters, 3).sort()).toEqual(letters)
  })
})

describe('mistakes that nobody could observe', () => {
  it('are of the code as it is, and each has a reason', () => {
    const all = Object.keys(rooms).flatMap(mutantsOf)
    const gone = equivalents.filter(
      (e) =>
        !all.some(
          ({ file, context, change }) =>
            file === e.file && context === e.line && change.was === e.was && change.becomes === e.becomes,
        ),
    )
    expect(gone).toEqual([])
    for (const { reason } of equivalents) expect(reason.length).toBeGreaterThan(20)
  })
})
