/** Reads a JPK file without any code of the service: elements by name, and the rows as flat records. */

const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&', '#13': '\r' }
const unescaped = (text: string): string =>
  text.replaceAll(/&(#?\w+);/g, (_, name: string) => entities[name] ?? `&${name};`)

/** The texts of all elements with a name, in the order of the file. */
export const textsOf = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map((m) =>
    unescaped(m[1] ?? ''),
  )

/** Each purchase row: its elements and their texts, in the order of the file. */
export const purchaseRows = (xml: string): Record<string, string>[] =>
  [...xml.matchAll(/<ZakupWiersz>(.*?)<\/ZakupWiersz>/gs)].map(([, row = '']) =>
    Object.fromEntries(
      [...row.matchAll(/<(\w+)>([^<]*)<\/\1>/g)].map(([, name, text]) => [name, unescaped(text ?? '')]),
    ),
  )

/** The sum of fields over rows, as decimal text, counted in whole grosze. */
export function sumOfFields(rows: readonly Record<string, unknown>[], fields: readonly string[]): string {
  let sum = 0n
  for (const row of rows) {
    for (const field of fields) {
      const [whole = '0', fraction = ''] = String(row[field] ?? '0').split('.')
      const size = BigInt(whole.replace('-', '')) * 100n + BigInt(fraction.padEnd(2, '0'))
      sum += whole.startsWith('-') ? -size : size
    }
  }
  const digits = String(sum < 0n ? -sum : sum).padStart(3, '0')
  return `${sum < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}
