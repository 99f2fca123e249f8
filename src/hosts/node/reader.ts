import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import type { Services } from '../../http/endpoint/services.ts'
import { type CopySource, copyFromXml } from '../../ingest/copy.ts'
import type { CopyEvidence } from '../../ingest/evidence.ts'
import { DocumentProblem, type DocumentProblemCode } from '../../ingest/fa-fields.ts'
import { PackageProblem } from '../../ingest/package.ts'
import {
  type Batch,
  type IncomingKsef,
  type ReadingDesk,
  readMetadataList,
  readPackage,
} from '../../ingest/source.ts'
import type { Source } from '../../intake/imports.ts'
import { type InputError, Problem } from '../../values/refusal.ts'

/**
 * Reading beside the event loop: a thread unpacks, hashes and parses while this one records, so that an import uses two
 * cores and other requests do not wait for it. What is read is what `ingest/source.ts` reads, there as here.
 */

type Kind = Exclude<keyof Services['sources'], 'copy'>
type CopyToRead = Parameters<CopySource>
type ToReader =
  | { id: number; copy: CopyToRead }
  | { id: number; kind: Kind; nip: string; bytes: Uint8Array }
  | { id: number; known: string[] }
  | { id: number; more: true }
  | { id: number; stop: true }
/** A batch as it goes from thread to thread: what documents say is text, as it is stored, and cheaper to hand over. */
interface WrittenBatch extends Omit<Batch, 'incoming'> {
  incoming: (Omit<IncomingKsef, 'evidence'> & { text: string })[]
}
interface Failed {
  type: string
  code: string
  message: string
  status?: number
  errors?: InputError[]
}
type FromReader =
  | { id: number; copied: CopyEvidence }
  | { id: number; ask: string[] }
  | { id: number; batch: WrittenBatch }
  | { id: number; done: true }
  | { id: number; failed: Failed }

/** Batches that are read ahead of recording: enough to keep both threads busy, few enough to hold little memory. */
const readAhead = 3

/** A copy of fewer bytes is read sooner here than it is handed over. */
const smallCopy = 64 * 1024

/** Sources that read in a thread of their own; null where the service was not built for it. */
export function threadedSources(script: URL): Services['sources'] | null {
  if (!existsSync(fileURLToPath(script))) return null
  const thread = new ReaderThread(script)
  return {
    metadata: thread.source('metadata'),
    package: thread.source('package'),
    copy: (...copy) => (copy[0].length < smallCopy ? copyFromXml(...copy) : thread.copy(copy)),
  }
}

class ReaderThread {
  readonly #script: URL
  #worker: Worker | null = null
  #lastId = 0
  readonly #listeners = new Map<number, (message: FromReader) => void>()

  constructor(script: URL) {
    this.#script = script
  }

  source(kind: Kind): Source {
    return (bytes, desk) => this.#read(kind, bytes, desk)
  }

