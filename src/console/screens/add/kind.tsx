import { Choice, Field } from '../../parts/field.tsx'
import { nameIn, t } from '../../words.ts'
import type { Filled } from './fields.ts'

const documents = [
  'invoice',
  'offline-invoice',
  'numbered-visualisation',
  'transaction-confirmation',
  'fiscal-receipt',
  'not-an-invoice',
]
const channels = ['email', 'paper', 'portal', 'edi', 'other']

interface Told {
  receivedOn: string
  channel: string
}

/** What no document says of itself: what it is, when it came and how. */
export const KindChoices = (props: {
  filled: Filled
  fill: (filled: Filled) => void
  told: Told
  tell: (told: Told) => void
  problem: string | undefined
}) => {
  const { filled, fill, told, tell, problem } = props
  return (
    <>
      <Choice
        label={t('console.add.kind')}
        isNeeded
        problem={problem}
        value={filled.document ?? ''}
        options={[
          ['', t('console.add.choose-one')],
          ...documents.map((document) => [document, nameIn('document', document)] as const),
        ]}
        onChoose={(document) => fill({ ...filled, document })}
      />
      <Field label={t('console.add.received-on')}>
        {(given) => (
          <input
            {...given}
            type="date"
            required
            value={told.receivedOn}
            onInput={(event) => tell({ ...told, receivedOn: event.currentTarget.value })}
          />
        )}
      </Field>
      <Choice
        label={t('console.add.channel')}
        value={told.channel}
        options={[
          ['', t('console.absent')],
          ...channels.map((channel) => [channel, nameIn('channel', channel)] as const),
        ]}
        onChoose={(channel) => tell({ ...told, channel })}
      />
    </>
  )
}
