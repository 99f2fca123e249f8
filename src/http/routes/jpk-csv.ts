import type { ItemPlace, JpkItemView } from '../../queries/jpk-checks.ts'
import { type Headings, headingLine, textCell } from '../../register/csv.ts'
import type { Language } from '../../texts/language.ts'
import { say } from '../../texts/say.ts'
import type { Said } from '../../texts/sentence.ts'
import { tell } from '../../texts/tell.ts'

interface Page {
  items: readonly JpkItemView[]
  next: ItemPlace | null
}
type Value = (item: JpkItemView, language: Language) => string | null | undefined

const columns: readonly (readonly [name: string, words: Said, value: Value])[] = [
  ['code', say('heading.check-code'), ({ code }) => code],
  ['severity', say('heading.severity'), ({ severity }) => severity],
  ['LpZakupu', say('heading.row'), ({ row }) => (row === null ? null : String(row))],
  ['NrDostawcy', say('heading.seller-id'), ({ document }) => document?.NrDostawcy],
  ['DowodZakupu', say('heading.number'), ({ document }) => document?.DowodZakupu],
  ['DataZakupu', say('heading.issued'), ({ document }) => document?.DataZakupu],
  ['is', say('heading.is'), ({ is }) => is],
  ['shouldBe', say('heading.should-be'), ({ shouldBe }) => shouldBe],
  ['message', say('heading.message'), ({ message }, language) => tell(message, language)],
  ['whatToDo', say('heading.what-to-do'), ({ whatToDo }, language) => tell(whatToDo, language)],
  ['legalBasis', say('heading.legal-basis'), ({ legalBasis }) => legalBasis.join('; ')],
  ['purchaseId', say('heading.purchase'), ({ purchaseId }) => purchaseId],
  ['note', say('heading.note'), ({ answer }) => (answer === null ? null : (answer.note ?? 'OK'))],
]

/** The items of a check as a table for spreadsheets: UTF-8 with BOM, semicolons, CRLF, every cell a text in quotes. */
export async function* itemsCsv(
  first: Page,
  read: (after: ItemPlace) => Promise<Page>,
  { language, headings }: { language: Language; headings: Headings },
): AsyncGenerator<string> {
  yield headingLine(columns, headings, language)
  for (let page = first; ; ) {
    const lines = page.items.map((item) =>
      columns.map(([, , value]) => textCell(value(item, language) ?? '')).join(';'),
    )
    if (lines.length > 0) yield `${lines.join('\r\n')}\r\n`
    if (page.next === null) return
    page = await read(page.next)
  }
}
