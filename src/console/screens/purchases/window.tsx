import { monthOf, quarterOf } from '../../../values/day.ts'
import { periodShown, today } from '../../parts/formats.ts'
import { t } from '../../words.ts'
import { periodsBetween } from './periods.ts'

/** The periods in which it may be deducted, one box each, with the one of today marked. */
export const DeductionWindow = ({ from, until }: { from: string; until: string }) => {
  const periods = periodsBetween(from, until)
  const day = today()
  const now: readonly string[] = [monthOf(day), quarterOf(day)]
  return (
    <ol class="window" aria-label={t('purchase.window')}>
      {periods.map((period) => (
        <li key={period} aria-current={now.includes(period) ? 'date' : undefined}>
          {periodShown(period)}
        </li>
      ))}
    </ol>
  )
}
