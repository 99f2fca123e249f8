import type { ComponentChildren } from 'preact'
import { dayShown, nipShown, periodShown } from '../../parts/formats.ts'
import { Icon } from '../../parts/icon.tsx'
import type { Column } from '../../parts/table.tsx'
import { under } from '../../place.ts'
import { t } from '../../words.ts'
import type { Counted, DayFacts } from '../today/tasks.ts'
import { standings } from './states.ts'

/** A taxpayer as the list has it. */
export interface OfficeRow {
  nip: string
  name: string
}

/** What is seen of every taxpayer at one look; each number leads to where it is dealt with. */
export const officeColumns = (): Column<OfficeRow>[] => [
  {
    head: t('console.nav.taxpayer'),
    isName: true,
    cell: ({ nip, name }) => (
      <>
        <a href={`/${nip}`}>{name}</a> <span class="soft nip">{nipShown(nip)}</span>
      </>
    ),
  },
  {
    head: t('console.office.decide'),
    cell: (row) =>
      ofStanding(row, (facts) => (
        <>
          {facts.blocking.count > 0 && (
            <a class="mark mark-blocking" href={under(row.nip, 'decide')}>
              <Icon name="blocking" /> {t('console.office.blocking', { count: told(facts.blocking) })}
            </a>
          )}{' '}
          {facts.review.count > 0 && (
            <a class="soft nowrap" href={under(row.nip, 'decide')}>
              {t('console.office.review', { count: told(facts.review) })}
            </a>
          )}
        </>
      )),
  },
  {
    head: t('console.office.drafts'),
    align: 'end',
    cell: (row) => ofStanding(row, ({ drafts }) => linked(drafts, under(row.nip, 'add'))),
  },
  {
    head: t('console.office.overdue'),
    align: 'end',
    cell: (row) => ofStanding(row, ({ overdue }) => linked(overdue, under(row.nip, 'awaiting'))),
  },
  {
    head: t('console.office.corrections'),
    cell: (row) =>
      ofStanding(row, ({ corrections }) =>
        corrections.nextDueBy === null
          ? linked(corrections, under(row.nip, 'month'))
          : t('console.office.corrections.by', {
              count: told(corrections),
              day: dayShown(corrections.nextDueBy),
            }),
      ),
  },
  {
    head: t('console.office.month'),
    cell: (row) =>
      ofStanding(row, ({ month }) => (
        <a class="nowrap" href={under(row.nip, 'month', ...(month === null ? [] : [month.month]))}>
          {monthWords(month)}
        </a>
      )),
  },
  {
    head: t('console.office.ksef'),
    cell: (row) =>
      ofStanding(row, ({ ksef }) => (
        <a class="nowrap" href={under(row.nip, 'settings')}>
          {t(`console.office.ksef.${ksef}`)}
        </a>
      )),
    isExtra: true,
  },
]

/** Nothing until it is known. */
function ofStanding({ nip }: OfficeRow, shown: (facts: DayFacts) => ComponentChildren): ComponentChildren {
  const standing = standings.value.get(nip)
  if (standing === undefined) return <span class="soft">…</span>
  return standing === 'failed' ? (
    <span class="field-problem">{t('console.office.failed')}</span>
  ) : (
    shown(standing)
  )
}

const told = ({ count, isMore }: Counted): string => (isMore ? `${count}+` : String(count))

const linked = (counted: Counted, to: string): ComponentChildren =>
  counted.count === 0 ? <span class="soft">0</span> : <a href={to}>{told(counted)}</a>

function monthWords(month: DayFacts['month']): string {
  if (month === null) return t('console.office.month.filed')
  const named = periodShown(month.month)
  if (month.ready) return t('console.office.month.ready', { month: named, day: dayShown(month.fileBy) })
  return month.blocking === 0
    ? t('console.office.month.open', { month: named })
    : t('console.office.month.blocked', { month: named, count: month.blocking })
}
