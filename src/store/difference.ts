/** Rows that are stored and must not be, and those that must be and are not. */
export function difference<Row extends readonly (string | number)[]>(
  stored: readonly (readonly (string | number)[])[],
  wanted: readonly Row[],
): { gone: readonly (readonly (string | number)[])[]; added: readonly Row[] } {
  if (stored.length === 0) return { gone: [], added: wanted }
  const texts = new Set(wanted.map((row) => JSON.stringify(row)))
  const there = new Set(stored.map((row) => JSON.stringify(row)))
  return {
    gone: stored.filter((row) => !texts.has(JSON.stringify(row))),
    added: wanted.filter((row) => !there.has(JSON.stringify(row))),
  }
}
