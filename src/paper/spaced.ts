/** Words whose letters were written apart, as `D A T A`, put together again. */

/** Words of labels and titles, so that what was written apart without gaps between words falls into words again. */
const known =
  'advance amount and balance bank bez bill brutto buyer client copy credit currency customer dane data date datum delivery dnia do document dokonania dokumentu dostawa dostawca dostawcy dostawy due duplikat e-faktura end faktor faktura faktury forma from grand gross invoice issue issued issuer klient konta kopia korekta korygowana korygowanej korygująca końcowa kupujący kurs kwota kwoty lub memo miejsce na nabywca nabywcy należność net netto nip no note nr number numer numerem odbiorca odbiorcy odbioru of ogółem order original oryginał paid payment po podatek podatku pozostaje pozostało price przed przedpłata płatne płatnik płatności płatność rachunku rate razem rechnung rechnungsdatum rechnungsnummer recipient rozliczeniowa sale seller service sold sposób sprzedający sprzedawca sprzedawcy sprzedaż sprzedaży stawka subtotal sum suma supplier supply tax termin to total towaru umowa umowy unit usługi value vat vendor w waluta waluty wartość wpłacono wydania wykonania wyst wystawca wystawienia wystawiona wystawiono z zakończenia zaliczkowa zamawiający zamówienia zamówienie zapłacono zapłata zapłaty zlecenie łączna łącznie'
const words = new Set(known.split(' '))
const [longestWord, longestLabel] = [16, 80]

const isLetter = (token: string): boolean => /^\p{L}[.:]?$/u.test(token)

/** The last letter of a label, to which its value clings: `M:23.04.2026`. */
const apart = (token: string): string[] => {
  const found = /^(\p{L}:)(\S+)$/u.exec(token)
  return found ? found.slice(1) : [token]
}

/** A text with words whose letters stand apart: four or more single letters are a word, or several that are known. */
export function closedUp(text: string): string {
  if (!/(?:^|\s)\p{L} \p{L}(?:$|[ .:])/u.test(text)) return text
  const closed: string[] = []
  let run: string[] = []
  const end = () => {
    const letters = run.join('')
    const isWord = run.length > 1 && words.has(letters.replace(/[.:]$/, '').toLowerCase())
    closed.push(...(run.length >= 4 || isWord ? [intoWords(letters)] : run))
    run = []
  }
  for (const token of text.split(' ').flatMap(apart)) {
    if (token === '' || !(isLetter(token) || /^[.:]$/.test(token))) end()
    if (isLetter(token) || (/^[.:]$/.test(token) && run.length > 0)) run.push(token)
    else if (token !== '') closed.push(token)
    if (/[.:]$/.test(token)) end()
  }
  end()
  return closed.join(' ')
}

/** The same where it is known that letters stand apart, and gaps of all widths were taken for spaces: `W Y STAW IENIA`. */
export function respelt(text: string): string {
  const [, letters, sign = ''] = /^([\p{L} ]+?)( ?[.:]*)$/u.exec(text) ?? []
  const known = letters === undefined ? null : asKnown(letters.replaceAll(' ', ''))
  return known === null ? text : `${known}${sign.trim()}`
}

function intoWords(letters: string): string {
  const [, bare = letters, sign = ''] = /^(.*?)([.:]*)$/u.exec(letters) ?? []
  return `${asKnown(bare) ?? bare}${sign}`
}

/** Letters as known words, the fewest of them; null where they are not all of such words. */
function asKnown(letters: string): string | null {
  if (letters.length > longestLabel) return null
  const lower = letters.toLowerCase()
  const best: (string[] | null)[] = [[]]
  for (let end = 1; end <= lower.length; end++) {
    best[end] = null
    for (let from = Math.max(0, end - longestWord); from < end; from++) {
      const before = best[from]
      if (!before || !words.has(lower.slice(from, end))) continue
      const next = [...before, letters.slice(from, end)]
      if (next.length < (best[end]?.length ?? Number.POSITIVE_INFINITY)) best[end] = next
    }
  }
  return best[lower.length]?.join(' ') ?? null
}

/** Shorter words are too near to each other. */
const shortest = 6

/**
 * The word of labels that a misread word must be: the only one that differs in one letter; else the word as it is. Words
 * that differ in their last letters are forms of one word: `korekty` is as right as `korekta`.
 */
export function nearest(word: string): string {
  const [, letters = '', sign = ''] = /^(\p{L}+)([.:]*)$/u.exec(word) ?? []
  const lower = letters.toLowerCase()
  if (lower.length < shortest || lower.length > longestWord || words.has(lower)) return word
  const [only, ...others] = [...words].filter((one) => one.length >= shortest && differInOne(one, lower))
  if (only === undefined || others.length > 0) return word
  return `${letters === letters.toUpperCase() ? only.toUpperCase() : only}${sign}`
}

/** One letter is another, or is there in one of them alone; the last two are the same. */
function differInOne(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one]
  if (long.length - short.length > 1 || short.slice(-2) !== long.slice(-2)) return false
  let at = 0
  while (at < short.length && short[at] === long[at]) at++
  return short.slice(long.length === short.length ? at + 1 : at) === long.slice(at + 1)
}
