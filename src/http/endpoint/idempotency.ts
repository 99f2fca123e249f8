import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { hexSha256 } from '../../auth/keys.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { answerContext } from '../../secrets/contexts.ts'
import type { Db } from '../../store/database.ts'
import { claimRequest, forgetRequest, keepAnswer, type RequestName } from '../../store/idempotency.ts'
import { say } from '../../texts/say.ts'
import { readJson } from '../../values/json.ts'
import { isRecord } from '../../values/record.ts'
import { Refusal } from '../../values/refusal.ts'
import { mediaType, readBytes } from './body.ts'
import type { AnswersOnce, Env, Keeps, Work } from './env.ts'
import { formDigest } from './form.ts'
import { isPackage, packageOf, releasePackage } from './package-body.ts'
import type { Services } from './services.ts'
import { statuses } from './statuses.ts'

const header = 'Idempotency-Key'
const shape = /^[!-~]{1,255}$/
/** How long answers are kept, in milliseconds: 48 hours. */
const keptMs = 48 * 3_600_000

/** The header as the OpenAPI document lists it. */
export const idempotencyHeader = z.object({
  [header]: z.string().regex(shape).optional().openapi({
    description:
      'Up to 255 visible ASCII characters of your choice. The same request under the same key within 48 hours is answered as at first, with Idempotency-Replayed: true, and done once; another request under it is refused (422). Refusals are not kept: nothing was done, and the key may be used again.',
  }),
})

const everything: Keeps = (answer) => answer

/** Answers requests that carry an `Idempotency-Key` once; one instance for each process. */
export class Idempotency implements AnswersOnce {
  readonly #services: Services
  /** The last request under each name that is under way, by database: one that is gone leaves nobody waiting. */
  readonly #underWay = new WeakMap<Db, Map<string, Promise<unknown>>>()

  constructor(services: Services) {
    this.#services = services
  }

  /**
   * Does the work of a POST, or answers what was answered before. Equal requests at once wait for the first.
   * @throws Refusal 400 invalid-idempotency-key, 409 idempotency-answer-unreadable, 413, 422 idempotency-key-reused, and what the work throws
   */
  async once(c: Context<Env>, work: Work, keeps: Keeps = everything): Promise<Response> {
    const key = c.req.header(header)
    if (key === undefined) return work(this.#services.newId())
    if (!shape.test(key)) {
      throw new Refusal('invalid-idempotency-key', say('refusal.invalid-idempotency-key'))
    }
    const caller = c.get('caller').id
    const nip = c.req.param('nip') ?? null
    const place = answerContext(nip, caller, key)
    const inDatabase = async (db: Db, fingerprint: string): Promise<Response> => {
      const underWay = this.#underWay.get(db) ?? new Map<string, Promise<unknown>>()
      this.#underWay.set(db, underWay)
      const before = underWay.get(place) ?? Promise.resolve()
      const turn = before.then(() => this.#inTurn(db, { caller, key }, place, { fingerprint, work, keeps }))
      const settled = turn.catch(() => {})
      underWay.set(place, settled)
      settled.then(() => underWay.get(place) === settled && underWay.delete(place))
      return turn
    }
    const { directory, packagesInMemory } = this.#services
    if (nip === null) return inDatabase(directory.db, await readAhead(c, bodyDigest))
    return this.#services.withLedger(nip, async (ledger) => {
      const digest = (c: Context<Env>) =>
        isPackage(c.req.raw) ? packageDigest(c, ledger, packagesInMemory) : bodyDigest(c)
      try {
        return await inDatabase(ledger.db, await readAhead(c, digest))
      } finally {
        releasePackage(c, ledger)
      }
    })
  }

