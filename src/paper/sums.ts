import { exactGrosze, type Grosze } from '../values/money.ts'
import { present } from '../values/present.ts'
import { sumInColumn, sumOfLines } from './added-up.ts'
import { beside } from './beside.ts'
import type { Line, Segment } from './page.ts'
import { printed } from './printed.ts'
import { amountsOfLine, isRate, type PlacedAmount, type Triple, triplesOf } from './triples.ts'
import { amountsIn } from './written.ts'

/** What an invoice comes to: net, VAT and gross, by sums that add up and labels that say which sum they are. */

interface Sums {
  net: PlacedAmount | null
  vat: PlacedAmount | null
  gross: PlacedAmount | null
  vatPln: PlacedAmount | null
  /** Net and VAT make the gross, and a label or the sum of the rates says that it is the whole. */
  proven: boolean
  /** What else might be the gross amount. */
  others: PlacedAmount[]
}
const wordsOf = (line: Line): string => line.segments.map(({ text }) => text).join(' ')

const change = printed(
  /(?:kwota korekty|razem korekta|różnica|wartość korekty|korekta razem|ogółem korekta|difference)/iu,
)
const whole = printed(
  /^\W*(?:razem|ogółem|suma|łącznie|totals?|sum|gesamt|summe|w sumie|celkem|do zapłaty)(?!\p{L})/iu,
)
const notWhole = printed(
  /(?:przed korektą|po korekcie|było|jest:|zamówieni|zaliczk|before|after|w tym|strony|z przeniesienia)/iu,
)
const ofRate = /(?:^|\s)(?:\d{1,2}(?:[.,]\d+)? ?%|zw\.?|np\.?|oo|nie podl)(?:\s|$)/iu
const crossed = /(?:^|\s)[xX×](?:\s|$)/

/** Sums of the whole: with their label, or equal to what the lines of the rates make. */
function wholes(triples: readonly Triple[]): Triple[] {
  const words = (t: Triple) => wordsOf(t.line)
  const changes = triples.filter((t) => change.test(words(t)))
  if (changes.length > 0) return changes
  const told = triples.filter(
    (t) =>
      !notWhole.test(words(t)) &&
      (whole.test(words(t)) || (crossed.test(words(t)) && !ofRate.test(words(t)))),
  )
  return told
}

/** The lines of the rates, and what they make together; those of items come before them and are left out. */
function rateTables(triples: readonly Triple[]): Triple[][] {
  const tables: Triple[][] = []
  for (const t of triples.filter((one) => isRateLine(one))) {
    const last = tables.at(-1)
    const before = last?.at(-1)
    if (last && before && t.at - before.at <= 2) last.push(t)
    else tables.push([t])
  }
  return tables
}

/** A line that says a rate and its sums, and no name of goods. */
function isRateLine({ line, isFirst }: Triple): boolean {
  const words = wordsOf(line)
  const bare = words.replace(
    /\d[\d .,]*|%|[-–]|(?:zw|np|oo|lub|oprócz|stawka|vat|w tym|podstawowa|obniżona|PLN|EUR|zł|[A-G])(?!\p{L})\.?/giu,
    '',
  )
  return (
    isFirst &&
    (ofRate.test(words) || /stawk/iu.test(words)) &&
    !notWhole.test(words.replace(/w tym/iu, '')) &&
    bare.replace(/[^\p{L}]/gu, '').length <= 5
  )
}

const add = (ts: readonly Triple[], of: 'net' | 'vat' | 'gross'): number =>
  ts.reduce((sum, t) => sum + t[of].grosze, 0)

