import { type OpenAPIHono, type RouteConfig, z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { type Caller, mayCall, type Reach } from '../../auth/access.ts'
import type { Role } from '../../store/keys.ts'
import { present } from '../../values/present.ts'
import { bodyLimits, mediaType, parseJson, readBytes, unsupported, valuesIn } from './body.ts'
import type { Env, Keeps } from './env.ts'
import { sentenceParams } from './fields.ts'
import { idempotencyHeader } from './idempotency.ts'
import { languageParameter } from './speaking.ts'
import { unknownParameter, validated } from './validated.ts'

export type App = OpenAPIHono<Env>

/** One endpoint: its place in the contract, and the schemas that both validate and document it. */
interface Endpoint<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> {
  method: 'get' | 'put' | 'post' | 'patch' | 'delete'
  path: string
  id: string
  /** The least role that may call it; `nobody` needs no key. */
  role: Role | 'nobody'
  /** See `Reaching`. */
  reach?: Reach
  /** Left out of the OpenAPI document: for who runs the service, no part of the contract. */
  unlisted?: true
  tag: string
  summary: string
  params?: P
  query?: Q
  /** What the document shows of the query where `query` leaves the judgement to the endpoint. */
  queryShown?: z.ZodObject
  /** A JSON body; endpoints that take other media types read them by themselves and describe them in `bodies`. */
  body?: B
  /** Nobody need send a body: none is an empty object. */
  bodyOptional?: true
  bodies?: Record<string, z.ZodType | Record<string, unknown>>
  /** How many bytes the body may have; 1 MB when left out, 10 MB where there are several `bodies`. */
  bodyLimit?: number
  /** Answers of success by status; refusals are the same everywhere. */
  answers: Record<
    number,
    { description: string; schema?: z.ZodType; type?: string; alsoAs?: readonly string[] }
  >
  /** What is kept of a JSON answer for the Idempotency-Key it came under, where part of it may be said only once. */
  keeps?: Keeps
}

/**
 * How far a call reaches, asked for by its path. One with `{nip}` is about that taxpayer, and names `all` where it
 * reaches beyond him; any other that needs a key must say whose things it shows and changes. A path that the compiler
 * does not know letter by letter counts as one without.
 */
type Reaching<Path extends string, Least extends Role | 'nobody'> = [Least] extends ['nobody']
  ? { reach?: never }
  : Path extends `${string}{nip}${string}`
    ? { reach?: 'all' }
    : { reach: Reach }

interface Call<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType> {
  c: Context<Env>
  params: z.output<P>
  query: z.output<Q>
  body: z.output<B>
  /** Who calls; not to be read where no key is needed. */
  caller: Caller
  /** The same as the history names him; empty where no key is needed. */
  actor: string
  /**
   * The id for what a POST creates, empty for other methods. A request with an Idempotency-Key that was cut off comes
   * again with the same id: look first whether it is there.
   */
  createdId: string
}

/** Where every request needs a key. */
export const keyedPaths = ['/v1/', '/operator/', '/metrics'] as const
export const isKeyed = (path: string): boolean => keyedPaths.some((keyed) => path.startsWith(keyed))

const none = z.strictObject({})

/** The schema of an endpoint that leaves it out is the one that takes nothing, as the defaults of `endpoint` say. */
const orNone = <T extends z.ZodType>(schema: T | undefined): T => (schema ?? none) as T

/** Registers an endpoint with the app and with its OpenAPI document. */
export function endpoint<
  const Path extends string,
  const Least extends Role | 'nobody',
  P extends z.ZodObject = typeof none,
  Q extends z.ZodObject = typeof none,
  B extends z.ZodType = typeof none,
>(
  app: App,
  e: Endpoint<P, Q, B> & { path: Path; role: Least } & Reaching<Path, Least>,
  handle: (call: Call<P, Q, B>) => Response | Promise<Response>,
): void {
  register(app, e, handle)
}

function register<P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType>(
  app: App,
  e: Endpoint<P, Q, B>,
  handle: (call: Call<P, Q, B>) => Response | Promise<Response>,
): void {
  if (e.role !== 'nobody' && !isKeyed(e.path)) throw new Error(`No key is asked for at ${e.path}.`)
  if (e.unlisted !== true) app.openAPIRegistry.registerPath(described(e))
  const path = e.path.replaceAll(/\{(\w+)\}/g, ':$1')
  const limit = e.bodyLimit ?? (e.bodies ? bodyLimits.other : bodyLimits.json)
  app.on(e.method.toUpperCase(), path, async (c) => {
    const caller = c.get('caller')
    c.set('bodyLimit', limit)
    if (e.role !== 'nobody') mayCall(caller, e.role, c.req.param('nip') ?? null, e.reach)
    const work = async (createdId: string): Promise<Response> => {
      const params = validated(orNone(e.params), e.params ? c.req.param() : {}, 'path')
      const query = validated(orNone(e.query), queryOf(c), 'query')
      const body = e.body
        ? await bodyOf(c.req.raw, e.body, limit, e.bodyOptional)
        : validated(orNone<B>(e.body), {}, 'body')
      return handle({ c, params, query, body, caller, actor: caller?.name ?? '', createdId })
    }
    // What nobody is known for is kept for nobody.
    const isOnce = e.method === 'post' && e.role !== 'nobody'
    return isOnce ? c.get('idempotency').once(c, work, e.keeps) : work('')
  })
}

async function bodyOf<T extends z.ZodType>(
  request: Request,
  schema: T,
  limit: number,
  isOptional = false,
): Promise<z.output<T>> {
  if (!isOptional) return jsonBody(request, schema, limit)
  const bytes = await readBytes(request, limit)
  if (bytes.length === 0) return validated(schema, {}, 'body')
  if (mediaType(request) !== 'application/json') throw unsupported(['application/json'])
  return validated(schema, parseJson(bytes, 'body', valuesIn(limit)), 'body')
}

/** Reads and validates a JSON body; `values`: how many it may hold. @throws Refusal 400, 413, 415 */
export async function jsonBody<T extends z.ZodType>(
  request: Request,
  schema: T,
  limit = bodyLimits.json,
  values = valuesIn(limit),
): Promise<z.output<T>> {
  if (mediaType(request) !== 'application/json') throw unsupported(['application/json'])
  return validated(schema, parseJson(await readBytes(request, limit), 'body', values), 'body')
}

/** Query parameters; one that is given several times is a list. A map, because a name may be anything. */
function queryOf(c: Context<Env>): Record<string, string | string[]> {
  const all = new Map<string, string[]>()
  for (const [name, value] of new URL(c.req.url).searchParams)
    if (name !== languageParameter) all.set(name, [...(all.get(name) ?? []), value])
  // No schema sees this name: assigning it to an object sets no property.
  if (all.has('__proto__')) throw unknownParameter('__proto__')
  return Object.fromEntries(
    [...all].map(([name, values]) => [name, values.length === 1 ? present(values[0]) : values]),
  )
}

/** The body of a refusal; it may have further members that say what the refusal is about. */
export const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    code: z.string(),
    params: sentenceParams.optional(),
    errors: z
      .array(
        z.object({
          pointer: z.string(),
          code: z.string(),
          message: z.string(),
          params: sentenceParams.optional(),
        }),
      )
      .optional(),
  })
  .openapi('Problem', {
    example: {
      type: 'urn:ksef-reconcile:problem:invalid-request',
      title: 'Malformed request',
      status: 400,
      detail: 'The body does not fit the contract: /receivedOn (This property is required.)',
      code: 'invalid-request',
      errors: [{ pointer: '/receivedOn', code: 'required', message: 'This property is required.' }],
    },
  })

