/** How one number becomes another by a slip of the hand, or by a field that was too short. */

const boundary = '|'

/**
 * Is one number key the other without its beginning or its end? Runs of letters or digits fall off whole; only at the
 * end the last one may be cut, as by a field with too few characters. What is left must hold a digit.
 */
export function isPartOf(a: string, b: string): boolean {
  if (a === b) return false
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  if (!/\d/.test(short)) return false
  return long.startsWith(short) || long.endsWith(`${boundary}${short}`)
}

/** Do two texts differ in one character (other, missing or added), or in two neighbours swapped? */
export function isOneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a]
  if (a === b || long.length - short.length > 1) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at += 1
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1)
  if (short.slice(at + 1) === long.slice(at + 1)) return true
  return (
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  )
}
