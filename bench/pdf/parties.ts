import { type Party, partyOf } from './facts.ts'
import { left, type Pair, right, type Sheet } from './sheet.ts'

/** Who sells and who buys, as sellers set it. */

/** A party under its caption; `without`: its tax number stands elsewhere. Answers where it ends. */
function block(
  { pen, words, facts, family, random }: Sheet,
  {
    x,
    label,
    party,
    isSeller,
    without,
  }: { x: number; label: string; party: Party; isSeller: boolean; without?: true },
): number {
  const { canvas } = pen
  const from = canvas.y
  if (label !== '') {
    pen.label(x, label)
    canvas.down(1.1)
  }
  for (const text of [party.name, party.street, party.city]) {
    canvas.put(x, text)
    canvas.down()
  }
  if (!without) {
    canvas.put(x, `${words.of('nip').replace(/:?$/, ':')} ${idOf({ pen, facts }, party, isSeller)}`)
    canvas.down()
  }
  if (isSeller && family.noise) {
    canvas.put(x, `REGON: ${random.int(100_000_000, 999_999_999)}  BDO: 000${random.int(100_000, 999_999)}`)
    canvas.down()
    canvas.put(x, `KRS: 0000${random.int(100_000, 999_999)}`)
    canvas.down()
  }
  const end = canvas.y
  canvas.y = from
  return end
}

function idOf({ pen, facts }: Pick<Sheet, 'pen' | 'facts'>, party: Party, isSeller: boolean): string {
  if (facts.vatId === null) return pen.nip(party.nip)
  return isSeller ? facts.vatId : `PL${party.nip}`
}

export function parties(sheet: Sheet): void {
  const { pen, words, facts, family, random } = sheet
  const { canvas } = pen
  const style = family.parties ?? random.pick(['columns', 'columns', 'stacked', 'reversed'] as const)
  const seller = { label: words.of('seller'), party: facts.seller, isSeller: true }
  const buyer = { label: words.of('buyer'), party: facts.buyer, isSeller: false }
  if (style === 'rows') {
    rows(sheet)
    return
  }
  if (style === 'stacked' || style === 'headed' || style === 'bare') {
    for (const one of [seller, buyer]) {
      canvas.y = block(sheet, { x: left, ...one, ...(style === 'bare' ? { label: '' } : {}) })
      canvas.down(style === 'bare' ? 1.6 : 0.6)
    }
    return
  }
  if (style === 'one-caption' || style === 'one-title') {
    const room = (right - left - canvas.widthOf(seller.label)) / canvas.widthOf(' ')
    const between = style === 'one-title' ? ' / ' : ' '.repeat(Math.round(room))
    canvas.put(left, `${seller.label}${between}${buyer.label}`)
    canvas.down(1.2)
  }
  const blocks = besideEachOther(sheet, style, { ...seller, x: left }, { ...buyer, x: right })
  canvas.y = Math.max(...blocks.map((one) => block(sheet, one)))
}

type Block = Parameters<typeof block>[1]

function besideEachOther(
  { random }: Sheet,
  style: Sheet['family']['parties'],
  seller: Block,
  buyer: Block,
): Block[] {
  switch (style) {
    case 'footer':
      return [{ ...buyer, x: random.pick([left, right]) }]
    case 'one-caption':
    case 'one-title':
      return [seller, buyer].map((one) => ({ ...one, label: '' }))
    case 'ids-apart':
      return [seller, buyer].map((one) => ({ ...one, without: true }))
    case 'three': {
      const label = random.pick(['Odbiorca', 'Płatnik', 'Faktor'])
      return [seller, { ...buyer, x: 215 }, { x: 390, label, party: partyOf(random, 'pl'), isSeller: false }]
    }
    case 'reversed':
      return [
        { ...seller, x: right },
        { ...buyer, x: left },
      ]
    default:
      return [seller, buyer]
  }
}

function rows({ pen, words, facts }: Sheet): void {
  for (const [label, party, isSeller] of [
    [words.of('seller'), facts.seller, true],
    [words.of('buyer'), facts.buyer, false],
  ] as const) {
    pen.label(left, label)
    const id = idOf({ pen, facts }, party, isSeller)
    pen.canvas.put(left + 90, `${party.name}, ${party.street}, ${party.city}, NIP: ${id}`)
    pen.canvas.down(1.3)
  }
}

/** Tax numbers that stand by themselves, each with the name of its party. */
export function partiesApart(sheet: Sheet): Pair[] {
  const { facts, family, random } = sheet
  if (family.parties !== 'ids-apart') return []
  const names = random.pick([
    ['NIP sprzedawcy', 'NIP nabywcy'],
    ['NIP dostawcy', 'NIP odbiorcy'],
    ['Sprzedawca NIP', 'Nabywca NIP'],
    ['VAT ID sprzedawcy', 'VAT ID nabywcy'],
  ])
  return [facts.seller, facts.buyer].map(
    (party, i): Pair => [names[i] as string, idOf(sheet, party, i === 0)],
  )
}

/** The seller in small print at the foot of the page, as on letter paper. */
export function letterPaper(sheet: Sheet): void {
  const { pen, facts, family, random } = sheet
  if (family.parties !== 'footer') return
  const { name, street, city } = facts.seller
  const id = idOf(sheet, facts.seller, true)
  const sign = random.pick([' · ', ' | ', ', '])
  const nip = random.pick(['NIP', 'NIP:', 'NIP PL'])
  const lines = [
    [name, street, city],
    [
      `${nip} ${id}`.replace('PL PL', 'PL'),
      `REGON ${random.int(100_000_000, 999_999_999)}`,
      `KRS 0000${random.int(100_000, 999_999)}`,
    ],
    [`Kapitał zakładowy ${pen.amount(random.int(500_000, 90_000_000))} zł`, 'tel. 22 123 45 67'],
  ]
  pen.canvas.y = Math.max(pen.canvas.y + 20, 760)
  for (const line of lines) {
    pen.canvas.put(297, line.join(sign), { size: 7, align: 'middle' })
    pen.canvas.down(0.9)
  }
}
