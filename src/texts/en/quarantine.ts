import type { Said, Sentence, Tell } from '../sentence.ts'
import { counted } from './words.ts'

/** What is known of a document that was set aside. */
interface SetAside {
  ksefNumber: string | null
  number: string | null
  issueDay: string | null
  /** Told where the day of issue is not known. */
  numberedDay: string | null
  /** NIP and name, as far as they are known. */
  seller: string | null
}

/** Documents of KSeF in quarantine. */
export const quarantineTexts = {
  'quarantine.document': ({ ksefNumber, number, issueDay, numberedDay, seller }: SetAside) => {
    const details = [
      ...(number === null ? [] : [`number ${number}`]),
      ...(issueDay === null ? [] : [`of ${issueDay}`]),
      ...(issueDay === null && numberedDay !== null ? [`numbered on ${numberedDay}`] : []),
      ...(seller === null ? [] : [`seller ${seller}`]),
    ]
    const what =
      ksefNumber === null ? 'A document of KSeF without a number' : `The KSeF document ${ksefNumber}`
    return details.length === 0 ? what : `${what} (${details.join(', ')})`
  },
  'quarantine.lies': ({ what, since, why }: { what: Said; since: string; why: Sentence }, tell: Tell) =>
    `${tell(what)} lies in quarantine since ${since}. ${tell(why)}`,
  'quarantine.some-lie': (
    { count, since, oldest }: { count: number; since: string; oldest: Said },
    tell: Tell,
  ) => {
    const documents = `${counted(count, 'document')} ${count === 1 ? 'lies' : 'lie'}`
    return `${documents} in quarantine, the oldest since ${since}: ${tell(oldest)}.`
  },
  'quarantine.may-be-this': (
    { documents, more }: { documents: readonly { what: Said; code: string }[]; more: number },
    tell: Tell,
  ) => {
    const names = documents.map(({ what }) => tell(what))
    const others = more > 0 ? `, and ${more} more` : ''
    return `What KSeF has of this invoice may lie in quarantine. ${names.join('; ')}${others}.`
  },
}