  async *#read(kind: Kind, bytes: Uint8Array, desk: ReadingDesk): AsyncGenerator<Batch> {
    const id = ++this.#lastId
    const inbox: FromReader[] = []
    let wake = () => {}
    this.#listeners.set(id, (message) => {
      inbox.push(message)
      wake()
    })
    const worker = this.#start()
    const send = (message: ToReader) => worker.postMessage(message)
    // Handed over where they fill their buffer: nobody here needs them any more.
    const buffer = bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer as ArrayBuffer] : []
    worker.postMessage({ id, kind, nip: desk.nip, bytes } satisfies ToReader, buffer)
    try {
      for (;;) {
        const message = inbox.shift()
        if (message === undefined) {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        } else if ('ask' in message) {
          send({ id, known: [...(await desk.known(message.ask))] })
        } else if ('batch' in message) {
          yield read(message.batch)
          send({ id, more: true })
        } else if ('failed' in message) {
          throw revived(message.failed)
        } else {
          return
        }
      }
    } finally {
      this.#listeners.delete(id)
      send({ id, stop: true })
      if (this.#listeners.size === 0) worker.unref()
    }
  }

  /** Reads the XML of one copy. @throws Problem as `copyFromXml` does */
  async copy(copy: CopyToRead): Promise<CopyEvidence> {
    const id = ++this.#lastId
    const worker = this.#start()
    const answer = new Promise<FromReader>((resolve) => this.#listeners.set(id, resolve))
    // The bytes are copied: they are kept here too.
    worker.postMessage({ id, copy } satisfies ToReader)
    try {
      const came = await answer
      if ('copied' in came) return came.copied
      throw 'failed' in came ? revived(came.failed) : new Error('The reading thread answered something else.')
    } finally {
      this.#listeners.delete(id)
      if (this.#listeners.size === 0) worker.unref()
    }
  }

  #start(): Worker {
    if (this.#worker === null) {
      const worker = new Worker(this.#script)
      worker.on('message', (message: FromReader) => this.#listeners.get(message.id)?.(message))
      // A thread that dies fails the imports it was reading; the next import starts another one.
      const lost = () => {
        if (this.#worker !== worker) return
        this.#worker = null
        const failed = { type: 'Error', code: '', message: 'The reading thread stopped.' }
        for (const [id, listener] of this.#listeners) listener({ id, failed })
      }
      worker.on('error', lost)
      worker.on('exit', lost)
      this.#worker = worker
    }
    this.#worker.ref()
    return this.#worker
  }
}

const written = ({ incoming, ...rest }: Batch): WrittenBatch => ({
  ...rest,
  incoming: incoming.map(({ evidence, ...more }) => ({ ...more, text: JSON.stringify(evidence) })),
})

const read = ({ incoming, ...rest }: WrittenBatch): Batch => ({
  ...rest,
  incoming: incoming.map((one) => ({ ...one, evidence: JSON.parse(one.text) })),
})

function revived({ type, code, message, status, errors }: Failed): Error {
  if (status !== undefined) return new Problem(status, code, message, errors)
  if (type === 'PackageProblem') return new PackageProblem(code as PackageProblem['code'], message)
  if (type === 'DocumentProblem') return new DocumentProblem(code as DocumentProblemCode, '', message)
  return new Error(message)
}

function failure(error: unknown): Failed {
  const { name, message, code = '' } = error as Error & { code?: string }
  const refusal = error instanceof Problem ? { status: error.status, errors: error.errors } : {}
  return { type: name, code, message, ...refusal }
}

/** The other end, in the thread. */
function serve(port: NonNullable<typeof parentPort>): void {
  const jobs = new Map<number, Job>()
  port.on('message', (message: ToReader) => {
    if ('copy' in message) port.postMessage(copied(message.id, message.copy))
    else if ('kind' in message) jobs.set(message.id, new Job(port, message))
    else if ('known' in message) jobs.get(message.id)?.answer(message.known)
    else if ('more' in message) jobs.get(message.id)?.allow()
    else jobs.delete(message.id)
  })
}

function copied(id: number, copy: CopyToRead): FromReader {
  try {
    return { id, copied: copyFromXml(...copy) }
  } catch (error) {
    return { id, failed: failure(error) }
  }
}

class Job {
  readonly #port: NonNullable<typeof parentPort>
  readonly #id: number
  #credit = readAhead
  readonly #asked: ((known: string[]) => void)[] = []
  #allow = () => {}

  constructor(port: NonNullable<typeof parentPort>, job: Extract<ToReader, { kind: Kind }>) {
    this.#port = port
    this.#id = job.id
    void this.#run(job)
  }

  answer(known: string[]): void {
    this.#asked.shift()?.(known)
  }

  allow(): void {
    this.#credit++
    this.#allow()
  }

  async #run({ kind, nip, bytes }: Extract<ToReader, { kind: Kind }>): Promise<void> {
    const desk: ReadingDesk = {
      nip,
      known: (hashes) => this.#ask(hashes),
      breathe: () => new Promise((resolve) => setImmediate(resolve)),
    }
    try {
      for await (const batch of (kind === 'package' ? readPackage : readMetadataList)(bytes, desk)) {
        this.#send({ id: this.#id, batch: written(batch) })
        this.#credit--
        while (this.#credit <= 0) {
          await new Promise<void>((resolve) => {
            this.#allow = resolve
          })
        }
      }
      this.#send({ id: this.#id, done: true })
    } catch (error) {
      this.#send({ id: this.#id, failed: failure(error) })
    }
  }

  #ask(hashes: string[]): Promise<Set<string>> {
    return new Promise((resolve) => {
      this.#asked.push((known) => resolve(new Set(known)))
      this.#send({ id: this.#id, ask: hashes })
    })
  }

  #send(message: FromReader): void {
    this.#port.postMessage(message)
  }
}

if (!isMainThread && parentPort !== null) serve(parentPort)
