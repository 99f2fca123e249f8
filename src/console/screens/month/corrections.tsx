import type { CorrectionDue } from '../../../client/index.ts'
import { useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { DayCell } from '../../parts/marks.tsx'
import { Answered } from '../../parts/states.tsx'
import { type Column, ListEnd, Table } from '../../parts/table.tsx'
import { under } from '../../place.ts'
import { nameIn, t } from '../../words.ts'

/** What differs from what was filed, with the day by which it must be corrected. */
export function Corrections({ nip, month }: { nip: string; month: string }) {
  const list = useList<CorrectionDue>(`corrections ${nip} ${month}`, (at, signal) =>
    api.listCorrectionsDue({ nip, month, ...at }, { signal }),
  )
  return (
    <section class="card">
      <h2>{t('month.corrections')}</h2>
      <Answered answer={list}>
        {(shown) =>
          shown.items.length === 0 ? (
            <p class="soft">{t('month.corrections.none')}</p>
          ) : (
            <>
              <Table
                caption={t('month.corrections')}
                columns={columnsFor(nip)}
                rows={shown.items}
                rowKey={({ purchaseId, reason }) => `${purchaseId} ${reason}`}
              />
              <ListEnd list={shown} more={list.more} />
            </>
          )
        }
      </Answered>
    </section>
  )
}

const columnsFor = (nip: string): Column<CorrectionDue>[] => [
  {
    head: t('month.number'),
    isName: true,
    cell: ({ purchaseId, now, filed }) => (
      <a href={under(nip, 'purchases', purchaseId)}>
        <bdi>{(now ?? filed)?.DowodZakupu}</bdi>
      </a>
    ),
  },
  {
    head: t('month.seller'),
    isExtra: true,
    cell: ({ now, filed }) => <bdi>{(now ?? filed)?.NazwaDostawcy}</bdi>,
  },
  {
    head: t('month.correction.why'),
    cell: ({ duty, explanation }) => (
      <>
        <strong>{nameIn('duty', duty)}</strong> {explanation}
      </>
    ),
  },
  { head: t('month.correction.by'), cell: ({ dueBy }) => dueBy !== null && <DayCell day={dueBy} /> },
]
