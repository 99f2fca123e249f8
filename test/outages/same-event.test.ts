import { describe, expect, it } from 'vitest'
import { adopt } from '../../src/outages/adopt.ts'
import { type Announcement, tellsOf, updated } from '../../src/outages/same-event.ts'
import type { OutageNotice } from '../../src/outages/windows.ts'

const notice = (more: object = {}): OutageNotice =>
  ({
    ...{
      id: 'o',
      kind: 'failure',
      start: '2026-06-10T06:00:00Z',
      end: null,
      announcedAt: '2026-06-10T07:00:00Z',
    },
    ...{ source: 'BIP', reference: null, text: null, withdrawn: false },
    ...more,
  }) as OutageNotice
const said = (more: object = {}): Announcement =>
  ({
    ...{ kind: 'failure', start: '2026-06-10T06:00:00Z', end: null, announcedAt: '2026-06-10T07:00:00Z' },
    ...{ reference: null, text: null, ...more },
  }) as Announcement

describe('a notice tells of an event that was published', () => {
  it.each([
    ['under the same number', 'K/2026/AWR/02', ['K/2026/AWR/02'], true],
    ['under a number typed in small letters and with spaces', ' k/2026/ awr/02', ['K/2026/AWR/02'], true],
    ['under a number published with spaces', 'K/2026/AWR/02', ['K / 2026 / AWR / 02'], true],
    ['under one of several numbers', 'K/2026/AWR/03', ['K/2026/AWR/02', 'K/2026/AWR/03'], true],
    [
      'not under another number of the Ministry, though it began on the same day',
      'K/2026/AWR/03',
      ['K/2026/AWR/02'],
      false,
    ],
    ['by its day, where it bears a name that nobody published', 'e-mail of 10 June', ['K/2026/AWR/02'], true],
    [
      'by its day, where the Ministry’s number does not stand first',
      'see K/2026/AWR/03',
      ['K/2026/AWR/02'],
      true,
    ],
    ['by its day, where it bears no number', null, ['K/2026/AWR/02'], true],
    ['by its day, where nothing was numbered', null, [], true],
  ])('%s', (_what, reference, published, expected) => {
    expect(tellsOf(notice({ reference }), said(), published)).toBe(expected)
  })

  it('with a number, whatever kind and day a human gave it', () => {
    for (const reference of ['K/2026/AWR/02', ' k/2026/ awr/02']) {
      const typed = notice({ reference, kind: 'maintenance', start: '2026-06-01' })
      expect(tellsOf(typed, said(), ['K/2026/AWR/02'])).toBe(true)
    }
  })

  it.each([
    ['the same Warsaw day at another hour', { start: '2026-06-10T21:59:00Z' }, true],
    ['the day alone', { start: '2026-06-10' }, true],
    ['the evening in UTC that is the same day in Warsaw', { start: '2026-06-09T22:00:00Z' }, true],
    ['an hour that is the next day in Warsaw', { start: '2026-06-10T22:00:00Z' }, false],
    ['the day before', { start: '2026-06-09' }, false],
    ['another kind', { kind: 'maintenance' }, false],
  ])('without a number by kind and first day: %s, %s', (_what, more, expected) => {
    expect(tellsOf(notice(more), said(), [])).toBe(expected)
  })
})

describe('a notice whose source speaks', () => {
  const typed = notice({ text: 'typed by hand', end: '2026-06-11' })
  it('for the first time takes what is said and keeps what is not', () => {
    const now = updated(typed, said({ reference: 'K/2026/AWR/02', start: '2026-06-10T05:00:00Z' }), null)
    expect(now).toEqual({ ...typed, reference: 'K/2026/AWR/02', start: '2026-06-10T05:00:00Z' })
  })
  it('again takes only what is said anew', () => {
    const before = said({ text: 'first words' })
    const edited = notice({ text: 'put right by hand', start: '2026-06-10T04:00:00Z' })
    const now = updated(edited, said({ text: 'first words', end: '2026-06-12T10:00:00Z' }), before)
    expect(now).toEqual({ ...edited, end: '2026-06-12T10:00:00Z' })
  })
  it('takes an end back that it has withdrawn', () => {
    const before = said({ end: '2026-06-12T10:00:00Z' })
    const now = updated(notice({ end: '2026-06-12T10:00:00Z' }), said(), before)
    expect(now.end).toBeNull()
  })
  it('and says what it said before changes nothing', () => {
    const edited = notice({ end: '2026-06-13', kind: 'maintenance', text: 'by hand' })
    expect(updated(edited, said({ text: 'words' }), said({ text: 'words' }))).toEqual(edited)
  })
})