const grossLabels = printed(
  /(?:(?:wartość|kwota|suma|razem) z (?:vat|podatkiem)|(?:razem|suma|wartość|kwota|ogółem|łącznie|należność|total|invoice|grand)\W*(?:wartość )?(?:brutto|gross(?: amount)?)|wartość (?:faktury|ogółem)(?! netto)|(?:korekta )?kwot[ay] należności ogółem|gross (?:total|amount|value)|total gross|total (?:incl|including)[^\d]*|grand total|invoice total|total amount|gesamtbetrag(?! der)|bruttobetrag|bruttosumme|rechnungssumme brutto|rechnungsbetrag|gesamt(?:summe)?(?: brutto)?|należność za okres rozliczeniowy|kwota otrzymanej zaliczki|kwota korekty brutto|amount including vat|^\W*brutto(?=\W*(?:\/\W*gross[^\d]*)?(?:PLN|EUR|zł|\d|$))|celkem s dph)(?!\p{L})/iu,
)
const weakGross = printed(
  /(?:(?:razem|pozostało|kwota|należność)?\W*do zapłaty|amount due|balance due|due payable|zahlbetrag|^kwota(?=\s*:)|^razem(?=\s*:)|^suma(?: pln)?(?!\W*ptu)|^total|^ogółem|do zwrotu|^należność|k úhradě|^celkem)(?!\p{L})/iu,
)
const netLabels = printed(
  /(?:(?:wartość|kwota|suma|razem) bez (?:vat|podatku)|(?:razem|suma|wartość|kwota|total|ogółem)\W*(?:netto|net)(?: amount)?|^\W*(?:netto|net)\W*(?:\/\W*net(?: value| amount)?)?(?=\W*(?:PLN|EUR|zł|\d|$))|netto(?:betrag|summe)|summe netto|základ(?: daně)?|celkem bez dph|sub-?total|net (?:total|amount|value)|total (?:excl|excluding)[^\d]*|zwischensumme|rechnungssumme (?:netto|ohne)|gesamt netto|nettowert)(?!\p{L})/iu,
)
const vatLabels = printed(
  /(?:^vat|(?:kwota|suma|razem|wartość|total)\W*(?:vat|podatku(?: vat)?|tax)|podatek(?: vat)?|tax (?:amount|total)|^tax|mwst|mehrwertsteuer|ust\.?(?: gesamt)?|umsatzsteuer|steuerbetrag|vat (?:amount|total)|^(?:výše )?dph)(?!\p{L})/iu,
)
/** What was paid says nothing of the whole by itself; where it is as much as the rates make, it confirms them. */
const paidLabels = printed(
  /(?:zapłacono|wpłacono|otrzymano|przedpłata|(?:amount )?paid|bezahlt|zaplaceno)(?!\p{L})/iu,
)
const inPln = printed(/(?:vat|podat\p{L}*)[^\d:]{0,20}(?:w |in )?(?:PLN|złotych|zł)(?!\p{L})/iu)

/** Amounts that stand with a label, each with its place. */
function labelled(lines: readonly Line[], label: RegExp, but?: RegExp): PlacedAmount[] {
  const told = new Set<Segment>()
  return beside(lines, label).flatMap(({ text, segment, label: own, how }) => {
    if (told.has(own) || but?.test(own.text)) return []
    const [amount] = amountsIn(text)
    if (amount === undefined || (how !== 'behind' && amount.at > 4) || (how === 'behind' && amount.at > 24))
      return []
    // Below a label a row of amounts is a table, whose columns `triplesOf` reads.
    if (how === 'below' && present(lines[segment.line]).segments.length > 2) return []
    told.add(own)
    return [{ ...amount.value, segment }]
  })
}

/** Amounts under a column of VAT in PLN, in the lines of the rates, together. */
function vatInPln(lines: readonly Line[], rates: readonly Triple[]): PlacedAmount | null {
  const [told] = labelled(lines, inPln)
  if (told) return told
  const columns = rates.flatMap((t) => {
    const amounts = amountsOfLine(t.line)
    const next = amounts[amounts.findIndex((a) => a.segment === t.gross.segment) + 1]
    return next ? [next] : []
  })
  const isColumn = lines.some((l) =>
    l.segments.some((s) => /podatku (?:w )?PLN|vat (?:w |in )?PLN/iu.test(s.text)),
  )
  const [first] = columns
  if (!isColumn || first === undefined || columns.length !== rates.length) return null
  const grosze = exactGrosze(columns.reduce((sum, c) => sum + c.grosze, 0))
  return grosze === null ? null : { grosze, currency: 'PLN', segment: first.segment }
}

/** The sums of the whole stand behind the items. */
const mostTriples = 1000

/** Reads what an invoice comes to. */
export function sumsOf(lines: readonly Line[]): Sums {
  const triples = lines.flatMap((line, at) => triplesOf(line, at)).slice(-mostTriples)
  const tables = rateTables(triples)
  const strongGross = labelled(lines, grossLabels, /netto|net /iu)
  const weak = labelled(lines, weakGross, /netto|vat|korektą|korekcie/iu)
  const paid = labelled(lines, paidLabels)
  const isToldGross = (grosze: number) =>
    [...strongGross, ...weak, ...paid].some((g) => Math.abs(g.grosze) === Math.abs(grosze))
  const all = wholes(triples)
  const byRates = tables.findLast(
    (table) => isToldGross(add(table, 'gross')) || all.some((t) => t.gross.grosze === add(table, 'gross')),
  )
  const best =
    all.findLast((t) => strongGross.some((g) => g.grosze === t.gross.grosze)) ??
    all.findLast((t) =>
      tables.some((table) => add(table, 'gross') === t.gross.grosze && add(table, 'net') === t.net.grosze),
    ) ??
    all.findLast((t) => isToldGross(t.gross.grosze)) ??
    all.at(-1)
  const vatPln = vatInPln(lines, byRates ?? tables.at(-1) ?? [])
  const others = [...strongGross, ...weak]
  if (best) {
    const isSum = tables.some(
      (table) => add(table, 'gross') === best.gross.grosze && add(table, 'vat') === best.vat.grosze,
    )
    const confirmed = new Set([
      ...all.filter((t) => isToldGross(t.gross.grosze)).map((t) => t.gross.grosze),
      ...tables.map((table) => add(table, 'gross')).filter(isToldGross),
    ])
    // Of several that are confirmed, as of two invoices in one file, none is the whole.
    const proven = (isSum || isToldGross(best.gross.grosze)) && confirmed.size < 2
    return { ...parts(best), vatPln, proven, others }
  }
  return (
    fromColumn(lines, strongGross, vatPln, others) ??
    fromRates(byRates, vatPln, others) ??
    fromTable(tables, strongGross, vatPln, others) ??
    fromOne(lines, triples, strongGross, weak, vatPln)
  )
}

