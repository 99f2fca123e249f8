import type { Line, Segment } from './page.ts'

/** Finding what belongs to a label: behind it, right of it, or below it. */

/** A text that belongs to a label, and the segment in which it stands. */
interface Beside {
  text: string
  segment: Segment
  label: Segment
  /** How near it stands: behind the label, right of it, below it. */
  how: 'behind' | 'right' | 'below'
}

/** So many heights below a label its value may begin. */
const deepest = 2.6

/** Whatever stands behind, right of and below each label that begins a segment or stands in it, nearest first. */
export function beside(lines: readonly Line[], label: RegExp): Beside[] {
  const all: Beside[] = []
  for (const segment of lines.flatMap((line) => line.segments)) {
    all.push(...besideLabel(lines, segment, label))
    if (all.length >= mostFound) break
  }
  return all.slice(0, mostFound)
}

/** The same for one segment; nothing where the label does not stand in it. */
export function besideLabel(lines: readonly Line[], label: Segment, form: RegExp): Beside[] {
  const found = form.exec(label.text)
  if (found === null) return []
  const rest = label.text.slice(found.index + found[0].length).replace(/^[\s:.#]+|^\s*[-–]\s+/, '')
  const right = lines[label.line]?.segments[label.column + 1]
  const below = segmentBelow(lines, label)
  return [
    ...(rest === '' ? [] : [{ text: rest, segment: label, label, how: 'behind' as const }]),
    ...(right ? [{ text: right.text, segment: right, label, how: 'right' as const }] : []),
    ...(below ? [{ text: below.text, segment: below, label, how: 'below' as const }] : []),
  ]
}

/** No document says one thing so often. */
const mostFound = 600
/** So many lines below a label are looked at: on a page as people make it fewer begin within its reach. */
const mostBelow = 60

/** The segment that stands below in the same column: left or right edges are in line, or one is above the other. */
export function segmentBelow(lines: readonly Line[], of: Segment, reach = deepest): Segment | null {
  for (const line of lines.slice(of.line + 1, of.line + 1 + mostBelow)) {
    if (line.page !== of.page) return null
    if (line.y - (of.y + of.height) > reach * of.height) return null
    const found = line.segments.find((s) => isInColumn(of, s))
    if (found && found.y > of.y + 0.5 * of.height) return found
  }
  return null
}

const right = ({ x, width }: Segment): number => x + width

export function isInColumn(one: Segment, other: Segment): boolean {
  const edge = 0.6 * Math.max(one.height, other.height)
  if (Math.abs(one.x - other.x) <= edge || Math.abs(right(one) - right(other)) <= edge) return true
  const shared = Math.min(right(one), right(other)) - Math.max(one.x, other.x)
  return shared > 0.3 * Math.min(one.width, other.width)
}
