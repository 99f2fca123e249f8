import type { CopyInput } from '../../client/index.ts'
import { addDays, addMonths, type Day, firstDayOf, type Month, monthOf } from '../../values/day.ts'
import { type ExampleInvoice, exampleInvoice } from './invoice.ts'
import { exampleSellers } from './sellers.ts'

/** A document that came outside KSeF, and what it says otherwise than the one in KSeF. */
interface Paper {
  invoice: ExampleInvoice
  came: Pick<CopyInput, 'receivedOn' | 'channel' | 'document'>
  says?: Partial<Pick<ExampleInvoice, 'number' | 'gross' | 'net' | 'vat'>>
  /** The reference under which it has been booked, and when. */
  booked?: { reference: string; postedOn: Day }
}
/**
 * A document of KSeF and the day of its number. `isAstray`: it is addressed to somebody else; `isDamaged`: what came of it
 * is not what KSeF has.
 */
export interface InKsef {
  invoice: ExampleInvoice
  numberedOn: Day
  isAstray?: boolean
  isDamaged?: boolean
}

/** The month before today's with what came in it, as far as it is told by now. */
export interface Story {
  month: Month
  papers: readonly Paper[]
  ksef: readonly InKsef[]
  /** What was received and nobody has looked at yet. */
  unread: readonly ExampleInvoice[]
  /** An invoice in KSeF, and the day and net amount of its correction. */
  correction: { of: ExampleInvoice; number: string; issueDay: Day; net: string }
}

const byMail = (receivedOn: Day, document: CopyInput['document'] = 'invoice') =>
  ({ receivedOn, channel: 'email', document }) as const
const onPaper = (receivedOn: Day) => ({ receivedOn, channel: 'paper', document: 'invoice' }) as const

/** What happened at the firm of the example in the month before a day: its own time, so that terms are near. */
export function exampleStory(today: Day): Story {
  const month = addMonths(monthOf(today), -1)
  const on = (day: number): Day => addDays(firstDayOf(month), day - 1)
  const [year, mm] = month.split('-')
  const { drewpol, stalmex, logos, meblex, druk, energia, wisla } = exampleSellers
  const of = (seller: ExampleInvoice['seller'], number: string, day: number, net: string) =>
    exampleInvoice(seller, `${number}/${mm}/${year}`, on(day), net)

  const current = of(energia, 'E/0612', 3, '1840.00')
  const offline = of(stalmex, 'SH/21', 9, '2210.00')
  const plain = of(meblex, 'M/07', 8, '760.00')
  const scanned = of(druk, 'DP/33', 15, '148.20')
  const printed = of(druk, 'DP/41', 18, '600.00')
  const delivery = of(meblex, 'M/01', 12, '300.00')
  const unsent = of(logos, 'T/891', 20, '800.00')
  const { number } = delivery
  return {
    month,
    papers: [
      {
        invoice: offline,
        came: byMail(on(9), 'offline-invoice'),
        booked: { reference: `PZ/${year}/0815`, postedOn: on(10) },
      },
      { invoice: plain, came: byMail(on(8)), says: { number: `M 07/${mm}/${year}` } },
      { invoice: scanned, came: onPaper(on(16)), booked: { reference: `PZ/${year}/0821`, postedOn: on(16) } },
      // It was printed before the price was changed.
      { invoice: printed, came: onPaper(on(19)), says: { net: '582.93', vat: '134.07', gross: '717.00' } },
      { invoice: delivery, came: byMail(on(12)) },
      // The scanner took 0 for O.
      { invoice: delivery, came: onPaper(on(12)), says: { number: number.replace('/01', '/O1') } },
      { invoice: of(druk, 'DP/44', 22, '95.00'), came: byMail(on(22)) },
      { invoice: unsent, came: byMail(on(20), 'offline-invoice') },
      {
        invoice: exampleInvoice(stalmex, `SH/03/${today.slice(5, 7)}/${today.slice(0, 4)}`, today, '640.00'),
        came: byMail(today, 'offline-invoice'),
      },
    ],
    ksef: [
      ...[
        current,
        of(wisla, 'TW/5501', 4, '320.00'),
        of(stalmex, 'SH/10', 5, '2500.00'),
        of(stalmex, 'SH/14', 12, '1775.50'),
        of(drewpol, 'FV/140', 9, '5200.00'),
        of(logos, 'T/870', 16, '900.00'),
        of(drewpol, 'FV/152', 23, '3100.00'),
        of(logos, 'T/884', 24, '650.00'),
        scanned,
        printed,
      ].map((invoice) => ({ invoice, numberedOn: invoice.issueDay })),
      { invoice: offline, numberedOn: on(10) },
      { invoice: plain, numberedOn: on(24) },
      { invoice: of(wisla, 'TW/5599', 25, '210.00'), numberedOn: on(25), isAstray: true },
      { invoice: of(wisla, 'TW/5601', 26, '85.00'), numberedOn: on(26), isDamaged: true },
    ],
    unread: [of(drewpol, 'FV/160', 27, '1450.00'), of(logos, 'T/899', 28, '420.00')],
    correction: { of: current, number: `E/K/031/${mm}/${year}`, issueDay: on(26), net: '-200.00' },
  }
}
