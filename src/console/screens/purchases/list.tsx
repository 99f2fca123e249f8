import './texts.ts'
import type { Purchase } from '../../../client/index.ts'
import { useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { AmountCell, DayCell, MarkerMark, SeveritySign } from '../../parts/marks.tsx'
import { PageFrame } from '../../parts/page.tsx'
import { Answered, Empty } from '../../parts/states.tsx'
import { type Column, ListEnd, Table } from '../../parts/table.tsx'
import { choose, inAddress, place, under } from '../../place.ts'
import type { Params } from '../../routes.ts'
import { nameIn, t } from '../../words.ts'
import { filterNames, filterOf } from './filter.ts'
import { Filters } from './filters.tsx'
import { sellerName } from './seller.tsx'

/** All purchases of a taxpayer, as the address filters them. */
export default function Purchases({ params: { nip = '' } }: { params: Params }) {
  const filter = filterOf(inAddress)
  const list = useList<Purchase>(`purchases ${nip} ${JSON.stringify(filter)}`, (at, signal) =>
    api.listPurchases({ nip, ...filter, ...at }, { signal }),
  )
  const isFiltered = Object.keys(filter).length > 0
  return (
    <PageFrame
      title={t('console.nav.purchases')}
      isWide
      actions={
        <a class="button" href={`${under(nip, 'purchases', 'print')}${place.value.search}`}>
          {t('purchases.print')}
        </a>
      }
    >
      <Filters />
      <Answered answer={list}>
        {(shown) =>
          shown.items.length === 0 ? (
            <NoPurchase isFiltered={isFiltered} />
          ) : (
            <>
              <Table
                caption={t('console.nav.purchases')}
                columns={columnsFor(nip)}
                rows={shown.items}
                rowKey={({ id }) => id}
              />
              <ListEnd list={shown} more={list.more} />
            </>
          )
        }
      </Answered>
    </PageFrame>
  )
}

/** None at all, or none that fits. */
const NoPurchase = ({ isFiltered }: { isFiltered: boolean }) =>
  isFiltered ? (
    <Empty title={t('purchases.empty')}>
      <p>{t('purchases.empty.why')}</p>
      <Button onPress={clearFilters}>{t('purchases.clear')}</Button>
    </Empty>
  ) : (
    <Empty title={t('purchases.none')}>
      <p>{t('purchases.none.why')}</p>
    </Empty>
  )

const clearFilters = () => choose(Object.fromEntries(filterNames.map((name) => [name, null])))

const columnsFor = (nip: string): Column<Purchase>[] => [
  { head: t('purchase.seller'), cell: ({ seller }) => sellerName(seller) },
  {
    head: t('purchase.number'),
    isName: true,
    cell: ({ id, number }) => (
      <a href={under(nip, 'purchases', id)}>
        <bdi>{number}</bdi>
      </a>
    ),
  },
  { head: t('purchase.issued'), isExtra: true, cell: ({ issueDate }) => <DayCell day={issueDate} /> },
  {
    head: t('purchase.received'),
    cell: ({ receipt }) =>
      receipt.date === null ? (
        <span class="absent">{t('purchase.not-received')}</span>
      ) : (
        <DayCell day={receipt.date} />
      ),
  },
  {
    head: t('purchase.status'),
    isExtra: true,
    cell: ({ status, mode }) => (
      <div class="status">
        {nameIn('status', status)}
        <div class="soft small">{nameIn('mode', mode)}</div>
      </div>
    ),
  },
  {
    head: t('purchase.marker'),
    isExtra: true,
    cell: ({ marker }) => marker.value !== null && <MarkerMark marker={marker.value} />,
  },
  {
    head: t('purchase.gross'),
    align: 'end',
    cell: ({ gross, currency }) => <AmountCell amount={gross} currency={currency} />,
  },
  { head: t('purchase.findings'), cell: ({ findings }) => <Gravest findings={findings} /> },
]

/** The gravest open finding; those that only inform are not worth a mark in a list. */
const Gravest = ({ findings }: Pick<Purchase, 'findings'>) => {
  const open = findings.filter((f) => f.open)
  const severity = (['blocking', 'review'] as const).find((s) => open.some((f) => f.severity === s))
  return severity === undefined ? null : <SeveritySign severity={severity} />
}
