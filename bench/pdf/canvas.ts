import { type PdfPage, pdf } from '../../test/support/pdf.ts'

/** Puts text where it is wanted on pages of A4, in the ways in which programs write it. */

/** How a program hands its text out: line by line, word by word, with kerning, or each letter by itself. */
export type Runs = 'lines' | 'words' | 'kerned' | 'letters'
type Font = 'F' | 'C'

export interface Written {
  size?: number
  /** Where `x` is: the left edge, the right edge or the middle. */
  align?: 'left' | 'right' | 'middle'
  /** So many points between letters. */
  spacing?: number
  /** Letters after the first of a word are small capitals. */
  smallCaps?: boolean
}

/** Letters that Latin-1 has not, at codes where it has none that are printed. */
export const polish = 'ąćęłńśźżĄĆĘŁŃŚŹŻ–„”€řčžěůŘČŽňšĚŠ'
const codeOf = (letter: string): number => {
  const own = polish.indexOf(letter)
  return own < 0 ? letter.charCodeAt(0) : 128 + own
}
const escaped = (text: string): string =>
  [...text].map((letter) => String.fromCharCode(codeOf(letter)).replace(/[()\\]/, '\\$&')).join('')

/** Widths of Helvetica, in thousandths of the size, from the space to the tilde. */
const widths =
  '278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584'
    .split(' ')
    .map(Number)
const bare = (letter: string): string => letter.normalize('NFD').charAt(0).replace('ł', 'l').replace('Ł', 'L')

export class Canvas {
  /** Points from the top at which the next line begins. */
  y = 40
  readonly #pages: string[] = ['']
  readonly #font: Font
  readonly #runs: Runs
  readonly size: number

  constructor({ font, runs, size }: { font: Font; runs: Runs; size: number }) {
    this.#font = font
    this.#runs = runs
    this.size = size
  }

  get pageCount(): number {
    return this.#pages.length
  }

  /** The width of a text in small capitals. */
  widthOfCaps(text: string, size = this.size): number {
    return [...text].reduce(
      (sum, l) => sum + this.widthOf(l.toUpperCase(), /\p{Lu}/u.test(l) ? size : 0.8 * size),
      0,
    )
  }

  widthOf(text: string, size = this.size): number {
    if (this.#font === 'C') return [...text].length * 0.6 * size
    return [...text].reduce((sum, l) => sum + (widths[bare(l).charCodeAt(0) - 32] ?? 556), 0) * (size / 1000)
  }

  /** Moves down by so many lines; begins a page where this one is full. */
  down(lines = 1): void {
    this.y += lines * this.size * 1.35
  }

  /** Is there no room left for so many points? */
  isFull(points: number): boolean {
    return this.y + points > 790
  }

  newPage(): void {
    this.#pages.push('')
    this.y = 40
  }

  line(x: number, width: number): void {
    this.#paint(`0.5 w ${x} ${842 - this.y} m ${x + width} ${842 - this.y} l S\n`)
  }

  box(x: number, width: number, height: number): void {
    this.#paint(`0.5 w ${x} ${842 - this.y - height} ${width} ${height} re S\n`)
  }

  /** Writes a text with its top at `y`. */
  put(x: number, text: string, how: Written = {}, y = this.y): void {
    const { size = this.size, align = 'left', spacing = 0, smallCaps = false } = how
    if (smallCaps) {
      this.#smallCaps(x, text, size, y)
      return
    }
    const width = this.widthOf(text, size) + spacing * text.length
    const left = align === 'left' ? x : align === 'right' ? x - width : x - width / 2
    const base = 842 - y - 0.8 * size
    const set = `/${this.#font} ${size} Tf ${spacing} Tc`
    for (const [at, part] of this.#parts(text)) {
      const from = left + this.widthOf(text.slice(0, at), size) + spacing * at
      const shown =
        this.#runs === 'kerned'
          ? `[${[...part].map((l) => `(${escaped(l)})`).join(' -8 ')}] TJ`
          : `(${escaped(part)}) Tj`
      this.#paint(`BT ${set} 1 0 0 1 ${from.toFixed(2)} ${base.toFixed(2)} Tm ${shown} ET\n`)
    }
  }

  #parts(text: string): [at: number, part: string][] {
    if (this.#runs === 'letters')
      return [...text].flatMap((letter, at): [number, string][] => (letter === ' ' ? [] : [[at, letter]]))
    if (this.#runs !== 'words') return [[0, text]]
    return [...text.matchAll(/\S+/g)].map((word): [number, string] => [word.index, word[0]])
  }

  #smallCaps(x: number, text: string, size: number, y: number): void {
    let at = x
    for (const { 0: part, index } of text.matchAll(/\p{Lu}+|[^\p{Lu}]+/gu)) {
      const isLarge = /\p{Lu}/u.test(part) || (index === 0 && /\d/.test(part))
      const own = isLarge ? size : size * 0.8
      const shown = part.toUpperCase()
      this.put(at, shown, { size: own }, y + 0.8 * (size - own))
      at += this.widthOf(shown, own)
    }
  }

  #paint(operators: string): void {
    this.#pages[this.#pages.length - 1] += operators
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return pdf(this.#pages.map((content): PdfPage => ({ content })))
  }
}
