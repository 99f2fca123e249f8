import './texts.ts'
import { useEffect } from 'preact/hooks'
import { addMonths, type Month, monthOf, parseMonth } from '../../../values/day.ts'
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
import { RegisterCard, RowsCard } from './register.tsx'

/** The month that is filed next: the one before that of today. */
const usualMonth = (): Month => addMonths(monthOf(today()), -1)

/** A month on its way to the tax office: steps, register, file, filing, and what is to be corrected after it. */
export default function MonthPage({ params: { nip = '', month: given } }: { params: Params }) {
  const month = given === undefined ? null : parseMonth(given)
  useEffect(() => {
    if (month === null) go(under(nip, 'month', usualMonth()), 'replace')
  }, [month])
  return month === null ? null : <MonthShown nip={nip} month={month} />
}

function MonthShown({ nip, month }: { nip: string; month: Month }) {
  const answer = useAnswer(`month ${nip} ${month}`, (signal) => standingOf(nip, month, signal))
  return (
    <PageFrame
      title={asHeading(periodShown(month))}
      isWide
      about={answer.value && t('month.file-by', { day: answer.value.check.fileBy })}
      actions={<MonthChoice nip={nip} month={month} />}
    >
      <Answered answer={answer}>
        {({ check, filings }) => (
          <>
            {check.ready && filings.length === 0 && <p class="good">{t('month.ready')}</p>}
            <GateList nip={nip} check={check} filings={filings} />
            {filings.length > 0 && <Corrections nip={nip} month={month} />}
            <RegisterCard nip={nip} month={month} check={check} isFiled={filings.length > 0} />
            {/* Before the rows, of which there may be hundreds: it is what this screen is for. */}
            <FilingCard nip={nip} month={month} check={check} filings={filings} onFiled={answer.reload} />
            <RowsCard nip={nip} month={month} />
          </>
        )}
      </Answered>
    </PageFrame>
  )
}

const asHeading = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`

/** How a month stands and what was filed of it: that it was filed decides what a file of it is. */
async function standingOf(nip: string, month: Month, signal: AbortSignal) {
  const [check, filings] = await Promise.all([
    api.checkMonth({ nip, month }, { signal }),
    api.listFilings({ nip, month }, { signal }),
  ])
  return { check, filings: filings.items }
}

const MonthChoice = ({ nip, month }: { nip: string; month: Month }) => (
  <div class="month-choice">
    <a class="button" href={under(nip, 'month', addMonths(month, -1))} aria-label={t('month.before')}>
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
    <a class="button" href={under(nip, 'month', addMonths(month, 1))} aria-label={t('month.after')}>
      ›
    </a>
  </div>
)
