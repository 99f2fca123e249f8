import { effect, signal } from '@preact/signals'
import { KsefReconcileProblem } from '../client/problem.ts'
import { readJson } from '../values/json.ts'
import { present } from '../values/present.ts'
import { propertyOf } from '../values/record.ts'
import { problemText } from './problem-text.ts'
import { sendFile } from './sending.ts'

/** A file on its way to the service, or what became of it. */
export interface Upload {
  id: number
  nip: string
  name: string
  /** In bytes. */
  size: number
  /** When it was changed last; with name and size it tells that a file is the same. */
  modified: number
  /** The same key with the same package is the same request, however often it is sent. */
  key: string
  /** `interrupted`: the connection failed, and it can be sent again; `left`: the page was left, and it must be chosen again. */
  state: 'waiting' | 'sending' | 'reading' | 'interrupted' | 'left' | 'done' | 'refused'
  /** Bytes that were sent. */
  sent: number
  /** What became of it, or why it did not get through. */
  outcome: string | null
}

/** The files that were added, in their order. They go on while other screens are open, and are found again after a reload. */
export const uploads = signal<readonly Upload[]>(leftBehind())
/** Grows with every file that was taken, so that lists of what there is are asked for anew. */
export const taken = signal(0)

/** The files themselves, as long as the page is open. */
const files = new Map<number, File>()
let lastId = uploads.peek().length
let isBusy = false

const isOver = ({ state }: Upload): boolean => state === 'done' || state === 'refused'

// In this tab alone: another may have files of its own on their way.
effect(() => {
  const open = JSON.stringify(uploads.value.filter((upload) => !isOver(upload)))
  try {
    window.sessionStorage.setItem('uploads', open)
  } catch {
    // Without storage they are forgotten with the page.
  }
})

/** A file that has to be chosen again. */
function leftUpload(kept: unknown, id: number): Upload {
  const textOf = (name: keyof Upload) => String(propertyOf(kept, name))
  const numberOf = (name: keyof Upload) => Number(propertyOf(kept, name))
  const [nip, name, key] = [textOf('nip'), textOf('name'), textOf('key')]
  const [size, modified] = [numberOf('size'), numberOf('modified')]
  return { id, nip, name, size, modified, key, state: 'left', sent: 0, outcome: null }
}

/** What was on its way when the page was left. */
function leftBehind(): Upload[] {
  try {
    const found = readJson(window.sessionStorage.getItem('uploads') ?? '[]')
    return Array.isArray(found) ? found.map((upload, at) => leftUpload(upload, at + 1)) : []
  } catch {
    return []
  }
}

/** Adds files for a taxpayer. One that did not get through before goes on in its place, and is recognised as the same. */
export function addFiles(nip: string, added: Iterable<File>): void {
  for (const file of added) {
    const { name, size, lastModified: modified } = file
    const before = uploads.value.find(
      (one) =>
        (one.state === 'left' || one.state === 'interrupted') &&
        [one.nip, one.name, one.size, one.modified].join('\n') === [nip, name, size, modified].join('\n'),
    )
    if (before === undefined) lastId += 1
    const id = before?.id ?? lastId
    files.set(id, file)
    if (before !== undefined) change(id, { state: 'waiting' })
    else {
      const key = crypto.randomUUID()
      const upload = { id, nip, name, size, modified, key, sent: 0, outcome: null }
      uploads.value = [...uploads.value, { ...upload, state: 'waiting' }]
    }
  }
  if (!isBusy) void sendAll()
}

/** Sends again what the connection kept from getting through. */
export function sendAgain(): void {
  for (const { id, state } of uploads.value) if (state === 'interrupted') change(id, { state: 'waiting' })
  if (!isBusy) void sendAll()
}

/** Takes what is over, and what was left behind, out of the list. */
export const clearUploads = (): void => {
  uploads.value = uploads.value.filter((upload) => !isOver(upload) && upload.state !== 'left')
}

/** Forgets them all: they were those of who was signed in. */
export const forgetUploads = (): void => {
  uploads.value = []
  files.clear()
}

const change = (id: number, to: Partial<Upload>): void => {
  uploads.value = uploads.value.map((upload) => (upload.id === id ? { ...upload, ...to } : upload))
}

const nextWaiting = (): Upload | undefined => uploads.value.find(({ state }) => state === 'waiting')

async function sendAll(): Promise<void> {
  isBusy = true
  window.addEventListener('beforeunload', warn)
  for (let next = nextWaiting(); next !== undefined; next = nextWaiting()) await sendOne(next)
  window.removeEventListener('beforeunload', warn)
  isBusy = false
}

async function sendOne({ id, nip, key, size }: Upload): Promise<void> {
  change(id, { state: 'sending', sent: 0, outcome: null })
  try {
    const outcome = await sendFile(nip, present(files.get(id)), key, {
      // A form has a little more than its file.
      sent: (bytes) => change(id, { sent: Math.min(bytes, size) }),
      reading: () => change(id, { state: 'reading', sent: size }),
    })
    files.delete(id)
    change(id, { state: 'done', outcome })
    taken.value += 1
  } catch (problem) {
    const state = mayPass(problem) ? 'interrupted' : 'refused'
    change(id, { state, outcome: problemText(problem) })
    if (state === 'interrupted') window.addEventListener('online', sendAgain, { once: true })
  }
}

/** Whether sending it again may help: nothing is wrong with the file. */
const mayPass = (problem: unknown): boolean =>
  !(problem instanceof KsefReconcileProblem) ||
  problem.status === 401 ||
  problem.status === 429 ||
  problem.status >= 500

/** Leaving the page would cut off what is on its way. */
const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
