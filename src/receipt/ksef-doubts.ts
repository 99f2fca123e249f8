import type { KsefEvidence } from '../ingest/evidence.ts'

/** What is doubtful about the documents of KSeF themselves, each in a sentence; empty where nothing is. */
export interface KsefDoubts {
  /** Documents, or a document and its row, that state different things. */
  conflicts: readonly string[]
  /** XML that states another amount than its row, and counts. */
  amounts: readonly string[]
  /** XML that could not be read, or not whole. */
  xml: readonly string[]
  /** Metadata rows that do not say all that they should. */
  row: readonly string[]
}

const noDoubts: KsefDoubts = { conflicts: [], amounts: [], xml: [], row: [] }

/** Gathers the doubts of the KSeF documents of one purchase; in which order they came does not matter. */
export function ksefDoubts(documents: readonly KsefEvidence[]): KsefDoubts {
  const [first] = documents
  if (!first) return noDoubts
  const isSound = documents.length === 1 && !first.xmlDoubt && !first.rowDoubt && first.metadata.kind !== null
  if (isSound) return noDoubts
  const numbers = [...new Set(documents.map((d) => d.metadata.ksefNumber))].sort()
  const each = numbers.map((number) => doubtsOf(documents.filter((d) => d.metadata.ksefNumber === number)))
  return {
    conflicts: each.flatMap((d) => d.conflicts),
    amounts: each.flatMap((d) => d.amounts),
    xml: each.flatMap((d) => d.xml),
    row: each.flatMap((d) => d.row),
  }
}

/** The doubts of what came under one number. */
function doubtsOf(documents: readonly KsefEvidence[]): KsefDoubts {
  const number = documents[0]?.metadata.ksefNumber
  const rows = new Set(documents.map((d) => JSON.stringify(d.metadata)))
  const several = rows.size > 1 ? [`Documents under the number ${number} state different things.`] : []
  const inHand = documents.filter((d) => d.hasXml)
  const doubtful = inHand.some((d) => !d.xmlDoubt) ? [] : inHand
  const contradicts = distinct(doubtful.flatMap((d) => d.xmlDoubt?.contradicts ?? []))
  const against =
    contradicts.length > 0
      ? [`The XML of ${number} says something else than its metadata row: ${contradicts.join('; ')}.`]
      : []
  const amounts = distinct(doubtful.flatMap((d) => d.xmlDoubt?.amounts ?? [])).map(
    (amount) => `The XML of ${number} counts, of which its metadata row states another amount: ${amount}.`,
  )
  const xml = distinct(doubtful.flatMap((d) => (d.xmlDoubt ? unreadOf(d, d.xmlDoubt) : [])))
  return { conflicts: [...several, ...against], amounts, xml, row: rowOf(documents) }
}

function unreadOf(
  { metadata, fa }: KsefEvidence,
  { broken, unread, contradicts }: NonNullable<KsefEvidence['xmlDoubt']>,
): string[] {
  const at = `the XML of ${metadata.ksefNumber}`
  const isAlone = fa === null && contradicts.length === 0
  const left = isAlone
    ? 'Its metadata row speaks alone: tax point, rates, cash method and corrected invoices are not known.'
    : 'What could not be read in it stands as U+FFFD.'
  return [
    ...(broken === null ? [] : [`Something is wrong with ${at}: ${broken} ${left}`]),
    ...(unread.length === 0
      ? []
      : [
          `Of ${at} these fields cannot be read, and its row counts where it states them: ${unread.join(', ')}.`,
        ]),
  ]
}

/** Only what no row of the number says, and no XML either. */
function rowOf(documents: readonly KsefEvidence[]): string[] {
  const number = documents[0]?.metadata.ksefNumber
  const isRead = documents.some((d) => d.fa !== null)
  const [some = [], ...others] = documents.map((d) => d.rowDoubt ?? [])
  const open = some.filter(
    ({ property, byXml }) =>
      !(byXml && isRead) && others.every((doubts) => doubts.some((d) => d.property === property)),
  )
  const told = open.map(({ property, taken }) => `${property} (${taken} was taken)`)
  if (
    !isRead &&
    documents.every((d) => d.metadata.kind === null) &&
    !told.some((t) => t.startsWith('invoiceType'))
  )
    told.push('a kind of invoice that is known here')
  return told.length === 0 ? [] : [`The metadata row of ${number} does not state ${told.join('; ')}.`]
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)].sort()
