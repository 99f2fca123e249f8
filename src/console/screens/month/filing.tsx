import { useState } from 'preact/hooks'
import type { Filing, MonthCheck } from '../../../client/index.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { today } from '../../parts/formats.ts'
import { AmountCell, DayCell } from '../../parts/marks.tsx'
import { ProblemBox } from '../../parts/states.tsx'
import { Table } from '../../parts/table.tsx'
import { toast } from '../../parts/toast.tsx'
import { may } from '../../session.ts'
import { t } from '../../words.ts'
import { HeldChoice } from './downloads.tsx'

interface FilingProps {
  nip: string
  month: string
  check: MonthCheck
  filings: readonly Filing[]
  onFiled: () => void
}

/** Keeps the month as it was filed, and lists what was filed before. */
export function FilingCard({ nip, month, check, filings, onFiled }: FilingProps) {
  return (
    <section class="card">
      <h2>{t('month.filing')}</h2>
      {filings.length > 0 && (
        <Table
          caption={t('month.filings')}
          rows={filings}
          rowKey={({ id }) => id}
          columns={[
            {
              head: t('month.purpose'),
              isName: true,
              cell: ({ number }) => t('month.filing.of', { number }),
            },
            { head: t('month.filing.day'), cell: ({ filedOn }) => <DayCell day={filedOn} /> },
            { head: t('month.rows'), align: 'end', cell: ({ totals }) => totals.rows },
            {
              head: t('month.input-vat'),
              align: 'end',
              cell: ({ totals }) => <AmountCell amount={totals.inputVat} />,
            },
          ]}
        />
      )}
      {may('accountant') && (
        <FilingForm nip={nip} month={month} hasHeld={check.totals.held > 0} onFiled={onFiled} />
      )}
    </section>
  )
}

interface FormProps {
  nip: string
  month: string
  hasHeld: boolean
  onFiled: () => void
}

function FilingForm({ nip, month, hasHeld, onFiled }: FormProps) {
  const [filedOn, setDay] = useState<string>(today())
  const [held, setHeld] = useState('')
  const [problem, setProblem] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  // Pressed twice it would be a filing and its correction.
  const file = async () => {
    setProblem(null)
    setBusy(true)
    try {
      const choice = hasHeld
        ? { held: held === 'leave-out' ? ('leave-out' as const) : ('include' as const) }
        : {}
      await api.fileMonth({ nip, month }, { filedOn, ...choice })
      toast(t('month.filing.done'))
      onFiled()
    } catch (refused) {
      setProblem(refused)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void file()
      }}
    >
      <p class="soft">{t('month.filing.why')}</p>
      {problem !== null && <ProblemBox problem={problem} />}
      <div class="fields">
        <Field label={t('month.filing.day')}>
          {(given) => (
            <input
              {...given}
              type="date"
              required
              value={filedOn}
              onInput={(e) => setDay(e.currentTarget.value)}
            />
          )}
        </Field>
        {hasHeld && <HeldChoice value={held} onChoose={setHeld} />}
        <Button type="submit" isDisabled={isBusy || (hasHeld && held === '')}>
          {t('month.filing.do')}
        </Button>
      </div>
      {hasHeld && held === '' && <p class="soft">{t('month.filing.held')}</p>}
    </form>
  )
}
