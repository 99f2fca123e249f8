import { codeBlock, jsonText, make } from './dom.ts'

/** What came back for a call, and how long it took. */
export interface Heard {
  response: Response
  body: Blob
  ms: number
}

/** An answer in one line: its status, time and size. */
export function answerLine({ response, body, ms }: Heard): Node[] {
  const name = `${response.status} ${response.statusText}`.trim()
  const status = make('span', { class: `status ${response.ok ? 'done' : 'refused'}` }, name)
  return [status, new Text(` in ${ms} ms, ${body.size.toLocaleString('en')} bytes`)]
}

/** Headers and body of an answer. */
export async function answerView({ response, body }: Heard): Promise<HTMLElement> {
  const headers = [...response.headers].map(([name, value]) => `${name}: ${value}`).join('\n')
  return make(
    'div',
    {},
    make('details', {}, make('summary', {}, 'Headers'), codeBlock(headers, 'Headers of the answer')),
    await bodyView(response.headers.get('content-type') ?? '', body),
  )
}

async function bodyView(type: string, body: Blob): Promise<HTMLElement> {
  if (body.size === 0) return make('p', { class: 'note' }, 'Without a body.')
  if (/json/.test(type)) return codeBlock(readable(await body.text()), 'Body of the answer')
  if (/^text\/|xml/.test(type)) return codeBlock(await body.text(), 'Body of the answer')
  const link = make('a', { href: URL.createObjectURL(body), download: 'answer' }, 'Save the file')
  return make('p', {}, link, ` (${type})`)
}

function readable(text: string): string {
  try {
    return jsonText(JSON.parse(text))
  } catch {
    return text
  }
}
