import type { TextItem } from '../paper/page.ts'
import { type Painted, pagePicture } from './page-picture.ts'
import { type Page, pixelsOf, viewOf } from './pdf-document.ts'
import type { Marks } from './pdf-marks.ts'
import { times } from './pdf-matrix.ts'
import type { Scan } from './scans.ts'

/** Pages of a PDF that are pictures, as scanners write them. */

/** A page with so many letters and digits may be one: scanners stamp their name, or the number of the page, on it. */
const mostStamped = 60

/** Whether the text of a page is too little for what an invoice says. */
export const isScanned = (items: readonly TextItem[]): boolean =>
  items.reduce((count, { text }) => count + (text.match(/[\p{L}\d]/gu) ?? []).length, 0) <= mostStamped

/** The pictures of a page as it is shown; null where they are no scan of it. */
export async function scanOf(page: Page, { painted }: Marks, number: number): Promise<Scan | null> {
  const { transform, width, height } = viewOf(page)
  const pictures: Painted[] = []
  for (const { picture, matrix, dark } of painted) {
    const pixels = await pixelsOf(page, picture)
    if (pixels) pictures.push({ pixels, matrix: times(transform, matrix), dark })
  }
  const found = pagePicture(pictures, [width, height])
  return (
    found && { page: number, picture: found.pixmap, pixelsPerPoint: found.pixelsPerPoint, orientation: 1 }
  )
}
