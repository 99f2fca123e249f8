import type { Random } from '../match/random.ts'
import { Canvas, type Runs, type Written } from './canvas.ts'
import type { Language } from './facts.ts'

/** How one document looks: its letters, its figures, and where values stand beside their labels. */

/** Where a value stands: behind its label, right of it in a column or behind dots, below it, above it, or left of it. */
export type Place = 'behind' | 'right' | 'below' | 'above' | 'left' | 'dotted'

export interface Style {
  place: Place
  labels: 'plain' | 'upper' | 'spaced' | 'tracked' | 'smallCaps'
  colon: boolean
  sum: 'space' | 'hard' | 'dot' | 'none' | 'apostrophe' | 'english'
  unit: 'after' | 'before' | 'sign' | 'none'
  day: 'iso' | 'dots' | 'dashes' | 'slashes' | 'words' | 'short'
  nip: 'plain' | 'dashes' | 'prefix' | 'spaces'
  lines: boolean
  rightAligned: boolean
}

const months: Readonly<Record<Language, string>> = {
  pl: 'stycznia lutego marca kwietnia maja czerwca lipca sierpnia września października listopada grudnia',
  en: 'January February March April May June July August September October November December',
  de: 'Januar Februar März April Mai Juni Juli August September Oktober November Dezember',
  cs: 'ledna února března dubna května června července srpna září října listopadu prosince',
}

export class Pen {
  readonly canvas: Canvas
  readonly style: Style
  readonly language: Language
  /** The currency was written somewhere. */
  toldCurrency = false

  constructor(canvas: Canvas, style: Style, language: Language) {
    this.canvas = canvas
    this.style = style
    this.language = language
  }

  day(day: string): string {
    const [y, m, d] = day.split('-') as [string, string, string]
    switch (this.style.day) {
      case 'iso':
        return day
      case 'dashes':
        return `${d}-${m}-${y}`
      case 'slashes':
        return `${d}/${m}/${y}`
      case 'short':
        return `${Number(d)}.${m}.${y}${this.language === 'pl' ? ' r.' : ''}`
      case 'words': {
        const month = months[this.language].split(' ')[Number(m) - 1]
        const dot = this.language === 'de' || this.language === 'cs' ? '.' : ''
        return `${Number(d)}${dot} ${month} ${y}`
      }
      default:
        return `${d}.${m}.${y}`
    }
  }

