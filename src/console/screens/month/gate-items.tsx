import type { MonthCheck } from '../../../client/index.ts'
import { dayShown, momentShown } from '../../parts/formats.ts'
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
  const { items, more } = open[name]?.(nip, check) ?? { items: [], more: false }
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

interface Listed {
  items: Item[]
  more: boolean
}
type Sections = MonthCheck['sections']

const purchaseItem = (nip: string, { purchaseId, number }: { purchaseId: string; number: string }) => ({
  key: purchaseId,
  href: under(nip, 'purchases', purchaseId),
  name: number,
})
const toldWhy = (
  nip: string,
  { items, more }: Sections['withoutAmounts'] | Sections['expiring'],
): Listed => ({
  items: items.map((item) => ({ ...purchaseItem(nip, item), words: item.why })),
  more,
})

/** What stands open in each step. */
const open: Partial<Record<Gate['name'], (nip: string, check: MonthCheck) => Listed>> = {
  fetched: (nip, { sections: { coverage } }) => ({
    items: coverage.items.map(({ subject, from, to }) => ({
      key: `${subject} ${from}`,
      href: under(nip, 'settings'),
      name: `${momentShown(from)} – ${momentShown(to)}`,
    })),
    more: coverage.more,
  }),
  entered: (nip, { sections: { notEntered } }) => ({
    items: notEntered.items.map(({ id, file, receivedOn }) => ({
      key: id,
      href: under(nip, 'add'),
      name: file?.name ?? dayShown(receivedOn),
      words: file?.name == null ? '' : dayShown(receivedOn),
    })),
    more: notEntered.more,
  }),
  decided: (nip, { sections: { findings } }) => {
    const { items, more } = findings.blocking.questions === 0 ? findings.review : findings.blocking
    const decide = (id: string) => `${under(nip, 'decide')}?finding=${encodeURIComponent(id)}`
    return {
      items: items.map((f) => ({ key: f.id, href: decide(f.id), name: f.number, words: f.message })),
      more,
    }
  },
  aside: (nip, { sections: { quarantined } }) => ({
    items: quarantined.items.map(({ id, what }) => ({ key: id, href: under(nip, 'quarantine'), name: what })),
    more: quarantined.more,
  }),
  amounts: (nip, { sections }) => toldWhy(nip, sections.withoutAmounts),
  numbers: (nip, { sections: { awaiting } }) => ({
    items: awaiting.items.map((item) => ({
      ...purchaseItem(nip, item),
      words: item.deadline === null ? '' : dayShown(item.deadline),
    })),
    more: awaiting.more,
  }),
  windows: (nip, { sections }) => toldWhy(nip, sections.expiring),
  file: (_, { jpk }) => ({
    items: jpk.problems.map(({ message }) => ({ key: message, words: message })),
    more: false,
  }),
}
