import type { ComponentChildren } from 'preact'
import type { LoadedList } from '../answers.ts'
import { t } from '../words.ts'
import { Button } from './button.tsx'

/** A column: its heading, what stands in it, and on which side. */
export interface Column<Row> {
  head: string
  cell: (row: Row) => ComponentChildren
  /** Numbers stand at the end. */
  align?: 'end'
  /** Names the row: at most one column. */
  isName?: boolean
  /** Left out where the window is narrow. */
  isExtra?: boolean
}

interface TableProps<Row> {
  /** What the table shows, for who cannot see where it stands. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  /** The row on which something stands open. */
  isChosen?: (row: Row) => boolean
}

/** A table as the browser has them: it can be searched, selected and read aloud. */
export function Table<Row>({ caption, columns, rows, rowKey, isChosen }: TableProps<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keyboard
    <section class="table-box" aria-label={caption} tabIndex={0}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.head} scope="col" class={classOf(column)}>
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} class={isChosen?.(row) ? 'chosen' : undefined}>
              {columns.map((column) =>
                column.isName ? (
                  <th key={column.head} scope="row" class={classOf(column)}>
                    {column.cell(row)}
                  </th>
                ) : (
                  <td key={column.head} class={classOf(column)} data-head={column.head}>
                    {column.cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

const classOf = ({ align, isExtra }: Pick<Column<never>, 'align' | 'isExtra'>): string | undefined =>
  [align === 'end' && 'at-end', isExtra && 'extra'].filter(Boolean).join(' ') || undefined

/** Below a list: the next page, or that this is all. */
export const ListEnd = ({ list, more }: { list: LoadedList<unknown>; more: () => void }) => (
  <p class="list-end">
    {list.next === null ? (
      <span class="soft">{t('console.all-shown', { count: list.items.length })}</span>
    ) : (
      <Button onPress={more}>{t('console.loading.more')}</Button>
    )}
  </p>
)
