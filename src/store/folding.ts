import { eq, sql } from 'drizzle-orm'
import { shapes } from '../../drizzle/ledger/shapes.ts'
import { present } from '../values/present.ts'
import { type Db, keptOf } from './database.ts'
import { type Places, prepared } from './prepared.ts'

/**
 * Verdicts, identities, documents and rows are JSON of a few shapes: names, codes and citations come again in thousands of
 * rows, what differs are some days, amounts and numbers. So the shape is stored once in a ledger, and a row has its number and
 * the values, each once: `{"from":"2026-05-03","until":"2026-05-03"}` is folded to `[1,"2026-05-03"]`. It is unfolded to the
 * letter, whatever the law says by then. A text that is not folded is stored as it is.
 */

/** Marks a place in a shape, before and behind the number of its value: JSON has no such character of its own. */
const mark = '\u0001'

/** Properties with words of closed lists: these belong to the shape. Others would only make more shapes than needed. */
const closed = new Set(
  `addressee afterWindow buyerCategory channel code country currency duty evidence form formCode group invoicingMode kind
  legalBasis mode reason receiptRule rule said sellerDuty severity source status type whenNumberComes withoutNumber`
    .split(/\s+/)
    .map((name) => `"${name}"`),
)

/** Longer texts are lists, which have shapes of their own, and so many shapes a ledger has at most. */
const [longest, mostShapes] = [16_384, 2_000]

const [quote, backslash, colon, minus, zero, nine] = [0x22, 0x5c, 0x3a, 0x2d, 0x30, 0x39]
/** What stands in numbers behind their first digit: a point and an exponent. */
const inNumbers = new Set([...'.+-eE'].map((letter) => letter.charCodeAt(0)))
const isDigit = (code: number): boolean => code >= zero && code <= nine

/** Where a string ends that begins at a place: behind its quote. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0
    while (text.charCodeAt(at - 1 - slashes) === backslash) slashes++
    if (slashes % 2 === 0) return at + 1
  }
  return text.length
}

function endOfNumber(text: string, from: number): number {
  let at = from + 1
  while (isDigit(text.charCodeAt(at)) || inNumbers.has(text.charCodeAt(at))) at++
  return at
}

/**
 * The shape of a JSON text, and the values that it lacks, as they stand there. Reads character by character, for a regular
 * expression takes twice as long, and an import folds five texts of each invoice.
 */
function taken(text: string): { shape: string; values: string } {
  const places = new Map<string, number>()
  let [shape, values, end, name] = ['', '', 0, '']
  for (let at = 0; at < text.length; ) {
    const from = at
    const code = text.charCodeAt(at)
    if (code === quote) {
      at = endOfString(text, from)
      if (text.charCodeAt(at) === colon) {
        name = text.slice(from, at)
        continue
      }
      if (closed.has(name)) continue
    } else if (code === minus || isDigit(code)) at = endOfNumber(text, from)
    else {
      at++
      continue
    }
    const found = text.slice(from, at)
    let place = places.get(found)
    if (place === undefined) {
      place = places.size
      places.set(found, place)
      values += `,${found}`
    }
    shape += `${text.slice(end, from)}${mark}${place}${mark}`
    end = at
  }
  return { shape: shape + text.slice(end), values }
}

/** What is known here of the shapes of a ledger, in both directions. */
interface Known {
  numbers: Map<string, number>
  /** The texts between the values, and between them which value stands there. */
  parts: Map<number, readonly string[]>
}
const nothingKnown = (): Known => ({ numbers: new Map(), parts: new Map() })

const bySeq = prepared((orm, { seq }: Places<{ seq: number }>) =>
  orm.select({ text: shapes.text }).from(shapes).where(eq(shapes.seq, seq)),
)
const byText = prepared((orm, { text }: Places<{ text: string }>) =>
  orm.select({ seq: shapes.seq }).from(shapes).where(eq(shapes.text, text)),
)
const insertion = prepared((orm, { seq, text }: Places<{ seq: number; text: string }>) =>
  orm.insert(shapes).values({ seq, text }),
)

/** The number of a shape, which is stored where it was not; null where there are too many. */
function numberOf(db: Db, known: Known, text: string): number | null {
  const here = known.numbers.get(text)
  if (here !== undefined) return here
  let seq = byText.get(db, { text })?.seq
  if (seq === undefined) {
    seq = (db.get<{ seq: number | null }>(sql`SELECT max(seq) AS seq FROM shapes`)?.seq ?? 0) + 1
    if (seq > mostShapes) return null
    insertion.run(db, { seq, text })
  }
  known.numbers.set(text, seq)
  return seq
}

/** Folds JSON texts of objects, within a transaction. */
export function folding(db: Db): <Text extends string>(text: Text) => Text {
  return <Text extends string>(text: Text) => {
    if (text.length > longest || !text.startsWith('{')) return text
    const { shape, values } = taken(text)
    const seq = numberOf(db, keptOf(db, nothingKnown), shape)
    return seq === null ? text : (`[${seq}${values}]` as Text)
  }
}

/**
 * The same for what is known of documents (`Evidence`): those of KSeF, which are many. Of copies the statements of drafts
 * ask for the file, and find it by an index.
 */
export function factsFolding(db: Db): (text: string) => string {
  const folded = folding(db)
  return (text) => (text.startsWith('{"type":"ksef"') ? folded(text) : text)
}

/** The texts of a shape between its values, and between them which value stands there, from 0. @throws Error where it is not stored */
export function shapeOf(db: Db, seq: number): readonly string[] {
  const known = keptOf(db, nothingKnown)
  const here = known.parts.get(seq)
  if (here !== undefined) return here
  const text = bySeq.get(db, { seq })?.text
  if (text === undefined) throw new Error(`A row has a shape that is not stored: ${seq}.`)
  const parts = text.split(mark)
  known.parts.set(seq, parts)
  return parts
}

const value = /"[^"\\]*(?:\\.[^"\\]*)*"|[^",[\]]+/g

/** Gives texts back that may have been folded. */
export function unfolding(db: Db): <Text extends string>(stored: Text) => Text {
  return <Text extends string>(stored: Text) => {
    if (!stored.startsWith('[')) return stored
    const [seq, ...values] = present(stored.match(value))
    // Asked for each time: whoever reads page after page goes on behind a transaction that failed meanwhile.
    const parts = shapeOf(db, Number(seq))
    let text = parts[0] as string
    for (let at = 1; at < parts.length; at += 2) text += `${values[Number(parts[at])]}${parts[at + 1]}`
    return text as Text
  }
}