function described(e: Endpoint<z.ZodObject, z.ZodObject, z.ZodType>): RouteConfig {
  const content = e.bodies ?? (e.body ? { 'application/json': e.body } : null)
  const request = {
    ...(e.method === 'post' && e.role !== 'nobody' ? { headers: idempotencyHeader } : {}),
    ...(e.params ? { params: e.params } : {}),
    ...((e.queryShown ?? e.query) ? { query: e.queryShown ?? e.query } : {}),
    ...(content
      ? {
          body: {
            required: e.bodyOptional !== true,
            content: Object.fromEntries(Object.entries(content).map(([type, schema]) => [type, { schema }])),
          },
        }
      : {}),
  }
  const answers = Object.entries(e.answers).map(([status, { description, schema, type, alsoAs }]) => [
    status,
    {
      description,
      ...(schema
        ? {
            content: {
              [type ?? 'application/json']: { schema },
              // What is JSON else comes as text; files are of one kind each.
              ...Object.fromEntries(
                (alsoAs ?? []).map((other) => [other, { schema: type ? schema : { type: 'string' } }]),
              ),
            },
          }
        : {}),
    },
  ])
  const refusal = {
    description: 'Refused',
    content: { 'application/problem+json': { schema: problemSchema } },
  }
  return {
    method: e.method,
    path: e.path,
    operationId: e.id,
    tags: [e.tag],
    summary: e.summary,
    request,
    ...(e.role === 'nobody' ? { security: [] } : { security: [{ key: [] }] }),
    'x-role': e.role,
    ...(e.reach === undefined ? {} : { 'x-reach': e.reach }),
    responses: { ...Object.fromEntries(answers), '4XX': refusal },
  }
}
