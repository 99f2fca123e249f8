import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import {
  type CodeReader,
  type FileCodes,
  FileProblem,
  type FileProblemCode,
  type FileSender,
  type PictureType,
} from '../../ingest/file-codes.ts'
import { sha256 } from '../../ingest/hash.ts'
import { packed } from '../../ingest/packed.ts'
import { codeReader } from '../../ingest/read-file.ts'
import { say } from '../../texts/say.ts'
import type { Said } from '../../texts/sentence.ts'
import { Refusal } from '../../values/refusal.ts'
import { thrown } from '../../values/thrown.ts'
import { Patience } from './back-off.ts'
import { fileBudget } from './memory.ts'
import { tesseract } from './ocr.ts'
import { rememberingScans } from './recent-scans.ts'
import { FairTurns, NoTurn } from './turns.ts'

/**
 * Looking for codes in files, on Node in a thread: a file from anywhere may take long, take much memory or break its
 * reader, and then the thread is ended, not the service. One file at a time, in rotation of the taxpayers; the thread
 * goes when nothing comes.
 */

const wasm = async () =>
  readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))

/** Reads files in this thread, without the text of pictures: that takes seconds. */
export const codesHere: CodeReader = codeReader(wasm)
/** The same with the text of pictures, where what reads it is installed. */
export const codesAndScansHere: CodeReader = codeReader(wasm, tesseract)

export interface ThreadLimits {
  /** Milliseconds for one file. */
  time: number
  /** Milliseconds for the text of one page that is a picture. */
  scan: number
  /** Bytes by which the process may grow meanwhile. */
  memory: number
  /** Files of one taxpayer that wait for their turn. */
  waiting: number
  /** Milliseconds until a thread without work goes. */
  idle: number
  /** A file that was read for so many milliseconds counts as one that broke the limits also when its sender left. */
  leaving: number
}
const usual: ThreadLimits = {
  time: 30_000,
  scan: 15_000,
  memory: fileBudget(),
  waiting: 50,
  idle: 30_000,
  leaving: 3000,
}

/** Reads files in a thread of its own; null where the service was not built for it. */
export function threadedCodes(
  script: URL,
  limits: ThreadLimits = usual,
  patience = new Patience(),
): CodeReader | null {
  if (!existsSync(fileURLToPath(script))) return null
  const thread = new FileThread(script, limits, patience)
  return rememberingScans((bytes, type, sender) => thread.read(bytes, type, sender))
}

type FromThread = { codes: FileCodes } | { failed: Failed }
/** What was found so far, before a step that may take too long. */
type Partly = { partly: FileCodes }

/** An error as it goes from thread to thread. `detail`: what people are told of a file that cannot be read. */
type Failed = { code: FileProblemCode; detail: Said } | { message: string }
type ToThread = { bytes: Uint8Array; type: PictureType; taxpayer: string; provenOnly: boolean }

/** The part of this memory that may be objects of its heap, in megabytes; the rest are pictures and the decoder. */
const heapOf = (memory: number): number => Math.max(64, Math.floor((memory * 2) / 3 / 1024 ** 2))

/** How often it is looked whether the process grows too large, in milliseconds. */
const watch = 50

class FileThread {
  readonly #script: URL
  readonly #limits: ThreadLimits
  #worker: Worker | null = null
  readonly #turns: FairTurns
  readonly #patience: Patience
  #leaving: NodeJS.Timeout | null = null
  /** Ends the waiting for the file that is read. */
  #settle: (answer: FromThread | null) => void = () => {}
  /** Hears what was found so far in the file that is read. */
  #hear: (codes: FileCodes) => void = () => {}

  constructor(script: URL, limits: ThreadLimits, patience: Patience) {
    this.#script = script
    this.#limits = limits
    this.#turns = new FairTurns(() => limits.waiting)
    this.#patience = patience
  }

