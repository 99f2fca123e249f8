import type { AwaitingNumber, Seller } from '../../../client/index.ts'

const keyOf = ({ nip, country, vatId }: Seller): string => nip ?? `${country}${vatId}`

/** Items seller by seller; sellers and items stay in the order in which they come. */
export function bySeller(items: readonly AwaitingNumber[]): AwaitingNumber[][] {
  const groups = new Map<string, AwaitingNumber[]>()
  for (const item of items) {
    const key = keyOf(item.seller)
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return [...groups.values()]
}

/** One letter for several invoices of a seller, in a language: what is said of each, one below the other. */
export const letterOf = (items: readonly AwaitingNumber[], language: 'pl' | 'en'): string =>
  items.flatMap(({ reminder }) => (reminder === null ? [] : [reminder[language]])).join('\n\n')
