import { addDays, type Day, parseDay } from '../values/day.ts'
import { present } from '../values/present.ts'
import { mistakableKeyOfNear } from './document.ts'
import { swapped } from './slips.ts'

/**
 * So many documents of one seller and day under numbers that are easily taken for each other, and so many purchases under
 * one number of his in a year, are compared with each other; of more a person hears once, and nothing is compared. An
 * honest invoice has a document of KSeF and a handful of copies, and digits change places in two dozen ways at most in a
 * number of four; a hundred is beyond all of that, and comparing a hundred still takes a few milliseconds.
 */
export const maxWeighed = 100

/** What tells in which families a purchase stands. */
export interface Numbered {
  sellerId: string
  numberKey: string
  nearKey: string
  issueDay: Day
}

/** Those of one seller and day whose numbers are easily taken for each other; the key under which they are stored. */
export const familyOfDay = ({ sellerId, nearKey, issueDay }: Numbered): string =>
  mistakableKeyOfNear(sellerId, nearKey, issueDay)

/** Those of one seller and year under one number, as JSON. */
export const familyOfYear = ({ sellerId, nearKey, issueDay }: Omit<Numbered, 'numberKey'>): string =>
  JSON.stringify([sellerId, nearKey, issueDay.slice(0, 4)])

/** Days around P_1 within which the same number is suspicious: as far as the table of near rules looks. */
const numberDays = 92

/** The days on which the same number is suspicious, year by year, each with its family. */
export function suspiciousDays(one: Numbered): { family: string; from: Day; to: Day }[] {
  const [from, to] = [addDays(one.issueDay, -numberDays), addDays(one.issueDay, numberDays)]
  const other = swapped(one.issueDay)
  return [...byYear(from, to), ...(other === null ? [] : [{ from: other, to: other }])].map((days) => ({
    ...days,
    family: familyOfYear({ ...one, issueDay: days.from }),
  }))
}

/** A span of less than a year, parted where a year ends. */
function byYear(from: Day, to: Day): { from: Day; to: Day }[] {
  const [first, last] = [from.slice(0, 4), to.slice(0, 4)]
  if (first === last) return [{ from, to }]
  return [
    { from, to: present(parseDay(`${first}-12-31`)) },
    { from: present(parseDay(`${last}-01-01`)), to },
  ]
}
