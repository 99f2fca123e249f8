import { RunningSha256 } from '../ingest/hash.ts'
import { isAdjustment } from '../jpk-check/amounts.ts'
import { addRow, emptySums, type FieldSums } from '../jpk-check/controls.ts'
import { type Decoder, declarationBytes, decoderOf } from '../jpk-check/encoding.ts'
import { type FileRow, textOfRow } from '../jpk-check/file-row.ts'
import type { CheckedFile } from '../jpk-check/purchase.ts'
import { type FileHeader, type FileSums, JpkFileReader, maxFileRows } from '../jpk-check/read-file.ts'
import type { Ledger } from '../ledger/ledger.ts'
import { rowsAsOurs } from '../queries/jpk-known.ts'
import { matched } from '../queries/jpk-match.ts'
import { insertJpkRows, type JpkRowText } from '../store/jpk-rows.ts'
import type { Day } from '../values/day.ts'

/**
 * So many bytes are read, and their rows stored, before others have their turn. To store more rows at once would write fewer pages
 * of the index by purchase, half a second of a hundred thousand rows; but what waits is taken for what stays, and its garbage
 * gathers: with four thousand rows the service grows by 40 MB more.
 */
const slice = 64 * 1024

/** What was read of a file, beside its rows. */
export interface ReadJpk {
  header: FileHeader
  stated: FileSums
  rows: number
  sums: FieldSums
  hash: string
  /** At the position of each row, whether it is filed from here just so. */
  asOurs: Uint8Array
}

/** The file as rows are judged by it. */
export const checkedFile = ({ month, settlement, markers }: FileHeader, filedOn: Day): CheckedFile => ({
  month,
  settlement,
  markers,
  filedOn,
})

/** Reads the file and stores its rows, each with the purchase that it is. @throws Refusal for a file that is refused as a whole */
export async function readJpkRows(
  ledger: Ledger,
  actor: string,
  { seq, filedOn }: { seq: number; filedOn: Day },
  pieces: AsyncIterable<Uint8Array>,
): Promise<ReadJpk> {
  const reader = new JpkFileReader(ledger.nip)
  const hash = new RunningSha256()
  const sums = emptySums()
  const asOurs = new Uint8Array(maxFileRows + 1)
  const take = (rows: readonly FileRow[]) => {
    const { header } = reader
    if (header === null || rows.length === 0) return
    for (const row of rows) addRow(sums, row)
    const found = matched(ledger.db, rows)
    for (const position of rowsAsOurs(ledger.db, found, checkedFile(header, filedOn))) asOurs[position] = 1
    ledger.write(actor, 'rows of a file', ({ tx }) => insertJpkRows(tx, seq, found.map(storedRow)), 'later')
  }
  for await (const text of textsOf(pieces, hash)) {
    reader.write(text)
    take(reader.takeRows())
    await ledger.host.yieldToEventLoop()
  }
  const { header, sums: stated, rows } = reader.end()
  return { header, stated, rows, sums, hash: hash.digest('hex'), asOurs }
}

const storedRow = ({ row, purchase }: ReturnType<typeof matched>[number]): JpkRowText => ({
  position: row.position,
  purchase,
  deducts: !isAdjustment(row.amounts),
  row: textOfRow(row),
})

/** The text of a file in small pieces, decoded as it declares; its hash is taken on the way. */
async function* textsOf(pieces: AsyncIterable<Uint8Array>, hash: RunningSha256): AsyncGenerator<string> {
  let held: Uint8Array = new Uint8Array()
  let decoder: Decoder | null = null
  for await (const piece of pieces) {
    hash.update(piece)
    const bytes: Uint8Array = decoder === null ? joined(held, piece) : piece
    if (decoder === null) {
      held = bytes
      if (bytes.length < declarationBytes) continue
      decoder = decoderOf(bytes)
    }
    for (let at = 0; at < bytes.length; at += slice) yield decoder.text(bytes.subarray(at, at + slice))
  }
  if (decoder === null) {
    decoder = decoderOf(held)
    yield decoder.text(held)
  }
  yield decoder.end()
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
