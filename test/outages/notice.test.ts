import { expect, it } from 'vitest'
import { readable, readNotice } from '../../src/outages/notice.ts'
import type { Said } from '../../src/texts/sentence.ts'
import { tell } from '../../src/texts/tell.ts'

/** What a database holds as a notice is read as one, or the reason is told. */

const whole = {
  id: 'o1',
  kind: 'failure',
  start: '2026-06-10',
  end: '2026-06-10T18:00:00Z',
  announcedAt: '2026-06-10',
  source: 'bip',
  reference: null,
  text: null,
  withdrawn: false,
}
const text = (change: object) => JSON.stringify({ ...whole, ...change })

it('a notice is read as it was written', () => {
  expect(readNotice(text({}))).toEqual(whole)
  expect(readNotice(text({ end: null }))).toMatchObject({ end: null })
})

it.each([
  ['not json', /not JSON/],
  ['[]', /no notice/],
  ['null', /no notice/],
  [text({ id: '' }), /Its id/],
  [text({ kind: 'flood' }), /Its kind/],
  [text({ start: '2026-06-31' }), /Its start/],
  [text({ start: 'garbage' }), /Its start/],
  [text({ start: null }), /Its start/],
  [text({ end: '2026-06-10T20:00:00+02:00' }), /Its end/],
  [text({ announcedAt: undefined }), /Its announcedAt/],
  [text({ source: 7 }), /Its source/],
  [text({ reference: {} }), /Its reference/],
  [text({ text: [] }), /Its text/],
  [text({ withdrawn: 'no' }), /Its withdrawn/],
])('%s is none, and it is said why', (written, why) => {
  expect(tell(readNotice(written) as Said, 'en')).toMatch(why)
  expect(readable([written, text({})])).toEqual([whole])
})
