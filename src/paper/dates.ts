import { present } from '../values/present.ts'
import { beside, segmentAbove, segmentBelow } from './beside.ts'
import type { Candidate } from './found.ts'
import type { Line, Segment } from './page.ts'
import { printed } from './printed.ts'
import { invoiceWord, isReference } from './titles.ts'
import { amountsIn, daysIn } from './written.ts'

/** The day of issue and the day of supply. */

const issued = printed(
  /(?:data (?:i miejsce )?(?:wystawienia|faktury|dokumentu|wyst\p{L}{0,4}\.)|miejsce i data wystawienia|wystawion[oay](?: w dniu| dnia| dn\.)?|(?:issue|invoice|document) date|date of (?:issue|invoice)|(?:date )?issued(?: on)?|rechnungsdatum|ausstellungsdatum|belegdatum|datum vystavení|vystaveno dne)(?!\p{L})/iu,
)
/** Words that stand for the day of issue where nothing says so better. */
const dated = /^(?:date|data|datum|dnia|z dnia|vom)\W*(?=\d|$|\p{L}+ \d)/iu
const supplied = printed(
  /(?:data (?:sprzedaży|dostawy|wykonania|dokonania|zakończenia|świadczenia|odbioru|nabycia|otrzymania zapłaty)|sprzedan[oy](?: dnia)?|(?:date of )?(?:supply|sale)(?: date)?|date of (?:delivery|service)|delivery date|tax point|liefer-?(?:datum|tag)|leistungs-?(?:datum|zeitpunkt)|liefertermin|liefer- und leistungsdatum|liefer-\/leistungsdatum|datum (?:uskutečnění |zdanitelného )?(?:zdanitelného )?plnění|DUZP)(?!\p{L})/iu,
)
/** Another invoice's day, a term, or when something else happened. */
const ofOthers = printed(
  /korygowane|duplikatu|której dotyczy|do faktury|dotyczy faktury|corrected|termin|płat|due|zamówie|umow|order|nadania|przesłania|przyjęcia|otrzymania(?! zapłaty)|ważn|księgowania|operacji|fällig|splatnost/iu,
)

const isRange = (text: string): boolean =>
  daysIn(text).length > 1 && /^[^\d]*\S+\s*(?:r\.)?\s*(?:-|–|do|to|bis)\s/iu.test(text)

function labelled(lines: readonly Line[], label: RegExp): Candidate[] {
  const told = new Set<object>()
  const found: Candidate[] = []
  for (const { text, segment, label: own, how, unsure } of beside(lines, label)) {
    const [day] = daysIn(text)
    if (told.has(own) || day === undefined || ofOthers.test(own.text.slice(0, reachOf(own.text, label))))
      continue
    // Right of a label or below it the day stands by itself, or behind the place.
    if (how !== 'behind' && !byItself.test(text.slice(0, day.at))) continue
    if (how === 'behind' && day.at > 60) continue
    told.add(own)
    const isOwn = !unsure && (how !== 'below' || daysUnder(lines, own, segment) === 1)
    found.push({ value: day.value, segment, strong: isOwn && !isRange(text) })
  }
  return found
}

/** How many days stand in the line of one, within the width of a label: of several labels that run together, each has one. */
function daysUnder(lines: readonly Line[], { x, width }: Segment, day: Segment): number {
  const { segments } = present(lines[day.line])
  return segments.filter((s) => s.x < x + width && s.x + s.width > x && daysIn(s.text).length > 0).length
}

/** What may stand before a day that belongs to a label beside or above it. */
const byItself = /^(?:\p{Lu}[\p{L} .-]{1,40},? ?)?(?:dnia |dn\. ?)?$/u

/** How far a label reaches in a text, with a little behind it. */
const reachOf = (text: string, label: RegExp): number => {
  const found = label.exec(text)
  return found === null ? text.length : found.index + found[0].length + 40
}

/** What may be P_1, the best first; and whether a label says that it is, or only its place. */
export function issueCandidates(lines: readonly Line[]): { found: Candidate[]; byLabel: boolean } {
  const byLabel = labelled(lines, issued)
  if (byLabel.length > 0) return { found: byLabel, byLabel: true }
  const head = lines.filter((line) => line.page === (lines[0]?.page ?? 1))
  const titled = labelled(head, dated)
  const found = [...titled, ...behindTitle(lines)]
  if (found.length > 0) return { found, byLabel: false }
  const placed = placeAndDay(lines)
  return { found: placed.length > 0 ? placed : onlyDay(lines), byLabel: false }
}

/** Words of days that are told, and are not that of issue. */
const ofAnother = printed(/wydruk|print|druck|tisk|zam|umow|WZ|dostaw|okres|stan na|saldo|kurs/iu)

/** A document has fewer days over its goods. */
const mostDays = 50

/** The only day over the goods that no known word calls another one: a guess. */
function onlyDay(lines: readonly Line[]): Candidate[] {
  const goods = lines.findIndex(
    ({ segments }) => segments.filter((s) => amountsIn(s.text).length > 0).length > 1,
  )
  const head = goods < 0 ? lines : lines.slice(0, goods)
  const dated = head.flatMap(({ segments }) => segments).filter(({ text }) => daysIn(text).length > 0)
  const days = dated.slice(0, mostDays).flatMap((segment) => {
    const left = lines[segment.line]?.segments[segment.column - 1]
    const around = byItself.test(segment.text.slice(0, daysIn(segment.text)[0]?.at))
      ? [left, segmentAbove(lines, segment), segmentBelow(lines, segment)]
      : [segment]
    const isAnother = around.some(
      (one) => one && [ofOthers, ofAnother, supplied].some((form) => form.test(one.text)),
    )
    return isAnother ? [] : daysIn(segment.text).map(({ value }) => ({ value, segment, strong: false }))
  })
  return new Set(days.map(({ value }) => value)).size === 1 ? days.slice(0, 1) : []
}

/** `Faktura nr 12/2026 z dnia 9.07.2026`: the day behind a title, before another invoice is named. */
function behindTitle(lines: readonly Line[]): Candidate[] {
  return lines
    .flatMap(({ segments }) => segments)
    .flatMap((segment) => {
      if (!invoiceWord.test(segment.text) || isReference(segment.text)) return []
      const day = daysIn(segment.text).find(({ at }) => leadsToDay.test(segment.text.slice(0, at)))
      if (day === undefined || ofOthers.test(segment.text.slice(0, day.at))) return []
      return [{ value: day.value, segment, strong: true }]
    })
}
const leadsToDay = printed(
  /(?:^|[\s,])(?:z|z dn(?:ia|\.)|dnia|wystawion\p{L}*(?: dnia)?|dated|of|from|vom|ze dne)[\s:]*$/iu,
)

/** `Rzeszów, 9.07.2026`: a place and a day in a line of their own near the top. */
function placeAndDay(lines: readonly Line[]): Candidate[] {
  return lines.slice(0, 12).flatMap((line) =>
    line.segments.flatMap((segment) => {
      const form = /^[\p{Lu}][\p{L} .-]{2,40}, ?(?:dnia |dn\. ?|den |am )?(?=\d)/u.exec(segment.text)
      const [day] = daysIn(segment.text)
      const isAll = form && day && day.at === form[0].length && segment.text.length - day.at - day.length <= 4
      return isAll ? [{ value: day.value, segment, strong: true }] : []
    }),
  )
}

/** What may be the day of supply, the best first. */
export const supplyCandidates = (lines: readonly Line[]): Candidate[] => labelled(lines, supplied)
