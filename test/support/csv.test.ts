import { describe, expect, it } from 'vitest'
import { parseCsv } from './csv.ts'

describe('parseCsv', () => {
  it.each([
    [
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,,\r\n,b,c',
      [
        ['a', '', ''],
        ['', 'b', 'c'],
      ],
    ],
    ['"a, b","say ""x"""\n', [['a, b', 'say "x"']]],
    ['"two\nlines",b', [['two\nlines', 'b']]],
    ['a,', [['a', '']]],
    ['""\n', [['']]],
    ['', []],
  ])('reads %j', (text, rows) => {
    expect(parseCsv(text)).toEqual(rows)
  })

  it('reads semicolons where they separate', () => {
    expect(parseCsv('a,b;"c;d"\r\n', ';')).toEqual([['a,b', 'c;d']])
  })

  it('refuses a stray quote instead of guessing', () => {
    expect(() => parseCsv('a,b"c,d\n')).toThrow('not CSV at character 2')
  })
})
