import { describe, expect, it } from 'vitest'
import { eventsOf, readMessage } from '../../src/ksef/latarnia.ts'
import { permutations } from '../match/match-document.ts'

/** What messages of Latarnia tell of outages, in whatever order they come. */

const message = (said: object = {}) => ({
  id: 'K/1',
  eventId: 7,
  category: 'FAILURE',
  type: 'FAILURE_START',
  title: 'Awaria',
  text: 'Trwa.',
  start: '2026-11-19T09:00:00+01:00',
  end: null,
  version: 1,
  published: '2026-11-19T09:30:00+01:00',
  ...said,
})
const ended = (said: object = {}) =>
  message({
    id: 'K/2',
    type: 'FAILURE_END',
    end: '2026-11-19T13:00:00+01:00',
    published: '2026-11-19T13:05:00+01:00',
    ...said,
  })
const planned = (said: object = {}) =>
  message({
    category: 'MAINTENANCE',
    type: 'MAINTENANCE_ANNOUNCEMENT',
    end: '2026-11-19T11:00:00+01:00',
    ...said,
  })
/** Every order tells the same, but for the order of the references. */
function told(...messages: object[]) {
  const of = (some: readonly object[]) =>
    eventsOf(some.flatMap((m) => readMessage(m) ?? [])).map((e) => ({
      ...e,
      references: e.references.toSorted(),
    }))
  const expected = of(messages)
  for (const order of permutations(messages)) expect(of(order)).toEqual(expected)
  return expected
}

describe('a message', () => {
  it.each<[string, object]>([
    ['an event with a name', { eventId: 'A-7' }],
    ['no title, no text, no end', { title: undefined, text: null, end: undefined }],
    ['a number of two hundred letters', { id: 'x'.repeat(200) }],
    ['a number of one letter', { id: 'x' }],
    ['words that nobody knows', { category: 'SLOW', type: 'RUMOUR' }],
  ])('may have %s', (_, said) => {
    expect(readMessage(message(said))).not.toBeNull()
  })
  it.each<[string, object]>([
    ['no number', { id: '' }],
    ['a number of two hundred letters and one', { id: 'x'.repeat(201) }],
    ['no event', { eventId: null }],
    ['a start without a clock', { start: '2026-11-19T09:00:00' }],
    ['no start', { start: undefined }],
    ['an end that is none', { end: 'soon' }],
    ['no version', { version: '1' }],
    ['no time of publication', { published: null }],
  ])('cannot be read with %s', (_, said) => {
    expect(readMessage(message(said))).toBeNull()
  })
  it('is no text', () => {
    expect([readMessage('x'), readMessage(null)]).toEqual([null, null])
  })
})

describe('an outage', () => {
  it('is open until its end is told', () => {
    expect(told(message())[0]?.notice).toEqual({
      kind: 'failure',
      start: '2026-11-19T08:00:00Z',
      end: null,
      announcedAt: '2026-11-19T08:30:00Z',
      reference: 'K/1',
      text: 'Awaria\nTrwa.',
    })
    expect(told(message(), ended())[0]).toMatchObject({
      eventId: '7',
      references: ['K/1', 'K/2'],
      notice: {
        start: '2026-11-19T08:00:00Z',
        end: '2026-11-19T12:00:00Z',
        announcedAt: '2026-11-19T08:30:00Z',
        reference: 'K/1',
      },
    })
  })
  it('of which only the end is told begins as that says', () => {
    expect(told(ended())[0]?.notice).toMatchObject({
      start: '2026-11-19T08:00:00Z',
      end: '2026-11-19T12:00:00Z',
      announcedAt: '2026-11-19T12:05:00Z',
      reference: 'K/2',
    })
  })
  it.each([
    ['FAILURE', 'FAILURE_START', 'failure'],
    ['TOTAL_FAILURE', 'FAILURE_START', 'total-failure'],
    ['MAINTENANCE', 'MAINTENANCE_ANNOUNCEMENT', 'maintenance'],
  ])('of the category %s is %s', (category, type, kind) => {
    expect(told(message({ category, type }))[0]?.notice.kind).toBe(kind)
  })
  it('is what the end says that it was', () => {
    expect(
      told(message(), ended({ category: 'TOTAL_FAILURE', title: 'Koniec', text: null }))[0]?.notice,
    ).toMatchObject({
      kind: 'total-failure',
      text: 'Koniec',
    })
  })
  it('counts as announced when the first version was published, and is as the highest says', () => {
    const [first, second] = [
      planned(),
      planned({
        version: 2,
        start: '2026-11-20T09:00:00+01:00',
        end: '2026-11-20T11:00:00+01:00',
        published: '2026-11-19T10:00:00+01:00',
      }),
    ]
    expect(told(first, second)[0]?.notice).toMatchObject({
      start: '2026-11-20T08:00:00Z',
      end: '2026-11-20T10:00:00Z',
      announcedAt: '2026-11-19T08:30:00Z',
    })
    // A higher version counts although it was published before; of one version the one that was published last.
    const earlier = planned({
      version: 3,
      end: '2026-11-19T12:00:00+01:00',
      published: '2026-11-01T10:00:00+01:00',
    })
    expect(told(first, second, earlier)[0]?.notice).toMatchObject({
      end: '2026-11-19T11:00:00Z',
      announcedAt: '2026-11-01T09:00:00Z',
    })
    const again = planned({ end: '2026-11-19T12:30:00+01:00', published: '2026-11-19T09:31:00+01:00' })
    expect(told(first, again)[0]?.notice.end).toBe('2026-11-19T11:30:00Z')
  })
  it('that ends before it starts is none; at the same instant it is one', () => {
    expect(told(planned({ end: '2026-11-19T08:59:59+01:00' }))).toEqual([])
    expect(told(planned({ end: '2026-11-19T09:00:00+01:00' }))).toHaveLength(1)
  })
  it('has the words of its last message, as far as there are any', () => {
    expect(told(message({ title: null }))[0]?.notice.text).toBe('Trwa.')
    expect(told(message({ text: '' }))[0]?.notice.text).toBe('Awaria')
    expect(told(message({ title: null, text: null }))[0]?.notice.text).toBeNull()
    expect(told(message({ title: null, text: 'x'.repeat(20_001) }))[0]?.notice.text).toHaveLength(20_000)
  })
  it('is one for each event, in the order of their names, from what is known alone', () => {
    const rumour = message({ eventId: 5, type: 'RUMOUR' })
    const slow = message({ eventId: 6, category: 'SLOW' })
    const all = told(message({ eventId: 9, id: 'K/9' }), rumour, slow, message({ id: 'K/1' }))
    expect(all.map((e) => [e.eventId, e.references])).toEqual([
      ['7', ['K/1']],
      ['9', ['K/9']],
    ])
    expect(told(message(), message({ version: 2 }))[0]?.references).toEqual(['K/1'])
  })
})
