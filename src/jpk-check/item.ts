import {
  type JpkCheckCase,
  type JpkCheckCode,
  type JpkCheckSeverity,
  jpkCheckTable,
} from '../law/jpk-check.ts'
import type { Said } from '../texts/sentence.ts'
import { type FileRow, numberOfRow } from './file-row.ts'

/** The document that an item is about, as the row writes it, or as it is known where there is no row. */
interface ItemDocument {
  NrDostawcy: string
  DowodZakupu: string
  DataZakupu: string | null
}

/** What is told of a row, of a purchase that has none, or of the file. `weight`: input tax at stake, in grosze. */
export interface CheckItem {
  case: JpkCheckCase
  code: JpkCheckCode
  severity: JpkCheckSeverity
  position: number | null
  row: number | null
  /** Its id. */
  purchase: string | null
  document: ItemDocument | null
  is: string | null
  shouldBe: string | null
  message: Said
  legalBasis: readonly string[]
  weight: number
}

/** Of what an item is told. `document`: how it is known where there is no row. */
export interface About {
  row: FileRow | null
  purchase: string | null
  document: ItemDocument | null
  weight: number
}

/** An item of a case of the law's table. */
export function item(
  about: About,
  name: JpkCheckCase,
  message: Said,
  values: { is?: string | null; shouldBe?: string | null; weight?: number } = {},
): CheckItem {
  const { code, severity, legalBasis } = jpkCheckTable[name]
  const { is = null, shouldBe = null, weight = about.weight } = values
  return {
    case: name,
    code,
    severity,
    position: about.row?.position ?? null,
    row: about.row === null ? null : numberOfRow(about.row),
    purchase: about.purchase,
    document: about.row === null ? about.document : writtenDocument(about.row),
    is,
    shouldBe,
    message,
    legalBasis,
    weight: Math.abs(weight),
  }
}

/** How a row writes its document. */
const writtenDocument = ({ supplier, country, number, issueDay }: FileRow): ItemDocument => ({
  NrDostawcy: `${country ?? ''}${supplier}`,
  DowodZakupu: number,
  DataZakupu: issueDay,
})
