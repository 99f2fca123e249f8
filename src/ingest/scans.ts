import type { TextItem } from '../paper/page.ts'
import { readText } from '../paper/read-page.ts'
import { seenText } from '../paper/scanned.ts'
import type { FileCodes, FileSender, ScansRead } from './file-codes.ts'
import { type Orientation, type See, seenUpright } from './upright.ts'

/** Pages that are pictures, and the reading of what is written on them. */

/** A page that is a picture. */
export interface Scan {
  /** From 1 on; a picture that is no PDF is one page. */
  page: number
  /** A PNG, a JPEG or a pixmap. */
  picture: Uint8Array
  pixelsPerPoint: number
  orientation: Orientation
}

/** So many pages are read: the number of an invoice stands on its first page, sums on its last. */
const maxScans = 4

/** The pages of a file that are pictures: the first and the last ones are kept to be read. */
export class Scans {
  readonly kept: Scan[] = []
  /** All of them. */
  count = 0

  add(scan: Scan): void {
    this.count++
    if (this.kept.length === maxScans) this.kept.splice(maxScans / 2, 1)
    this.kept.push(scan)
  }
}

interface Reader {
  see: See
  /** What sees broke at a picture, and is not to be trusted with the next one. */
  lost: () => void
  /** The NIP of the taxpayer. */
  ours: string
  partly: FileSender['partly']
}

/** Adds to what was found in a file what its pictures say; what was read so far is told before each of them. */
export function readScans(codes: FileCodes, { kept, count }: Scans, reader: Reader): FileCodes {
  const items: TextItem[] = []
  const sofar = (read: number, unread: ScansRead['unread']): FileCodes => {
    const readings = codes.readings ?? []
    const seen = items.length === 0 ? [] : [readText(items, { ours: reader.ours, isGuessed: true })]
    return { ...codes, readings: [...readings, ...seen], scans: { pages: count, read, unread } }
  }
  for (const [read, { page, picture, pixelsPerPoint, orientation }] of kept.entries()) {
    reader.partly?.(sofar(read, 'too-long'))
    try {
      const { lines, turned } = seenUpright(reader.see, picture, orientation)
      items.push(...seenText(lines, { page, pixelsPerPoint, turned }))
    } catch {
      reader.lost()
      return sofar(read, 'too-long')
    }
  }
  return sofar(kept.length, kept.length < count ? 'too-many' : null)
}
