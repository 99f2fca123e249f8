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
  const all = lines.flatMap((line) =>
    line.segments.flatMap((segment) => {
      const found = label.exec(segment.text)
      if (found === null) return []
      const rest = segment.text.slice(found.index + found[0].length).replace(/^[\s:.#]+|^\s*[-–]\s+/, '')
      const behind: Beside[] = rest === '' ? [] : [{ text: rest, segment, label: segment, how: 'behind' }]
      const right = line.segments[segment.column + 1]
      const below = segmentBelow(lines, segment)
      return [
        ...behind,
        ...(right ? [{ text: right.text, segment: right, label: segment, how: 'right' as const }] : []),
        ...(below ? [{ text: below.text, segment: below, label: segment, how: 'below' as const }] : []),
      ]
    }),
  )
  return all.slice(0, mostFound)
}

/** No document says one thing so often. */
const mostFound = 600

/** The segment that stands below in the same column: left or right edges are in line, or one is above the other. */
export function segmentBelow(lines: readonly Line[], of: Segment, reach = deepest): Segment | null {
  for (let at = of.line + 1; at < lines.length; at++) {
    const line = lines[at] as Line
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