  amount(grosze: number): string {
    const [whole = '', rest] = (Math.abs(grosze) / 100).toFixed(2).split('.')
    const gaps = { space: ' ', hard: '\u00a0', dot: '.', none: '', apostrophe: "'", english: ',' }
    const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, gaps[this.style.sum])
    return `${grosze < 0 ? '-' : ''}${grouped}${this.style.sum === 'english' ? '.' : ','}${rest}`
  }

  /** An amount with its currency. */
  money(grosze: number, currency: string): string {
    const signs: Readonly<Record<string, string>> = { PLN: 'zł', EUR: '€', USD: '$', GBP: 'GBP' }
    const { unit } = this.style
    const amount = this.amount(grosze)
    if (unit === 'none') return amount
    this.toldCurrency = true
    if (unit === 'before') return `${currency} ${amount}`
    return `${amount} ${unit === 'sign' ? (signs[currency] ?? currency) : currency}`
  }

  nip(nip: string): string {
    const parts = [nip.slice(0, 3), nip.slice(3, 6), nip.slice(6, 8), nip.slice(8)]
    if (this.style.nip === 'dashes') return parts.join('-')
    if (this.style.nip === 'spaces') return parts.join(' ')
    return this.style.nip === 'prefix' ? `PL${nip}` : nip
  }

  label(x: number, text: string, how: Written = {}): number {
    const { labels, colon } = this.style
    const behind = colon ? ':' : ''
    const shown =
      labels === 'spaced'
        ? [...text.toUpperCase()].join(' ').replaceAll('   ', '  ')
        : labels === 'upper'
          ? text.toUpperCase()
          : text
    const own: Written = {
      ...how,
      ...(labels === 'tracked' ? { spacing: 2 } : {}),
      ...(labels === 'smallCaps' ? { smallCaps: true } : {}),
    }
    this.canvas.put(x, `${shown}${behind}`, own)
    const width =
      labels === 'smallCaps'
        ? this.canvas.widthOfCaps(`${shown}${behind}`, how.size)
        : this.canvas.widthOf(`${shown}${behind}`, how.size)
    return width + (own.spacing ?? 0) * shown.length
  }

  /** Labels with their values, one under the other, or as cells beside each other. */
  pairs(x: number, width: number, pairs: readonly (readonly [label: string, value: string])[]): void {
    const { place, rightAligned } = this.style
    if (place === 'below' || place === 'above') {
      this.#cells(x, width, pairs)
      return
    }
    for (const [label, value] of pairs) {
      if (place === 'left') {
        this.canvas.put(x + 0.4 * width, value, { align: 'right' })
        this.canvas.put(x + 0.4 * width + 14, label, { size: this.canvas.size * 0.85 })
      } else if (place === 'right') {
        if (rightAligned) this.canvas.put(x + width, value, { align: 'right' })
        const end = rightAligned ? this.#labelBefore(x + width - 110, label) : this.label(x, label)
        if (!rightAligned) this.canvas.put(x + Math.max(0.55 * width, end + 12), value)
      } else if (place === 'dotted') {
        const room = width - this.canvas.widthOf(`${label}  ${value}`)
        const dots = '.'.repeat(Math.max(3, Math.floor(room / this.canvas.widthOf('.'))))
        this.canvas.put(x, `${label} ${dots} ${value}`)
      } else {
        const end = this.label(x, label)
        this.canvas.put(x + end + this.canvas.widthOf(' '), value)
      }
      this.canvas.down()
    }
  }

  /** Labels in one row of small cells, with their values in the middle of the cells below. */
  table(x: number, width: number, pairs: readonly (readonly [label: string, value: string])[]): void {
    const cell = width / pairs.length
    for (const of of [0, 1] as const) {
      pairs.forEach((pair, i) => {
        const size = this.canvas.size * (of === 0 ? 0.7 : 0.85)
        this.canvas.put(x + (i + 0.5) * cell, pair[of], { size, align: 'middle' })
      })
      this.canvas.down(1.2)
    }
    this.canvas.down(0.6)
  }

  #labelBefore(x: number, label: string): number {
    const { labels, colon } = this.style
    const plain = labels === 'plain' || labels === 'upper'
    if (!plain) return this.label(x - 120, label)
    const text = labels === 'upper' ? label.toUpperCase() : label
    this.canvas.put(x, `${text}${colon ? ':' : ''}`, { align: 'right' })
    return 0
  }

  #cells(x: number, width: number, pairs: readonly (readonly [string, string])[]): void {
    const apart = this.style.labels === 'spaced' || this.style.labels === 'tracked' ? 2.2 : 1.3
    const widest = Math.max(...pairs.map(([label]) => apart * this.canvas.widthOf(label)))
    const perRow = Math.max(1, Math.min(3, Math.floor(width / Math.max(160, widest))))
    const cell = width / perRow
    for (let from = 0; from < pairs.length; from += perRow) {
      const row = pairs.slice(from, from + perRow)
      const put = (of: 0 | 1) => {
        row.forEach((pair, i) => {
          if (of === 1) this.canvas.put(x + i * cell, pair[1])
          else this.label(x + i * cell, pair[0], { size: this.canvas.size * 0.85 })
        })
        this.canvas.down()
      }
      for (const of of this.style.place === 'below' ? ([0, 1] as const) : ([1, 0] as const)) put(of)
      this.canvas.down(0.6)
    }
  }
}

const any = <T>(random: Random, ...values: T[]): T => random.pick(values)

/** A look by chance; `fixed` is what the family is about. */
export function penOf(
  random: Random,
  language: Language,
  fixed: Partial<Style> & { font?: 'F' | 'C'; runs?: Runs },
): Pen {
  const {
    font = any(random, 'F', 'F', 'F', 'C'),
    runs = any<Runs>(random, 'lines', 'lines', 'words', 'kerned', 'letters'),
    ...given
  } = fixed
  const size = any(random, 8, 9, 10)
  const sums: Style['sum'][] =
    language === 'en'
      ? ['english']
      : language === 'de'
        ? ['dot', 'space']
        : ['space', 'hard', 'none', 'space', 'dot']
  const style: Style = {
    place: any<Place>(random, 'behind', 'behind', 'right', 'below'),
    labels: any<Style['labels']>(random, 'plain', 'plain', 'plain', 'upper'),
    colon: random.chance(0.7),
    sum: random.pick(sums),
    unit: any<Style['unit']>(random, 'after', 'none', 'sign', 'before'),
    day:
      language === 'en'
        ? any<Style['day']>(random, 'iso', 'words')
        : any<Style['day']>(random, 'iso', 'dots', 'dashes', 'words', 'short', 'slashes'),
    nip: any<Style['nip']>(random, 'plain', 'dashes', 'prefix', 'spaces'),
    lines: random.chance(0.5),
    rightAligned: random.chance(0.4),
    ...given,
  }
  return new Pen(new Canvas({ font, runs, size: font === 'C' ? 8 : size }), style, language)
}