  async #inTurn(
    db: Db,
    name: RequestName,
    place: string,
    { fingerprint, work, keeps }: { fingerprint: string; work: Work; keeps: Keeps },
  ): Promise<Response> {
    const { now, newId, vault } = this.#services
    const atMs = Date.parse(now())
    const kept = claimRequest(db, name, { fingerprint, createdId: newId(), atMs }, atMs - keptMs)
    if (kept.fingerprint !== fingerprint) {
      throw new Refusal('idempotency-key-reused', say('refusal.idempotency-key-reused'))
    }
    if (kept.answer !== null) {
      const opened = await vault.open(kept.answer, place).catch(() => null)
      if (opened === null) throw unreadable()
      return replayed(opened, keeps)
    }
    // One that was cut off is done again under the same id, so that it finds what it created.
    const answer = await work(kept.createdId).catch((error: unknown) => {
      if (error instanceof Refusal && statuses[error.code] < 500) forgetRequest(db, name)
      throw error
    })
    // Kept before it is sent: what nobody keeps nobody was told.
    if (answer.ok) {
      const text = keptOf(await answer.clone().text(), keeps)
      const parts: z.output<typeof keptAnswer> = { status: answer.status, headers: [...answer.headers], text }
      keepAnswer(db, name, await vault.seal(JSON.stringify(parts), place))
    } else if (answer.status < 500) forgetRequest(db, name)
    return answer
  }
}

/** Done it was: to do it once more could do it twice. */
const unreadable = (): Refusal =>
  new Refusal('idempotency-answer-unreadable', say('refusal.idempotency-answer-unreadable'))

const keptAnswer = z.object({
  status: z.number(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  text: z.string(),
})

function keptOf(text: string, keeps: Keeps): string {
  if (keeps === everything) return text
  const answer = readJson(text)
  if (!isRecord(answer)) throw new Error('What is kept in part is an object.')
  return JSON.stringify(keeps(answer))
}

/** What must not be said again may have been kept by an earlier version. */
function replayed(opened: string, keeps: Keeps): Response {
  const { status, headers, text: all } = keptAnswer.parse(readJson(opened))
  const text = keptOf(all, keeps)
  const answer = new Response(text === '' ? null : text, { status, headers })
  answer.headers.set('Idempotency-Replayed', 'true')
  return answer
}

/** Reads the body and gives a digest of the whole request: method, path, query, media type and body. */
async function readAhead(c: Context<Env>, digest: (c: Context<Env>) => Promise<string>): Promise<string> {
  const request = c.req.raw
  const { pathname, search } = new URL(request.url)
  const body = await digest(c)
  return hexSha256(JSON.stringify([request.method, pathname, search, mediaType(request), body]))
}

/** Reads the body and leaves it for the endpoint to read again. */
async function bodyDigest(c: Context<Env>): Promise<string> {
  const request = c.req.raw
  const bytes = await readBytes(request, c.get('bodyLimit'))
  if (bytes.length > 0) c.req.raw = again(request, bytes)
  return digestOf(request, bytes)
}

/** The same of a package, which may be put away meanwhile. */
async function packageDigest(c: Context<Env>, ledger: Ledger, inMemory: number): Promise<string> {
  const request = c.req.raw
  const body = await packageOf(c, ledger, inMemory)
  if (!(body instanceof Uint8Array)) return body.digest
  if (body.length > 0) c.req.raw = again(request, body)
  return hexSha256(body)
}

/** Equal forms differ in their boundaries; one that cannot be read is refused by its endpoint. */
function digestOf(request: Request, bytes: Uint8Array): string {
  if (mediaType(request) !== 'multipart/form-data') return hexSha256(bytes)
  try {
    return formDigest(bytes, request.headers.get('content-type') ?? '')
  } catch {
    return hexSha256(bytes)
  }
}

/** The request with a body that was read; as a stream, because bytes would be copied. */
function again(request: Request, bytes: Uint8Array): Request {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes)
      controller.close()
    },
  })
  const { method, headers, signal } = request
  const init = { method, headers, body, signal, duplex: 'half' }
  return new Request(request.url, init)
}
