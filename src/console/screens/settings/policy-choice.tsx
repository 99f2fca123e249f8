import { useId, useState } from 'preact/hooks'
import type { Policy, PolicyEffect } from '../../../client/index.ts'
import { namesOf } from '../../../values/tables.ts'
import { useAnswer } from '../../answers.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { countShown } from '../../parts/formats.ts'
import { Answered } from '../../parts/states.tsx'
import { t } from '../../words.ts'

/** A policy and one of its options, as the service is asked about it. */
type Answer = Parameters<typeof api.getPolicyEffect>[0]['policy']

interface ChoiceProps {
  nip: string
  name: keyof Policy
  question: string
  legalBasis: readonly string[]
  /** Each answer with its words. */
  options: readonly (readonly [value: string, words: string])[]
  /** What counts now. */
  held: string
  isBusy: boolean
  save: (value: string) => void
}

/** One disputed point: its answers, and before another one is saved what that would change now. */
export function PolicyChoice({ nip, name, question, legalBasis, options, held, isBusy, save }: ChoiceProps) {
  const [wanted, want] = useState<string | null>(null)
  const group = useId()
  const isOther = wanted !== null && wanted !== held
  return (
    <fieldset class="policy" disabled={isBusy}>
      <legend>{question}</legend>
      {options.map(([value, words]) => (
        <label key={value} class="policy-option">
          <input
            type="radio"
            name={group}
            value={value}
            checked={(wanted ?? held) === value}
            onChange={() => want(value)}
          />
          <span>{words}</span>
        </label>
      ))}
      <p class="soft">{legalBasis.join(', ')}</p>
      {isOther && (
        <div class="policy-effect" role="status">
          <Effect nip={nip} policy={`${name}=${wanted}` as Answer} />
          <Button look="main" onPress={() => save(wanted)}>
            {t('console.settings.policy.save')}
          </Button>{' '}
          <Button onPress={() => want(null)}>{t('console.settings.policy.keep')}</Button>
        </div>
      )}
    </fieldset>
  )
}

function Effect({ nip, policy }: { nip: string; policy: Answer }) {
  const answer = useAnswer(`policy ${nip} ${policy}`, (signal) => wholeEffect(nip, policy, signal))
  return (
    <Answered answer={answer}>
      {({ purchases, receiptDay, month, marker, amounts }) => (
        <p>
          {receiptDay + month + marker + amounts === 0
            ? t('console.settings.effect.none', { purchases: countShown(purchases) })
            : t('console.settings.effect', {
                purchases: countShown(purchases),
                receiptDay: countShown(receiptDay),
                month: countShown(month),
                marker: countShown(marker),
                amounts: countShown(amounts),
              })}
        </p>
      )}
    </Answered>
  )
}

/** The pages of an effect together. */
async function wholeEffect(nip: string, policy: Answer, signal: AbortSignal): Promise<PolicyEffect> {
  const sum = { purchases: 0, receiptDay: 0, month: 0, marker: 0, amounts: 0 }
  for (let cursor: string | null = '0'; cursor !== null; ) {
    const page: PolicyEffect = await api.getPolicyEffect({ nip, policy, cursor, limit: 200 }, { signal })
    for (const name of namesOf(sum)) sum[name] += page[name]
    cursor = page.next
  }
  return { ...sum, next: null }
}
