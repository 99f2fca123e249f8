/** Rows that are stored and must not be, and those that must be and are not; rows of the same text are the same. */
export function difference<Row>(
  stored: readonly Row[],
  wanted: readonly Row[],
  textOf: (row: Row) => string = (row) => JSON.stringify(row),
): { gone: readonly Row[]; added: readonly Row[] } {
  if (stored.length === 0) return { gone: [], added: wanted }
  const there = new Set(stored.map(textOf))
  const texts = new Set(wanted.map(textOf))
  return {
    gone: stored.filter((row) => !texts.has(textOf(row))),
    added: wanted.filter((row) => !there.has(textOf(row))),
  }
}
