import './texts.ts'
import { useEffect } from 'preact/hooks'
import type { Filing, MonthCheck } from '../../../client/index.ts'
import { addPeriods, type Month, monthOf, parseDay, parseMonth } from '../../../values/day.ts'
import { useAnswer } from '../../answers.ts'
import { api } from '../../api.ts'
import { Field } from '../../parts/field.tsx'
import { periodShown, today } from '../../parts/formats.ts'
import { PageFrame } from '../../parts/page.tsx'
import { Answered } from '../../parts/states.tsx'
import { go, under } from '../../place.ts'
import type { Params } from '../../routes.ts'
import { t } from '../../words.ts'
import { Corrections } from './corrections.tsx'
import { FilingCard } from './filing.tsx'
import { GateList } from './gate-list.tsx'
import { RegisterCard } from './register.tsx'

/** The month that is filed next: the one before that of today. */
const usualMonth = (): Month =>
  addPeriods(monthOf(parseDay(today()) as NonNullable<ReturnType<typeof parseDay>>), -1)

/** A month on its way to the tax office: steps, register, file, filing, and what is to be corrected after it. */
export default function MonthPage({ params: { nip = '', month: given } }: { params: Params }) {
  const month = given === undefined ? null : parseMonth(given)
  useEffect(() => {
    if (month === null) go(under(nip, 'month', usualMonth()), 'replace')
  }, [month])
  return month === null ? null : <MonthShown nip={nip} month={month} />
}

function MonthShown({ nip, month }: { nip: string; month: Month }) {
  const check = useAnswer<MonthCheck>(`month ${nip} ${month}`, (signal) =>
    api.checkMonth({ nip, month }, { signal }),
  )
  const filings = useAnswer<readonly Filing[]>(
    `filings ${nip} ${month}`,
    async (signal) => (await api.listFilings({ nip, month }, { signal })).items,
  )
  const filed = filings.value ?? []
  const reload = () => {
    check.reload()
    filings.reload()
  }
  return (
    <PageFrame
      title={periodShown(month)}
      isWide
      about={check.value && t('month.file-by', { day: check.value.fileBy })}
      actions={<MonthChoice nip={nip} month={month} />}
    >
      <Answered answer={check}>
        {(found) => (
          <>
            {found.ready && filed.length === 0 && <p class="good">{t('month.ready')}</p>}
            <GateList nip={nip} check={found} filings={filed} />
            {filed.length > 0 && <Corrections nip={nip} month={month} />}
            <RegisterCard nip={nip} month={month} check={found} isFiled={filed.length > 0} />
            <FilingCard nip={nip} month={month} check={found} filings={filed} onFiled={reload} />
          </>
        )}
      </Answered>
    </PageFrame>
  )
}

const MonthChoice = ({ nip, month }: { nip: string; month: Month }) => (
  <div class="month-choice">
    <a class="button" href={under(nip, 'month', addPeriods(month, -1))} aria-label={t('month.before')}>
      ‹
    </a>
    <Field label={t('month.choose')}>
      {(given) => (
        <input
          {...given}
          type="month"
          value={month}
          onChange={(event) => {
            const chosen = parseMonth(event.currentTarget.value)
            if (chosen !== null) go(under(nip, 'month', chosen))
          }}
        />
      )}
    </Field>
    <a class="button" href={under(nip, 'month', addPeriods(month, 1))} aria-label={t('month.after')}>
      ›
    </a>
  </div>
)
