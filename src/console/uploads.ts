import { signal } from '@preact/signals'
import { KsefReconcileProblem } from '../client/problem.ts'
import { language } from './preferences.ts'
import { problemText } from './problem-text.ts'
import { t } from './words.ts'

/** A file on its way to the service, or what became of it. */
export interface Upload {
  id: number
  nip: string
  name: string
  state: 'waiting' | 'sending' | 'reading' | 'done' | 'refused'
  /** How much of it was sent, from 0 to 1. */
  sent: number
  /** What became of it, once that is known. */
  outcome: string | null
}

/** The files that were added, in their order. They go on while other screens are open. */
export const uploads = signal<readonly Upload[]>([])
/** Grows with every file that was taken, so that lists of what there is are asked for anew. */
export const taken = signal(0)

const waiting: { upload: Upload; file: File }[] = []
let lastId = 0
let isBusy = false

/** Adds files for a taxpayer: packages of KSeF are imported, all else waits as a draft until somebody confirms it. */
export function addFiles(nip: string, files: Iterable<File>): void {
  for (const file of files) {
    lastId += 1
    const upload: Upload = { id: lastId, nip, name: file.name, state: 'waiting', sent: 0, outcome: null }
    uploads.value = [...uploads.value, upload]
    waiting.push({ upload, file })
  }
  if (!isBusy) void sendAll()
}

/** Takes what is over out of the list. */
export const clearUploads = (): void => {
  uploads.value = uploads.value.filter(({ state }) => state !== 'done' && state !== 'refused')
}

const change = (id: number, to: Partial<Upload>): void => {
  uploads.value = uploads.value.map((upload) => (upload.id === id ? { ...upload, ...to } : upload))
}

async function sendAll(): Promise<void> {
  isBusy = true
  window.addEventListener('beforeunload', warn)
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const { upload, file } = next
    change(upload.id, { state: 'sending' })
    try {
      change(upload.id, { state: 'done', sent: 1, outcome: await sent(upload, file) })
      taken.value += 1
    } catch (problem) {
      change(upload.id, { state: 'refused', outcome: problemText(problem) })
    }
  }
  window.removeEventListener('beforeunload', warn)
  isBusy = false
}

/** Leaving the page would cut off what is on its way. */
const warn = (event: BeforeUnloadEvent): void => event.preventDefault()

async function sent(upload: Upload, file: File): Promise<string> {
  const at = `/v1/taxpayers/${upload.nip}`
  if (/\.(zip|json)$/i.test(file.name)) {
    const type = /\.zip$/i.test(file.name) ? 'application/zip' : 'application/json'
    const result = (await post(upload.id, `${at}/ksef/imports`, file, type)) as Record<string, number>
    return t('console.add.imported', {
      received: result.received ?? 0,
      fresh: result.new ?? 0,
      attached: result.attached ?? 0,
      unchanged: result.unchanged ?? 0,
      review: result.review ?? 0,
      quarantined: result.quarantined ?? 0,
    })
  }
  const form = new FormData()
  form.set('file', file)
  const { isKnown } = (await post(upload.id, `${at}/drafts`, form, null)) as { isKnown: boolean }
  return t(isKnown ? 'console.add.known' : 'console.add.kept')
}

/** Sends a body and tells how far it is, which `fetch` does not. @throws KsefReconcileProblem; TypeError without a connection */
function post(id: number, path: string, body: Blob | FormData, type: string | null): Promise<object> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', path)
    request.responseType = 'json'
    request.setRequestHeader('accept-language', language.peek())
    request.setRequestHeader('idempotency-key', crypto.randomUUID())
    if (type !== null) request.setRequestHeader('content-type', type)
    request.upload.addEventListener('progress', ({ loaded, total }) => change(id, { sent: loaded / total }))
    request.upload.addEventListener('load', () => change(id, { state: 'reading', sent: 1 }))
    request.addEventListener('load', () => {
      const answer = (request.response ?? {}) as Record<string, unknown>
      if (request.status < 300) resolve({ ...answer, isKnown: request.status === 200 })
      else {
        const call = request.getResponseHeader('x-request-id')
        reject(new KsefReconcileProblem(`POST ${path}`, request.status, answer, call))
      }
    })
    request.addEventListener('error', () => reject(new TypeError('Failed to fetch')))
    request.send(body)
  })
}
