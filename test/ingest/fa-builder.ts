/** Small FA documents for the tests of this folder. */
import { DocumentProblem, type FaFacts, faSkip, readFa } from '../../src/ingest/fa.ts'
import { readXml } from '../../src/ingest/xml.ts'

const encoder = new TextEncoder()

export function facts(document: string): FaFacts {
  return readFa(readXml(encoder.encode(document), { skip: faSkip }))
}

export function refusal(document: string): DocumentProblem {
  try {
    facts(document)
  } catch (error) {
    if (error instanceof DocumentProblem) return error
    throw error
  }
  throw new Error('the document was accepted')
}

export const ns = {
  'FA (3)': 'http://crd.gov.pl/wzor/2025/06/25/13775/',
  'FA (2)': 'http://crd.gov.pl/wzor/2023/06/29/12648/',
  'FA_RR (1)': 'http://crd.gov.pl/wzor/2026/03/06/14189/',
}
export const nip = (value: string) => `<DaneIdentyfikacyjne><NIP>${value}</NIP></DaneIdentyfikacyjne>`
export const parties = `<Podmiot1>${nip('5265877635')}</Podmiot1><Podmiot2>${nip('9376032788')}</Podmiot2>`
export const head =
  '<KodWaluty>PLN</KodWaluty><P_1>2026-06-10</P_1><P_2>FV/1</P_2><P_15>123.00</P_15><RodzajFaktury>VAT</RodzajFaktury>'
export const wrap = (inside: string, form: keyof typeof ns = 'FA (3)') =>
  `<Faktura xmlns="${ns[form]}">${inside}</Faktura>`
export const fa = (body = '', { parties: who = parties, head: top = head } = {}) =>
  wrap(`${who}<Fa>${top}${body}</Fa>`)
export const inCurrency = (currency: string) => ({ head: head.replace('PLN', currency) })
