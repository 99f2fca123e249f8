import type { KsefCoverage } from '../../../client/index.ts'
import { useAnswer } from '../../answers.ts'
import { api } from '../../api.ts'
import { momentShown } from '../../parts/formats.ts'
import { Answered } from '../../parts/states.tsx'
import { t } from '../../words.ts'

/** Of which span everything is known to be here, as a bar and in words. */
export function Coverage({ nip }: { nip: string }) {
  const coverage = useAnswer(`coverage ${nip}`, (signal) => api.getKsefCoverage({ nip }, { signal }))
  return (
    <section>
      <h3>{t('console.settings.coverage')}</h3>
      <Answered answer={coverage}>
        {({ items }) =>
          items.every(({ intervals }) => intervals.length === 0) ? (
            <p class="soft">{t('console.settings.coverage.none')}</p>
          ) : (
            items.map((one) => <Subject key={one.subject} coverage={one} />)
          )
        }
      </Answered>
    </section>
  )
}

function Subject({
  coverage: { subject, intervals, gaps, checkpoint, trouble },
}: {
  coverage: KsefCoverage
}) {
  const ends = intervals.flatMap(({ from, to }) => [Date.parse(from), Date.parse(to)])
  const [start, end] = [Math.min(...ends), Math.max(...ends)]
  const place = (instant: string) => (1000 * (Date.parse(instant) - start)) / Math.max(1, end - start)
  const name = t('console.settings.coverage.subject', { subject })
  const words = [
    ...(checkpoint === null ? [] : [t('console.settings.coverage.until', { at: momentShown(checkpoint) })]),
    t('console.settings.coverage.gaps', { count: gaps.length }),
  ].join(', ')
  return (
    <figure class="coverage">
      <figcaption>
        {name}: {words}
      </figcaption>
      {intervals.length > 0 && (
        <svg viewBox="0 0 1000 12" preserveAspectRatio="none" role="img" aria-label={`${name}: ${words}`}>
          <rect class="coverage-gap" width="1000" height="12" />
          {intervals.map(({ from, to }) => (
            <rect
              key={from}
              class="coverage-known"
              x={place(from)}
              width={Math.max(2, place(to) - place(from))}
              height="12"
            />
          ))}
        </svg>
      )}
      <ul class="plain">
        {gaps.map(({ from, to }) => (
          <li key={from}>
            {t('console.settings.coverage.gap', { from: momentShown(from), to: momentShown(to) })}
          </li>
        ))}
      </ul>
      {trouble !== null && <p class="field-problem">{trouble}</p>}
    </figure>
  )
}
