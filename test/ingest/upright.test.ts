import { expect, it } from 'vitest'
import { type Orientation, orientationOf, type See, seenUpright } from '../../src/ingest/upright.ts'
import type { SeenLine } from '../../src/paper/scanned.ts'

// Which way up a picture is.

const picture = Uint8Array.of(1)
/** Ten words in a line or in a column, of which the machine is so sure. */
function words(sure: number, runs: 'along' | 'down' = 'along', count = 10): SeenLine[] {
  const [x1, y1] = runs === 'along' ? [90, 20] : [20, 90]
  const word = { text: 'FAKTURA', sure, box: { x0: 0, y0: 0, x1, y1 } }
  return [{ words: Array(count).fill(word), size: 20, base: word.box }]
}
const [good, bad] = [words(95), words(30)]

it.each<[string, Orientation, Partial<Record<Orientation, SeenLine[]>>, Orientation[], boolean]>([
  ['as it is', 1, { 1: good }, [1], false],
  ['as its camera says', 6, { 6: good }, [6], false],
  ['with words that run down', 1, { 1: words(95, 'down'), 8: good, 6: bad }, [1, 8], true],
  ['with words that run up', 1, { 1: words(40, 'down'), 8: bad, 6: good }, [1, 8, 6], true],
  ['upside down', 1, { 1: bad, 3: good }, [1, 3], true],
  ['upside down for its camera', 8, { 8: bad, 6: good }, [8, 6], true],
  ['of noise', 1, { 1: bad, 3: bad }, [1, 3], false],
  ['with few words', 1, { 1: words(30, 'along', 7) }, [1], false],
  ['without any', 1, { 1: [] }, [1], false],
])('looks at a picture %s', (_, orientation, seen, asked, turned) => {
  const tried: Orientation[] = []
  const see: See = (_, way) => {
    tried.push(way)
    return seen[way] as SeenLine[]
  }
  const found = seenUpright(see, picture, orientation)
  expect([tried, found.turned]).toEqual([asked, turned])
  expect(found.lines).toBe(seen[turned ? (asked.at(-1) as Orientation) : orientation])
})

/** The head of a JPEG: what cameras say of it, one entry before it, in either order of bytes. */
function jpegOf(value: number, isLittle = true, pointer = 8): Uint8Array {
  const head = Buffer.alloc(60)
  head.set([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, 0xff, 0xe1, 0, 48])
  head.write('Exif\0\0', 12, 'latin1')
  head.write(isLittle ? 'II' : 'MM', 18, 'latin1')
  const [u16, u32] = isLittle
    ? [
        (v: number, at: number) => head.writeUInt16LE(v, 18 + at),
        (v: number, at: number) => head.writeUInt32LE(v, 18 + at),
      ]
    : [
        (v: number, at: number) => head.writeUInt16BE(v, 18 + at),
        (v: number, at: number) => head.writeUInt32BE(v, 18 + at),
      ]
  u32(pointer, 4)
  u16(2, 8)
  u16(0x0100, 10)
  u16(0x0112, 22)
  u16(value, 30)
  return head
}
it.each<[string, Uint8Array, number]>([
  ['little-endian', jpegOf(6), 6],
  ['big-endian', jpegOf(8, false), 8],
  ['mirrored', jpegOf(5), 1],
  ['out of its range', jpegOf(9), 1],
  ['pointing out of the file', jpegOf(6, true, 0xffffff00), 1],
  ['cut off', jpegOf(6).slice(0, 24), 1],
  ['without any', Uint8Array.of(0xff, 0xd8, 0xff, 0xda), 1],
  ['of nothing', new Uint8Array(), 1],
])('reads how a camera was held: %s', (_, bytes, orientation) => {
  expect(orientationOf(bytes)).toBe(orientation)
})
