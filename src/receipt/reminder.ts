import type { OutageKind } from '../outages/windows.ts'
import type { Day } from '../values/day.ts'

/** What a reminder to the seller says; days are Warsaw days. */
export interface ReminderFacts {
  number: string
  issueDay: Day
  /** The day the first copy came. */
  copyDay: Day
  asOf: Day
  /** Null while the outage has no announced end, or none is known. */
  deadline: Day | null
  legalBasis: readonly string[]
  outage: { kind: OutageKind; reference: string | null } | null
  /** The invoice is not received, and not deductible, before its number. */
  waitsForNumber: boolean
}

/** How far the seller's term has run: over, running, not begun (the outage is open), or no notice explains it. */
type Term = 'over' | 'running' | 'not-begun' | 'no-notice'

/** The words of a language; `outage` is empty where none moved the term, and `deadline` where there is none. */
interface Words {
  day: (day: Day) => string
  outages: Record<OutageKind, string>
  notice: string
  after: string
  opening: (said: { number: string; issued: string; received: string; asOf: string }) => string
  term: Record<Term, (said: { outage: string; deadline: string; articles: string }) => string>
  waitsForNumber: string
}

const polish: Words = {
  day: (d) => `${d.slice(8)}.${d.slice(5, 7)}.${d.slice(0, 4)} r.`,
  outages: {
    failure: 'awarii KSeF',
    maintenance: 'niedostępności KSeF',
    'total-failure': 'awarii całkowitej KSeF',
  },
  notice: 'komunikat',
  after: 'po',
  opening: (s) =>
    `Dzień dobry, Państwa faktura nr ${s.number} z ${s.issued} dotarła do nas poza KSeF ${s.received}, a do ${s.asOf} nie otrzymaliśmy jej w KSeF.`,
  term: {
    over: (s) =>
      `Termin jej przesłania${s.outage} minął ${s.deadline} (${s.articles} ustawy o VAT). Prosimy o jej przesłanie i o podanie numeru KSeF.`,
    running: (s) =>
      `Termin jej przesłania${s.outage} upływa ${s.deadline} (${s.articles} ustawy o VAT). Prosimy o jej przesłanie w tym terminie i o podanie numeru KSeF.`,
    'not-begun': (s) =>
      `Termin jej przesłania${s.outage} jeszcze nie biegnie, bo końca nie ogłoszono (${s.articles} ustawy o VAT). Prosimy o jej przesłanie, gdy tylko będzie to możliwe, i o podanie numeru KSeF.`,
    'no-notice': (s) =>
      `Nie znamy komunikatu, od którego biegłby termin jej przesłania (${s.articles} ustawy o VAT). Prosimy o wskazanie tego komunikatu, o przesłanie faktury i o podanie numeru KSeF.`,
  },
  waitsForNumber: 'Bez numeru KSeF nie możemy odliczyć podatku z tej faktury.',
}

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October'],
  ...['November', 'December'],
]

const english: Words = {
  day: (d) => `${Number(d.slice(8))} ${months[Number(d.slice(5, 7)) - 1]} ${d.slice(0, 4)}`,
  outages: {
    failure: 'the failure of KSeF',
    maintenance: 'the maintenance of KSeF',
    'total-failure': 'the total failure of KSeF',
  },
  notice: 'notice',
  after: 'after',
  opening: (s) =>
    `Your invoice ${s.number} of ${s.issued} reached us outside KSeF on ${s.received}, and by ${s.asOf} we have not received it in KSeF.`,
  term: {
    over: (s) =>
      `The term for sending it${s.outage} ended on ${s.deadline} (${s.articles} of the Polish VAT Act). Please send it, and tell us its KSeF number.`,
    running: (s) =>
      `The term for sending it${s.outage} ends on ${s.deadline} (${s.articles} of the Polish VAT Act). Please send it by that day, and tell us its KSeF number.`,
    'not-begun': (s) =>
      `The term for sending it${s.outage} does not run yet, because no end was announced (${s.articles} of the Polish VAT Act). Please send it as soon as that is possible, and tell us its KSeF number.`,
    'no-notice': (s) =>
      `We know of no notice from which the term for sending it would run (${s.articles} of the Polish VAT Act). Please name that notice, send the invoice, and tell us its KSeF number.`,
  },
  waitsForNumber: 'Without a KSeF number we cannot deduct the tax of this invoice.',
}

/** A short letter to the seller in both languages, as plain sentences. */
export const reminderOf = (facts: ReminderFacts): { pl: string; en: string } => ({
  pl: letter(facts, polish),
  en: letter(facts, english),
})

function letter(facts: ReminderFacts, words: Words): string {
  const { deadline, outage, asOf } = facts
  const reference = outage?.reference ? ` (${words.notice} ${outage.reference})` : ''
  const opening = words.opening({
    number: facts.number,
    issued: words.day(facts.issueDay),
    received: words.day(facts.copyDay),
    asOf: words.day(asOf),
  })
  const term = words.term[termOf(facts)]({
    outage: outage === null ? '' : ` ${words.after} ${words.outages[outage.kind]}${reference}`,
    deadline: deadline === null ? '' : words.day(deadline),
    articles: facts.legalBasis.join(', '),
  })
  return [opening, term, ...(facts.waitsForNumber ? [words.waitsForNumber] : [])].join(' ')
}

function termOf({ deadline, outage, asOf }: ReminderFacts): Term {
  if (deadline !== null) return deadline < asOf ? 'over' : 'running'
  return outage === null ? 'no-notice' : 'not-begun'
}
