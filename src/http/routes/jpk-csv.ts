import type { ItemPlace, JpkItemView } from '../../queries/jpk-checks.ts'
import { textCell } from '../../register/csv.ts'
import type { Language } from '../../texts/language.ts'
import { tell } from '../../texts/tell.ts'

interface Page {
  items: readonly JpkItemView[]
  next: ItemPlace | null
}
type Value = (item: JpkItemView, language: Language) => string | null | undefined

const columns: readonly (readonly [name: string, value: Value])[] = [
  ['code', ({ code }) => code],
  ['severity', ({ severity }) => severity],
  ['LpZakupu', ({ row }) => (row === null ? null : String(row))],
  ['NrDostawcy', ({ document }) => document?.NrDostawcy],
  ['DowodZakupu', ({ document }) => document?.DowodZakupu],
  ['DataZakupu', ({ document }) => document?.DataZakupu],
  ['is', ({ is }) => is],
  ['shouldBe', ({ shouldBe }) => shouldBe],
  ['message', ({ message }, language) => tell(message, language)],
  ['whatToDo', ({ whatToDo }, language) => tell(whatToDo, language)],
  ['legalBasis', ({ legalBasis }) => legalBasis.join('; ')],
  ['purchaseId', ({ purchaseId }) => purchaseId],
  ['note', ({ answer }) => (answer === null ? null : (answer.note ?? 'OK'))],
]

/** The items of a check as a table for spreadsheets: UTF-8 with BOM, semicolons, CRLF, every cell a text in quotes. */
export async function* itemsCsv(
  first: Page,
  read: (after: ItemPlace) => Promise<Page>,
  language: Language,
): AsyncGenerator<string> {
  yield `\uFEFF${columns.map(([name]) => name).join(';')}\r\n`
  for (let page = first; ; ) {
    const lines = page.items.map((item) =>
      columns.map(([, value]) => textCell(value(item, language) ?? '')).join(';'),
    )
    if (lines.length > 0) yield `${lines.join('\r\n')}\r\n`
    if (page.next === null) return
    page = await read(page.next)
  }
}
