import type { Heard } from './answer-view.ts'

/** A part of a form. */
export interface CallPart {
  name: string
  text?: string
  file?: File
}

/** A call as it was filled in: what is sent, and what a shell would send. */
export interface FilledCall {
  method: string
  url: string
  headers: [name: string, value: string][]
  /** Text as it is; a file by its name on disk; a form of both. */
  body: null | { text: string } | { file: File } | { form: CallPart[] }
}

const quoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`

/** The same call for a shell; the key stays out of it, as $KEY. */
export function curlOf(call: FilledCall, needsKey: boolean): string {
  const lines = [`curl -X ${call.method} ${quoted(call.url)}`]
  if (needsKey) lines.push('-H "Authorization: Bearer $KEY"')
  for (const [name, value] of call.headers) lines.push(`-H ${quoted(`${name}: ${value}`)}`)
  if (call.body !== null) lines.push(...bodyOf(call.body))
  return lines.join(' \\\n  ')
}

function bodyOf(body: Exclude<FilledCall['body'], null>): string[] {
  if ('text' in body) return [`--data-raw ${quoted(body.text)}`]
  if ('file' in body) return [`--data-binary ${quoted(`@${body.file.name}`)}`]
  return body.form.map(({ name, text, file }) =>
    file ? `-F ${quoted(`${name}=@${file.name}`)}` : `--form-string ${quoted(`${name}=${text ?? ''}`)}`,
  )
}

/** Sends a call; answers with how many milliseconds it took. @throws TypeError when no answer came */
export async function sent(call: FilledCall, key: string): Promise<Heard> {
  const headers = new Headers(call.headers)
  if (key !== '') headers.set('authorization', `Bearer ${key}`)
  const from = performance.now()
  const response = await fetch(call.url, {
    method: call.method,
    headers,
    body: bytesOf(call.body),
    cache: 'no-store',
  })
  const body = await response.blob()
  return { response, body, ms: Math.round(performance.now() - from) }
}

function bytesOf(body: FilledCall['body']): BodyInit | null {
  if (body === null) return null
  if ('text' in body) return body.text
  if ('file' in body) return body.file
  const form = new FormData()
  for (const { name, text = '', file } of body.form) form.set(name, file ?? text)
  return form
}
