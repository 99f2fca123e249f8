import { nameIn, t } from '../words.ts'
import { amountShown, currencyShown, dayShown } from './formats.ts'
import { Icon } from './icon.tsx'

/** How grave a finding is: a picture and a word, never colour alone. */
export const SeverityMark = ({ severity }: { severity: 'info' | 'review' | 'blocking' }) => (
  <span class={`mark mark-${severity}`}>
    <Icon name={severity} /> {nameIn('severity', severity)}
  </span>
)

/** The same where there is room for the picture alone; the word is read aloud, and told by the pointer. */
export const SeveritySign = ({ severity }: { severity: 'info' | 'review' | 'blocking' }) => (
  <span class={`sign sign-${severity}`} title={nameIn('severity', severity)}>
    <Icon name={severity} />
    <span class="unseen">{nameIn('severity', severity)}</span>
  </span>
)

/** How sure it is what was read. */
export const ConfidenceMark = ({ confidence }: { confidence: 'certain' | 'likely' | 'doubtful' }) => {
  const [look, icon] = (
    { certain: ['good', 'done'], likely: ['review', 'near'], doubtful: ['blocking', 'blocking'] } as const
  )[confidence]
  return (
    <span class={`mark mark-${look}`}>
      <Icon name={icon} /> {t(`console.confidence.${confidence}`)}
    </span>
  )
}

/** A marker as people call it: by its letters, and the number by what it is. */
export const markerShown = (marker: string): string =>
  marker === 'NrKSeF' ? nameIn('marker', marker) : marker

/** The marker of a row of the register. */
export const MarkerMark = ({ marker }: { marker: string | null }) =>
  marker === null ? <Absent /> : <span class="marker">{markerShown(marker)}</span>

/** What is not there is said, and never shown as zero. */
const Absent = () => <span class="absent">{t('console.absent')}</span>

/** A day, or that there is none. */
export const DayCell = ({ day }: { day: string | null | undefined }) =>
  day === null || day === undefined ? <Absent /> : <time dateTime={day}>{dayShown(day)}</time>

/** An amount with its currency, or that there is none. */
export const AmountCell = ({
  amount,
  currency = 'PLN',
}: {
  amount: string | null | undefined
  currency?: string
}) =>
  amount === null || amount === undefined ? (
    <Absent />
  ) : (
    <span class="amount">
      {amountShown(amount)}&nbsp;{currencyShown(currency)}
    </span>
  )

/** A key that does what stands beside it. */
export const KeyHint = ({ of }: { of: string }) => (
  <span class="key" aria-hidden="true">
    {of}
  </span>
)
