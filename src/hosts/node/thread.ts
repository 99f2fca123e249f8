import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'

/** Work that is done in a thread beside the event loop: a question goes there, an answer comes back. */

type ToThread<Q> = { id: number; question: Q }
type FromThread<A> = { id: number; answer: A }

/**
 * Asks the thread of a script; a thread that was lost is made anew with the next question, and its questions are
 * refused. Null where the service was not built for it.
 */
export function threaded<Q, A>(script: URL): ((question: Q) => Promise<A>) | null {
  if (!existsSync(fileURLToPath(script))) return null
  let thread: Thread<Q, A> | null = null
  return (question) => {
    if (thread === null || thread.isLost) thread = new Thread(script)
    return thread.ask(question)
  }
}

class Thread<Q, A> {
  isLost = false
  readonly #worker: Worker
  readonly #waiting = new Map<number, { resolve: (answer: A) => void; reject: (error: Error) => void }>()
  #lastId = 0

  constructor(script: URL) {
    this.#worker = new Worker(script)
    this.#worker.on('message', ({ id, answer }: FromThread<A>) => {
      this.#waiting.get(id)?.resolve(answer)
      this.#waiting.delete(id)
    })
    const lost = () => {
      this.isLost = true
      for (const { reject } of this.#waiting.values()) reject(new Error('The thread ended.'))
      this.#waiting.clear()
    }
    this.#worker.on('error', lost).on('exit', lost)
    this.#worker.unref()
  }

  ask(question: Q): Promise<A> {
    const id = ++this.#lastId
    this.#worker.postMessage({ id, question } satisfies ToThread<Q>)
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }))
  }
}

/** The other end, in the thread; nothing elsewhere. */
export function answerInThread<Q, A>(answer: (question: Q) => A | Promise<A>): void {
  if (isMainThread) return
  parentPort?.on('message', async ({ id, question }: ToThread<Q>) => {
    parentPort?.postMessage({ id, answer: await answer(question) } satisfies FromThread<A>)
  })
}
