import type { quarantineTexts } from '../en/quarantine.ts'
import type { TextsLike } from '../sentence.ts'
import { counted, dayOf } from './words.ts'

/** As it stands behind a colon. */
const within = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

export const polishQuarantineTexts: TextsLike<typeof quarantineTexts> = {
  'quarantine.document': ({ ksefNumber, number, issueDay, numberedDay, seller }) => {
    const details = [
      ...(number === null ? [] : [`nr faktury ${number}`]),
      ...(issueDay === null ? [] : [`z dnia ${dayOf(issueDay)}`]),
      ...(issueDay === null && numberedDay !== null ? [`numer KSeF z dnia ${dayOf(numberedDay)}`] : []),
      ...(seller === null ? [] : [`sprzedawca: ${seller}`]),
    ]
    const what = ksefNumber === null ? 'Dokument z KSeF bez numeru' : `Dokument z KSeF nr ${ksefNumber}`
    return details.length === 0 ? what : `${what} (${details.join(', ')})`
  },
  'quarantine.lies': ({ what, since, why }, tell) =>
    `Odłożono ${dayOf(since)}: ${within(tell(what))}. ${tell(why)}`,
  'quarantine.some-lie': ({ count, since, oldest }, tell) =>
    `Odłożono ${counted(count, 'dokument', 'dokumenty', 'dokumentów')}, najstarszy ${dayOf(since)}: ${within(tell(oldest))}.`,
  'quarantine.may-be-this': ({ documents, more }, tell) => {
    const names = documents.map(({ what }) => tell(what))
    const others = more > 0 ? ` oraz ${counted(more, 'kolejny', 'kolejne', 'kolejnych')}` : ''
    return `Dokument tej faktury z KSeF może być odłożony. ${names.join('; ')}${others}.`
  },
}
