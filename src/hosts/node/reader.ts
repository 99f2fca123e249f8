import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { readBatch } from '../../http/copy-batch.ts'
import type { Services } from '../../http/endpoint/services.ts'
import { type ReadCopy, readXmlCopy } from '../../ingest/copy.ts'
import type { CopyEvidence } from '../../ingest/evidence.ts'
import { type Batch, type ReadingContext, readMetadataList, readPackage } from '../../ingest/source.ts'
import type { Source } from '../../intake/imports.ts'
import type { Refusal } from '../../values/refusal.ts'
import { Breaths } from './breaths.ts'
import {
  type BatchToRead,
  type CopyToRead,
  type FromReader,
  failure,
  type Kind,
  readBatchOfRows,
  readItems,
  revived,
  type ToReader,
  writtenBatchOfRows,
  writtenItems,
} from './reader-messages.ts'
import { FairTurns } from './turns.ts'

/**
 * Reading beside the event loop: a thread unpacks, hashes and parses while this one records, so that an import uses two
 * cores and other requests do not wait for it. What is read is what `ingest/source.ts` reads, there as here.
 */

/** Batches that are read ahead of recording: enough to keep both threads busy, few enough to hold little memory. */
const readAhead = 3

/** A copy, or a batch, of fewer bytes is read sooner here than it is handed over. */
const small = 64 * 1024

/** Sources that read in a thread of their own; null where the service was not built for it. */
export function threadedSources(script: URL): Services['sources'] | null {
  if (!existsSync(fileURLToPath(script))) return null
  const thread = new ReaderThread(script)
  return {
    metadata: thread.source('metadata'),
    package: thread.source('package'),
    copy: (...copy) => (copy[0].length < small ? readXmlCopy(...copy) : thread.copy(copy)),
    batch: (...batch) => (batch[0].length < small ? readBatch(...batch) : thread.batch(batch)),
  }
}

/** The buffer of these bytes, to be handed over where they fill it: nobody here needs them any more. */
const whole = ({ byteLength, buffer }: Uint8Array): ArrayBuffer[] =>
  byteLength === buffer.byteLength && buffer instanceof ArrayBuffer ? [buffer] : []

const unexpected = (): Error => new Error('The reading thread answered something else.')

class ReaderThread {
  readonly #script: URL
  #worker: Worker | null = null
  #lastId = 0
  /** What is read in one go is so in rotation of the taxpayers. How many may wait is a matter of their keys' shares. */
  readonly #turns = new FairTurns(() => Number.POSITIVE_INFINITY)
  readonly #listeners = new Map<number, (message: FromReader) => void>()

  constructor(script: URL) {
    this.#script = script
  }

  source(kind: Kind): Source {
    return (bytes, desk) => this.#read(kind, bytes, desk)
  }

  async *#read(kind: Kind, bytes: Uint8Array, desk: ReadingContext): AsyncGenerator<Batch> {
    const id = ++this.#lastId
    const inbox: FromReader[] = []
    let wake = () => {}
    this.#listeners.set(id, (message) => {
      inbox.push(message)
      wake()
    })
    const worker = this.#start()
    const send = (message: ToReader) => worker.postMessage(message)
    worker.postMessage({ id, kind, nip: desk.nip, bytes } satisfies ToReader, whole(bytes))
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
          yield readBatchOfRows(message.batch)
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

  /** Reads the XML of one copy, and takes its bytes over. @throws Refusal as `copyFromXml` does */
  copy(copy: CopyToRead): Promise<ReadCopy> {
    return this.#turns.pass(copy[2].nip, undefined, async () => {
      const came = await this.#ask((id) => ({ id, copy }), copy[0])
      if ('copied' in came) return came.copied
      throw unexpected()
    })
  }

  /** Reads a batch of copies, and takes its bytes over. @throws Refusal as `readBatch` does */
  async *batch(batch: BatchToRead): AsyncGenerator<(CopyEvidence | Refusal)[]> {
    const texts = await this.#turns.pass(batch[1].nip, undefined, async () => {
      const came = await this.#ask((id) => ({ id, batch }), batch[0])
      if ('items' in came) return came.items
      throw unexpected()
    })
    for (const text of texts) yield readItems(text)
  }

  async #ask(question: (id: number) => ToReader, bytes: Uint8Array): Promise<FromReader> {
    const id = ++this.#lastId
    const worker = this.#start()
    const answer = new Promise<FromReader>((resolve) => this.#listeners.set(id, resolve))
    worker.postMessage(question(id), whole(bytes))
    try {
      const came = await answer
      if ('failed' in came) throw revived(came.failed)
      return came
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
        const failed = { type: 'other', message: 'The reading thread stopped.' } as const
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

/** The other end, in the thread. */
function serve(port: NonNullable<typeof parentPort>): void {
  const jobs = new Map<number, Job>()
  port.on('message', (message: ToReader) => {
    if ('copy' in message) answerWithCopy(port, message)
    else if ('batch' in message) port.postMessage(readInOneGo(message))
    else if ('kind' in message) jobs.set(message.id, new Job(port, message))
    else if ('known' in message) jobs.get(message.id)?.answer(message.known)
    else if ('more' in message) jobs.get(message.id)?.allow()
    else jobs.delete(message.id)
  })
}

function answerWithCopy(
  port: NonNullable<typeof parentPort>,
  { id, copy }: { id: number; copy: CopyToRead },
) {
  try {
    const { copy: evidence, raw } = readXmlCopy(...copy)
    // Of its own buffer, which goes back as it is.
    const bytes = raw.bytes === copy[0] ? raw.bytes : Uint8Array.from(raw.bytes)
    port.postMessage(
      { id, copied: { copy: evidence, raw: { ...raw, bytes } } } satisfies FromReader,
      whole(bytes),
    )
  } catch (error) {
    port.postMessage({ id, failed: failure(error) } satisfies FromReader)
  }
}

function readInOneGo({ id, batch }: { id: number; batch: BatchToRead }): FromReader {
  try {
    return { id, items: [...readBatch(...batch)].map(writtenItems) }
  } catch (error) {
    return { id, failed: failure(error) }
  }
}

/** Of several imports each has its turn. */
const breaths = new Breaths()

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
    const desk: ReadingContext = {
      nip,
      known: (hashes) => this.#ask(hashes),
      yieldToEventLoop: () => breaths.turn(nip),
    }
    try {
      await desk.yieldToEventLoop()
      for await (const batch of (kind === 'package' ? readPackage : readMetadataList)(bytes, desk)) {
        this.#send({ id: this.#id, batch: writtenBatchOfRows(batch) })
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
