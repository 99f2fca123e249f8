import type { AwaitingNumber } from '../../../client/index.ts'
import { t } from '../../words.ts'

/** What sellers risk, in whole sentences, each once: rows have no room for them. */
export const Risks = ({ items }: { items: readonly AwaitingNumber[] }) => {
  const sentences = risksOf(items)
  if (sentences.length === 0) return null
  return (
    <section class="card">
      <h2>{t('awaited.risk.whole')}</h2>
      {sentences.map((sentence) => (
        <p key={sentence} class="soft">
          {sentence}
        </p>
      ))}
    </section>
  )
}

/** The law of each delay, and the bill that would change it. */
function risksOf(items: readonly AwaitingNumber[]): string[] {
  const penalties = items.flatMap(({ penalty }) => (penalty === null ? [] : [penalty]))
  const laws = penalties.flatMap(({ what, draft }) => [what, ...(draft === null ? [] : [draft.what])])
  const isUnsettled = penalties.some(({ delayBeganBefore }) => delayBeganBefore)
  return [...new Set([...laws, ...(isUnsettled ? [t('awaited.began-before')] : [])])]
}
