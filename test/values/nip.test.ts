import { describe, expect, it } from 'vitest'
import type { Nip } from '../../src/values/nip.ts'
import { hasNipChecksum, parseNip } from '../../src/values/nip.ts'

describe('parseNip', () => {
  it.each([
    '5265877635',
    ' 5265877635 ',
    '526-587-76-35',
    '526-58-77-635',
    '526 587 76 35',
    'PL5265877635',
    'PL 526-587-76-35',
    'pl-5265877635',
    '526\u00a0587\u00a076\u00a035',
    '526–587–76–35',
    '\t5265877635\r\n',
    // Hyphens, dashes and minus signs of Unicode, and what nobody sees.
    '526\u2010587\u201176\u201235',
    '526\u2013587\u201476\u201535',
    '526\u2212587\u221276\u221235',
    '526\u00ad587\u00ad76\u00ad35',
    '526\ufe63587\uff0d76\ufe5835',
    '526\u202f587\u200976\u300035',
    '526\u200b587\u200c76\u200d35',
    '\u200e5265877635\u200f',
    '\ufeffPL\u2060526587\u20607635\u200b',
    'PL\u2212526\u2013587-76\u00a0\u2013\u00a035',
  ])('reads %j', (text) => {
    expect(parseNip(text)).toBe('5265877635')
  })

  it.each([
    '',
    'PL',
    '526587763',
    '52658776355',
    '0265877635',
    '5005877635',
    'DE5265877635',
    'PLPL5265877635',
    'P L5265877635',
    '5265877635PL',
    '-5265877635',
    '\u22125265877635',
    '\u20135265877635\u2013',
    '526\u00b7587\u00b77635',
    '5265877635-',
    '526.587.76.35',
    '526/587/76/35',
    '526587763A',
    '٥٢٦٥٨٧٧٦٣٥',
    '526587763\uff15',
    '5265877635;1111111111',
    '5.265877635e9',
  ])('refuses %j', (text) => {
    expect(parseNip(text)).toBeNull()
  })

  it('follows the FA schema: second and third digit are not both zero', () => {
    expect(parseNip('1001111111')).toBeNull()
    expect(parseNip('1011111111')).toBe('1011111111')
    expect(parseNip('1101111111')).toBe('1101111111')
  })

  it('leaves the checksum to another question', () => {
    expect(parseNip('5265877636')).toBe('5265877636')
  })

  it('answers long hostile text at once', () => {
    expect(parseNip(`PL${'- '.repeat(50_000)}`)).toBeNull()
    expect(parseNip(`5${' '.repeat(100_000)}x`)).toBeNull()
  })
})

describe('hasNipChecksum', () => {
  it.each(['5265877635', '5555555555', '5080092141', '9376032788', '1111111111'])('holds for %s', (nip) => {
    expect(hasNipChecksum(parseNip(nip)!)).toBe(true)
  })

  it('fails for 6511153259, which official samples nevertheless use as a seller', () => {
    // 6*6 + 5*5 + 1*7 + 1*2 + 1*3 + 5*4 + 3*5 + 2*6 + 5*7 = 155 = 14 * 11 + 1
    expect(hasNipChecksum(parseNip('6511153259')!)).toBe(false)
  })

  it('holds for at most one last digit, and for none when the remainder is 10', () => {
    const lastDigits = (first9: string) =>
      [...'0123456789'].filter((digit) => hasNipChecksum((first9 + digit) as Nip))
    expect(lastDigits('526587763')).toEqual(['5'])
    // 1*6 + 2*5 + 3*7 + 4*2 + 5*3 + 6*4 + 7*5 + 8*6 + 8*7 = 223 = 20 * 11 + 3
    expect(lastDigits('123456788')).toEqual(['3'])
    // 1*6 + 2*5 + 3*7 + 4*2 + 5*3 + 6*4 + 7*5 + 8*6 + 9*7 = 230 = 20 * 11 + 10
    expect(lastDigits('123456789')).toEqual([])
  })

  it('notices every single wrong digit', () => {
    const nip = '5265877635'
    for (let i = 0; i < 10; i += 1) {
      for (const digit of '0123456789') {
        const changed = nip.slice(0, i) + digit + nip.slice(i + 1)
        expect(hasNipChecksum(changed as Nip)).toBe(changed === nip)
      }
    }
  })
})
