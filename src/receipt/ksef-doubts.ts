import type { KsefEvidence } from '../ingest/evidence.ts'
import { inTurn, say } from '../texts/say.ts'
import { distinct, type Said } from '../texts/sentence.ts'

/** What is doubtful about the documents of KSeF themselves, each in a sentence; empty where nothing is. */
export interface KsefDoubts {
  /** Documents, or a document and its row, that state different things. */
  conflicts: readonly Said[]
  /** XML that states another amount than its row, and counts. */
  amounts: readonly Said[]
  /** XML that could not be read, or not whole. */
  xml: readonly Said[]
  /** Metadata rows that do not say all that they should. */
  row: readonly Said[]
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
  const ksefNumber = documents[0]?.metadata.ksefNumber ?? ''
  const rows = new Set(documents.map((d) => JSON.stringify(d.metadata)))
  const several = rows.size > 1 ? [say('doubt.ksef.several', { ksefNumber })] : []
  const inHand = documents.filter((d) => d.hasXml)
  const doubtful = inHand.some((d) => !d.xmlDoubt) ? [] : inHand
  const contradicts = distinct(doubtful.flatMap((d) => d.xmlDoubt?.contradicts ?? []))
  const against =
    contradicts.length > 0 ? [say('doubt.ksef.contradicts', { ksefNumber, what: contradicts })] : []
  const amounts = distinct(doubtful.flatMap((d) => d.xmlDoubt?.amounts ?? [])).map((amount) =>
    say('doubt.ksef.amount', { ksefNumber, amount }),
  )
  const xml = distinct(doubtful.flatMap((d) => (d.xmlDoubt ? unreadOf(d, d.xmlDoubt) : [])))
  return { conflicts: [...several, ...against], amounts, xml, row: rowOf(documents) }
}

function unreadOf(
  { metadata, fa }: KsefEvidence,
  { broken, unread, contradicts }: NonNullable<KsefEvidence['xmlDoubt']>,
): Said[] {
  const { ksefNumber } = metadata
  const isAlone = fa === null && contradicts.length === 0
  const left = isAlone ? say('doubt.ksef.row-alone') : say('doubt.ksef.replaced')
  return [
    ...(broken === null ? [] : [inTurn([say('doubt.ksef.broken', { ksefNumber, why: broken }), left])]),
    ...(unread.length === 0 ? [] : [say('doubt.ksef.unread', { ksefNumber, fields: unread })]),
  ]
}

/** Only what no row of the number says, and no XML either. */
function rowOf(documents: readonly KsefEvidence[]): Said[] {
  const ksefNumber = documents[0]?.metadata.ksefNumber ?? ''
  const isRead = documents.some((d) => d.fa !== null)
  const [some = [], ...others] = documents.map((d) => d.rowDoubt ?? [])
  const open = some.filter(
    ({ property, byXml }) =>
      !(byXml && isRead) && others.every((doubts) => doubts.some((d) => d.property === property)),
  )
  const lacks: Said[] = open.map(({ property, taken }) => say('doubt.ksef.row.taken', { property, taken }))
  const isUntold = !open.some(({ property }) => property.startsWith('invoiceType'))
  if (!isRead && documents.every((d) => d.metadata.kind === null) && isUntold)
    lacks.push(say('doubt.ksef.row.kind'))
  return lacks.length === 0 ? [] : [say('doubt.ksef.row', { ksefNumber, lacks })]
}
