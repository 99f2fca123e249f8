import { z } from '@hono/zod-openapi'
import { type Caller, mayCall, reaches, roles } from '../../auth/access.ts'
import { hexSha256, keyIdFrom, newKeyText } from '../../auth/keys.ts'
import { changeLanguage, endKey, findKey, type KeyRow, listKeys, makeKey } from '../../store/keys.ts'
import { languages } from '../../texts/language.ts'
import { say } from '../../texts/say.ts'
import { compareInstants } from '../../values/instant.ts'
import { hasNipChecksum, parseNip } from '../../values/nip.ts'
import { Refusal, refusedAt } from '../../values/refusal.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { instant, nip, pageQuery, text } from '../endpoint/fields.ts'
import { afterCursor, doneBy, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { page } from './schemas.ts'

const one = '/v1/keys/{id}'
const oneParams = z.strictObject({ id: z.string().max(100) })
const role = z.enum(roles)
const language = z.enum(languages)
const taxpayers = z.union([z.literal('*'), z.array(nip).min(1).max(5000)])
const keyBody = z
  .strictObject({
    name: text(100),
    role,
    taxpayers,
    expiresAt: instant
      .nullish()
      .openapi({ description: 'From then on it counts no more; never when left out' }),
    language: language.nullish().openapi({
      description:
        'The language of answers to requests with the key that ask for none; English when left out',
    }),
  })
  .openapi('KeyInput')

const keyPatch = z
  .strictObject({
    language: language
      .nullable()
      .openapi({ description: 'As for a new key; null takes it away, and English is spoken' })
      .optional(),
  })
  .openapi('KeyPatch')

const shownInstant = z.string().openapi({ format: 'date-time' })
const shown = z
  .object({
    id: z.string(),
    name: z.string(),
    role,
    taxpayers,
    createdAt: shownInstant,
    createdBy: z.string(),
    lastUsedAt: shownInstant.nullable().openapi({ description: 'To the minute' }),
    revokedAt: shownInstant.nullable(),
    expiresAt: shownInstant
      .nullable()
      .openapi({ description: 'From then on it counts no more; null: never' }),
    language: language
      .nullable()
      .openapi({ description: 'Of answers to requests that ask for none; null: English' }),
  })
  .openapi('Key')
const shownOnce = shown
  .extend({
    key: z.string().nullable().openapi({
      description:
        'The key itself, shown this once and kept as a hash. Null where the request is repeated under its Idempotency-Key: if the first answer was lost, revoke the key and make another under another Idempotency-Key',
    }),
  })
  .openapi('NewKey')

const view = ({ seq: _, hash: __, ...rest }: KeyRow) => rest

export function keyEndpoints(app: App, services: Services): void {
  postKeyEndpoint(app, services)
  listKeysEndpoint(app, services)
  patchKeyEndpoint(app, services)
  revokeKeyEndpoint(app, services)
}

function postKeyEndpoint(app: App, services: Services): void {
  const { directory } = services
  endpoint(
    app,
    {
      method: 'post',
      path: '/v1/keys',
      id: 'postKey',
      role: 'admin',
      reach: 'own',
      tag: 'Keys',
      summary: 'Make a key with a role, for the taxpayers named or for all; the key is shown this once',
      body: keyBody,
      answers: { 201: { description: 'Made', schema: shownOnce } },
      keeps: (answer) => ({ ...answer, key: null }),
    },
    async ({ c, caller, body, actor, createdId }) => {
      const named = namedTaxpayers(body.taxpayers)
      // Whoever is limited to some taxpayers makes no key that reaches further.
      for (const nip of named === '*' ? ['*'] : named) mayCall(caller, 'admin', nip)
      const expiresAt = body.expiresAt ?? null
      if (expiresAt !== null && compareInstants(expiresAt, services.now()) <= 0) throw inThePast(expiresAt)
      const id = keyIdFrom(createdId)
      const key = newKeyText(id)
      const doing = doneBy(caller, services)
      const rights = { name: body.name, role: body.role, taxpayers: named, expiresAt }
      const language = body.language ?? null
      const made = { id, ...rights, language, hash: hexSha256(key), createdAt: doing.at, createdBy: actor }
      const row = directory.db.transaction(() => makeKey(directory.db, made, doing))
      if (row === null) throw new Error(`There is a key ${id} already.`)
      return respond(c, { ...view(row), key }, 201)
    },
  )
}

function listKeysEndpoint(app: App, services: Services): void {
  const { directory } = services
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/keys',
      id: 'listKeys',
      role: 'admin',
      reach: 'own',
      tag: 'Keys',
      summary:
        'Keys in the order in which they were made, revoked ones too, never the key itself: all of them, or those for no other taxpayers than the key that asks',
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'A page', schema: page(shown) } },
    },
    ({ c, caller, query }) => {
      const rows = listKeys(directory.db, afterCursor(query.cursor), query.limit, caller.taxpayers)
      const next = rows.length === query.limit ? String(rows.at(-1)?.seq) : null
      return respond(c, { items: rows.map(view), next })
    },
  )
}

function patchKeyEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'patch',
      path: one,
      id: 'patchKey',
      role: 'admin',
      reach: 'own',
      tag: 'Keys',
      summary:
        'Change the language of a key; its sessions have it too from then on. One that reaches further than yours is not there for you',
      params: oneParams,
      body: keyPatch,
      answers: { 200: { description: 'Changed', schema: shown } },
    },
    ({ c, caller, params: { id }, body: { language } }) => {
      const { db } = services.directory
      const row = db.transaction(() => {
        const key = keyOf(services, caller, id)
        return language === undefined ? key : changeLanguage(db, key, language, doneBy(caller, services))
      })
      return respond(c, view(row))
    },
  )
}

function revokeKeyEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'delete',
      path: one,
      id: 'revokeKey',
      role: 'admin',
      reach: 'own',
      tag: 'Keys',
      summary: 'Revoke a key, at once and for good; one that reaches further than yours is not there for you',
      params: oneParams,
      answers: { 200: { description: 'The key that is revoked', schema: shown } },
    },
    ({ c, caller, params: { id } }) => {
      const { db } = services.directory
      const row = db.transaction(() => endKey(db, keyOf(services, caller, id), doneBy(caller, services)))
      return respond(c, view(row))
    },
  )
}

/** @throws Refusal 404 key-id-unknown also for a key that reaches further than the caller */
function keyOf({ directory }: Services, caller: Caller, id: string): KeyRow {
  const key = findKey(directory.db, id)
  if (key === null || !reaches(caller, key.taxpayers))
    throw new Refusal('key-id-unknown', say('refusal.key-id-unknown', { id }))
  return key
}

const inThePast = (expiresAt: string): Refusal =>
  refusedAt('/expiresAt', 'expires-in-past', say('refusal.expires-in-past', { at: expiresAt }))

/** Each taxpayer once. @throws Refusal 422 nip-checksum */
function namedTaxpayers(named: z.output<typeof taxpayers>): readonly string[] | '*' {
  if (named === '*') return named
  const errors = named.flatMap((number, i) => {
    const parsed = parseNip(number)
    if (parsed !== null && hasNipChecksum(parsed)) return []
    const message = say('refusal.nip-checksum', { nip: number })
    return [{ pointer: `/taxpayers/${i}`, code: 'nip-checksum', message }]
  })
  const [first] = errors
  if (first) throw new Refusal('nip-checksum', first.message, errors.slice(0, 20))
  return [...new Set(named)]
}
