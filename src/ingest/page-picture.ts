import { present } from '../values/present.ts'
import { maxPixels } from './file-codes.ts'
import type { Pixels } from './pdf-marks.ts'
import type { Matrix } from './pdf-matrix.ts'
import { scaled } from './pdf-matrix.ts'
import { grey } from './pixmap.ts'

/** A page that is made of pictures, as scanners write it: strips, layers, turned and mirrored ones become one picture. */

/** A picture with its place: the matrix takes the unit square to points from the top left of the page as it is shown. */
export interface Painted {
  pixels: Pixels
  matrix: Matrix
  /** The ink of a stencil. */
  dark: boolean
}

/** A page as a pixmap in grey. */
interface PagePicture {
  pixmap: Uint8Array<ArrayBuffer>
  pixelsPerPoint: number
}

/** Text is read no better with more pixels a point: 300 dpi. */
const finest = 300 / 72
/** Pixels of a page: an A4 page at 300 dpi has 8.7 million. */
const maxPagePixels = 9_000_000
/** Points of pictures that are looked at for a page: they may lie over each other. */
const maxLooks = 80_000_000
/** So many points across are looked at for a pixel, where a picture is finer than the page. */
const mostAcross = 3
/** Pictures that cover less of a page are no scan of it. */
const leastCovered = 0.25

/** The pictures of a page in one, as fine as they are; null where they cover too little of it. */
export function pagePicture(
  painted: readonly Painted[],
  [width, height]: readonly [width: number, height: number],
): PagePicture | null {
  const pictures = painted.filter(isWhole)
  const covered = pictures.reduce((sum, { matrix }) => sum + Math.abs(areaOf(matrix)), 0)
  const size = width * height
  if (!(size > 0) || covered < leastCovered * size) return null
  const fine = Math.max(...pictures.map(({ pixels, matrix: [a, b] }) => pixels.width / Math.hypot(a, b)))
  const pixelsPerPoint = Math.min(fine, finest, Math.sqrt(maxPagePixels / size))
  const [columns, rows] = [Math.floor(width * pixelsPerPoint), Math.floor(height * pixelsPerPoint)]
  if (!(columns >= 1 && rows >= 1)) return null
  const pixmap = grey(columns, rows, (page) => {
    page.fill(255)
    let looks = 0
    for (const one of pictures) {
      if (looks > maxLooks) return
      looks += paint(one, page, { columns, rows, pixelsPerPoint })
    }
  })
  return { pixmap, pixelsPerPoint }
}

const areaOf = ([a, b, c, d]: Matrix): number => a * d - b * c

/** Bits a pixel, by kind. */
const bitsOf: Readonly<Record<number, number>> = { 1: 1, 2: 24, 3: 32 }
const bitsIn = ({ kind = 1 }: Pixels): number => bitsOf[kind] ?? 32

/** Its pixels are there, and its place is one. */
const isWhole = ({ pixels, matrix }: Painted): boolean => {
  const { width, height, data } = pixels
  const count = width * height
  const rowBytes = Math.ceil((width * bitsIn(pixels)) / 8)
  return count > 0 && count <= maxPixels && !!data && data.length >= rowBytes * height && areaOf(matrix) !== 0
}

interface Sheet {
  columns: number
  rows: number
  pixelsPerPoint: number
}

/** Paints a picture on the page, and says how often it was looked at. */
function paint({ pixels, matrix, dark }: Painted, page: Uint8Array, sheet: Sheet): number {
  const { columns, rows, pixelsPerPoint } = sheet
  const [a, b, c, d, e, f] = scaled(matrix, pixelsPerPoint)
  const area = a * d - b * c
  const { width, height } = pixels
  const light = lightOf(pixels, dark)
  const [left, right] = within([e, e + a, e + c, e + a + c], columns)
  const [top, bottom] = within([f, f + b, f + d, f + b + d], rows)
  // Steps in the picture for a step to the right and a step down on the page; rows of a picture go from the top.
  const [across, along] = [(d / area) * width, (b / area) * height]
  const [aside, down] = [(-c / area) * width, (-a / area) * height]
  const finer = Math.max(Math.hypot(across, along), Math.hypot(aside, down))
  const steps = Math.min(mostAcross, Math.max(1, Math.round(finer)))
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      let sum = 0
      let seen = 0
      for (let step = 0; step < steps * steps; step++) {
        const dx = x + ((step % steps) + 0.5) / steps - e
        const dy = y + (Math.floor(step / steps) + 0.5) / steps - f
        const column = Math.floor(dx * across + dy * aside)
        const row = Math.floor(height + dx * along + dy * down)
        if (column < 0 || row < 0 || column >= width || row >= height) continue
        const value = light(column, row)
        if (value < 0) continue
        sum += value
        seen++
      }
      if (seen === 0) continue
      const at = y * columns + x
      const under = present(page[at])
      page[at] = (sum + under * (steps * steps - seen)) / (steps * steps)
    }
  }
  return (right - left) * (bottom - top) * steps * steps
}

function within(places: readonly number[], most: number): [number, number] {
  const inside = (place: number) => Math.min(most, Math.max(0, place))
  return [inside(Math.floor(Math.min(...places))), inside(Math.ceil(Math.max(...places)))]
}

/** How bright a pixel of a picture is, from 0 to 255; less than 0 where the page is seen through it. */
function lightOf({ width, kind, data }: Pixels, dark: boolean): (column: number, row: number) => number {
  const channels = kind === 2 ? 3 : 4
  if (kind === 2 || kind === 3)
    return (column, row) => {
      const at = (row * width + column) * channels
      if (kind === 3 && present(data[at + 3]) < 128) return -1
      return (present(data[at]) * 77 + present(data[at + 1]) * 151 + present(data[at + 2]) * 28) >> 8
    }
  const rowBytes = (width + 7) >> 3
  const [unset, set] = kind === 1 ? [0, 255] : [dark ? 0 : 255, -1]
  return (column, row) =>
    (present(data[row * rowBytes + (column >> 3)]) >> (7 - (column & 7))) & 1 ? set : unset
}
