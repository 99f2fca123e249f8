import type { Random } from '../match/random.ts'
import { nipOf } from './facts.ts'
import { letterPaper, parties, partiesApart } from './parties.ts'
import { left, type Pair, right, type Sheet, whole } from './sheet.ts'
import { otherTitles, worded } from './words.ts'

/** Lays a document out: header, parties, items, sums, and what else sellers print. */

export function layOut(sheet: Sheet): void {
  const { pen, random, family } = sheet
  const { canvas } = pen
  if (family.noise && random.chance(0.4)) {
    canvas.put(555, `${sheet.words.of('printed')}: ${pen.day('2026-11-30')}`, { align: 'right', size: 7 })
    canvas.down()
  }
  header(sheet)
  if (sheet.facts.ksef) {
    canvas.put(left, `Numer KSeF: ${sheet.facts.ksef}`)
    canvas.down()
  }
  canvas.down(0.8)
  parties(sheet)
  canvas.down(1.2)
  const reference = referenceTo(sheet)
  if (reference) {
    canvas.put(left, reference)
    canvas.down(1.4)
  }
  itemTable(sheet)
  canvas.down()
  if (canvas.isFull(170)) canvas.newPage()
  sums(sheet)
  canvas.down()
  footer(sheet)
  letterPaper(sheet)
}

const titleOf = ({ words, facts, family, random, judging }: Sheet): string =>
  family.none ? worded(random, otherTitles, judging) : words.title(facts.kind)

function header(sheet: Sheet): void {
  const { pen, words, facts, family, random } = sheet
  const { canvas } = pen
  const title = titleOf(sheet)
  const style = family.header ?? random.pick(['line', 'label', 'large', 'pairs'] as const)
  const size = canvas.size * random.pick([1.3, 1.6, 2])
  const dates = [...datePairs(sheet), ...partiesApart(sheet)]
  const numbered = `${title} ${random.pick(facts.language === 'en' ? ['No.', '#'] : facts.language === 'cs' ? ['č.', ''] : facts.language === 'de' ? ['Nr.', ''] : ['nr', 'Nr', ''])} ${facts.number}`
  if (style === 'top') {
    canvas.put(left, facts.number, { size })
    canvas.y += size * 1.4
    canvas.put(left, title, { size: canvas.size * 1.2 })
    canvas.down(1.8)
    pen.pairs(left, whole, dates)
    return
  }
  const x = random.chance(0.3) ? 297 : left
  if (style === 'line') {
    canvas.put(x, numbered.replace(/ +/g, ' '), { size, align: x === left ? 'left' : 'middle' })
    canvas.y += size * 1.6
    pen.pairs(random.chance(0.3) ? right : left, 245, dates)
    return
  }
  if (style === 'dated') {
    const said = random.pick(['z dnia', 'wystawiona dnia', 'z', 'data wystawienia:'])
    canvas.put(left, `${numbered} ${said} ${pen.day(facts.issued)}`.replace(/ +/g, ' '), {
      size: canvas.size * 1.2,
    })
    canvas.y += size * 1.6
    const others = dates.filter(([label]) => label !== words.of('issued'))
    pen.pairs(left, whole, others)
    return
  }
  canvas.put(left, title, { size })
  if (style === 'cells') {
    canvas.y += size * 1.6
    pen.table(left, whole, [[words.of('number'), facts.number], ...dates])
    return
  }
  if (style === 'large') {
    canvas.y += size * 1.5
    canvas.put(left, facts.number, { size: size * 0.9 })
  }
  canvas.y += size * 1.6
  const number: Pair = [words.of('number'), facts.number]
  if (style === 'large') {
    pen.pairs(left, whole, dates)
    return
  }
  if (style === 'pairs') canvas.y -= size * 1.6
  pen.pairs(style === 'pairs' ? right : left, style === 'pairs' ? 245 : whole, [number, ...dates])
}

function datePairs({ pen, words, facts, family, random }: Sheet): Pair[] {
  const pairs: Pair[] = [[words.of('issued'), pen.day(facts.issued)]]
  if (facts.supplied) pairs.push([words.of('supplied'), pen.day(facts.supplied)])
  if (random.chance(0.7)) pairs.push([words.of('due'), pen.day(facts.due)])
  if (family.noise) pairs.push([words.of('order'), orderNumber(random)])
  if (facts.currency !== 'PLN' || random.chance(0.2)) {
    pairs.push([words.of('currency'), facts.currency])
    pen.toldCurrency = true
  }
  return random.chance(0.3) ? random.shuffled(pairs) : pairs
}

