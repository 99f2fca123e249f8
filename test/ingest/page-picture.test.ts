import { expect, it } from 'vitest'
import { type Painted, pagePicture } from '../../src/ingest/page-picture.ts'
import type { Pixels } from '../../src/ingest/pdf-marks.ts'
import type { Matrix } from '../../src/ingest/pdf-matrix.ts'

// Pages of scanners as one picture. Pixels are written as hex digits: 0 is black, f white.

/** A picture of three bytes a pixel. */
function picture(...rows: string[]): Pixels {
  const data = Uint8Array.from(
    [...rows.join('')].flatMap((digit) => Array(3).fill(Number.parseInt(digit, 16) * 17)),
  )
  return { width: rows[0]!.length, height: rows.length, kind: 2, data }
}
const painted = (pixels: Pixels, matrix: Matrix, dark = true): Painted => ({ pixels, matrix, dark })

/** The page as rows of hex digits. */
function shown(pictures: Painted[], size: [number, number]): string[] | null {
  const made = pagePicture(pictures, size)
  if (made === null) return null
  const [, width, height] = /^P5\n(\d+) (\d+)\n255\n/.exec(Buffer.from(made.pixmap).toString('latin1'))!
  const pixels = made.pixmap.subarray(-Number(width) * Number(height))
  const digits = [...pixels].map((value) => Math.round(value / 17).toString(16)).join('')
  return digits.match(new RegExp(`.{${width}}`, 'g'))
}

const four = picture('0123', '4567')
it.each<[string, Matrix, [number, number], string[]]>([
  ['as it is', [4, 0, 0, -2, 0, 2], [4, 2], ['0123', '4567']],
  ['upside down', [-4, 0, 0, 2, 4, 0], [4, 2], ['7654', '3210']],
  ['mirrored', [-4, 0, 0, -2, 4, 2], [4, 2], ['3210', '7654']],
  ['turned clockwise', [0, 4, 2, 0, 0, 0], [2, 4], ['40', '51', '62', '73']],
  ['turned counterclockwise', [0, -4, -2, 0, 2, 4], [2, 4], ['37', '26', '15', '04']],
  ['moved', [4, 0, 0, -2, 1, 3], [6, 4], ['ffffff', 'f0123f', 'f4567f', 'ffffff']],
  ['over the edge', [4, 0, 0, -2, -2, 2], [4, 2], ['23ff', '67ff']],
])('paints a picture %s', (_, matrix, size, rows) => {
  expect(shown([painted(four, matrix)], size)).toEqual(rows)
})

it('paints strips below each other, and layers over each other', () => {
  const strips = [
    painted(picture('0123'), [4, 0, 0, -1, 0, 1]),
    painted(picture('4567'), [4, 0, 0, -1, 0, 2]),
  ]
  expect(shown(strips, [4, 2])).toEqual(['0123', '4567'])
  // A stencil: ink where its bits are not set. Behind it the page is seen.
  const stencil: Pixels = { width: 4, height: 2, data: Uint8Array.of(0b01110000, 0b11100000) }
  const under = painted(picture('8888', '8888'), [4, 0, 0, -2, 0, 2])
  expect(shown([under, painted(stencil, [4, 0, 0, -2, 0, 2])], [4, 2])).toEqual(['0888', '8880'])
  expect(shown([under, painted(stencil, [4, 0, 0, -2, 0, 2], false)], [4, 2])).toEqual(['f888', '888f'])
  const clear: Pixels = { width: 2, height: 1, kind: 3, data: Uint8Array.of(0, 0, 0, 255, 0, 0, 0, 0) }
  expect(shown([painted(clear, [2, 0, 0, -1, 0, 1])], [2, 1])).toEqual(['0f'])
  const bits: Pixels = { width: 3, height: 1, kind: 1, data: Uint8Array.of(0b01000000) }
  expect(shown([painted(bits, [3, 0, 0, -1, 0, 1])], [3, 1])).toEqual(['0f0'])
})

it('keeps no more pixels than text needs, and loses no thin line', () => {
  // 16 pixels a point, of which four are kept.
  const lines = picture(...Array.from({ length: 16 }, () => '0fff0fff0fff0fff'))
  const rows = shown([painted(lines, [1, 0, 0, -1, 0, 1])], [1, 1])
  expect(rows).toHaveLength(4)
  expect(rows?.join('')).toMatch(/^[1-e]{16}$/)
  const large = pagePicture([painted(picture('0'), [1e5, 0, 0, -1e5, 0, 1e5])], [1e5, 1e5])
  expect(large?.pixmap.length).toBeLessThan(9_000_100)
})

it.each<[string, Painted]>([
  ['a logo', painted(four, [1, 0, 0, -1, 0, 1])],
  ['a picture without its pixels', painted({ ...four, data: new Uint8Array(23) }, [4, 0, 0, -2, 0, 2])],
  ['a picture of no size', painted({ ...four, width: 0 }, [4, 0, 0, -2, 0, 2])],
  ['a picture painted flat', painted(four, [4, 0, 4, 0, 0, 0])],
  ['a picture at no place', painted(four, [Number.NaN, 0, 0, -2, 0, 2])],
  ['a picture of too many pixels', painted({ ...four, width: 10_000, height: 10_000 }, [4, 0, 0, -2, 0, 2])],
])('sees no scan in %s', (_, one) => {
  expect(shown([one], [4, 2])).toBeNull()
})
it('sees no scan on a page of no size', () => {
  expect(shown([painted(four, [4, 0, 0, -2, 0, 2])], [0, 2])).toBeNull()
})