  /** @throws FileProblem, or Refusal too-many-files when too many files wait, or those of this key broke the limits before */
  async read(bytes: Uint8Array, type: PictureType, sender?: FileSender): Promise<FileCodes> {
    const { taxpayer = '', key = '', signal, provenOnly = false } = sender ?? {}
    this.#askPatience(key)
    try {
      return await this.#turns.pass(taxpayer, signal, () => {
        // What was read meanwhile may have been of this key.
        this.#askPatience(key)
        return this.#one({ bytes, type, taxpayer, provenOnly }, key, signal)
      })
    } catch (error) {
      if (error instanceof NoTurn) throw later(say('refusal.too-many-files-waiting'), 10)
      throw error
    }
  }

  #askPatience(key: string): void {
    const seconds = Math.ceil(this.#patience.wait(key) / 1000)
    if (seconds === 0) return
    throw later(say('refusal.files-too-slow', { seconds }), seconds)
  }

  async #one(file: ToThread, key: string, signal: AbortSignal | undefined): Promise<FileCodes> {
    if (this.#leaving) clearTimeout(this.#leaving)
    const worker = this.#start()
    const startedAt = performance.now()
    try {
      const { answer, partly } = await this.#answer(worker, file, signal)
      if (answer === null) {
        this.#end()
        const hasLeft = signal?.aborted === true
        // The thread was his for so long, whether he waits for the answer or not.
        if (!hasLeft || performance.now() - startedAt >= this.#limits.leaving) this.#patience.broken(key)
        if (hasLeft) throw new NoTurn('he left')
        if (partly === null) throw tooComplex()
        return partly
      }
      if ('codes' in answer) return { ...partly, ...answer.codes }
      throw revived(answer.failed)
    } finally {
      worker.unref()
      this.#leaving = setTimeout(() => this.#end(), this.#limits.idle).unref()
    }
  }

  #start(): Worker {
    if (this.#worker === null) {
      const worker = new Worker(this.#script, {
        resourceLimits: { maxOldGenerationSizeMb: heapOf(this.#limits.memory) },
      })
      // Listened to as long as it lives: an error that nobody hears would end the service.
      const lost = () => {
        if (this.#worker !== worker) return
        this.#worker = null
        this.#settle(null)
      }
      worker.on('message', (answer: FromThread | Partly) => {
        if (this.#worker !== worker) return
        if ('partly' in answer) this.#hear(answer.partly)
        else this.#settle(answer)
      })
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

  /**
   * What the thread answers; null when it fails, takes too long or too much, or nobody waits for it any more. And what it
   * found before, if it told.
   */
  async #answer(
    worker: Worker,
    file: ToThread,
    signal: AbortSignal | undefined,
  ): Promise<{ answer: FromThread | null; partly: FileCodes | null }> {
    const { time, scan, memory } = this.#limits
    const size = process.memoryUsage.rss()
    let lateAt = performance.now() + time
    let partly: FileCodes | null = null
    let watching: NodeJS.Timeout | undefined
    const answer = new Promise<FromThread | null>((resolve) => {
      this.#settle = resolve
      this.#hear = (codes) => {
        partly = { ...partly, ...codes }
        lateAt = performance.now() + scan
      }
      watching = setInterval(() => {
        const isLate = performance.now() > lateAt
        if (signal?.aborted || isLate || process.memoryUsage.rss() - size > memory) resolve(null)
      }, watch)
    })
    worker.postMessage(file)
    return { answer: await answer.finally(() => clearInterval(watching)), partly }
  }
}

const later = (detail: Said, seconds: number): Refusal =>
  new Refusal('too-many-files', detail, [], { retryAfterSeconds: seconds })

const tooComplex = (): FileProblem => new FileProblem('file-too-complex', say('file.too-complex'))

const revived = (failed: Failed): Error =>
  'detail' in failed ? new FileProblem(failed.code, failed.detail) : new Error(failed.message)

/** Who left is no matter there: then the thread is ended. */
const { signal: neverLeaves } = new AbortController()

/** The other end, in the thread; tells what was found before a step that may take too long. */
async function answerTo(
  { bytes, type, taxpayer, provenOnly }: ToThread,
  tell: (so: Partly) => void,
): Promise<FromThread> {
  let kept: Pick<FileCodes, 'done'> | null = null
  /** Once: what was told is not sent again. */
  const keep = (): Pick<FileCodes, 'done'> => {
    if (kept !== null) return {}
    const raw = packed({ mediaType: type, encoding: 'identity', bytes })
    kept = { done: { hash: sha256(bytes), raw: { ...raw, bytes: Uint8Array.from(raw.bytes) } } }
    return kept
  }
  const partly = (codes: FileCodes) => tell({ partly: { ...codes, ...keep() } })
  try {
    const sender = { taxpayer, key: '', signal: neverLeaves, provenOnly, partly }
    const codes = await codesAndScansHere(bytes, type, sender)
    return { codes: { ...codes, ...keep() } }
  } catch (error) {
    if (error instanceof FileProblem) return { failed: { code: error.code, detail: error.detail } }
    return { failed: { message: thrown(error).message } }
  }
}

if (!isMainThread && parentPort !== null) {
  const port = parentPort
  const send = (answer: FromThread | Partly) => {
    const { done } = 'codes' in answer ? answer.codes : 'partly' in answer ? answer.partly : {}
    const buffer = done?.raw.bytes.buffer
    port.postMessage(answer, buffer instanceof ArrayBuffer ? [buffer] : [])
  }
  // What a library still does behind an answer that it gave is no reason to lose the thread.
  process.on('unhandledRejection', () => {})
  port.on('message', async (file) => send(await answerTo(file, send)))
}
