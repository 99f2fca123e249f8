import type { MonthCheck } from '../../../client/index.ts'
import { Bars } from '../../parts/bars.tsx'
import { periodShown } from '../../parts/formats.ts'
import { Table } from '../../parts/table.tsx'
import { under } from '../../place.ts'
import { t } from '../../words.ts'

/** How far the month is that is filed next: its rows, and what keeps some of them out of the file. One bar tells nothing. */
export const MonthChart = ({ nip, check }: { nip: string; check: MonthCheck }) => {
  const bars = barsOf(check).filter(({ count }) => count > 0)
  if (bars.length < 2) return null
  const title = t('console.today.chart', { month: periodShown(check.month) })
  return (
    <Bars
      title={title}
      parts={[title]}
      bars={bars.map(({ name, count, isGrave }) => ({
        ...{ name, isGrave, values: [count], shown: String(count) },
      }))}
      table={
        <>
          <Table
            caption={title}
            rows={bars}
            rowKey={({ name }) => name}
            columns={[
              { head: t('console.today.chart.what'), isName: true, cell: ({ name }) => name },
              { head: t('console.today.chart.count'), align: 'end', cell: ({ count }) => count },
            ]}
          />
          <a href={under(nip, 'month', check.month)}>{t('console.today.chart.open')}</a>
        </>
      }
    />
  )
}

/** A row may be both held and without amounts: none is counted off another. */
const barsOf = ({ totals, laterRows, sections }: MonthCheck) => [
  { name: t('console.today.chart.rows'), count: totals.rows, isGrave: false },
  { name: t('console.today.chart.held'), count: totals.held, isGrave: true },
  { name: t('console.today.chart.incomplete'), count: totals.withoutAmounts, isGrave: true },
  { name: t('console.today.chart.later'), count: laterRows, isGrave: false },
  { name: t('console.today.chart.aside'), count: sections.quarantined.count, isGrave: true },
]