describe('notices of an archive beside those that are here', () => {
  const here = notice({ id: 'here' })
  it('are taken over where nothing tells of the event', () => {
    const brought = notice({ id: 'b', start: '2026-05-01' })
    expect(adopt([brought], [here])).toEqual({ lacking: [brought], renamed: [], differing: [] })
    expect(adopt([brought], [])).toEqual({ lacking: [brought], renamed: [], differing: [] })
  })
  it('are known under their own id, whatever they say', () => {
    const brought = notice({ id: 'here', start: '2026-05-01', kind: 'maintenance' })
    expect(adopt([brought], [here])).toEqual({ lacking: [], renamed: [], differing: ['here'] })
    expect(adopt([here], [here])).toEqual({ lacking: [], renamed: [], differing: [] })
  })
  it('get the id of the one that tells of the same event', () => {
    expect(adopt([notice({ id: 'b' })], [here])).toEqual({
      lacking: [],
      renamed: [['b', 'here']],
      differing: [],
    })
  })
  it.each([
    ['the kind', { kind: 'maintenance', reference: 'K/2026/AWR/02' }],
    ['the first hour', { start: '2026-06-10T05:00:00Z' }],
    ['the end', { end: '2026-06-11' }],
    ['the hour of the announcement', { announcedAt: '2026-06-10T08:00:00Z' }],
    ['whether it was withdrawn', { withdrawn: true }],
  ])('differ by %s', (_what, more) => {
    const one = notice({ id: 'here', reference: 'K/2026/AWR/02' })
    const other = notice({ id: 'b', reference: 'K/2026/AWR/02', ...more })
    expect(adopt([other], [one])).toEqual({ lacking: [], renamed: [['b', 'here']], differing: ['here'] })
  })
  it.each([
    ['its words', { text: 'other words' }],
    ['where it was read', { source: 'typed' }],
  ])('do not differ by %s', (_what, more) => {
    expect(adopt([notice({ id: 'here', ...more })], [here]).differing).toEqual([])
  })
  it('tell of one event where either side is the one without a number', () => {
    const numbered = { reference: 'K/2026/AWR/02' }
    const adopted = { lacking: [], renamed: [['b', 'here']], differing: [] }
    expect(adopt([notice({ id: 'b', ...numbered })], [here])).toEqual(adopted)
    expect(adopt([notice({ id: 'b' })], [notice({ id: 'here', ...numbered })])).toEqual(adopted)
  })
  it('are told in the order in which they were brought', () => {
    const starts = ['2026-05-01', '2026-05-02']
    const lacking = starts.map((start, i) => notice({ id: `b${i}`, start }))
    expect(adopt(lacking, [here]).lacking).toEqual(lacking)
    const known = starts.map((start, i) => notice({ id: `h${i}`, start }))
    const adopted = adopt(
      lacking.map((one) => ({ ...one, end: '2026-05-03' as never })),
      known,
    )
    expect(adopted.renamed).toEqual([
      ['b0', 'h0'],
      ['b1', 'h1'],
    ])
    expect(adopted.differing).toEqual(['h0', 'h1'])
  })
  it('are the first of two that tell of the event', () => {
    const twice = [notice({ id: 'first' }), notice({ id: 'second' })]
    expect(adopt([notice({ id: 'b' })], twice).renamed).toEqual([['b', 'first']])
  })
  it('are never one that was brought beside them: two notices of one directory are two events', () => {
    const [first, second] = [notice({ id: 'here' }), notice({ id: 'b' })]
    expect(adopt([first, second], [here])).toEqual({ lacking: [second], renamed: [], differing: [] })
  })
})
