/** What was sent to an endpoint and what it answered, under its operationId. */
export interface Example {
  body?: unknown
  /** Answers of success by status. */
  answers: Record<string, unknown>
}

/** The paths of an OpenAPI document, as far as they are needed to tell which endpoint a request is for. */
export type Paths = Record<string, Record<string, { operationId: string }>>

/**
 * Keeps of every endpoint the first JSON body that was sent to it with the answer to that, and the first JSON answer of
 * each other status.
 */
export class Recorder {
  readonly examples: Record<string, Example> = {}
  readonly #fetch: (request: Request) => Response | Promise<Response>
  readonly #routes: { pattern: RegExp; methods: Paths[string] }[]

  constructor(fetch: (request: Request) => Response | Promise<Response>, paths: Paths) {
    this.#fetch = fetch
    // A path without a parameter goes before one with.
    this.#routes = Object.entries(paths)
      .toSorted(([a], [b]) => a.split('{').length - b.split('{').length)
      .map(([path, methods]) => ({
        pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
        methods,
      }))
  }

  readonly fetch = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const methods = this.#routes.find(({ pattern }) => pattern.test(pathname))?.methods
    const id = methods?.[request.method.toLowerCase()]?.operationId
    const sent = await jsonOf(request)
    const response = await this.#fetch(request)
    const answer = response.ok ? await jsonOf(response) : undefined
    if (id === undefined || !response.ok) return response
    const example = this.#of(id)
    const isFirstBody = sent !== undefined && example.body === undefined
    if (isFirstBody) example.body = sent
    if (answer !== undefined && (isFirstBody || example.answers[response.status] === undefined))
      example.answers[response.status] = answer
    return response
  }

  #of(id: string): Example {
    const example = this.examples[id] ?? { answers: {} }
    this.examples[id] = example
    return example
  }
}

/** The JSON of a message, which stays readable; undefined when it is something else. */
async function jsonOf(message: Request | Response): Promise<unknown> {
  if (message.body === null || !/json/.test(message.headers.get('content-type') ?? '')) return undefined
  return message.clone().json()
}

/** How many characters of JSON an answer may have before its lists show one entry instead of two. */
const long = 8000
const longestText = 800

/** The examples without most entries of lists, and without the ends of long texts (a document within an archive). */
export function shortened(examples: Record<string, Example>): Record<string, Example> {
  const entries = Object.entries(examples).map(([id, { body, answers }]) => [
    id,
    { ...(body === undefined ? {} : { body: short(body) }), answers: short(answers) },
  ])
  return Object.fromEntries(entries)
}

function short(value: unknown): unknown {
  const two = cut(value, 2)
  return JSON.stringify(two).length > long ? cut(value, 1) : two
}

function cut(value: unknown, most: number): unknown {
  if (typeof value === 'string') return value.length > longestText ? `${value.slice(0, 60)}…` : value
  if (Array.isArray(value)) return value.slice(0, most).map((inner) => cut(inner, most))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, cut(inner, most)]))
}

/**
 * The examples with ids and secrets of chance replaced by ones that are the same whenever they are recorded: ids are
 * numbered as they come up, `secrets` are named by hand.
 */
export function steady<T>(examples: T, secrets: readonly (readonly [string, string])[]): T {
  const ids = new Map<string, string>()
  let text = JSON.stringify(examples)
  for (const [secret, shown] of secrets) text = text.replaceAll(secret, shown)
  text = text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/g, (id) => {
    if (!ids.has(id)) ids.set(id, `019f0000-0000-7000-8000-${String(ids.size + 1).padStart(12, '0')}`)
    return ids.get(id) as string
  })
  return JSON.parse(text)
}
