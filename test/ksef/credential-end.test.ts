import { describe, expect, it } from 'vitest'
import { connectionFindings } from '../../src/ksef/condition.ts'
import type { Connection } from '../../src/ksef/progress.ts'
import { type Checkpoint, plus } from '../../src/ksef/time.ts'
import type { Instant } from '../../src/values/instant.ts'
import { allInEnglish } from '../support/words.ts'

const end = '2026-12-20T12:00:00Z' as Instant
const dayMs = 24 * 3_600_000
const connection = (credentialValidUntil: string | null): Connection => ({
  credential: { type: 'token' },
  subjects: ['Subject2'],
  from: '2026-11-01T00:00:00.0000000Z' as Checkpoint,
  everyMinutes: 60,
  paused: false,
  credentialValidUntil,
})

describe('the end of a token', () => {
  it.each<[string, number, string | null, string | null]>([
    ['thirty days and a millisecond before', 30 * dayMs + 1, null, null],
    ['thirty days before', 30 * dayMs, 'info', 'in 30 days'],
    ['seven days and a millisecond before', 7 * dayMs + 1, 'info', 'in 8 days'],
    ['seven days before', 7 * dayMs, 'review', 'in 7 days'],
    ['a millisecond before', 1, 'review', 'in 1 day'],
    ['at its end', 0, 'blocking', 'ended at 2026-12-20 13:00:00'],
    ['later', -dayMs, 'blocking', 'ended at 2026-12-20 13:00:00'],
  ])('is told %s: %s', (_, left, severity, words) => {
    const found = allInEnglish(connectionFindings(connection(end), plus(end, -left)))
    if (severity === null) return expect(found).toEqual([])
    expect(found).toEqual([
      {
        code: severity === 'blocking' ? 'CREDENTIAL_EXPIRED' : 'CREDENTIAL_EXPIRES',
        severity,
        message: expect.stringContaining(words as string),
      },
    ])
  })
  it('is not told where nobody knows it', () => {
    expect(connectionFindings(connection(null), end)).toEqual([])
  })
})
