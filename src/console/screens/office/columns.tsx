import type { ComponentChildren } from 'preact'
import type { TaxpayerSummary } from '../../../client/index.ts'
import { parseInstant, warsawDay } from '../../../values/instant.ts'
import { present } from '../../../values/present.ts'
import { dayShown, nipShown, periodShown } from '../../parts/formats.ts'
import { Icon } from '../../parts/icon.tsx'
import type { Column } from '../../parts/table.tsx'
import { under } from '../../place.ts'
import { nameIn, t } from '../../words.ts'

/** What is seen of every taxpayer at one look; each number leads to where it is dealt with. */
export const officeColumns = (): Column<TaxpayerSummary>[] => [
  {
    head: t('console.nav.taxpayer'),
    isName: true,
    cell: ({ nip, name, example }) => (
      <>
        <a href={`/${nip}`}>{name}</a> <span class="soft nip">{nipShown(nip)}</span>
        {example && <span class="mark mark-info">{t('console.example')}</span>}
      </>
    ),
  },
  { head: t('console.office.decide'), cell: toDecide },
  {
    head: t('console.office.drafts'),
    align: 'end',
    cell: ({ nip, drafts }) => linked(drafts, under(nip, 'add')),
  },
  {
    head: t('console.nav.quarantine'),
    align: 'end',
    cell: ({ nip, quarantined }) => linked(quarantined, under(nip, 'quarantine')),
  },
  {
    head: t('console.office.overdue'),
    align: 'end',
    cell: ({ nip, awaiting }) => linked(awaiting.overdue, under(nip, 'awaiting')),
  },
  {
    head: t('console.office.corrections'),
    cell: ({ nip, correctionsDue: { count, nextDueBy, month } }) =>
      nextDueBy === null ? (
        linked(count, under(nip, ...toCorrections(month)))
      ) : (
        <a class="nowrap" href={under(nip, ...toCorrections(month))}>
          {t('console.office.corrections.by', { count: String(count), day: dayShown(nextDueBy) })}
        </a>
      ),
  },
  {
    head: t('console.office.month'),
    cell: ({ nip, month }) => <a href={under(nip, 'month', month.month)}>{monthWords(month)}</a>,
  },
  {
    head: t('console.office.ksef'),
    cell: ({ nip, ksef: { state, credentialValidUntil: end }, mailbox }) => (
      <>
        <a href={under(nip, 'settings')}>{nameIn('connection', state)}</a>
        {end !== null && (
          <div class="soft small nowrap">
            {t('console.office.ksef.until', { day: dayShown(warsawDay(present(parseInstant(end)))) })}
          </div>
        )}
        {(mailbox.state === 'refused' || mailbox.state === 'unavailable') && (
          <div class="small">
            <a href={under(nip, 'settings')}>{mailboxTrouble(mailbox)}</a>
          </div>
        )}
      </>
    ),
  },
]

function mailboxTrouble({ state, lookedAt }: TaxpayerSummary['mailbox']): string {
  if (state === 'refused') return t('console.office.mailbox.refused')
  if (lookedAt === null) return t('console.office.mailbox.never')
  return t('console.office.mailbox.since', { day: dayShown(warsawDay(present(parseInstant(lookedAt)))) })
}

/** The month in which the first correction is due. */
const toCorrections = (month: string | null): string[] => ['month', ...(month === null ? [] : [month])]

const toDecide = ({ nip, questions }: TaxpayerSummary): ComponentChildren => (
  <>
    {questions.blocking > 0 && (
      <a class="mark mark-blocking" href={under(nip, 'decide')}>
        <Icon name="blocking" /> {t('console.office.blocking', { count: String(questions.blocking) })}
      </a>
    )}{' '}
    {questions.review > 0 && (
      <a class="soft nowrap" href={under(nip, 'decide')}>
        {t('console.office.review', { count: String(questions.review) })}
      </a>
    )}
  </>
)

const linked = (count: number, to: string): ComponentChildren =>
  count === 0 ? <span class="soft">0</span> : <a href={to}>{count}</a>

function monthWords({ month, state, blockers, fileBy }: TaxpayerSummary['month']): string {
  const named = periodShown(month)
  if (state === 'filed') return t('console.office.month.filed', { month: named })
  if (state === 'ready') return t('console.office.month.ready', { month: named, day: dayShown(fileBy) })
  return state === 'open'
    ? t('console.office.month.open', { month: named })
    : t('console.office.month.blocked', { month: named, count: blockers, day: dayShown(fileBy) })
}
