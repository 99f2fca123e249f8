import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ksefChecksum, parseKsefNumber } from '../../src/values/ksef-number.ts'

/** CRC-8/0x07 by its definition, one bit at a time. */
const crcByBits = (text: string): string => {
  let crc = 0
  for (const byte of new TextEncoder().encode(text)) {
    for (let bit = 7; bit >= 0; bit -= 1) {
      const carry = (crc >> 7) ^ ((byte >> bit) & 1)
      crc = ((crc << 1) & 0xff) ^ (carry === 1 ? 0x07 : 0)
    }
  }
  return crc.toString(16).toUpperCase().padStart(2, '0')
}

describe('parseKsefNumber', () => {
  it.each([
    ['5265877635-20250826-0100001AF629-AF', '5265877635', '2025-08-26'],
    ['5555555555-20250828-010080615740-E4', '5555555555', '2025-08-28'],
    ['5265877635-20250925-010020A0A242-0A', '5265877635', '2025-09-25'],
    ['6511153259-20251015-010020140418-0D', '6511153259', '2025-10-15'],
    ['5080092141-20260611-6E8EFB400000-DB', '5080092141', '2026-06-11'],
  ])('reads %s and confirms its checksum', (number, sellerNip, acceptedDay) => {
    expect(parseKsefNumber(number)).toEqual({ number, sellerNip, acceptedDay, checksumOk: true })
    expect(ksefChecksum(number.slice(0, 32))).toBe(number.slice(33))
  })

  it('reads a number whose checksum fails, and says so', () => {
    expect(parseKsefNumber('9999999999-20230908-76B2B580D4DC-80')).toEqual({
      number: '9999999999-20230908-76B2B580D4DC-80',
      sellerNip: '9999999999',
      acceptedDay: '2023-09-08',
      checksumOk: false,
    })
  })

  it('keeps the form of KSeF 1.0, whose checksum covers the inner hyphen too', () => {
    const body = '5265877635-20230908-76B2B5-80D4DC'
    const number = `${body}-${crcByBits(body)}`
    expect(number).toHaveLength(36)
    expect(parseKsefNumber(number)).toEqual({
      number,
      sellerNip: '5265877635',
      acceptedDay: '2023-09-08',
      checksumOk: true,
    })
    const joined = `${body.replace(/-(\w{6})$/, '$1')}${number.slice(-3)}`
    expect(joined).toHaveLength(35)
    expect(parseKsefNumber(joined)?.checksumOk).toBe(false)
  })

  it.each([
    '',
    '5265877635-20250826-0100001AF629',
    '5265877635-20250826-0100001AF629-A',
    '5265877635-20250826-0100001AF629-AFF',
    '5265877635-20250826-0100001af629-af',
    '5265877635-20250826-0100001AF62G-AF',
    '5265877635-20250826-0100-001AF629-AF',
    '526587763520250826-0100001AF629-AF',
    '0265877635-20250826-0100001AF629-AF',
    '5005877635-20250826-0100001AF629-AF',
    ' 5265877635-20250826-0100001AF629-AF',
    '5265877635-20250826-0100001AF629-AF\n',
    '5265877635-20251301-0100001AF629-AF',
    '5265877635-20250230-0100001AF629-AF',
    '5265877635-20250431-0100001AF629-AF',
    '5265877635-20191231-0100001AF629-AF',
    '5265877635-22000101-0100001AF629-AF',
    '٥265877635-20250826-0100001AF629-AF',
    '5265877635–20250826–0100001AF629–AF',
  ])('refuses %j', (text) => {
    expect(parseKsefNumber(text)).toBeNull()
  })

  it('notices every single wrong character of a number', () => {
    const number = '5265877635-20250826-0100001AF629-AF'
    for (let i = 0; i < number.length; i += 1) {
      for (const character of '0123456789ABCDEF') {
        if (character === number[i]) continue
        const changed = number.slice(0, i) + character + number.slice(i + 1)
        expect(parseKsefNumber(changed)?.checksumOk ?? false).toBe(false)
      }
    }
  })
})

describe('ksefChecksum', () => {
  it('has the check value of CRC-8 with polynomial 0x07', () => {
    expect(ksefChecksum('123456789')).toBe('F4')
  })

  it('agrees with the definition on arbitrary ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary-ascii', maxLength: 64 }), (text) => {
        expect(ksefChecksum(text)).toBe(crcByBits(text))
      }),
    )
  })
})
