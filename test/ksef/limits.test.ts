import { describe, expect, it } from 'vitest'
import { allowedAt, type CallGroup, withCall } from '../../src/ksef/limits.ts'

/** KSeF's limits per second, minute and hour (API notes, section 6), and five seconds for what is late on its way. */

const slackMs = 5_000
const at = (length: number, ms: number) => Array.from({ length }, () => ms)

describe.each<[CallGroup, number, number, number]>([
  ['exports', 8, 16, 20],
  ['export-status', 10, 60, 600],
  ['metadata', 8, 16, 20],
])('%s', (group, second, minute, hour) => {
  it('wait for a second once so many were made', () => {
    expect(allowedAt(group, at(second - 1, 100))).toBe(0)
    expect(allowedAt(group, at(second, 100))).toBe(1_100 + slackMs)
    expect(allowedAt(group, [...at(20, 0), 50, ...at(second - 1, 100)].slice(-second))).toBe(1_050 + slackMs)
  })
  it('wait for a minute once so many were made', () => {
    expect(allowedAt(group, at(minute - 1, 100))).toBe(1_100 + slackMs)
    expect(allowedAt(group, at(minute, 100))).toBe(60_100 + slackMs)
    expect(allowedAt(group, [50, ...at(minute - 1, 100)])).toBe(60_050 + slackMs)
  })
  it('wait for an hour once so many were made, by the oldest of the last of them', () => {
    expect(allowedAt(group, at(hour - 1, 100))).toBe(60_100 + slackMs)
    expect(allowedAt(group, [50, ...at(hour - 1, 100)])).toBe(3_600_050 + slackMs)
    expect(allowedAt(group, [1, 50, ...at(hour - 1, 100)])).toBe(3_600_050 + slackMs)
  })
  it('count for an hour and what is late', () => {
    const now = 10_000_000
    const oldest = now - 3_600_000 - slackMs
    expect(withCall(group, [oldest - 1, oldest, oldest + 1, now - 1], now)).toEqual([
      oldest + 1,
      now - 1,
      now,
    ])
    expect(withCall(group, [], now)).toEqual([now])
  })
})
