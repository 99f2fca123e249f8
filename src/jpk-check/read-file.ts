import { SaxesParser, type SaxesTagNS } from 'saxes'
import type { Settlement } from '../law/deduction.ts'
import { controlElements, declaredSums, jpkForms } from '../law/jpk-forms.ts'
import { say } from '../texts/say.ts'
import { type Month, parseMonth } from '../values/day.ts'
import { type Grosze, parseMoney } from '../values/money.ts'
import { parseNip } from '../values/nip.ts'
import { Refusal } from '../values/refusal.ts'
import { type FileRow, fileRowOf, RowElements } from './file-row.ts'

/** More rows no file may have. */
export const maxFileRows = 500_000
/** The forms are 5 levels deep. */
const maxDepth = 16
/** No element of a form has so many. */
const maxAttributes = 64
/** Text of one element, or markup, that is longer is no value of a form. */
const maxSilence = 128 * 1024

/** What a file says of itself. */
export interface FileHeader {
  settlement: Settlement
  variant: 2 | 3
  /** Its rows have a marker. */
  markers: boolean
  month: Month
  /** `CelZlozenia`: 1 the first file of the month, 2 a correction. */
  purpose: 1 | 2
  /** `DataWytworzeniaJPK` and `NazwaSystemu`, as they are written. */
  madeAt: string | null
  system: string | null
  nip: string
}

/** What a file says of its rows together; null where it does not say it, or no number. */
export interface FileSums {
  rows: number | null
  inputTax: Grosze | null
  /** Of the declaration, in whole zlotys, by its position. */
  declared: Readonly<Record<string, number>>
}

const parserOptions = {
  xmlns: true,
  position: false,
  defaultXMLVersion: '1.0',
  forceXMLVersion: true,
} as const

const refuse = (problem: Refusal): never => {
  throw problem
}

/**
 * Reads a file as it comes. Memory does not grow with it: what is not asked for is passed over, and rows are handed on
 * with `takeRows`. Namespaces go by their URI, whatever their prefix.
 * @throws Refusal jpk-not-well-formed, jpk-doctype, jpk-other-form, jpk-header, jpk-other-taxpayer, jpk-too-many-rows
 */
export class JpkFileReader {
  #header: FileHeader | null = null
  readonly #nip: string
  readonly #maxRows: number
  readonly #parser = new SaxesParser<{ xmlns: true }>(parserOptions)
  readonly #path: string[] = []
  #form: (typeof jpkForms)[number] | null = null
  readonly #texts = new Map<string, string>()
  #row: RowElements | null = null
  #rows: FileRow[] = []
  #count = 0
  #text = ''
  #silence = 0

  /** `nip`: whose file it must be. `maxRows`: how many purchase rows it may have. */
  constructor(nip: string, maxRows = maxFileRows) {
    this.#nip = nip
    this.#maxRows = maxRows
    this.#parser.on('doctype', () => refuse(new Refusal('jpk-doctype', say('jpk-file.doctype'))))
    this.#parser.on('opentag', (tag) => this.#open(tag))
    this.#parser.on('closetag', (tag) => this.#close(tag))
    this.#parser.on('text', (text) => this.#add(text))
    this.#parser.on('cdata', (text) => this.#add(text))
  }

  /** Known once the first purchase row, or the end, was read. */
  get header(): FileHeader | null {
    return this.#header
  }

  /** The rows that were read since they were taken last. */
  takeRows(): FileRow[] {
    const rows = this.#rows
    this.#rows = []
    return rows
  }

