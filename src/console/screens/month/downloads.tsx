import { useState } from 'preact/hooks'
import type { RegisterTotals } from '../../../client/index.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Choice } from '../../parts/field.tsx'
import { saveFile } from '../../parts/files.ts'
import { ProblemBox } from '../../parts/states.tsx'
import { language } from '../../preferences.ts'
import { t } from '../../words.ts'

interface DownloadsProps {
  nip: string
  month: string
  totals: RegisterTotals
  isFiled: boolean
}

/** The register as CSV and as a JPK file. Held rows and rows without amounts are somebody's decision: nothing is chosen. */
export function Downloads({ nip, month, totals, isFiled }: DownloadsProps) {
  const [held, setHeld] = useState('')
  const [incomplete, setIncomplete] = useState<Incomplete>('refuse')
  const [purpose, setPurpose] = useState<'1' | '2'>(isFiled ? '2' : '1')
  const [problem, setProblem] = useState<unknown>(null)
  const make = async (file: Promise<string>, type: string, name: string) => {
    setProblem(null)
    try {
      saveFile(new Blob([await file], { type }), name)
    } catch (refused) {
      setProblem(refused)
    }
  }
  const csv = () => {
    const decimal = language.peek() === 'pl' ? ('comma' as const) : ('point' as const)
    void make(
      api.getRegister({ nip, month, decimal }, { accept: 'text/csv' }),
      'text/csv',
      `${nip}-${month}.csv`,
    )
  }
  const jpk = () => {
    const choice = (['include', 'leave-out'] as const).find((one) => one === held)
    const asked = { nip, month, purpose, incomplete, held: choice }
    void make(
      api.getRegister(asked, { accept: 'application/xml' }),
      'application/xml',
      `JPK-${nip}-${month}.xml`,
    )
  }
  return (
    <>
      {problem !== null && <ProblemBox problem={problem} />}
      <div class="fields">
        <Choice
          label={t('month.purpose')}
          value={purpose}
          options={[
            ['1', t('month.purpose.first')],
            ['2', t('month.purpose.correction')],
          ]}
          onChoose={setPurpose}
        />
        {totals.held > 0 && <HeldChoice value={held} onChoose={setHeld} />}
        {totals.withoutAmounts > 0 && <IncompleteChoice value={incomplete} onChoose={setIncomplete} />}
        <Button onPress={jpk}>{t('month.jpk')}</Button>
        <Button onPress={csv}>{t('month.csv')}</Button>
      </div>
    </>
  )
}

/** Whether held rows go along; nothing until somebody says so. */
export const HeldChoice = ({ value, onChoose }: { value: string; onChoose: (value: string) => void }) => (
  <Choice
    label={t('month.held-rows')}
    value={value}
    options={[
      ['', t('month.held-rows.choose')],
      ['include', t('month.held-rows.include')],
      ['leave-out', t('month.held-rows.leave-out')],
    ]}
    onChoose={onChoose}
  />
)

type Incomplete = 'refuse' | 'leave-out'

/** What becomes of rows whose amounts are not known. */
const IncompleteChoice = (props: { value: Incomplete; onChoose: (value: Incomplete) => void }) => (
  <Choice
    label={t('month.incomplete')}
    value={props.value}
    options={[
      ['refuse', t('month.incomplete.refuse')],
      ['leave-out', t('month.incomplete.leave-out')],
    ]}
    onChoose={props.onChoose}
  />
)
