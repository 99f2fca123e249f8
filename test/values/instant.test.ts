import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Instant } from '../../src/values/instant.ts'
import { compareInstants, parseInstant } from '../../src/values/instant.ts'

const instant = (text: string): Instant => {
  const parsed = parseInstant(text)
  if (parsed === null) throw new Error(`not an instant: ${text}`)
  return parsed
}

const start = Date.UTC(2016, 0, 1)
const end = Date.UTC(2060, 11, 31, 23, 59, 59, 999)

describe('parseInstant', () => {
  it('reads a time without seconds, as outage notices give it', () => {
    expect(parseInstant('2026-06-13T20:00+02:00')).toBe('2026-06-13T18:00:00Z')
  })

  it.each([
    ['2026-11-21T10:00:00Z', '2026-11-21T10:00:00Z'],
    ['2026-11-21T10:00:00+00:00', '2026-11-21T10:00:00Z'],
    ['2026-11-21T10:00:00-00:00', '2026-11-21T10:00:00Z'],
    ['2026-11-21T11:00:00+01:00', '2026-11-21T10:00:00Z'],
    ['2026-11-21T00:30:00+01:00', '2026-11-20T23:30:00Z'],
    ['2026-01-01T00:30:00+01:00', '2025-12-31T23:30:00Z'],
    ['2026-12-31T22:30:00-05:30', '2027-01-01T04:00:00Z'],
    ['2026-11-21T14:00:00+14:00', '2026-11-21T00:00:00Z'],
    ['2026-11-21T10:00:00.1200000Z', '2026-11-21T10:00:00.12Z'],
    ['2026-11-21T10:00:00.000Z', '2026-11-21T10:00:00Z'],
    ['2026-11-21T10:00:00.1234567+00:00', '2026-11-21T10:00:00.1234567Z'],
    ['2026-11-21T10:00:00.123456789Z', '2026-11-21T10:00:00.1234567Z'],
    ['2026-11-21T10:00:00.000000099Z', '2026-11-21T10:00:00Z'],
    ['2028-02-29T23:59:59.9999999Z', '2028-02-29T23:59:59.9999999Z'],
  ])('reads %s as %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected)
  })

  it.each([
    '',
    '2026-11-21',
    '2026-11-21T10:00:00',
    '2026-11-21T10:00:00.123',
    '2026-11-21 10:00:00Z',
    '2026-11-21t10:00:00z',
    ' 2026-11-21T10:00:00Z',
    '2026-11-21T10:00:00Z\n',
    '2026-11-21T10:00:00.Z',
    '2026-11-21T10:00:00,5Z',
    '2026-11-21T10:00:00.1234567891Z',
    '2026-11-21T10:00:00+0100',
    '2026-11-21T10:00:00+01',
    '2026-11-21T10:00:00 +01:00',
    '2026-11-21T10:00:00+14:01',
    '2026-11-21T10:00:00+01:60',
    '2026-11-21T10:00:00[Europe/Warsaw]',
    '2026-11-21T24:00:00Z',
    '2026-11-21T10:60:00Z',
    '2026-12-31T23:59:60Z',
    '2026-02-29T10:00:00Z',
    '2026-02-30T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-6-1T10:00:00Z',
    '+002026-11-21T10:00:00Z',
    '٢٠٢٦-11-21T10:00:00Z',
    '1989-12-31T23:59:59Z',
    '2101-01-01T00:00:00Z',
    '1990-01-01T00:00:00+01:00',
    '2100-12-31T23:30:00-01:00',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeNull()
  })

  it('agrees with the host about instants with offsets, and reads its own output unchanged', () => {
    const offset = fc.integer({ min: -14 * 60, max: 14 * 60 })
    fc.assert(
      fc.property(fc.integer({ min: start, max: end }), offset, (milliseconds, minutes) => {
        const wall = new Date(milliseconds + minutes * 60_000).toISOString().slice(0, -1)
        const size = Math.abs(minutes)
        const hours = String(Math.floor(size / 60)).padStart(2, '0')
        const suffix = `${minutes < 0 ? '-' : '+'}${hours}:${String(size % 60).padStart(2, '0')}`
        const parsed = instant(wall + suffix)
        expect(Date.parse(parsed)).toBe(milliseconds)
        expect(parseInstant(parsed)).toBe(parsed)
      }),
      { numRuns: 5000 },
    )
  })
})

describe('compareInstants', () => {
  it('orders fractions that text order would not', () => {
    const texts = [
      '2026-11-21T09:59:59.9999999Z',
      '2026-11-21T10:00:00Z',
      '2026-11-21T10:00:00.0000001Z',
      '2026-11-21T10:00:00.1Z',
      '2026-11-21T10:00:00.12Z',
      '2026-11-21T10:00:00.2Z',
      '2026-11-21T10:00:01Z',
    ]
    const shuffled = [...texts].sort().reverse().map(instant)
    expect(shuffled.sort(compareInstants)).toEqual(texts)
    expect(compareInstants(instant('2026-11-21T10:00:00.5Z'), instant('2026-11-21T11:00:00.50+01:00'))).toBe(
      0,
    )
  })

  it('agrees with whole ten-millionths of a second', () => {
    const ticks = fc.tuple(
      fc.integer({ min: start / 1000, max: start / 1000 + 2 }),
      fc.integer({ min: 0, max: 9_999_999 }),
    )
    const print = ([seconds, fraction]: [number, number]) =>
      instant(`${new Date(seconds * 1000).toISOString().slice(0, 19)}.${String(fraction).padStart(7, '0')}Z`)
    fc.assert(
      fc.property(ticks, ticks, (a, b) => {
        expect(Math.sign(compareInstants(print(a), print(b)))).toBe(Math.sign(a[0] - b[0] || a[1] - b[1]))
      }),
      { numRuns: 2000 },
    )
  })
})
