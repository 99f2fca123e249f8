import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearKey, numberKey } from '../../src/values/invoice-number.ts'

const invoiceLike = fc.string({
  unit: fc.constantFrom(
    ...'FVSOILBZ',
    ...'fvsoilbz',
    ...'0012589',
    ...'/-_. |',
    ...'ŁłÓóŻß\u0663\uff17\uff21',
  ),
  maxLength: 20,
})
const anyText = fc.oneof(
  invoiceLike,
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 12 }),
)

describe('numberKey', () => {
  it.each([
    ['FV/12/06/2026', 'fv 12-06-2026'],
    ['FV/12/06/2026', 'FV12/06/2026'],
    ['FV/12/06/2026', '  fv_12.06\\2026 '],
    ['FV/12/06/2026', 'FV/12//06/2026/'],
    ['FV/12/06/2026', '\uff26\uff36\uff0f\uff11\uff12\uff0f06\uff0f2026'],
    ['ŻÓŁW/1', 'żółw 1'],
    ['ŻÓŁW/1', 'z\u0307o\u0301łw1'],
    ['STRASSE 1', 'Straße/1'],
    ['STRASSE 1', 'STRAẞE/1'],
    ['ΟΔΟΣ.Α 1', 'οδος α/1'],
    ['F\u00a01', 'F1'],
    ['FV–1', 'FV-1'],
    ['№ 5', 'No5'],
    ['FV/00\u00ad123', 'FV/00123'],
    ['F\u200bV/1\u20602', 'FV/12'],
    ['\ufeffFV/1\u200e', 'FV/1'],
    ['PK/2003/\u2165', 'PK/2003/VI'],
    ['---', ' --- '],
    ['', '   '],
  ])('%j and %j are one number', (a, b) => {
    expect(numberKey(a)).toBe(numberKey(b))
  })

  it.each([
    ['FV/12/06/2026', 'FV 1/206/2026'],
    ['FV/12/06/2026', 'FV 12/6/2026'],
    ['FV/012', 'FV/12'],
    ['FV/1/23', 'FV/123'],
    ['F V/1', 'FV/1'],
    ['FV/1', 'FV/1/A'],
    ['FV/1', 'FA/1'],
    ['FV/O1', 'FV/01'],
    ['ŁÓDŹ/1', 'LODZ/1'],
    ['٣', '3'],
    ['/', '-'],
    ['|', ''],
    ['1|2', '12'],
    ['P\u041a/1', 'PK/1'],
    ['\u00ad', '\u200b'],
  ])('%j and %j are two numbers', (a, b) => {
    expect(numberKey(a)).not.toBe(numberKey(b))
  })

  it('prints runs in order', () => {
    expect(numberKey('FV12/06-2026 Kor')).toBe('fv|12|06|2026|kor')
    expect(numberKey('Ż1')).toBe('ż|1')
    expect(numberKey(' #/ ')).toBe('#/')
  })

  it('is its own key', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(numberKey(numberKey(text))).toBe(numberKey(text))
      }),
      { numRuns: 5000 },
    )
  })

  it('reads ASCII as it would read it beside other scripts', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 24 }), (text) => {
        // A letter beyond ASCII at the end forces the general reading; the space keeps it a run of its own.
        const general = numberKey(`${text} ż`)
        const hasRuns = /[A-Za-z0-9]/.test(text)
        expect(hasRuns ? `${numberKey(text)}|ż` : 'ż').toBe(general)
      }),
      { numRuns: 5000 },
    )
  })

  it('does not see case or which separators stand between runs', () => {
    const runsOf = fc.array(fc.stringMatching(/^([A-Z]{1,4}|\d{1,5})$/), { minLength: 1, maxLength: 6 })
    const separator = fc.constantFrom('/', '-', ' ', '_', '//', ' / ')
    fc.assert(
      fc.property(runsOf, separator, separator, (parts, a, b) => {
        expect(numberKey(parts.join(a))).toBe(numberKey(parts.join(b).toLowerCase()))
      }),
    )
  })
})

describe('nearKey', () => {
  it.each([
    ['FV/0012/2026', 'FV/12/2026'],
    ['FS/012/2026', 'fs12/2026'],
    ['FV/1/23', 'FV/12/3'],
    ['FV/1O5', 'FV/105'],
    ['FV/1O05', 'FV/1005'],
    ['FVO7', 'FV07'],
    ['FVO7', 'FV/7'],
    ['2O26/1', '2026/1'],
    ['FV/I2', 'FV/12'],
    ['FV/l2', 'FV/12'],
    ['FV/B', 'FV/8'],
    ['S1', '51'],
    ['Z1', '21'],
    ['ŁÓDŹ/1', 'LODZ/1'],
    ['łódź/1', 'lodz-001'],
    ['FV/000', 'FV/0'],
    ['P\u041a/1', 'PK/1'],
    ['\u03a1\u039a/1', 'PK/1'],
    ['\u0440\u043a/1', 'PK/1'],
    ['F\u0412/1', 'F8/1'],
    ['FV/1\u041e5', 'FV/105'],
    ['FV/\u04171', 'FV/31'],
    ['\u13a2\u13de/1', 'TL/1'],
  ])('%j is near %j', (a, b) => {
    expect(nearKey(a)).toBe(nearKey(b))
  })

  it.each([
    ['FV/1/2026', 'FV/2/2026'],
    ['FV/100', 'FV/1'],
    ['FV/12', 'FA/12'],
    ['FV/10', 'FV/1'],
    ['/', '-'],
  ])('%j is not near %j', (a, b) => {
    expect(nearKey(a)).not.toBe(nearKey(b))
  })

  it('prints upper case without separators', () => {
    expect(nearKey('Fv/007-ą')).toBe('FV7A')
    expect(nearKey('OILBSZ')).toBe('011852')
  })

  it('is never empty for a number that has a key', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(nearKey(text) === '').toBe(numberKey(text) === '')
      }),
    )
  })

  it('is equal wherever numberKey is equal', () => {
    const separators = fc.array(fc.constantFrom('', '/', '-', ' '), { minLength: 12, maxLength: 12 })
    const pieces = fc.array(fc.stringMatching(/^([FVSOILBZ]{1,3}|[0-9]{1,4})$/), {
      minLength: 1,
      maxLength: 6,
    })
    fc.assert(
      fc.property(pieces, separators, separators, (parts, a, b) => {
        const one = parts.map((part, i) => part + a[i]).join('')
        const other = parts.map((part, i) => part.toLowerCase() + b[i]).join('')
        if (numberKey(one) === numberKey(other)) expect(nearKey(one)).toBe(nearKey(other))
      }),
      { numRuns: 3000 },
    )
  })
})