  write(text: string): void {
    this.#silence += text.length
    this.#guarded(() => this.#parser.write(text))
    if (this.#silence > maxSilence) throw new Refusal('jpk-other-form', say('jpk-file.no-value'))
  }

  /** The end of the file. */
  end(): { header: FileHeader; sums: FileSums; rows: number } {
    this.#guarded(() => this.#parser.close())
    const header = this.#headed()
    const number = (name: string) => this.#texts.get(name)?.trim() ?? ''
    const rows = number(controlElements.rows)
    const declared = Object.keys(declaredSums).flatMap((name) =>
      /^-?\d{1,15}$/.test(number(name)) ? [[name, Number(number(name))]] : [],
    )
    const sums: FileSums = {
      rows: /^\d{1,9}$/.test(rows) ? Number(rows) : null,
      inputTax: parseMoney(number(controlElements.tax)),
      declared: Object.fromEntries(declared),
    }
    return { header, sums, rows: this.#count }
  }

  #guarded(work: () => unknown): void {
    try {
      work()
    } catch (error) {
      if (error instanceof Refusal || !(error instanceof Error)) throw error
      if (error.message.includes('doctype')) throw new Refusal('jpk-doctype', say('jpk-file.doctype'))
      const { line, column } = this.#parser
      const why = error.message.replace(/^[\d:]+ ?/, '').slice(0, 200)
      throw new Refusal('jpk-not-well-formed', say('jpk-file.not-well-formed', { line, column, why }))
    }
  }

  #open({ local, uri, attributes }: SaxesTagNS): void {
    this.#silence = 0
    this.#text = ''
    this.#path.push(local)
    if (this.#path.length > maxDepth || Object.keys(attributes).length > maxAttributes)
      throw new Refusal('jpk-other-form', say('jpk-file.no-value'))
    if (this.#path.length === 1) {
      this.#form = jpkForms.find(({ namespace }) => local === 'JPK' && namespace === uri) ?? null
      if (this.#form === null)
        throw new Refusal(
          'jpk-other-form',
          say('jpk-file.other-form', { element: local.slice(0, 60), namespace: uri.slice(0, 200) }),
        )
    }
    if (local !== 'ZakupWiersz' || this.#path.length !== 3 || this.#path[1] !== 'Ewidencja') return
    this.#headed()
    this.#count += 1
    if (this.#count > this.#maxRows)
      throw new Refusal('jpk-too-many-rows', say('jpk-file.too-many-rows', { most: this.#maxRows }))
    this.#row = new RowElements()
  }

  #close({ local }: SaxesTagNS): void {
    this.#silence = 0
    const depth = this.#path.length
    if (this.#row !== null) {
      if (depth === 4) this.#row.add(local, this.#text)
      else if (depth === 3) {
        this.#rows.push(fileRowOf(this.#row, this.#count, this.#form?.markers === true))
        this.#row = null
      }
    } else if (isAsked(this.#path)) this.#texts.set(placeOf(this.#path), this.#text)
    this.#text = ''
    this.#path.pop()
    // The file of somebody else is refused before any of its rows is looked at.
    if (local === 'Podmiot1' && depth === 2) this.#headed()
  }

  #add(text: string): void {
    // Beyond what any field takes; the silence of a longer one is refused.
    if (this.#text.length < 4096) this.#text += text
  }

  #headed(): FileHeader {
    if (this.#header !== null) return this.#header
    const form = this.#form
    const text = (name: string) => this.#texts.get(name)?.trim() ?? ''
    const nip = parseNip(text('NIP'))
    const month = parseMonth(`${text('Rok')}-${text('Miesiac').padStart(2, '0')}`)
    const purpose = text('CelZlozenia')
    const missing = [
      ...(nip === null ? ['NIP'] : []),
      ...(month === null ? ['Rok', 'Miesiac'] : []),
      ...(purpose === '1' || purpose === '2' ? [] : ['CelZlozenia']),
    ]
    if (form === null || nip === null || month === null || missing.length > 0)
      throw new Refusal('jpk-header', say('jpk-file.header', { elements: missing }))
    if (nip !== this.#nip)
      throw new Refusal('jpk-other-taxpayer', say('jpk-file.other-taxpayer', { nip, wanted: this.#nip }))
    const { settlement, variant, markers } = form
    const [madeAt, system] = [
      text('DataWytworzeniaJPK').slice(0, 40) || null,
      text('NazwaSystemu').slice(0, 240) || null,
    ]
    this.#header = {
      settlement,
      variant,
      markers,
      month,
      purpose: purpose === '1' ? 1 : 2,
      madeAt,
      system,
      nip,
    }
    return this.#header
  }
}

const headerElements = ['Rok', 'Miesiac', 'CelZlozenia', 'DataWytworzeniaJPK', 'NazwaSystemu']

/** Header, NIP of the taxpayer, the control of the purchases and the declaration; places are those of the form. */
function isAsked([, part, element, field]: readonly string[]): boolean {
  if (part === 'Naglowek') return headerElements.includes(element ?? '') && field === undefined
  if (part === 'Podmiot1') return field === 'NIP'
  if (part === 'Ewidencja') return element === 'ZakupCtrl' && field !== undefined
  return (
    part === 'Deklaracja' && element === 'PozycjeSzczegolowe' && field !== undefined && field in declaredSums
  )
}

const placeOf = (path: readonly string[]): string => path.at(-1) ?? ''
