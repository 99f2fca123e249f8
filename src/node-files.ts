import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import {
  type CodeReader,
  type FileCodes,
  FileProblem,
  type FileProblemCode,
  type PictureType,
} from './ingest/file-codes.ts'
import { codeReader } from './ingest/read-file.ts'
import { Problem } from './problem.ts'

/**
 * Looking for codes in files, on Node in a thread: a file from anywhere may take long, take much memory or break its
 * reader, and then the thread is ended, not the service. One file at a time; the thread goes when nothing comes.
 */

/** Reads files in this thread. */
export const codesHere: CodeReader = codeReader(async () =>
  readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')),
)

export interface ThreadLimits {
  /** Milliseconds for one file. */
  time: number
  /** Bytes by which the process may grow meanwhile. */
  memory: number
  /** Files that wait for their turn. */
  waiting: number
  /** Milliseconds until a thread without work goes. */
  idle: number
}
const usual: ThreadLimits = { time: 30_000, memory: 768 * 1024 ** 2, waiting: 50, idle: 30_000 }

/** Reads files in a thread of its own; null where the service was not built for it. */
export function threadedCodes(script: URL, limits: ThreadLimits = usual): CodeReader | null {
  if (!existsSync(fileURLToPath(script))) return null
  const thread = new FileThread(script, limits)
  return (bytes, type) => thread.read(bytes, type)
}

type FromThread = { codes: FileCodes } | { failed: { type: string; code: string; message: string } }

/** How often it is looked whether the process grows too large, in milliseconds. */
const watch = 50

class FileThread {
  readonly #script: URL
  readonly #limits: ThreadLimits
  #worker: Worker | null = null
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0
  #leaving: NodeJS.Timeout | null = null
  /** Ends the waiting for the file that is read. */
  #settle: (answer: FromThread | null) => void = () => {}

  constructor(script: URL, limits: ThreadLimits) {
    this.#script = script
    this.#limits = limits
  }

  /** @throws FileProblem, or Problem 429 when too many files wait */
  async read(bytes: Uint8Array, type: PictureType): Promise<FileCodes> {
    if (this.#waiting >= this.#limits.waiting) {
      const message = 'Too many files wait to be read. Send this one again later.'
      throw new Problem(429, 'too-many-files', message, [], { headers: { 'retry-after': '10' } })
    }
    this.#waiting++
    const turn = this.#last.then(() => this.#one(bytes, type))
    this.#last = turn.catch(() => {})
    try {
      return await turn
    } finally {
      this.#waiting--
    }
  }

  async #one(bytes: Uint8Array, type: PictureType): Promise<FileCodes> {
    if (this.#leaving) clearTimeout(this.#leaving)
    const worker = this.#start()
    try {
      const answer = await this.#answer(worker, { bytes, type })
      if (answer === null) {
        this.#end()
        throw tooComplex()
      }
      if ('codes' in answer) return answer.codes
      throw revived(answer.failed)
    } finally {
      worker.unref()
      this.#leaving = setTimeout(() => this.#end(), this.#limits.idle).unref()
    }
  }

  #start(): Worker {
    if (this.#worker === null) {
      const worker = new Worker(this.#script, { resourceLimits: { maxOldGenerationSizeMb: 512 } })
      // Listened to as long as it lives: an error that nobody hears would end the service.
      const lost = () => {
        if (this.#worker !== worker) return
        this.#worker = null
        this.#settle(null)
      }
      worker.on('message', (answer) => this.#worker === worker && this.#settle(answer))
      worker.on('error', lost).on('exit', lost)
      this.#worker = worker
    }
    this.#worker.ref()
    return this.#worker
  }

  #end(): void {
    void this.#worker?.terminate()
    this.#worker = null
  }

  /** What the thread answers; null when it fails, or takes too long or too much. */
  async #answer(worker: Worker, file: { bytes: Uint8Array; type: PictureType }): Promise<FromThread | null> {
    const { time, memory } = this.#limits
    const [startedAt, size] = [performance.now(), process.memoryUsage.rss()]
    let watching: NodeJS.Timeout | undefined
    const answer = new Promise<FromThread | null>((resolve) => {
      this.#settle = resolve
      watching = setInterval(() => {
        const isLate = performance.now() - startedAt > time
        if (isLate || process.memoryUsage.rss() - size > memory) resolve(null)
      }, watch)
    })
    worker.postMessage(file)
    return answer.finally(() => clearInterval(watching))
  }
}

const tooComplex = (): FileProblem =>
  new FileProblem(
    'file-too-complex',
    'The file takes too long or too much memory to read. Save it again in a simpler form, or send what it says as JSON.',
  )

function revived({ type, code, message }: { type: string; code: string; message: string }): Error {
  return type === 'FileProblem' ? new FileProblem(code as FileProblemCode, message) : new Error(message)
}

/** The other end, in the thread. */
async function answerTo(file: { bytes: Uint8Array; type: PictureType }): Promise<FromThread> {
  try {
    return { codes: await codesHere(file.bytes, file.type) }
  } catch (error) {
    const { name, message, code = '' } = error as Error & { code?: string }
    return { failed: { type: name, code, message } }
  }
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort
  // What a library still does behind an answer that it gave is no reason to lose the thread.
  process.on('unhandledRejection', () => {})
  port.on('message', async (file) => port.postMessage(await answerTo(file)))
}
