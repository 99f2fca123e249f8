/** A list in a sentence: `a, b and c`. */
export const listed = (items: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items)

/** A number with its noun: `1 copy`, `2 copies`. */
export const counted = (count: number, one: string, more = `${one}s`): string =>
  `${count} ${count === 1 ? one : more}`

const warsaw = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Warsaw',
  dateStyle: 'short',
  timeStyle: 'medium',
})
/** An instant as a clock in Warsaw shows it. */
export const clockOf = (instant: string): string => warsaw.format(Date.parse(instant))
