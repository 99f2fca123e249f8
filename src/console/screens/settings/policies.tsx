import type { Taxpayer } from '../../../client/index.ts'
import { pairsOf } from '../../../values/tables.ts'
import { useAnswer } from '../../answers.ts'
import { api } from '../../api.ts'
import { useSaving } from '../../parts/saving.ts'
import { Answered } from '../../parts/states.tsx'
import { t } from '../../words.ts'
import { PolicyChoice } from './policy-choice.tsx'

/** A choice as the law is told: its question, its answers, and on which articles it rests. */
interface Disputed {
  question: string
  options: Readonly<Record<string, string>>
  default: string
  legalBasis: readonly string[]
}

/** The answers alone: beside the words of each the service tells the code of its sentence. */
const answersOf = ({ options }: Disputed) =>
  Object.entries(options).filter(
    ([value]) => !(value.replace(/Code$/, '') in options && value.endsWith('Code')),
  )

/** The points on which the law is disputed or silent: what the taxpayer chooses holds for all his purchases. */
export function Policies({ taxpayer, put }: { taxpayer: Taxpayer; put: (taxpayer: Taxpayer) => void }) {
  const law = useAnswer('law', (signal) => api.getLaw({ signal }))
  const { isBusy, save } = useSaving()
  const { nip, example: _, ...settings } = taxpayer
  const choose = (name: string, value: string) =>
    void save(async () =>
      put(await api.putTaxpayer({ nip }, { ...settings, policy: { ...settings.policy, [name]: value } })),
    )
  return (
    <section class="setting">
      <h2>{t('console.settings.policy')}</h2>
      <p class="soft">{t('console.settings.policy.why')}</p>
      <Answered answer={law}>
        {({ policies }) =>
          pairsOf(policies).map(([name, disputed]) => (
            <PolicyChoice
              key={name}
              nip={nip}
              name={name}
              question={disputed.question}
              legalBasis={disputed.legalBasis}
              held={taxpayer.policy[name] ?? disputed.default}
              options={answersOf(disputed).map(([value, words]) => [
                value,
                value === disputed.default ? t('console.settings.default', { option: words }) : words,
              ])}
              isBusy={isBusy}
              save={(value) => choose(name, value)}
            />
          ))
        }
      </Answered>
    </section>
  )
}
