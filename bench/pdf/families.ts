import type { InvoiceKind } from '../../src/values/invoice-kind.ts'
import type { Runs } from './canvas.ts'
import type { Language } from './facts.ts'
import type { Style } from './style.ts'

/** Families of layouts: what each is about; all else of a document is by chance. */

export interface Family {
  name: string
  style?: Partial<Style> & { font?: 'F' | 'C'; runs?: Runs }
  languages?: Language[]
  kinds?: InvoiceKind[]
  parties?:
    | 'columns'
    | 'stacked'
    | 'reversed'
    | 'rows'
    | 'three'
    | 'headed'
    | 'bare'
    | 'footer'
    | 'one-caption'
    | 'one-title'
    | 'ids-apart'
  sums?: 'table' | 'column' | 'line' | 'rates'
  header?: 'line' | 'label' | 'large' | 'top' | 'pairs' | 'cells' | 'dated'
  items?: number
  bilingual?: boolean
  /** Other numbers, days and parties that nobody asks for. */
  noise?: boolean
  /** Two invoices of a seller in one file: nothing of them is certain. */
  twice?: boolean
  /** Is no invoice. */
  none?: boolean
  /** The sums begin at the foot of a page and go on at the head of the next one. */
  broken?: boolean
  /** Only for the seeds that judge. */
  kept?: boolean
}

export const families: readonly Family[] = [
  { name: 'label-behind', style: { place: 'behind', colon: true }, parties: 'columns' },
  { name: 'label-left-column', style: { place: 'right' }, parties: 'stacked', sums: 'column' },
  { name: 'label-above', style: { place: 'below' }, parties: 'columns', sums: 'table' },
  { name: 'caption-below', style: { place: 'above', colon: false }, parties: 'columns' },
  { name: 'value-first', style: { place: 'left', colon: false }, parties: 'headed' },
  { name: 'two-columns', parties: 'columns', header: 'pairs', sums: 'rates' },
  { name: 'buyer-first', parties: 'reversed' },
  { name: 'right-aligned', style: { place: 'right', rightAligned: true }, sums: 'column', header: 'pairs' },
  { name: 'small-caps', style: { labels: 'smallCaps', font: 'F' } },
  { name: 'spaced-labels', style: { labels: 'spaced' } },
  { name: 'tracked-labels', style: { labels: 'tracked' } },
  { name: 'two-languages', bilingual: true, languages: ['pl'] },
  { name: 'fixed-pitch', style: { font: 'C', place: 'behind' }, parties: 'stacked', sums: 'line' },
  { name: 'long-table', items: 90 },
  { name: 'three-parties', parties: 'three', noise: true },
  { name: 'other-numbers', noise: true },
  { name: 'correction', kinds: ['KOR'], languages: ['pl', 'pl', 'en', 'de'] },
  { name: 'advance', kinds: ['ZAL', 'ROZ'], languages: ['pl'] },
  { name: 'foreign', languages: ['en', 'de', 'cs'], kinds: ['VAT'] },
  { name: 'no-invoice', none: true, languages: ['pl'], kinds: ['VAT'], noise: true },
  { name: 'two-in-one', twice: true },
  { name: 'party-rows', parties: 'rows', noise: true },
  { name: 'number-above-all', header: 'top', style: { place: 'below' }, sums: 'rates' },
  { name: 'letters-apart', style: { runs: 'letters', labels: 'upper' }, parties: 'three', items: 40 },
  { name: 'no-captions', parties: 'bare', languages: ['pl'] },
  { name: 'one-caption-line', parties: 'one-caption', style: { runs: 'lines' } },
  { name: 'one-title', parties: 'one-title', languages: ['pl'] },
  { name: 'ids-apart', parties: 'ids-apart', languages: ['pl'], header: 'pairs' },
  { name: 'letter-paper', parties: 'footer', languages: ['pl'], noise: true },
  { name: 'head-table', header: 'cells' },
  { name: 'title-with-day', header: 'dated', languages: ['pl'], noise: true },
  { name: 'dotted', style: { place: 'dotted', labels: 'plain' }, parties: 'stacked', sums: 'column' },
  { name: 'broken-sums', broken: true },
  { name: 'dotted-correction', kinds: ['KOR'], languages: ['pl'], style: { place: 'dotted' }, kept: true },
  { name: 'letter-paper-cells', parties: 'footer', header: 'cells', languages: ['pl'], kept: true },
  {
    name: 'bare-fixed-pitch',
    parties: 'bare',
    style: { font: 'C' },
    header: 'dated',
    languages: ['pl'],
    kept: true,
  },
  { name: 'broken-columns', broken: true, parties: 'three', sums: 'column', items: 30, kept: true },
]
