import type { TextItem } from '../../src/paper/page.ts'

/** A text and where it begins, in points from the left. */
type Put = readonly [x: number, text: string]

/** The text of a page: one row for each line, the texts of a row from left to right. Five points a letter. */
export const pageOf = (rows: readonly (readonly Put[])[], page = 1): TextItem[] =>
  rows.flatMap((row, at) =>
    row.map(([x, text]) => ({ text, page, x, y: 40 + at * 14, width: text.length * 5, height: 10 })),
  )

/** Lines that begin at the left. */
export const lined = (...texts: string[]): Put[][] => texts.map((text) => [[40, text]])
