import { kindOfField } from './kinds.ts'
import type {
  DocumentElement,
  InvoiceColumn,
  InvoiceField,
  InvoiceRow,
  InvoiceTable,
  Section,
} from './model.ts'

/** Where a column finds its value: an element by its way from the row, or an attribute as `@name` at the end of it. */
export type Way = string

/**
 * A document while it is laid out. What has been placed is known, so that all the rest can be placed at the end:
 * nothing that the document says is lost.
 */
export class Layout {
  readonly form: string
  readonly #placed = new Map<DocumentElement, Set<string>>()
  readonly #forLast = new Set<DocumentElement>()

  /** @param form the form of the document, which its labels begin with */
  constructor(form: string) {
    this.form = form
  }

  label(name: string): string {
    return `${this.form}.${name}`
  }

  /** The value of an element or its attribute, which is placed by that; null when it has none or was placed before. */
  take(element: DocumentElement | null | undefined, attribute = ''): string | null {
    const value = element && (attribute === '' ? element.text.trim() : element.attributes[attribute])
    if (!element || !value || this.#placed.get(element)?.has(attribute)) return null
    if (this.#forLast.has(element)) return null
    const placed = this.#placed.get(element) ?? new Set()
    this.#placed.set(element, placed.add(attribute))
    return value
  }

  /** The value at the end of a way, such as `Price/PriceAmount` or `Price/PriceAmount@currencyID`; placed by that. */
  at(element: DocumentElement | null, way: Way): string | null {
    const [path = '', attribute = ''] = way.split('@')
    return this.take(path === '' ? element : find(element, path), attribute)
  }

  /** The value at the end of a way with its label; of the element itself where the way is empty. */
  field(element: DocumentElement | null, way: Way): InvoiceField[] {
    const name = way === '' ? (element?.name ?? '') : nameOf(way)
    const value = this.at(element, way)
    return value === null ? [] : [{ name: this.label(name), value, kind: kindOfField(this.form, name) }]
  }

  /** The fields of an element at these ways that are there, in this order; each as often as it stands there. */
  fields(element: DocumentElement | null, ways: readonly Way[]): InvoiceField[] {
    return ways.flatMap((way) =>
      /[/@]/.test(way)
        ? this.field(element, way)
        : childrenOf(element, way).flatMap((child) => this.field(child, '')),
    )
  }

  /**
   * Elements of one kind as a table: the columns that some of them have, first those at the given ways, then what else
   * stands directly in them. @returns no table when there is nothing to show
   */
  table(name: string, elements: readonly DocumentElement[], ways: readonly Way[] = []): InvoiceTable[] {
    const more = new Set(elements.flatMap((e) => e.children.filter(isLeaf).map((child) => child.name)))
    const all = [...new Set([...ways, ...more])].filter((way) => !/^StanPrzedZ?$/.test(way))
    const columns: InvoiceColumn[] = all.map((way) => ({
      name: this.label(nameOf(way)),
      kind: kindOfField(this.form, nameOf(way)),
    }))
    const cells = elements.map((element) => all.map((way) => this.at(element, way)))
    const used = columns.map((_, c) => cells.some((row) => row[c] !== null))
    if (!used.includes(true)) return []
    const kept = <T>(items: readonly T[]): T[] => items.filter((_, c) => used[c])
    const rows: InvoiceRow[] = elements.map((element, at) => ({
      cells: kept(cells[at] ?? []),
      before: this.isBefore(element),
    }))
    return [{ name: this.label(name), columns: kept(columns), rows }]
  }

  /** Whether a line is the state before a correction; its mark is placed by that. */
  private isBefore(element: DocumentElement): boolean {
    const mark = find(element, 'StanPrzed') ?? find(element, 'StanPrzedZ')
    return mark?.text.trim() === '1' && this.take(mark) !== null
  }

  /**
   * All of an element that was not placed yet: its values, a table for elements that repeat and hold values alone, a part
   * for each other element.
   */
  everything(element: DocumentElement, name = this.label(element.name)): Section {
    const fields = [
      ...this.ownValues(element),
      ...element.children.filter(isLeaf).flatMap((c) => this.ownValues(c)),
    ]
    const groups = new Map<string, DocumentElement[]>()
    for (const child of element.children.filter((c) => !isLeaf(c)))
      groups.set(child.name, [...(groups.get(child.name) ?? []), child])
    const tables: InvoiceTable[] = []
    const parts: Section[] = []
    for (const [group, elements] of groups) {
      if (elements.length > 1 && elements.every((e) => e.children.every(isLeaf)))
        tables.push(...this.table(group, elements))
      parts.push(...elements.map((e) => this.everything(e)).filter(isFilled))
    }
    return { name, fields, tables, parts }
  }

  /** Elements that are placed among the other fields although they stand in a part that is placed whole. */
  keepForLast(elements: readonly DocumentElement[]): void {
    for (const element of elements) this.#forLast.add(element)
  }

  /** The other fields: all that has no place yet. */
  last(root: DocumentElement): Section {
    this.#forLast.clear()
    return this.everything(root, this.label('other'))
  }

  /** The text and the attributes of an element that were not placed yet. */
  private ownValues(element: DocumentElement): InvoiceField[] {
    const value = this.take(element)
    const kind = kindOfField(this.form, element.name)
    return [
      ...(value === null ? [] : [{ name: this.label(element.name), value, kind }]),
      ...Object.keys(element.attributes).flatMap((attribute) => {
        const said = this.take(element, attribute)
        const name = this.label(`${element.name}@${attribute}`)
        return said === null ? [] : [{ name, value: said, kind: 'text' as const }]
      }),
    ]
  }
}

const nameOf = (way: Way): string => way.slice(way.lastIndexOf('/') + 1)
const isLeaf = (element: DocumentElement): boolean => element.children.length === 0

/** Whether a section says anything. */
export const isFilled = (section: Section): boolean =>
  section.fields.length + section.tables.length + section.parts.length > 0

/** The child elements of that local name. */
export const childrenOf = (element: DocumentElement | null, name: string): DocumentElement[] =>
  element?.children.filter((child) => child.name === name) ?? []

/** The element at the end of a way of first children; null when there is none. */
export function find(element: DocumentElement | null, path: string): DocumentElement | null {
  let at = element
  for (const name of path.split('/')) at = at?.children.find((child) => child.name === name) ?? null
  return at
}
