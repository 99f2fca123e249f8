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

/** A stored shape: the texts between the values, and which value stands between two of them. */
interface Shape {
  seq: number
  /** Texts and places in turn. */
  parts: readonly string[]
  texts: readonly string[]
  places: readonly number[]
}

function partedShape(seq: number, text: string): Shape {
  const parts = text.split(mark)
  return {
    ...{ seq, parts },
    texts: parts.filter((_, at) => at % 2 === 0),
    places: parts.filter((_, at) => at % 2 === 1).map(Number),
  }
}

/** Compares a slice: twice as fast as `startsWith`. */
const standsAt = (text: string, part: string, at: number): boolean =>
  text.slice(at, at + part.length) === part

/** The values that a text has where a shape lacks them; null where it is of another shape. */
function valuesIn(text: string, { texts, places }: Shape): string | null {
  const found: string[] = []
  let at = 0
  for (let i = 0; ; i++) {
    const between = texts[i] ?? ''
    if (!standsAt(text, between, at)) return null
    at += between.length
    if (i === places.length) return at === text.length ? found.map((value) => `,${value}`).join('') : null
    const known = found[places[i] ?? -1]
    if (known === undefined) {
      const end = endOfValue(text, at)
      const value = text.slice(at, end)
      // Of a value that comes again the shape says so.
      if (end === at || found.includes(value)) return null
      found.push(value)
      at = end
    } else {
      if (!standsAt(text, known, at)) return null
      at += known.length
    }
  }
}

/** Where a string or a number ends that begins at a place; the place itself where none does. */
function endOfValue(text: string, from: number): number {
  const code = text.charCodeAt(from)
  if (code === quote) return endOfString(text, from)
  return code === minus || isDigit(code) ? endOfNumber(text, from) : from
}

/** What is known here of the shapes of a ledger, in both directions. */
interface Known {
  numbers: Map<string, number>
  shapes: Map<number, Shape>
  /** Those that texts had last, the last one first, by the name with which the texts begin. */
  recent: Map<string, Shape[]>
}
const nothingKnown = (): Known => ({ numbers: new Map(), shapes: new Map(), recent: new Map() })

/** So many shapes of texts that begin alike are tried before a text is taken apart. */
const mostRecent = 12

/** The shapes that texts had last that begin as this one. */
function recentLike(text: string, { recent }: Known): Shape[] {
  const name = text.slice(0, text.indexOf(':'))
  const found = recent.get(name) ?? []
  if (found.length === 0) recent.set(name, found)
  return found
}

/**
 * Folds a text that has one of the shapes that others had just before, as nearly all have in an import, in two fifths of the
 * time that it takes to take it apart; null where it has none of them.
 */
function foldedAsBefore(text: string, recent: Shape[]): string | null {
  for (const [place, shape] of recent.entries()) {
    const values = valuesIn(text, shape)
    if (values === null) continue
    if (place > 0) {
      recent.splice(place, 1)
      recent.unshift(shape)
    }
    return `[${shape.seq}${values}]`
  }
  return null
}

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
    // It stands for the text wherever that is read, as whoever stores it says.
    return (foldedText(db, text) ?? text) as Text
  }
}

/** Null where there are too many shapes. */
function foldedText(db: Db, text: string): string | null {
  const known = keptOf(db, nothingKnown)
  const recent = recentLike(text, known)
  const before = foldedAsBefore(text, recent)
  if (before !== null) return before
  const { shape, values } = taken(text)
  const seq = numberOf(db, known, shape)
  if (seq === null) return null
  recent.unshift(shapeAt(db, known, seq))
  if (recent.length > mostRecent) recent.pop()
  return `[${seq}${values}]`
}

/**
 * The same for what is known of documents (`Evidence`): those of KSeF, which are many. Of copies the statements of drafts
 * ask for the file, and find it by an index.
 */
export function factsFolding(db: Db): (text: string) => string {
  const folded = folding(db)
  return (text) => (text.startsWith('{"type":"ksef"') ? folded(text) : text)
}

function shapeAt(db: Db, known: Known, seq: number): Shape {
  const here = known.shapes.get(seq)
  if (here !== undefined) return here
  const text = bySeq.get(db, { seq })?.text
  if (text === undefined) throw new Error(`A row has a shape that is not stored: ${seq}.`)
  const shape = partedShape(seq, text)
  known.shapes.set(seq, shape)
  return shape
}

/** The texts of a shape between its values, and between them which value stands there, from 0. @throws Error where it is not stored */
export const shapeOf = (db: Db, seq: number): readonly string[] =>
  shapeAt(db, keptOf(db, nothingKnown), seq).parts

const value = /"[^"\\]*(?:\\.[^"\\]*)*"|[^",[\]]+/g

/** Gives texts back that may have been folded. */
export function unfolding(db: Db): <Text extends string>(stored: Text) => Text {
  return <Text extends string>(stored: Text) => {
    if (!stored.startsWith('[')) return stored
    const [seq, ...values] = present(stored.match(value))
    // Asked for each time: whoever reads page after page goes on behind a transaction that failed meanwhile.
    const { texts, places } = shapeAt(db, keptOf(db, nothingKnown), Number(seq))
    let text = texts[0] ?? ''
    for (const [at, place] of places.entries()) text += `${values[place]}${texts[at + 1]}`
    return text as Text
  }
}
