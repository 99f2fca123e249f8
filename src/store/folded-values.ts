import { fromJson, type Json, readJson } from '../values/json.ts'
import { propertyOf } from '../values/record.ts'
import { type Db, keptOf } from './database.ts'
import { shapeOf, unfolding } from './folding.ts'

/** Makes the value of a folded text: its parsed list of the number of the shape and the values. */
type Make = (folded: readonly unknown[]) => unknown

/** The name under which a template has the place of a value: an object with that name alone, and a number. */
const placeName = '\u0001'

/** The makers of the values of a ledger, by the numbers of their shapes; null for shapes of which none can be made. */
const nothingKnown = (): Map<number, Make | null> => new Map()

/**
 * Gives the values back of texts that may have been folded, as if the texts were unfolded and parsed, each made anew: what
 * has one shape is parsed once, and of a row no more than its own values.
 */
export function unfoldedValues(db: Db): <Value>(stored: Json<Value>) => Value {
  const unfolded = unfolding(db)
  return <Value>(stored: Json<Value>) => {
    if (!stored.startsWith('[')) return fromJson(stored)
    const folded = foldedIn(stored)
    const shape = Number(folded[0])
    // Asked for each time, as shapes are: a transaction may fail between two pages.
    const known = keptOf(db, nothingKnown)
    let make = known.get(shape)
    if (make === undefined) {
      const template = templateOf(shapeOf(db, shape))
      make = template === null ? null : makerOf(template)
      known.set(shape, make)
    }
    return make === null ? fromJson(unfolded(stored)) : (make(folded) as Value)
  }
}

/** The number of a shape, and behind it the values that stand in it. */
function foldedIn(stored: string): readonly unknown[] {
  const folded = readJson(stored)
  return Array.isArray(folded) ? folded : []
}

/**
 * A shape as a value, with the places of the folded list where values stand: numbers stand nowhere else in it. Null where
 * names were taken for values, as in JSON with spaces, which nobody here writes.
 */
function templateOf(parts: readonly string[]): object | null {
  const name = JSON.stringify(placeName)
  const texts = parts.map((part, at) => (at % 2 === 0 ? part : `{${name}:${Number(part) + 1}}`))
  try {
    const template = readJson(texts.join(''))
    return isNested(template) ? template : null
  } catch {
    return null
  }
}

function makerOf(template: unknown): Make {
  if (!isNested(template)) return () => template
  const place = propertyOf(template, placeName)
  if (typeof place === 'number') return (folded) => folded[place]
  if (Array.isArray(template)) {
    const makers = template.map(makerOf)
    return (folded) => makers.map((make) => make(folded))
  }
  const nested = Object.entries(template)
    .filter(([, inner]) => isNested(inner))
    .map(([name, inner]) => ({ name, make: makerOf(inner) }))
  return (folded) => {
    const made: Record<string, unknown> = { ...template }
    for (const { name, make } of nested) made[name] = make(folded)
    return made
  }
}

const isNested = (value: unknown): value is object => typeof value === 'object' && value !== null
