import type { MonthCheck, RegisterRow } from '../../../client/index.ts'
import { useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { Icon } from '../../parts/icon.tsx'
import { AmountCell, DayCell, MarkerMark } from '../../parts/marks.tsx'
import { Answered, Empty } from '../../parts/states.tsx'
import { type Column, ListEnd, Table } from '../../parts/table.tsx'
import { under } from '../../place.ts'
import { t } from '../../words.ts'
import { amountOfRow, markerOfRow } from './amounts.ts'
import { MonthCharts } from './charts.tsx'
import { Downloads } from './downloads.tsx'

interface RegisterProps {
  nip: string
  month: string
  check: MonthCheck
  isFiled: boolean
}

/** The month as it would be filed today: its totals, its files, and its drawings. */
export const RegisterCard = ({ nip, month, check, isFiled }: RegisterProps) => (
  <section class="card">
    <h2>{t('month.register')}</h2>
    <Totals check={check} />
    {/* After a filing the next file is its correction. */}
    <Downloads key={String(isFiled)} nip={nip} month={month} totals={check.totals} isFiled={isFiled} />
    <MonthCharts nip={nip} month={month} />
  </section>
)

/** Its rows. */
export function RowsCard({ nip, month }: { nip: string; month: string }) {
  const list = useList<RegisterRow>(`register ${nip} ${month}`, (at, signal) =>
    api.getRegister({ nip, month, ...at }, { signal }),
  )
  return (
    <section class="card">
      <h2>{t('month.rows')}</h2>
      <Answered answer={list}>
        {(shown) =>
          shown.items.length === 0 ? (
            <Empty title={t('month.register.empty')}>
              <p>{t('month.register.empty.why')}</p>
            </Empty>
          ) : (
            <>
              <Table
                caption={t('month.register')}
                columns={columnsFor(nip)}
                rows={shown.items}
                rowKey={(row) => `${row.purchaseId} ${row.DataWplywu} ${row.paid}`}
              />
              <ListEnd list={shown} more={list.more} />
            </>
          )
        }
      </Answered>
    </section>
  )
}

const Totals = ({ check: { totals, laterRows } }: { check: MonthCheck }) => (
  <dl class="told">
    <div>
      <dt>{t('month.rows')}</dt>
      <dd>
        <strong>{totals.rows}</strong>
        {totals.held > 0 && <div class="late">{t('month.rows.held', { count: totals.held })}</div>}
        {laterRows > 0 && <div class="soft small">{t('month.rows.later', { count: laterRows })}</div>}
      </dd>
    </div>
    <div>
      <dt>{t('month.input-vat')}</dt>
      <dd>
        <strong>
          <AmountCell amount={totals.inputVat} />
        </strong>
      </dd>
    </div>
    <div>
      <dt>{t('month.net')}</dt>
      <dd>
        <AmountCell amount={totals.K_42} />
      </dd>
    </div>
    <div>
      <dt>{t('month.tax')}</dt>
      <dd>
        <AmountCell amount={totals.K_43} />
      </dd>
    </div>
    {totals.K_41 !== '0.00' && (
      <div>
        <dt>{t('month.assets')}</dt>
        <dd>
          <AmountCell amount={totals.K_40} /> / <AmountCell amount={totals.K_41} />
        </dd>
      </div>
    )}
  </dl>
)

const columnsFor = (nip: string): Column<RegisterRow>[] => [
  {
    head: t('month.seller'),
    cell: (row) => (
      <bdi class="name" title={row.NazwaDostawcy}>
        {row.NazwaDostawcy}
      </bdi>
    ),
  },
  {
    head: t('month.number'),
    isName: true,
    cell: (row) => (
      <a href={under(nip, 'purchases', row.purchaseId)}>
        <bdi>{row.DowodZakupu}</bdi>
      </a>
    ),
  },
  { head: t('month.issued'), isExtra: true, cell: (row) => <DayCell day={row.DataZakupu} /> },
  { head: t('month.received'), cell: (row) => <DayCell day={row.DataWplywu} /> },
  {
    head: t('month.marker'),
    isExtra: true,
    cell: (row) => (
      <>
        <MarkerMark marker={markerOfRow(row)} />{' '}
        {row.DokumentZakupu !== undefined && <span class="marker">{row.DokumentZakupu}</span>}
      </>
    ),
  },
  {
    head: t('month.net'),
    align: 'end',
    isExtra: true,
    cell: (row) => <AmountCell amount={amountOfRow(row, 'net')} />,
  },
  { head: t('month.tax'), align: 'end', cell: (row) => <AmountCell amount={amountOfRow(row, 'tax')} /> },
  {
    head: t('month.warnings'),
    cell: (row) => (
      <>
        {row.held && (
          <span class="mark mark-blocking">
            <Icon name="blocking" /> {t('month.held')}
          </span>
        )}
        {row.amountsUnknown !== null && <div class="small">{row.amountsUnknown}</div>}
      </>
    ),
  },
]
