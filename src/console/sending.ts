import { KsefReconcileProblem } from '../client/problem.ts'
import { api } from './api.ts'
import { language } from './preferences.ts'
import { t } from './words.ts'

/** Who is told how far a file is: bytes that went, then that all of it went and is being read. */
interface Progress {
  sent: (bytes: number) => void
  reading: () => void
}

/**
 * Sends a file: packages of KSeF are imported, all else waits as a draft until somebody confirms it. What was sent
 * before is recognised: a package by its key, a document by its bytes. @returns what became of it, in words
 * @throws KsefReconcileProblem; TypeError without a connection
 */
export async function sendFile(nip: string, file: File, key: string, progress: Progress): Promise<string> {
  const at = `/v1/taxpayers/${nip}`
  if (/\.(zip|json)$/i.test(file.name)) {
    const type = /\.zip$/i.test(file.name) ? 'application/zip' : 'application/json'
    const headers = { 'content-type': type, 'idempotency-key': key }
    return imported(nip, (await post(`${at}/ksef/imports`, file, headers, progress)).answer as Imported)
  }
  const form = new FormData()
  form.set('file', file)
  const { status } = await post(`${at}/drafts`, form, {}, progress)
  return t(status === 200 ? 'console.add.known' : 'console.add.kept')
}

type Imported = Awaited<ReturnType<typeof api.postImport>>

/** Milliseconds between two looks at an import that goes on by itself. */
const between = 1000

/** What became of a package; one that is still read is asked for until it is. */
async function imported(nip: string, answer: Imported): Promise<string> {
  let result = answer
  while ('state' in result && result.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, between))
    result = await api.getImport({ nip, importId: result.importId })
  }
  if ('problem' in result && result.problem !== null) return result.problem.message
  const { received, attached, unchanged, review, quarantined } = result
  return t('console.add.imported', { received, fresh: result.new, attached, unchanged, review, quarantined })
}

/** Sends a body and tells how far it is, which `fetch` does not. */
function post(
  path: string,
  body: Blob | FormData,
  headers: Readonly<Record<string, string>>,
  progress: Progress,
): Promise<{ status: number; answer: unknown }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.responseType = 'json'
    request.setRequestHeader('accept-language', language.peek())
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded }) => progress.sent(loaded))
    request.upload.addEventListener('load', progress.reading)
    request.addEventListener('load', () => {
      const { status } = request
      if (status < 300) resolve({ status, answer: request.response ?? {} })
      else {
        const call = request.getResponseHeader('x-request-id')
        reject(new KsefReconcileProblem(`POST ${path}`, status, request.response ?? {}, call))
      }
    })
    request.addEventListener('error', () => reject(new TypeError('Failed to fetch')))
    request.send(body)
  })
}
