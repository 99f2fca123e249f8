import { z } from '@hono/zod-openapi'
import { setAsideReasons } from '../../ingest/mail-documents.ts'
import { takeMail } from '../../intake/mails.ts'
import { receivingDesk } from '../../intake/receiving-desk.ts'
import { mailOf, mailViews } from '../../queries/mails.ts'
import { mailsBefore } from '../../store/mails.ts'
import { bodyLimits, mediaType, readBytes, unsupported } from '../endpoint/body.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { pageQuery, shownDay } from '../endpoint/fields.ts'
import { named } from '../endpoint/named.ts'
import { afterCursor, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { mailBrief } from './draft-schemas.ts'
import { page } from './schemas.ts'

const home = '/v1/taxpayers/{nip}/mails'
const params = z.strictObject({ nip: z.string() })

const mail = named(
  'Mail',
  z.object({
    ...mailBrief.shape,
    receivedOn: shownDay.openapi({
      description:
        'The day of the topmost Received header of the taxpayer’s own mail server, else the day on which it came here',
    }),
    recordedAt: z.string().openapi({ format: 'date-time' }),
    by: z.string(),
    parts: z
      .array(
        z.object({
          name: z.string().nullable(),
          mediaType: z.string(),
          bytes: z.number().int(),
          draftId: z.string().nullable(),
          why: z.object({ code: z.enum(setAsideReasons), message: z.string() }).nullable(),
        }),
      )
      .openapi({ description: 'Its files, with those of its ZIPs: each is a draft, or why it is none' }),
  }),
)
const answer = z.object({ mail }).openapi('MailAnswer')

/** Mails that bring documents. */
export function mailEndpoints(app: App, services: Services): void {
  postEndpoint(app, services)
  readEndpoints(app, services)
}

function postEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: home,
      id: 'postMail',
      role: 'integration',
      tag: 'Drafts',
      summary: 'Take in a mail as it came: every PDF, XML, PNG and JPEG with it, also in a ZIP, is a draft',
      params,
      bodies: { 'message/rfc822': { type: 'string', format: 'binary' } },
      bodyLimit: bodyLimits.mail,
      answers: {
        200: { description: 'Known already', schema: answer },
        201: { description: 'Taken in', schema: answer },
      },
    },
    ({ c, params: { nip }, caller, actor, createdId: id }) =>
      services.withLedger(nip, async (ledger) => {
        const request = c.req.raw
        if (mediaType(request) !== 'message/rfc822') throw unsupported(['message/rfc822'])
        const bytes = await readBytes(request, bodyLimits.mail)
        const sender = { taxpayer: nip, key: caller.id, signal: request.signal }
        const desk = receivingDesk(services, nip, sender)
        const { mail: row, isNew } = await takeMail(ledger, actor, { id, bytes }, desk)
        return respond(c, { mail: mailViews(ledger.db, [row])[0] }, isNew ? 201 : 200)
      }),
  )
}

function readEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: home,
      id: 'listMails',
      role: 'viewer',
      tag: 'Drafts',
      summary: 'Mails that were taken in, the last one first, and what became of their files',
      params,
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'A page', schema: page(mail) } },
    },
    ({ c, params: { nip }, query: { cursor, limit } }) =>
      services.withLedger(nip, ({ db }) => {
        const rows = mailsBefore(db, afterCursor(cursor) || Number.MAX_SAFE_INTEGER, limit + 1)
        const shown = rows.slice(0, limit)
        const next = rows.length > limit ? String(shown.at(-1)?.seq) : null
        return respond(c, { items: mailViews(db, shown), next })
      }),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: `${home}/{id}`,
      id: 'getMail',
      role: 'viewer',
      tag: 'Drafts',
      summary: 'A mail that was taken in, and what became of its files',
      params: z.strictObject({ nip: z.string(), id: z.string().max(100) }),
      answers: { 200: { description: 'The mail', schema: answer } },
    },
    ({ c, params: { nip, id } }) =>
      services.withLedger(nip, ({ db }) => respond(c, { mail: mailViews(db, [mailOf(db, id)])[0] })),
  )
}