/** The only table of rates, which no label confirms and no gross amount contradicts. */
function fromTable(
  tables: readonly Triple[][],
  grosses: readonly PlacedAmount[],
  vatPln: PlacedAmount | null,
  others: PlacedAmount[],
): Sums | null {
  const [table, ...more] = tables
  if (table === undefined || more.length > 0 || grosses.length > 0) return null
  const sums = fromRates(table, vatPln, others)
  return sums && { ...sums, proven: false }
}

const parts = ({ net, vat, gross }: Pick<Triple, 'net' | 'vat' | 'gross'>) => ({ net, vat, gross })

/** Net, VAT and gross each with its label, one below the other. */
function fromColumn(
  lines: readonly Line[],
  grosses: readonly PlacedAmount[],
  vatPln: PlacedAmount | null,
  others: PlacedAmount[],
): Sums | null {
  const nets = labelled(lines, netLabels)
  const vats = labelled(lines, vatLabels, /%.*%|(?:w|in) PLN|ID|NIP|No\b/u)
  const totals = [...grosses, ...labelled(lines, weakGross, /netto|vat|korektą|korekcie/iu)]
  const vatOf = new Map(vats.map((vat): [number, PlacedAmount] => [vat.grosze, vat]))
  for (const gross of totals) {
    for (const net of nets.toReversed()) {
      const vat = vatOf.get(gross.grosze - net.grosze)
      if (vat && isRate(net.grosze, vat.grosze)) return { net, vat, gross, vatPln, proven: true, others }
      if (net.grosze === gross.grosze && vats.length === 0)
        return { net, vat: null, gross, vatPln, proven: false, others }
    }
  }
  return null
}

/** No line says the whole, but a label says what the lines of the rates make. */
function fromRates(
  rates: readonly Triple[] | undefined,
  vatPln: PlacedAmount | null,
  others: PlacedAmount[],
): Sums | null {
  const [first] = rates ?? []
  if (rates === undefined || first === undefined) return null
  const of = (name: 'net' | 'vat' | 'gross'): PlacedAmount => ({
    ...first[name],
    grosze: add(rates, name) as Grosze,
  })
  return { net: of('net'), vat: of('vat'), gross: of('gross'), vatPln, proven: true, others }
}

/** A gross amount with its label, and the line that comes to as much, where there is one. */
function fromOne(
  lines: readonly Line[],
  triples: readonly Triple[],
  strongGross: readonly PlacedAmount[],
  weak: readonly PlacedAmount[],
  vatPln: PlacedAmount | null,
): Sums {
  const gross = strongGross[0] ?? weak.find((w) => w.grosze !== 0) ?? null
  const others = [...strongGross, ...weak]
  const same = triples.findLast(
    (t) => gross !== null && t.gross.grosze === gross.grosze && !notWhole.test(wordsOf(t.line)),
  )
  if (same) return { ...parts(same), vatPln, proven: true, others }
  const added = isOfSeveral(lines, triples) ? null : sumInColumn(lines)
  if (gross === null) {
    const all = isOfSeveral(lines, triples) ? null : (sumOfLines(triples) ?? added)
    const only = all ?? (triples.length === 1 ? (triples[0] ?? null) : null)
    return { ...(only ? parts(only) : noParts), vatPln, proven: false, others }
  }
  if (added?.gross.grosze === gross.grosze) return { ...parts(added), vatPln, proven: true, others }
  const [net] = labelled(lines, netLabels)
  return { net: net ?? null, vat: null, gross, vatPln, proven: false, others }
}
const noParts = { net: null, vat: null, gross: null }

/** Sums of other things add up here as well: of before and after a correction, of an order and its advance. */
const isOfSeveral = (lines: readonly Line[], triples: readonly Triple[]): boolean =>
  triples.some(({ line }) => change.test(wordsOf(line)) || ofOthers.test(wordsOf(line))) ||
  lines.some(({ segments }) => segments.some(({ text }) => ofCorrections.test(text)))
const ofOthers = printed(/(?:przed korektą|po korekcie|było|jest:|zamówieni|zaliczk|before|after)/iu)
const ofCorrections = printed(/koryguj|korekt|credit|correct|gutschrift|storno|opravn|dobropis/iu)
