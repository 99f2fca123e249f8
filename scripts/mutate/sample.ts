import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Change, changesOf } from './operators.ts'
import { rooms, root } from './rooms.ts'

export interface Mutant {
  room: string
  file: string
  line: number
  /** The line as it stands, by which a mistake is known again after lines above it moved. */
  context: string
  change: Change
}

/** Every mutant of a room, in the order of its files. */
export function mutantsOf(room: string): Mutant[] {
  const files = rooms[room]
  if (files === undefined) throw new Error(`no room ${room}; there are: ${Object.keys(rooms).join(' ')}`)
  return files().flatMap((file) => {
    const source = readFileSync(join(root, file), 'utf8')
    const lines = source.split('\n')
    return changesOf(source).map((change) => {
      const line = source.slice(0, change.start).split('\n').length
      return { room, file, line, context: lines[line - 1]?.trim() ?? '', change }
    })
  })
}

/** A list in an order of chance that is the same for one seed. */
export function shuffled<Item>(items: readonly Item[], seed: number): Item[] {
  const mixed = [...items]
  let state = (seed * 2654435761) >>> 0
  const random = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[mixed[i], mixed[j]] = [mixed[j] as Item, mixed[i] as Item]
  }
  return mixed
}

/** A mistake that changes nothing that anybody could observe, as somebody found by reading. */
export interface Equivalent {
  file: string
  line: string
  was: string
  becomes: string
  reason: string
}

export const equivalents: Equivalent[] = JSON.parse(
  readFileSync(join(import.meta.dirname, 'equivalent.json'), 'utf8'),
)

export const equivalentOf = ({ file, context, change }: Mutant): Equivalent | undefined =>
  equivalents.find(
    (e) => e.file === file && e.line === context && e.was === change.was && e.becomes === change.becomes,
  )
