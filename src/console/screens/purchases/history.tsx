import type { HistoryEntry, Purchase } from '../../../client/index.ts'
import { propertyOf } from '../../../values/record.ts'
import { useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { dayShown, momentShown } from '../../parts/formats.ts'
import { Answered } from '../../parts/states.tsx'
import { ListEnd } from '../../parts/table.tsx'
import { nameIn, t } from '../../words.ts'

/** Everything that was decided and stated, oldest first, with what became of the day of receipt. */
export function History({ nip, purchase: { id } }: { nip: string; purchase: Purchase }) {
  const list = useList<HistoryEntry>(`history ${nip} ${id}`, (at, signal) =>
    api.getHistory({ nip, id, ...at }, { signal }),
  )
  return (
    <section class="card">
      <h2>{t('purchase.history')}</h2>
      <Answered answer={list}>
        {(shown) => (
          <>
            <ol class="past">
              {shown.items.map((entry, at) => (
                <Entry key={at} entry={entry} />
              ))}
            </ol>
            {shown.next !== null && <ListEnd list={shown} more={list.more} />}
          </>
        )}
      </Answered>
    </section>
  )
}

const Entry = ({ entry }: { entry: HistoryEntry }) => {
  const [before, after] = [receiptOf(entry.before), receiptOf(entry.after)]
  const note = noteOf(entry)
  return (
    <li>
      <time dateTime={entry.at}>{momentShown(entry.at)}</time> <strong>{nameIn('event', entry.type)}</strong>{' '}
      <span class="soft">{t('purchase.history.by', { actor: entry.actor })}</span>
      {after !== null && after !== before && (
        <div>
          {t('purchase.history.receipt')}: {before !== null && <del>{before}</del>} <ins>{after}</ins>
        </div>
      )}
      {note !== null && (
        <div>
          „<bdi>{note}</bdi>”
        </div>
      )}
      {entry.foreign && <div class="soft">{t('purchase.history.foreign')}</div>}
    </li>
  )
}

/** The day of receipt of a verdict as it was stored then; null for what is no verdict. */
function receiptOf(stored: HistoryEntry['before']): string | null {
  const receipt = stored?.receipt
  if (typeof receipt !== 'object' || receipt === null) return null
  const date = propertyOf(receipt, 'date')
  return typeof date === 'string' ? dayShown(date) : t('purchase.not-received')
}

/** What a person wrote: a note beside an answer, a reason, a reference of the books. */
function noteOf({ after, inputs }: HistoryEntry): string | null {
  for (const said of [inputs, after])
    for (const name of ['note', 'reason', 'reference']) {
      const value = said?.[name]
      if (typeof value === 'string' && value !== '') return value
    }
  return null
}
