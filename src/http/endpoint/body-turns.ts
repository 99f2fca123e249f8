import { say } from '../../texts/say.ts'
import { Refusal } from '../../values/refusal.ts'
import { keyOf, partiesOf } from './in-flight.ts'

/** Bodies up to so many bytes are read whenever they come. */
export const smallBody = 256 * 1024

/** How long a body waits for its turn, in milliseconds, before whoever sent it is asked to come again. */
const longestWaitMs = 30_000

/** Who sends nothing for so long, in milliseconds, lets the next one go on, and waits for his turn again. */
export const stallMs = 1000

/** A turn that was given; to be called when the body is in memory, or nobody reads it any more. Twice is as once. */
type EndTurn = () => void

const nothing: EndTurn = () => {}

/**
 * Large bodies are read one after the other, for each key and for each taxpayer: to fill memory that was never used takes
 * up to 14 ms a megabyte of the event loop, and eight at once would stop everybody for as long as all of them
 * take. One that waits lies with whoever sends it, not in memory: nothing of it is read. What is read after its turn
 * counts among the bodies under way as before.
 */
export class BodyTurns {
  /** Whom the next one of a party waits for. */
  readonly #last = new Map<string, Promise<void>>()

  /** Has the body of a request wait for its turn where it is large, or turns out to be. */
  enter(keyId: string, request: Request): void {
    const declared = request.headers.get('content-length')
    if (request.method === 'GET' || (declared !== null && !(Number(declared) > smallBody))) return
    // First the key, then the taxpayer: so no two wait for each other.
    const parties = partiesOf(keyId, request).map(keyOf)
    turns.set(request, () => this.#all(parties))
  }

  async #all(parties: readonly string[]): Promise<EndTurn> {
    const until = performance.now() + longestWaitMs
    const ends: EndTurn[] = []
    const end = () => {
      for (const endOne of ends.splice(0)) endOne()
    }
    for (const party of parties) {
      const { begins, ends: endOne } = this.#stand(party)
      ends.push(endOne)
      if (await beforeTime(begins, until - performance.now())) continue
      end()
      throw tooLong()
    }
    return end
  }

  /** Takes a place in the row of a party; it may be left before its time has come. */
  #stand(party: string): { begins: Promise<void>; ends: EndTurn } {
    const begins = this.#last.get(party) ?? Promise.resolve()
    let ends = nothing
    const left = new Promise<void>((resolve) => {
      ends = resolve
    })
    const over = begins.then(() => left)
    this.#last.set(party, over)
    void over.then(() => {
      if (this.#last.get(party) === over) this.#last.delete(party)
    })
    return { begins, ends }
  }
}

/** Requests whose bodies are read in turns, and how theirs is taken. */
const turns = new WeakMap<Request, () => Promise<EndTurn>>()

/**
 * Waits until a large body may be read. Small ones, and those of a host that has no such turns, need not be asked about.
 * @throws Refusal 503 service-busy
 */
export const turnOf = (request: Request): Promise<EndTurn> =>
  turns.get(request)?.() ?? Promise.resolve(nothing)

const tooLong = (): Refusal =>
  new Refusal('service-busy', say('refusal.bodies-in-turn', { seconds: longestWaitMs / 1000 }), [], {
    retryAfterSeconds: 5,
  })

/** Does something come within so many milliseconds? */
export async function beforeTime(what: Promise<unknown>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.max(0, ms))
  })
  try {
    return await Promise.race([what.then(() => true), late])
  } finally {
    clearTimeout(timer)
  }
}
