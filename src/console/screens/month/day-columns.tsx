import type { ComponentChildren } from 'preact'
import { Legend } from '../../parts/bars.tsx'
import { t } from '../../words.ts'

/** A column for each day of a month, stacked by what it is made of; the same numbers beside it as a table. */
export const DayColumns = (props: {
  title: string
  days: readonly { day: string; counts: readonly number[] }[]
  parts: readonly string[]
  table: ComponentChildren
}) => {
  const { title, days, parts, table } = props
  const highest = Math.max(1, ...days.map(({ counts }) => sumOf(counts)))
  // Of the width, in hundredths. Type is not stretched with it.
  const [width, height, foot] = [100 / days.length, 150, 22]
  return (
    <figure class="bars">
      <figcaption>{title}</figcaption>
      {parts.length > 1 && <Legend parts={parts} />}
      <svg width="100%" height={height + foot} role="img" aria-label={title}>
        {days.map(({ day, counts }, at) => (
          <g key={day}>
            {counts.map((count, part) => {
              const below = sumOf(counts.slice(0, part + 1))
              return (
                <rect
                  key={parts[part]}
                  class={`part part-${part}`}
                  x={`${(at + 0.1) * width}%`}
                  y={height - (height * below) / highest}
                  width={`${0.8 * width}%`}
                  height={(height * count) / highest}
                />
              )
            })}
            {isMarked(Number(day.slice(8))) && (
              <text x={`${(at + 0.5) * width}%`} y={height + 16} text-anchor="middle" class="tick">
                {Number(day.slice(8))}
              </text>
            )}
          </g>
        ))}
      </svg>
      <details>
        <summary>{t('console.as-table')}</summary>
        {table}
      </details>
    </figure>
  )
}

/** Every number has no room below a column. */
const isMarked = (day: number): boolean => day === 1 || day % 5 === 0

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
