import { present } from '../values/present.ts'
import { maxPixels } from './file-codes.ts'
import type { Marks, Pixels } from './pdf-marks.ts'

/** Pictures as portable pixmaps, which need no compression and one byte for a pixel. */

/** A pixmap of pixels as pdf.js hands them over; null where they are too many, or not what they say. */
export function pixmapOf({ width, height, kind, data }: Pixels): Uint8Array<ArrayBuffer> | null {
  const count = width * height
  if (!(count > 0) || count > maxPixels || !data) return null
  if (kind === 2) {
    if (data.length < count * 3) return null
    return withHead(`P6\n${width} ${height}\n255\n`, count * 3, (pixels) =>
      pixels.set(data.subarray(0, count * 3)),
    )
  }
  if (kind === 3)
    return data.length < count * 4 ? null : grey(width, height, (pixels) => overWhite(data, pixels))
  const rowBytes = (width + 7) >> 3
  if (data.length < rowBytes * height) return null
  return grey(width, height, (pixels) => {
    for (let y = 0, at = 0; y < height; y++) {
      const row = y * rowBytes
      for (let x = 0; x < width; x++, at++) {
        pixels[at] = (present(data[row + (x >> 3)]) >> (7 - (x & 7))) & 1 ? 255 : 0
      }
    }
  })
}

/** How bright pixels are on white paper: codes are also drawn in black on transparent. */
function overWhite(data: Uint8Array | Uint8ClampedArray, pixels: Uint8Array): void {
  for (let i = 0, at = 0; i < pixels.length; i++, at += 4) {
    const light = present(data[at]) * 77 + present(data[at + 1]) * 151 + present(data[at + 2]) * 28
    pixels[i] = 255 - ((255 - light / 256) * present(data[at + 3])) / 255
  }
}

type Fill = (pixels: Uint8Array<ArrayBuffer>) => void

/** A pixmap in grey, whose pixels `fill` fills in: one byte each, 0 is black. */
export const grey = (width: number, height: number, fill: Fill): Uint8Array<ArrayBuffer> =>
  withHead(`P5\n${width} ${height}\n255\n`, width * height, fill)

function withHead(head: string, size: number, fill: Fill): Uint8Array<ArrayBuffer> {
  const first = new TextEncoder().encode(head)
  const whole = new Uint8Array(first.length + size)
  whole.set(first)
  fill(whole.subarray(first.length))
  return whole
}

/** Modules of a code are painted with at least so many boxes: the smallest code has 441 modules, half of them dark. */
const fewestBoxes = 60
/** Pixels a point: 200 dpi. */
const finest = 200 / 72
/** Pixels of a page: an A4 page at 200 dpi has 4 million. */
const maxPagePixels = 8_000_000
/** Pixels painted for a page at most: boxes may lie over each other. */
const maxPainted = 100_000_000

/** The rectangles of a page as a pixmap at 200 dpi, less on large pages; null where they are too few for a code. */
export function paintedBoxes(
  boxes: Marks['boxes'],
  [left = 0, bottom = 0, right = 0, top = 0]: readonly number[],
): Uint8Array<ArrayBuffer> | null {
  const [width, height] = [right - left, top - bottom]
  if (boxes.length < fewestBoxes || !(width > 0 && height > 0)) return null
  const scale = Math.min(finest, Math.sqrt(maxPagePixels / (width * height)))
  const [columns, rows] = [Math.max(1, Math.floor(width * scale)), Math.max(1, Math.floor(height * scale))]
  return grey(columns, rows, (pixels) => {
    pixels.fill(255)
    let painted = 0
    const place = (value: number, origin: number, most: number) =>
      Math.min(most, Math.max(0, Math.round((value - origin) * scale)))
    for (const { x0, y0, x1, y1, dark } of boxes) {
      const [from, to] = [place(Math.min(x0, x1), left, columns), place(Math.max(x0, x1), left, columns)]
      const [low, high] = [place(Math.min(y0, y1), bottom, rows), place(Math.max(y0, y1), bottom, rows)]
      painted += (to - from) * (high - low)
      if (painted > maxPainted) return
      for (let y = low; y < high; y++) {
        const row = (rows - 1 - y) * columns
        pixels.fill(dark ? 0 : 255, row + from, row + to)
      }
    }
  })
}
