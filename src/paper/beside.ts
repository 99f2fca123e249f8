import { present } from '../values/present.ts'
import type { Line, Segment } from './page.ts'
import { printed } from './printed.ts'
import { daysIn } from './written.ts'

/**
 * Finding what belongs to a label: behind it, beside it, above it or below it. On a page where values stand left of their
 * labels, or above them as over captions, they are looked for there.
 */

/** A text that belongs to a label, and the segment in which it stands. */
interface Beside {
  text: string
  segment: Segment
  label: Segment
  /** How near it stands: behind the label, beside it on its line, above or below it. */
  how: 'behind' | 'beside' | 'below'
  /** It stands between two labels, and may be that of the other. */
  unsure: boolean
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
function besideLabel(lines: readonly Line[], label: Segment, form: RegExp): Beside[] {
  const found = form.exec(label.text)
  if (found === null) return []
  const rest = label.text.slice(found.index + found[0].length).replace(/^[\s:.#]+|^\s*[-–]\s+/, '')
  const { isLeft, isAbove, isUnsure } = habitOf(lines)
  const next = lines[label.line]?.segments[label.column + (isLeft ? -1 : 1)]
  const under = isAbove ? segmentAbove(lines, label) : segmentBelow(lines, label)
  return [
    ...(rest === '' ? [] : [{ text: rest, segment: label, label, how: 'behind' as const, unsure: false }]),
    ...(next ? [{ text: next.text, segment: next, label, how: 'beside' as const, unsure: false }] : []),
    ...(under ? [{ text: under.text, segment: under, label, how: 'below' as const, unsure: isUnsure }] : []),
  ]
}

/** Where values stand on a page: left of their labels rather than right of them, above rather than below. */
interface Habit {
  isLeft: boolean
  isAbove: boolean
  /** As many labels have a value above them as below. */
  isUnsure: boolean
}
const habits = new WeakMap<readonly Line[], Habit>()

/** Words of labels of days: most documents have two or three, and days look like nothing else. */
const ofDay = printed(
  /^(?:dat[ae]|datum|termin|wystawion|sprzedan|wydruk|vytištěno|due|issue|issued|invoice date|delivery date|rechnungsdatum|lieferdatum|leistungsdatum|fällig|zahlbar|płatn|zapłata|payment due|pay by|zahlungsziel|tax point|duzp|splatnost)|(?<!\p{L})(?:date|datum)\W*$/iu,
)
const isDay = (segment: Segment | null | undefined): boolean => {
  const [day] = segment ? daysIn(segment.text) : []
  return (
    day !== undefined && segment !== null && segment !== undefined && segment.text.length - day.length <= 4
  )
}

/** Told by the labels of days: beside a chain of labels and values it is the first or the last that has only one of them. */
function habitOf(lines: readonly Line[]): Habit {
  const known = habits.get(lines)
  if (known) return known
  const counts = { left: 0, right: 0, above: 0, below: 0 }
  const labels = lines.flatMap(({ segments }) => segments).filter(({ text }) => ofDay.test(text))
  for (const label of labels.slice(0, mostDays)) {
    if (daysIn(label.text).length > 0) continue
    const { segments } = present(lines[label.line])
    const [left, right] = [isDay(segments[label.column - 1]), isDay(segments[label.column + 1])]
    counts.left += Number(left)
    counts.right += Number(right)
    if (left || right) continue
    counts.above += Number(isDay(segmentAbove(lines, label)))
    counts.below += Number(isDay(segmentBelow(lines, label)))
  }
  const { left, right, above, below } = counts
  const habit = { isLeft: left > right, isAbove: above > below, isUnsure: above === below && above > 0 }
  habits.set(lines, habit)
  return habit
}
const mostDays = 50

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

/** The segment that stands above in the same column, as a value does over its caption. */
export function segmentAbove(lines: readonly Line[], of: Segment, reach = deepest): Segment | null {
  for (let at = of.line - 1; at >= Math.max(0, of.line - mostBelow); at--) {
    const line = present(lines[at])
    if (line.page !== of.page || of.y - (line.y + line.height) > reach * of.height) return null
    const found = line.segments.find((s) => isInColumn(of, s))
    if (found && found.y + 0.5 * found.height < of.y) return found
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
