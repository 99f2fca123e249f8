/** Money as whole hundredths of its currency. An absent amount is null, never 0. */

declare const brand: unique symbol

/** Hundredths of the currency (grosze, cents): a safe integer, never -0. */
export type Grosze = number & { readonly [brand]: 'Grosze' }

/** Nothing, where it is certain that there is nothing: what is absent is null. */
export const noMoney: Grosze = grosze(0)

/** Hundredths as they were counted or summed. RangeError beyond the safe integers, where the sum would be a wrong one. */
export function grosze(hundredths: number): Grosze {
  return exactGrosze(hundredths) ?? beyond()
}

/** Hundredths as they were counted or summed; null where they are no whole number that can be kept exactly. */
export function exactGrosze(hundredths: number): Grosze | null {
  // Adding zero makes zero of -0.
  return Number.isSafeInteger(hundredths) ? ((hundredths + 0) as Grosze) : null
}

/** An amount with the opposite sign. */
export const negated = (g: Grosze): Grosze => grosze(-g)

function beyond(): never {
  throw new RangeError('sum of amounts beyond the safe integers')
}

const shape = /^(-?)(\d{1,16})(?:\.(\d{1,2}))?$/
/** From 2^46 on, neighbouring doubles lie more than a hundredth apart. */
const firstAmbiguousAmount = 2 ** 46

/**
 * Reads an amount as FA documents write it: an optional minus, 1..16 digits, optionally a point and 1 or 2 digits.
 * Null for any other form (plus sign, comma, spaces, exponent, digits of other scripts) and for amounts of more
 * than 90 071 992 547 409.91, which cannot be kept exactly.
 */
export function parseMoney(text: string): Grosze | null {
  const match = shape.exec(text)
  if (match === null) return null
  const fraction = match[3] ?? ''
  const hundredths = fraction.length === 1 ? Number(fraction) * 10 : Number(fraction)
  const size = Number(match[2]) * 100 + hundredths
  return exactGrosze(match[1] === '-' ? -size : size)
}

/** How far from a hundredth an amount may lie that somebody summed or scaled in binary: rounding, and no third decimal. */
const maxDust = 0.001

/**
 * Reads an amount that KSeF publishes as a JSON number (`format: double`): finite, with two decimals at most apart
 * from what binary sums leave behind (`0.30000000000000004`, `1e-17`), which is rounded away.
 * Null for everything else, a third decimal and text included, and from 2^46 (70 368 744 177 664) on, where the number
 * no longer tells one hundredth from the next and any answer would be a guess.
 */
export function parsePublishedAmount(value: unknown): Grosze | null {
  if (typeof value !== 'number' || !(Math.abs(value) < firstAmbiguousAmount)) return null
  const exact = parseMoney(String(value))
  if (exact !== null) return exact
  const nearest = value.toFixed(2)
  const dust = Math.min(1e-6 + Math.abs(value) * 2 ** -50, maxDust)
  return Math.abs(value - Number(nearest)) <= dust ? parseMoney(nearest) : null
}

/** Prints with a point and two decimals, without grouping: `-1230.50`, `0.00`. */
export function formatMoney(g: Grosze): string {
  const size = Math.abs(g)
  const hundredths = size % 100
  return `${g < 0 ? '-' : ''}${(size - hundredths) / 100}.${hundredths < 10 ? '0' : ''}${hundredths}`
}

/**
 * The sum of the amounts that are present; null only when none is.
 * RangeError when the sum leaves the safe integers: no invoice does, and a rounded sum would be a wrong sum.
 */
export function addMoney(...xs: (Grosze | null)[]): Grosze | null {
  let sum: Grosze | null = null
  for (const x of xs) if (x !== null) sum = grosze((sum ?? 0) + x)
  return sum
}

/**
 * `g` times a decimal factor without sign ("0.5", "4.2719", at most 9 decimals), rounded half away from zero to the
 * hundredth, so that a correction undoes what it corrects. Null when the result leaves the safe integers.
 */
export function scaleMoney(g: Grosze, factor: string): Grosze | null {
  const [whole, fraction = ''] = factor.split('.')
  return ratioOf(g, BigInt(`${whole}${fraction}`), 10n ** BigInt(fraction.length))
}

/** The part `numerator / denominator` of `g` (denominator positive), rounded as `scaleMoney` rounds. */
export function partOfMoney(g: Grosze, numerator: Grosze, denominator: Grosze): Grosze | null {
  return ratioOf(g, BigInt(numerator), BigInt(denominator))
}

function ratioOf(g: Grosze, numerator: bigint, denominator: bigint): Grosze | null {
  const product = BigInt(g) * numerator
  const size = ((product < 0n ? -product : product) * 2n + denominator) / (denominator * 2n)
  return exactGrosze(Number(product < 0n ? -size : size))
}
