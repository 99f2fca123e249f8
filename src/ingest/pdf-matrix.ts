/** Where something of a PDF page stands: turned and enlarged by the first four numbers, moved by the last two. */
export type Matrix = readonly [number, number, number, number, number, number]

/** The matrix that does what the second one does, and then what the first one does. */
export const times = ([a, b, c, d, e, f]: Matrix, [A, B, C, D, E, F]: Matrix): Matrix => [
  a * A + c * B,
  b * A + d * B,
  a * C + c * D,
  b * C + d * D,
  a * E + c * F + e,
  b * E + d * F + f,
]

/** The matrix that six numbers are, in a list or packed as pdf.js has those of forms; null for anything else. */
export function matrixIn(numbers: unknown): Matrix | null {
  if (!(Array.isArray(numbers) || numbers instanceof Float32Array)) return null
  const [a, b, c, d, e, f]: Iterable<unknown> = numbers
  if (typeof a !== 'number' || typeof b !== 'number' || typeof c !== 'number') return null
  if (typeof d !== 'number' || typeof e !== 'number' || typeof f !== 'number') return null
  return [a, b, c, d, e, f]
}

/** The matrix on paper of which a point is so many dots. */
export const scaled = ([a, b, c, d, e, f]: Matrix, by: number): Matrix => [
  a * by,
  b * by,
  c * by,
  d * by,
  e * by,
  f * by,
]
