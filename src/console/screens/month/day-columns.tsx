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
  const [width, height, foot] = [18, 120, 18]
  return (
    <figure class="bars">
      <figcaption>{title}</figcaption>
      {parts.length > 1 && <Legend parts={parts} />}
      <svg width="100%" viewBox={`0 0 ${days.length * width} ${height + foot}`} role="img" aria-label={title}>
        {days.map(({ day, counts }, at) => (
          <g key={day} transform={`translate(${at * width} 0)`}>
            {counts.map((count, part) => {
              const below = sumOf(counts.slice(0, part + 1))
              return (
                <rect
                  key={parts[part]}
                  class={`part part-${part}`}
                  x={2}
                  y={height - (height * below) / highest}
                  width={width - 4}
                  height={(height * count) / highest}
                />
              )
            })}
            <text x={width / 2} y={height + 13} text-anchor="middle" class="tick">
              {Number(day.slice(8))}
            </text>
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

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
