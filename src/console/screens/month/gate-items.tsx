import type { MonthCheck } from '../../../client/index.ts'
import { dayShown } from '../../parts/formats.ts'
import { under } from '../../place.ts'
import { t } from '../../words.ts'
import type { Gate } from './gates.ts'

interface Item {
  key: string
  /** Where it is dealt with. */
  href?: string
  name?: string
  words?: string
}

/** What stands open in a step, each with the way to deal with it. What keeps the file from being made is shown at once. */
export const GateItems = ({ nip, gate: { name }, check }: { nip: string; gate: Gate; check: MonthCheck }) => {
  const { items, more } = itemsOf(nip, name, check)
  if (items.length === 0) return null
  return (
    <details open={name === 'file'}>
      <summary>{t('month.which')}</summary>
      <ul>
        {items.map((item) => (
          <li key={item.key}>
            {item.href !== undefined && (
              <a href={item.href}>
                <bdi>{item.name}</bdi>
              </a>
            )}{' '}
            {item.words}
          </li>
        ))}
      </ul>
      {more && <p class="soft">{t('month.more')}</p>}
    </details>
  )
}

function itemsOf(
  nip: string,
  name: Gate['name'],
  { sections, jpk }: MonthCheck,
): { items: Item[]; more: boolean } {
  const { findings, notEntered, quarantined, withoutAmounts, awaiting, expiring } = sections
  const purchase = ({ purchaseId, number }: { purchaseId: string; number: string }) => ({
    key: purchaseId,
    href: under(nip, 'purchases', purchaseId),
    name: number,
  })
  const told = ({ items, more }: typeof withoutAmounts | typeof expiring) => ({
    items: items.map((item) => ({ ...purchase(item), words: item.why })),
    more,
  })
  if (name === 'amounts') return told(withoutAmounts)
  if (name === 'windows') return told(expiring)
  if (name === 'numbers')
    return {
      items: awaiting.items.map((item) => ({
        ...purchase(item),
        words: item.deadline === null ? '' : dayShown(item.deadline),
      })),
      more: awaiting.more,
    }
  if (name === 'decided') {
    const { items, more } = findings.blocking.count === 0 ? findings.review : findings.blocking
    const decide = (id: string) => `${under(nip, 'decide')}?finding=${encodeURIComponent(id)}`
    return {
      items: items.map((f) => ({ key: f.id, href: decide(f.id), name: f.number, words: f.message })),
      more,
    }
  }
  if (name === 'entered')
    return {
      items: notEntered.items.map(({ id, file, receivedOn }) => ({
        key: id,
        href: under(nip, 'add'),
        name: file?.name ?? dayShown(receivedOn),
        words: file?.name == null ? '' : dayShown(receivedOn),
      })),
      more: notEntered.more,
    }
  if (name === 'aside')
    return {
      items: quarantined.items.map(({ id, what }) => ({
        key: id,
        href: under(nip, 'quarantine'),
        name: what,
      })),
      more: quarantined.more,
    }
  if (name === 'file')
    return { items: jpk.problems.map(({ message }) => ({ key: message, words: message })), more: false }
  return { items: [], more: false }
}