const orderNumber = (random: Random): string =>
  random.pick([
    `ZAM/${random.int(1, 999)}/2026`,
    `${random.int(1, 28)}/06/2026`,
    `45000${random.int(10000, 99999)}`,
    `WZ ${random.int(1, 99)}/07/26`,
  ])

function referenceTo({ pen, words, facts, random }: Sheet): string | null {
  const { corrected } = facts
  if (corrected === null) {
    if (facts.kind !== 'ROZ') return null
    return `Rozliczenie faktury zaliczkowej nr ZAL/${random.int(1, 99)}/2026 z dnia ${pen.day('2026-03-02')}`
  }
  return `${words.of('corrected')}: ${corrected.number} ${words.of('correctedDay')} ${pen.day(corrected.issued)}`
}

function itemTable(sheet: Sheet): void {
  const { pen, facts, random } = sheet
  const { canvas } = pen
  const isWide = random.chance(0.6)
  const heads: Record<string, string[]> = {
    pl: ['Lp.', 'Nazwa', 'Ilość', 'Cena netto', 'Netto', 'VAT', 'Kwota VAT', 'Brutto'],
    en: ['#', 'Description', 'Qty', 'Unit price', 'Net', 'VAT', 'VAT', 'Gross'],
    de: ['Pos.', 'Bezeichnung', 'Menge', 'Einzelpreis', 'Netto', 'USt', 'USt-Betrag', 'Brutto'],
    cs: ['č.', 'Název', 'Počet', 'Cena', 'Základ', 'Sazba', 'DPH', 'Celkem'],
  }
  const columns = [left, left + 22, 235, 300, 370, 400, 460, 555]
  const row = (cells: readonly string[]) => {
    cells.forEach((cell, i) => {
      if (!isWide && i > 5) return
      canvas.put(columns[i] as number, cell, i < 2 ? {} : { align: 'right' })
    })
    canvas.down(1.25)
  }
  const head = () => {
    if (pen.style.lines) canvas.line(left, whole)
    row(heads[facts.language] ?? [])
    if (pen.style.lines) canvas.line(left, whole)
    canvas.down(0.3)
  }
  head()
  let carried = { net: 0, vat: 0, gross: 0 }
  facts.items.forEach((item, index) => {
    if (canvas.isFull(30)) {
      if (facts.language === 'pl' && isWide)
        row([
          '',
          'Do przeniesienia',
          '',
          '',
          pen.amount(carried.net),
          '',
          pen.amount(carried.vat),
          pen.amount(carried.gross),
        ])
      canvas.newPage()
      head()
    }
    carried = { net: carried.net + item.net, vat: carried.vat + item.vat, gross: carried.gross + item.gross }
    row([
      String(index + 1),
      item.name,
      `${item.count} ${facts.language === 'pl' ? 'szt.' : ''}`.trim(),
      pen.amount(item.price),
      pen.amount(item.net),
      item.rate,
      pen.amount(item.vat),
      pen.amount(item.gross),
    ])
  })
}

function sums(sheet: Sheet): void {
  const { pen, words, facts, family, random } = sheet
  const { canvas } = pen
  const { amount } = { amount: (g: number) => pen.amount(g) }
  const style = family.sums ?? random.pick(['table', 'table', 'column', 'rates', 'line'] as const)
  const columns = [250, 340, 430, 555]
  const row = (cells: readonly string[]) => {
    cells.forEach((cell, i) => {
      canvas.put(columns[i] as number, cell, { align: 'right' })
    })
    canvas.down(1.25)
  }
  if (facts.before) beforeAndAfter(sheet, row)
  if (facts.kind === 'ROZ') orderAndAdvance(sheet, row)
  if (style === 'table' || style === 'rates') {
    row(
      facts.language === 'pl'
        ? ['Stawka VAT', 'Netto', 'VAT', 'Brutto']
        : facts.language === 'de'
          ? ['Satz', 'Netto', 'USt', 'Brutto']
          : facts.language === 'cs'
            ? ['Sazba', 'Základ', 'DPH', 'Celkem']
            : ['Rate', 'Net', 'VAT', 'Gross'],
    )
    for (const r of facts.rates) row([r.rate, amount(r.net), amount(r.vat), amount(r.gross)])
  }
  const change =
    facts.before && facts.language === 'pl'
      ? random.pick(['Kwota korekty', 'Różnica', 'Wartość korekty', 'Razem korekta'])
      : null
  if (family.broken && style !== 'column') canvas.newPage()
  if (style === 'table')
    row([change ?? words.of('total'), amount(facts.net), amount(facts.vat), amount(facts.gross)])
  if (style === 'line') {
    const cells = [change ?? words.of('total'), amount(facts.net), amount(facts.vat), amount(facts.gross)]
    canvas.put(left, cells.join('  '))
    canvas.down(1.3)
  }
  const money = (g: number) => pen.money(g, facts.currency)
  if (style === 'column') {
    pen.pairs(right, 245, [[words.of('net'), money(facts.net)]])
    if (family.broken) canvas.newPage()
    pen.pairs(right, 245, [
      [words.of('vat'), money(facts.vat)],
      [words.of('gross'), money(facts.gross)],
    ])
  }
  if (facts.vatPln !== null) {
    canvas.put(
      left,
      `Kwota VAT w PLN: ${amount(facts.vatPln)} PLN (kurs NBP 4,2871 z dnia ${pen.day(facts.issued)})`,
    )
    canvas.down(1.4)
  }
  payment(sheet, money)
}

