import { present } from '../../../values/present.ts'
import './texts.ts'
import { useState } from 'preact/hooks'
import type { AwaitingNumber } from '../../../client/index.ts'
import { useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Choice } from '../../parts/field.tsx'
import { AmountCell, DayCell } from '../../parts/marks.tsx'
import { PageFrame } from '../../parts/page.tsx'
import { Answered, Empty } from '../../parts/states.tsx'
import { type Column, ListEnd, Table } from '../../parts/table.tsx'
import { choose, inAddress, under } from '../../place.ts'
import type { Params } from '../../routes.ts'
import { t } from '../../words.ts'
import { sellerName } from '../purchases/seller.tsx'
import { DeadlineChart } from './chart.tsx'
import { Letter } from './letter.tsx'
import { Risks } from './risks.tsx'
import { bySeller } from './sellers.ts'

/** Invoices in hand whose KSeF number is due: by deadline, or seller by seller with one letter for all of one. */
export default function Awaiting({ params: { nip = '' } }: { params: Params }) {
  const overdue = inAddress('overdue') === 'true' ? true : undefined
  const list = useList<AwaitingNumber>(`awaiting ${nip} ${overdue}`, (at, signal) =>
    api.listAwaiting({ nip, overdue, ...at }, { signal }),
  )
  const [letter, setLetter] = useState<readonly AwaitingNumber[] | null>(null)
  return (
    <PageFrame title={t('console.nav.awaiting')} isWide>
      <search class="fields">
        <Choice
          label={t('awaited.group')}
          value={inAddress('by') ?? ''}
          options={[
            ['', t('awaited.group.deadline')],
            ['seller', t('awaited.group.seller')],
          ]}
          onChoose={(by) => choose({ by })}
        />
        <label class="check">
          <input
            type="checkbox"
            checked={overdue === true}
            onChange={(event) => choose({ overdue: event.currentTarget.checked ? 'true' : null })}
          />{' '}
          {t('awaited.only-overdue')}
        </label>
      </search>
      <Answered answer={list}>
        {({ items, next }) =>
          items.length === 0 ? (
            <Empty title={t('awaited.empty')}>
              <p>{t('awaited.empty.why')}</p>
            </Empty>
          ) : (
            <>
              <DeadlineChart items={items} />
              {inAddress('by') === 'seller' ? (
                <Sellers nip={nip} items={items} write={setLetter} />
              ) : (
                <Table
                  caption={t('console.nav.awaiting')}
                  columns={[sellerColumn(), ...columnsFor(nip, setLetter)]}
                  rows={items}
                  rowKey={({ purchaseId }) => purchaseId}
                />
              )}
              <ListEnd list={{ items, next }} more={list.more} />
              <Risks items={items} />
            </>
          )
        }
      </Answered>
      {letter !== null && <Letter items={letter} onClose={() => setLetter(null)} />}
    </PageFrame>
  )
}

type Write = (items: readonly AwaitingNumber[]) => void

const sellerColumn = (): Column<AwaitingNumber> => ({
  head: t('awaited.column.seller'),
  cell: ({ seller }) => sellerName(seller),
})

const columnsFor = (nip: string, write: Write): Column<AwaitingNumber>[] => [
  {
    head: t('awaited.column.number'),
    isName: true,
    cell: (item) => (
      <>
        <a href={under(nip, 'purchases', item.purchaseId)}>
          <bdi>{item.number}</bdi>
        </a>
        {item.inQuarantine && (
          <div class="small">
            <a href={under(nip, 'quarantine')}>{t('awaited.in-quarantine')}</a>
          </div>
        )}
      </>
    ),
  },
  { head: t('awaited.copy'), isExtra: true, cell: ({ receivedOn }) => <DayCell day={receivedOn} /> },
  { head: t('awaited.deadline'), cell: (item) => <Deadline item={item} /> },
  {
    head: t('awaited.column.gross'),
    align: 'end',
    cell: ({ gross, currency }) => <AmountCell amount={gross} currency={currency} />,
  },
  {
    head: t('awaited.risk'),
    isExtra: true,
    cell: ({ penalty }) =>
      penalty === null ? t('awaited.ours') : t(penalty.fines ? 'awaited.fine' : 'awaited.no-fine'),
  },
  {
    head: t('awaited.column.letter'),
    cell: (item) =>
      item.reminder !== null && <Button onPress={() => write([item])}>{t('awaited.remind')}</Button>,
  },
]

const Deadline = ({ item }: { item: AwaitingNumber }) =>
  item.deadline === null ? (
    <span class="soft">{t('awaited.no-deadline')}</span>
  ) : (
    <>
      <DayCell day={item.deadline} />
      {item.overdue && <div class="late">{t('awaited.late', { days: item.daysLate })}</div>}
    </>
  )

/** Seller by seller, the one with the earliest deadline first. */
const Sellers = ({ nip, items, write }: { nip: string; items: readonly AwaitingNumber[]; write: Write }) => (
  <>
    {bySeller(items).map((group) => {
      const first = present(group[0])
      const letters = group.filter(({ reminder }) => reminder !== null)
      return (
        <section key={first.purchaseId} class="group">
          <header class="group-head">
            <h2>
              <bdi>{first.seller.name ?? first.seller.nip ?? first.seller.vatId}</bdi>
            </h2>
            <span class="soft">
              {t('awaited.seller', {
                count: group.length,
                overdue: group.filter(({ overdue }) => overdue).length,
              })}
            </span>
            {letters.length > 1 && (
              <Button onPress={() => write(letters)}>
                {t('awaited.remind.all', { count: letters.length })}
              </Button>
            )}
          </header>
          <Table
            caption={first.seller.name ?? ''}
            columns={columnsFor(nip, write)}
            rows={group}
            rowKey={({ purchaseId }) => purchaseId}
          />
        </section>
      )
    })}
  </>
)
