import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { gunzipSync } from 'node:zlib'
import type { See } from '../../ingest/upright.ts'
import { fromJson, type Json } from '../../values/json.ts'

/**
 * Text in pictures is read by Tesseract in WebAssembly, from a package that need not be installed. Its core is used
 * without the wrapper around it: that would start a thread of its own, which nobody ends, and can load from a network.
 */

/** The part of the core that is used here. */
interface Core {
  FS: { writeFile(path: string, data: Uint8Array): void; unlink(path: string): void }
  TessBaseAPI: new () => Tesseract
}
interface Tesseract {
  /** 0 when it is ready. */
  Init(folder: null, language: string, engine: number): number
  SetVariable(name: string, value: string): boolean
  /** 0 when `/input` is a picture that it can read. */
  SetImageFile(orientation: number, angle: number): number
  Recognize(monitor: null): number
  GetJSONText(page: number): Json<Seen>
  Clear(): void
}
type Corners = { x0: number; y0: number; x1: number; y1: number }
interface Seen {
  blocks?: {
    paragraphs?: {
      lines: {
        baseline: Corners
        rowAttributes: { rowHeight: number }
        words: { text: string; confidence: number; bbox: Corners }[]
      }[]
    }[]
  }[]
}

const require = createRequire(import.meta.url)
const core = 'tesseract.js-core/tesseract-core-simd-lstm'
/** Polish with its Latin letters: numbers, dates and amounts of invoices in other languages are read as well. */
const [language, data] = ['pol', '@tesseract.js-data/pol/4.0.0_best_int/pol.traineddata.gz']
/** The neural engine alone, which this core has. */
const neural = 1
/** Columns, tables and blocks are found on the page, and no other turn of it is tried. */
const automatic = '3'

/** What reads text in pictures, made anew; null where it is not installed. @throws what it says when it cannot start */
export async function tesseract(): Promise<See | null> {
  const files = installed()
  if (files === null) return null
  const start = require(core) as (options: object) => Promise<Core>
  const quiet = () => {}
  const { FS, TessBaseAPI } = await start({
    wasmBinary: readFileSync(files.wasm),
    ...{ print: quiet, printErr: quiet, TesseractProgress: quiet },
  })
  FS.writeFile(`./${language}.traineddata`, gunzipSync(readFileSync(files.data)))
  const reader = new TessBaseAPI()
  if (reader.Init(null, language, neural) !== 0) throw new Error('Tesseract does not start.')
  reader.SetVariable('tessedit_pageseg_mode', automatic)
  return (picture, orientation) => {
    FS.writeFile('/input', picture)
    try {
      if (reader.SetImageFile(orientation, 0) !== 0 || reader.Recognize(null) !== 0)
        throw new Error('Tesseract cannot read the picture.')
      return linesOf(fromJson(reader.GetJSONText(0)))
    } finally {
      FS.unlink('/input')
      reader.Clear()
    }
  }
}

/** Where its files are; null unless both packages are installed. */
function installed(): { wasm: string; data: string } | null {
  try {
    return { wasm: require.resolve(`${core}.wasm`), data: require.resolve(data) }
  } catch {
    return null
  }
}

const linesOf = ({ blocks = [] }: Seen): ReturnType<See> =>
  blocks
    .flatMap(({ paragraphs = [] }) => paragraphs)
    .flatMap(({ lines }) => lines)
    .map(({ baseline: base, rowAttributes, words }) => ({
      base,
      size: rowAttributes.rowHeight,
      words: words.map(({ text, confidence: sure, bbox: box }) => ({ text, sure, box })),
    }))
