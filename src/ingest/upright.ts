import type { SeenLine, SeenWord } from '../paper/scanned.ts'
import { present } from '../values/present.ts'

/** Which way up a picture is: cameras say it, and else what is read of it tells. */

/**
 * Reads the words of a picture that is turned so, as it is seen then; takes seconds, in which its thread does nothing
 * else. It throws what breaks it.
 */
export type See = (picture: Uint8Array, orientation: Orientation) => SeenLine[]

/** How a picture is to be turned to be seen, in the numbers of EXIF: not at all, and by quarters clockwise. */
const quarters = [1, 6, 3, 8] as const
export type Orientation = (typeof quarters)[number]

const turnedBy = (orientation: Orientation, turns: number): Orientation =>
  present(quarters[(quarters.indexOf(orientation) + turns) % 4])

/** The words of a picture as they are when it is upright, and whether it had to be turned otherwise than it says. */
export function seenUpright(
  see: See,
  picture: Uint8Array,
  orientation: Orientation,
): { lines: SeenLine[]; turned: boolean } {
  const lines = see(picture, orientation)
  const words = wordsOf(lines)
  const isUpsideDown = words.length >= fewest && readable(words) < hardlyReadable
  const turns = isSideways(words) ? [3, 1] : isUpsideDown ? [2] : []
  for (const turn of turns) {
    const other = see(picture, turnedBy(orientation, turn))
    if (readable(wordsOf(other)) > wellReadable) return { lines: other, turned: true }
  }
  return { lines, turned: false }
}

/** What is written upside down is read as words of which the machine is hardly ever sure. */
const [hardlyReadable, wellReadable] = [0.3, 0.5]
/** Fewer words tell nothing. */
const fewest = 8
const sureOf = 80

/** Words long enough to tell which way they run. */
const wordsOf = (lines: readonly SeenLine[]): SeenWord[] =>
  lines.flatMap(({ words }) => words).filter(({ text }) => /[\p{L}\d]{3}/u.test(text))

const readable = (words: readonly SeenWord[]): number =>
  words.length === 0 ? 0 : words.filter(({ sure }) => sure >= sureOf).length / words.length

/** The machine also reads what runs up or down: most words are higher than wide then. */
function isSideways(words: readonly SeenWord[]): boolean {
  const high = words.filter(({ box }) => box.y1 - box.y0 > box.x1 - box.x0)
  return words.length >= fewest && high.length > words.length / 2
}

/** How a JPEG of a camera is to be turned to be upright; mirrored ones are left as they are. */
export function orientationOf(jpeg: Uint8Array): Orientation {
  const read = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength)
  try {
    for (let at = 2; jpeg[at] === 0xff && jpeg[at + 1] !== startOfScan; at += 2 + read.getUint16(at + 2))
      if (jpeg[at + 1] === appOne && read.getUint32(at + 4) === exif) return orientationIn(read, at + 10)
  } catch {
    // Cut off within its head.
  }
  return 1
}

const [startOfScan, appOne, exif] = [0xda, 0xe1, 0x45786966]
/** The tag of an orientation, and bytes of an entry. */
const [tag, entrySize] = [0x0112, 12]

/** The orientation in a TIFF that begins there. @throws RangeError where it points out of the file */
function orientationIn(read: DataView, start: number): Orientation {
  const isLittle = read.getUint16(start) === 0x4949
  const list = start + read.getUint32(start + 4, isLittle)
  const count = Math.min(read.getUint16(list, isLittle), 100)
  for (let at = list + 2; at < list + 2 + count * entrySize; at += entrySize) {
    if (read.getUint16(at, isLittle) !== tag) continue
    const value = read.getUint16(at + 8, isLittle)
    return quarters.find((one) => one === value) ?? 1
  }
  return 1
}