function beforeAndAfter({ pen, facts }: Sheet, row: (cells: readonly string[]) => void): void {
  const { before } = facts
  if (before === null) return
  const cells = (label: string, n: number, v: number, g: number) =>
    row([label, pen.amount(n), pen.amount(v), pen.amount(g)])
  const names =
    facts.language === 'pl' ? ['Przed korektą', 'Po korekcie'] : ['Before correction', 'After correction']
  cells(names[0] as string, before.net, before.vat, before.gross)
  cells(names[1] as string, before.net + facts.net, before.vat + facts.vat, before.gross + facts.gross)
}

/** What was ordered as a whole, and what was paid in advance: the invoice is of what is left. */
function orderAndAdvance({ pen, facts, random }: Sheet, row: (cells: readonly string[]) => void): void {
  const times = random.int(2, 4)
  const sums = [facts.net, facts.vat, facts.gross]
  row(['Wartość zamówienia', ...sums.map((sum) => pen.amount(sum * times))])
  row(['Zaliczka otrzymana', ...sums.map((sum) => pen.amount(sum * (times - 1)))])
}

function payment({ pen, words, facts, random }: Sheet, money: (g: number) => string): void {
  const pairs: Pair[] = []
  const leftToPay = facts.gross - facts.paid
  if (facts.paid > 0) {
    pairs.push([words.of('paid'), money(facts.paid)])
    if (leftToPay > 0 || random.chance(0.5)) pairs.push([words.of('left'), money(leftToPay)])
  } else if (facts.gross < 0 && facts.language === 'pl') pairs.push(['Do zwrotu', money(-facts.gross)])
  else pairs.push([words.of('toPay'), money(facts.gross)])
  pen.pairs(left, 245, pairs)
}

function footer({ pen, words, facts, family, random }: Sheet): void {
  const { canvas } = pen
  const account = `PL${random.int(10, 99)} ${Array.from({ length: 6 }, () => random.int(1000, 9999)).join(' ')}`
  canvas.put(left, `${facts.language === 'pl' ? 'Nr konta' : 'IBAN'}: ${account}`)
  canvas.down()
  if (!family.noise) return
  const lines = [
    `Umowa nr ${random.int(1, 99)}/2025 z dnia ${pen.day('2025-11-03')}`,
    `${words.of('order')}: ${orderNumber(random)}`,
    'GTU_06  MPP - mechanizm podzielonej płatności',
    `Dostarczono na podstawie WZ ${random.int(1, 300)}/2026 z ${pen.day(facts.issued)}`,
    `Faktura wystawiona w programie Fakturka 4.12, producent: NIP ${nipOf(random)}`,
    `Saldo na dzień ${pen.day(facts.issued)}: ${pen.amount(random.int(10_000, 9_000_000))} zł`,
    `Księgowano: ${random.int(1, 28)}.06.2026 / 4.12.33`,
    `Nr rej. WA ${random.int(10000, 99999)}  Nr LOT: AB${random.int(10, 99)}/${random.int(1, 9)}`,
    `Numer klienta: ${random.int(10000, 99999)}  Numer seryjny: SN-${random.int(1000, 9999)}-26`,
    `Nr zlecenia ZL/${random.int(1, 99)}/2026  Numer polisy: ${random.int(100000, 999999)}`,
    `Razem sztuk: ${random.int(10, 99)},00  Masa brutto: ${random.int(10, 99)},${random.int(10, 99)} kg`,
    `Kapitał zakładowy ${pen.amount(random.int(500_000, 90_000_000))} zł, opłacony w całości`,
  ]
  for (const text of random.shuffled(lines).slice(0, random.int(4, 9))) {
    canvas.put(left, text, { size: 7 })
    canvas.down(0.9)
  }
}
