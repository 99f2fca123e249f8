import { FoundLinks } from '../src/ingest/file-codes.ts'
import { pdfReader } from '../src/ingest/pdf-codes.ts'
import { readText } from '../src/paper/read-page.ts'

/** A Worker that reads the text of PDFs, as the service on Node does; pictures in them it does not look through. */

let reader: ReturnType<typeof pdfReader> | null = null

export default {
  async fetch(request: Request): Promise<Response> {
    if (request.method !== 'POST') return new Response('ready')
    reader ??= pdfReader(async () => [])
    const bytes = new Uint8Array(await request.arrayBuffer())
    try {
      const { pages, text } = await (await reader)(bytes, new FoundLinks(), null)
      const { fields } = readText(text.items, { ours: '', isGuessed: false })
      return Response.json({ pages, texts: text.items.length, fields: Object.keys(fields).length })
    } catch (error) {
      return Response.json({ error: String(error) }, { status: 422 })
    }
  },
}
