import type { ComponentChildren } from 'preact'
import { t } from '../words.ts'

/** One bar: its name, what it is made of, and the sum as people read it. */
interface Bar {
  name: string
  /** Lengths of its parts, in the order of `parts`; none is negative. */
  values: readonly number[]
  /** The sum in words. */
  shown: string
  /** Draws it as something that needs attention. */
  isGrave?: boolean
}

/**
 * Bars side by side as a drawing; beside it the same numbers as a table, folded, so that nothing is told by the drawing
 * alone.
 */
export const Bars = (props: {
  title: string
  bars: readonly Bar[]
  /** Names of what bars are made of; one for simple bars. */
  parts: readonly string[]
  table: ComponentChildren
}) => {
  const { title, bars, parts, table } = props
  const longest = Math.max(1, ...bars.map((bar) => sumOf(bar.values)))
  // Of the width, in hundredths: names stand before the bars, sums behind them. Type is not stretched with it.
  const [row, name, width] = [24, 30, 42]
  const scale = width / longest
  const end = (bar: Bar) => `${name + scale * sumOf(bar.values)}%`
  return (
    <figure class="bars">
      <figcaption>{title}</figcaption>
      {parts.length > 1 && <Legend parts={parts} />}
      <svg width="100%" height={bars.length * row} role="img" aria-label={title}>
        {bars.map((bar, at) => (
          <g key={bar.name} transform={`translate(0 ${at * row})`} class={bar.isGrave ? 'grave' : undefined}>
            <text x={`${name}%`} dx={-8} y={row / 2 + 4} text-anchor="end">
              {bar.name}
            </text>
            {bar.values.map((value, part) => (
              <rect
                key={parts[part]}
                class={`part part-${part}`}
                x={`${name + scale * sumOf(bar.values.slice(0, part))}%`}
                y={4}
                width={`${value === 0 ? 0 : Math.max(0.5, scale * value)}%`}
                height={row - 8}
              />
            ))}
            <text x={end(bar)} dx={6} y={row / 2 + 4}>
              {bar.shown}
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

/** Which colour is what. */
export const Legend = ({ parts }: { parts: readonly string[] }) => (
  <ul class="legend">
    {parts.map((part, at) => (
      <li key={part}>
        <svg viewBox="0 0 10 10" aria-hidden="true">
          <rect class={`part part-${at}`} width="10" height="10" />
        </svg>{' '}
        {part}
      </li>
    ))}
  </ul>
)

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)
