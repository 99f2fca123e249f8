/** A list in a sentence: `a, b and c`. */
export const listed = (items: readonly string[]): string =>
  new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(items)

/** A number with its noun: `1 copy`, `2 copies`. */
export const counted = (count: number, one: string, more = `${one}s`): string =>
  `${count} ${count === 1 ? one : more}`

/** A share or a rate as per cent: `0.5` is `50 %`. */
export const percentOf = (share: string): string => `${Number((Number(share) * 100).toFixed(4))} %`

const warsaw = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Europe/Warsaw',
  dateStyle: 'short',
  timeStyle: 'medium',
})
/** An instant as a clock in Warsaw shows it. */
export const clockOf = (instant: string): string => warsaw.format(Date.parse(instant))

const day = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', dateStyle: 'long' })
/** A day as in a letter: `10 June 2026`. */
export const dayOf = (date: string): string => day.format(Date.parse(date))

const month = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'long', year: 'numeric' })
/** A period as in a letter: `June 2026`, `Q2 2026`. */
export const periodOf = (period: string): string => {
  const [year, part = ''] = period.split('-')
  return part.startsWith('Q') ? `${part} ${year}` : month.format(Date.parse(`${period}-01`))
}

/** An amount as in a letter: `PLN 1,234.56`. */
export const amountOf = (amount: string, currency: string): string =>
  `${currency} ${amount.replace(/\d+/, (whole) => whole.replaceAll(/\B(?=(\d{3})+$)/g, ','))}`

/** Outages as they stand in a sentence. */
export const outages = {
  failure: 'the failure of KSeF',
  maintenance: 'the maintenance of KSeF',
  'total-failure': 'the total failure of KSeF',
}
export type OutageKind = keyof typeof outages
