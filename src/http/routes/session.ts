import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { roles } from '../../auth/access.ts'
import { hexSha256, isSessionText } from '../../auth/keys.ts'
import { credentialIn, newSessionText, sessionCookie, sessionIn, sessionMs } from '../../auth/sessions.ts'
import { findKey } from '../../store/keys.ts'
import { putSession, removeSession, sessionByHash } from '../../store/sessions.ts'
import { languages } from '../../texts/language.ts'
import { parseInstant } from '../../values/instant.ts'
import { present } from '../../values/present.ts'
import type { Door } from '../endpoint/authentication.ts'
import { crossOrigin, isOfAnotherOrigin } from '../endpoint/cross-origin.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import type { Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'

const path = '/session'
const tag = 'Sessions'
const shown = z
  .object({
    name: z.string().openapi({ description: 'Of the key' }),
    role: z.enum(roles),
    taxpayers: z.union([z.literal('*'), z.array(z.string())]),
    language: z.enum(languages).nullable().openapi({ description: 'Of the key; null where it has none' }),
    qrEnvironment: z
      .enum(['production', 'test', 'demo'])
      .openapi({ description: 'The environment of KSeF in which codes of invoices lead to them' }),
    endsAt: z.string().nullable().openapi({
      format: 'date-time',
      description: 'From then on the session counts no more; null where a key was sent instead of one',
    }),
  })
  .openapi('Session')

/** A key of a person, shown once and then held by a cookie that no script reads and no other site sends along. */
export function sessionEndpoints(app: App, services: Services, door: Door): void {
  postSessionEndpoint(app, services, door)
  getSessionEndpoint(app, services, door)
  deleteSessionEndpoint(app, services, door)
}

function postSessionEndpoint(app: App, services: Services, door: Door): void {
  const { directory } = services
  endpoint(
    app,
    {
      method: 'post',
      path,
      id: 'postSession',
      role: 'nobody',
      tag,
      summary:
        'Sign in a browser with a key: a cookie stands for it for 12 hours, no longer than the key counts, and for pages of this service alone',
      body: z.strictObject({ key: z.string().trim().min(1).max(1000) }).openapi('SessionInput'),
      bodyLimit: 4096,
      answers: { 204: { description: 'Signed in; the session is in the header Set-Cookie' } },
    },
    async ({ c, body: { key } }) => {
      const request = c.req.raw
      // Else another site could sign somebody in as somebody else.
      if (isOfAnotherOrigin(request)) throw crossOrigin()
      const { id, expiresAt = null } = await door.ownerOf(c, key)
      const [createdAt, text] = [services.now(), newSessionText()]
      const nowMs = Date.parse(createdAt)
      const endsMs = Math.min(
        nowMs + sessionMs,
        expiresAt === null ? Number.MAX_VALUE : Date.parse(expiresAt),
      )
      const endsAt = present(parseInstant(new Date(endsMs).toISOString()))
      const hashes = { hash: hexSha256(text), keyHash: hexSha256(key) }
      putSession(directory.db, { ...hashes, keyId: id, createdAt, endsAt }, sessionHashOf(c))
      const seconds = Math.floor((endsMs - nowMs) / 1000)
      return new Response(null, {
        status: 204,
        headers: { 'set-cookie': sessionCookie(text, seconds, request) },
      })
    },
  )
}

function getSessionEndpoint(app: App, services: Services, door: Door): void {
  const { directory } = services
  endpoint(
    app,
    {
      method: 'get',
      path,
      id: 'getSession',
      role: 'nobody',
      tag,
      summary: 'Who is signed in, and until when; 401 where nobody is',
      answers: { 200: { description: 'The session', schema: shown } },
    },
    async ({ c }) => {
      const { id, name, role, taxpayers, language = null } = await door.callerOf(c)
      // Where a key comes too, it is the key that calls.
      const credential = present(credentialIn(c.req.raw.headers))
      const session = isSessionText(credential) ? sessionByHash(directory.db, hexSha256(credential)) : null
      return respond(c, {
        name: findKey(directory.db, id)?.name ?? name,
        ...{ role, taxpayers, language, qrEnvironment: services.qrEnvironment },
        endsAt: session?.endsAt ?? null,
      })
    },
  )
}

function deleteSessionEndpoint(app: App, services: Services, door: Door): void {
  endpoint(
    app,
    {
      method: 'delete',
      path,
      id: 'deleteSession',
      role: 'nobody',
      tag,
      summary: 'Sign out: the session counts no more, at once',
      answers: { 204: { description: 'Signed out; the cookie is taken away' } },
    },
    async ({ c }) => {
      await door.callerOf(c)
      const hash = sessionHashOf(c)
      if (hash !== null) removeSession(services.directory.db, hash)
      return new Response(null, { status: 204, headers: { 'set-cookie': sessionCookie('', 0, c.req.raw) } })
    },
  )
}

/** The hash of the session that a browser has; null where it has none. */
function sessionHashOf(c: Context): string | null {
  const text = sessionIn(c.req.header('cookie') ?? null)
  return text === undefined ? null : hexSha256(text)
}
