import { describe, expect, it } from 'vitest'
import { afterPage, beginLook, isLookDue, spansOf } from '../../src/ksef/look-back.ts'
import { type Look, noLane } from '../../src/ksef/progress.ts'
import { type Checkpoint, parseCheckpoint } from '../../src/ksef/time.ts'
import type { Instant } from '../../src/values/instant.ts'

const at = (text: string): Checkpoint => parseCheckpoint(text) as Checkpoint
const now = '2026-11-20T08:00:00Z' as Instant
const look: Look = { from: at('2026-11-13T08:00:00Z'), to: at('2026-11-20T07:00:00Z'), page: 2, begunAt: now }

describe('a look back', () => {
  it('is due once a day, at first at once, and until it has come to its end', () => {
    expect(isLookDue(noLane, now)).toBe(true)
    expect(isLookDue({ ...noLane, lookedAt: '2026-11-19T08:00:01Z' as Instant }, now)).toBe(false)
    expect(isLookDue({ ...noLane, lookedAt: '2026-11-19T08:00:00Z' as Instant }, now)).toBe(true)
    expect(isLookDue({ ...noLane, lookedAt: now, look }, now)).toBe(true)
  })
  it('goes a week back from the last one, not before the start, and not further than KSeF allows', () => {
    const begin = (lookedAt: string | null, start = '2026-01-01T00:00:00Z') =>
      beginLook(
        { ...noLane, lookedAt: lookedAt as Instant | null },
        at(start),
        at('2026-11-20T07:58:30Z'),
        now,
      )
    expect(begin(null)).toEqual({
      from: at('2026-11-13T08:00:00Z'),
      to: at('2026-11-20T07:58:30Z'),
      page: 0,
      begunAt: now,
    })
    expect(begin('2026-11-15T08:00:00Z')?.from).toBe(at('2026-11-08T08:00:00Z'))
    expect(begin('2026-03-01T00:00:00Z')?.from).toBe(at('2026-08-22T08:00:00Z'))
    expect(begin(null, '2026-11-18T00:00:00Z')?.from).toBe(at('2026-11-18T00:00:00Z'))
    expect(begin(null, '2026-11-20T07:58:30Z')).toBeNull()
  })
  it('goes from page to page; a list that is cut off goes on at its last document', () => {
    const documents = [{ ksefNumber: 'A', storedAt: at('2026-11-14T00:00:00Z') }]
    const onwards = (page: object) =>
      afterPage(look, { hasMore: true, isTruncated: false, documents, ...page })
    expect(onwards({})).toEqual({ ...look, page: 3 })
    expect(onwards({ hasMore: false })).toBeNull()
    expect(onwards({ documents: [] })).toBeNull()
    expect(onwards({ isTruncated: true })).toEqual({ ...look, from: at('2026-11-14T00:00:00Z'), page: 0 })
    expect(onwards({ isTruncated: true, documents: [{ ksefNumber: 'A', storedAt: look.from }] })).toBeNull()
  })
  it('asks for the milliseconds in which documents lie, those of one hour together', () => {
    const of = (...times: string[]) =>
      spansOf(
        times.map((storedAt, i) => ({ ksefNumber: String(i), storedAt: at(storedAt) })),
        at('2026-11-20T07:00:00.0005Z'),
      )
    expect(of('2026-11-14T00:00:00.1234567Z')).toEqual([
      { from: at('2026-11-14T00:00:00.122Z'), to: at('2026-11-14T00:00:00.124Z') },
    ])
    expect(of('2026-11-14T00:50:00Z', '2026-11-14T00:00:00Z', '2026-11-14T02:00:00Z')).toEqual([
      { from: at('2026-11-13T23:59:59.999Z'), to: at('2026-11-14T00:50:00.001Z') },
      { from: at('2026-11-14T01:59:59.999Z'), to: at('2026-11-14T02:00:00.001Z') },
    ])
    // The spans, not the documents, lie an hour apart.
    expect(of('2026-11-14T00:00:00.000Z', '2026-11-14T01:00:00.001Z')).toHaveLength(1)
    expect(of('2026-11-14T00:00:00.000Z', '2026-11-14T01:00:00.002Z')).toHaveLength(2)
    expect(of('2026-11-20T07:00:00Z')[0]?.to).toBe(at('2026-11-20T07:00:00.0005Z'))
    expect(of('2026-11-20T07:00:00.002Z')).toEqual([])
  })
})
