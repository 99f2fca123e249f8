import { z } from '@hono/zod-openapi'
import type { RawDocument } from '../../ingest/source.ts'
import { recordCopy } from '../../intake/arrivals.ts'
import { arrive } from '../../intake/draft-arrival.ts'
import { readDraftFile } from '../../intake/draft-file.ts'
import { discardDraft, releaseDraft, reopenDraft } from '../../intake/drafts.ts'
import { receivingDesk } from '../../intake/receiving-desk.ts'
import { draftOf, draftViews, readingOf } from '../../queries/drafts.ts'
import { noSuchFile } from '../../queries/read-document.ts'
import type { Db } from '../../store/database.ts'
import { type DraftRow, draftRaw, draftStates, draftsAfter } from '../../store/drafts.ts'
import { documentOf } from '../../store/evidence.ts'
import { present } from '../../values/present.ts'
import { bodyLimits, mediaType, parseJson, readBytes, unsupported } from '../endpoint/body.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { pageQuery, text } from '../endpoint/fields.ts'
import { readForm } from '../endpoint/form.ts'
import { afterCursor, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { copyAnswer, copyView } from './copies.ts'
import { deskAt } from './copy-input.ts'
import { documentFile, plainBytes } from './document-file.ts'
import { draftForm, readDraftForm } from './draft-input.ts'
import { draft } from './draft-schemas.ts'
import { page } from './schemas.ts'
import { copyMetadata, readFileCopy } from './upload.ts'

const home = '/v1/taxpayers/{nip}/drafts'
const params = z.strictObject({ nip: z.string() })
const draftParams = z.strictObject({ nip: z.string(), id: z.string().max(100) })

const answer = z.object({ draft }).openapi('DraftAnswer')
const kept = z.object({ draft, isNew: z.boolean() }).openapi('DraftKept')

/** Documents that wait until somebody says what they are. */
export function draftEndpoints(app: App, services: Services): void {
  postEndpoint(app, services)
  readEndpoints(app, services)
  documentEndpoint(app, services)
  copyEndpoint(app, services)
  discardEndpoint(app, services)
  releaseEndpoint(app, services)
  reopenEndpoint(app, services)
}

function postEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: home,
      id: 'postDraft',
      role: 'integration',
      tag: 'Drafts',
      summary: 'Keep a document until somebody says what it is; the same bytes again are the same draft',
      params,
      bodies: { 'multipart/form-data': draftForm },
      answers: {
        200: { description: 'Known already', schema: kept },
        201: { description: 'Kept', schema: kept },
      },
    },
    ({ c, params: { nip }, caller, actor, createdId: id }) =>
      services.withLedger(nip, async (ledger) => {
        const request = c.req.raw
        if (mediaType(request) !== 'multipart/form-data') throw unsupported(['multipart/form-data'])
        const body = await readBytes(request, bodyLimits.other)
        const form = readDraftForm(readForm(body, request.headers.get('content-type') ?? ''))
        const sender = { taxpayer: nip, key: caller.id, signal: request.signal }
        const desk = receivingDesk(services, nip, sender)
        const read = await readDraftFile(ledger, form.bytes, desk)
        if (read === null) throw noSuchFile()
        const told = { ...form.told, receivedOn: form.told.receivedOn ?? services.today() }
        const { draft, isNew } = arrive(ledger, actor, { id, ...told, ...read }, desk)
        return respond(c, { draft: draftViews(ledger.db, [draft])[0], isNew }, isNew ? 201 : 200)
      }),
  )
}

function readEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: home,
      id: 'listDrafts',
      role: 'viewer',
      tag: 'Drafts',
      summary: 'Drafts in the order in which they came',
      params,
      query: z.strictObject({ state: z.enum(draftStates).optional(), ...pageQuery }),
      answers: { 200: { description: 'A page', schema: page(draft) } },
    },
    ({ c, params: { nip }, query: { state = null, cursor, limit } }) =>
      services.withLedger(nip, ({ db }) => {
        const rows = draftsAfter(db, state, afterCursor(cursor), limit + 1)
        const shown = rows.slice(0, limit)
        const next = rows.length > limit ? String(shown.at(-1)?.seq) : null
        return respond(c, { items: draftViews(db, shown), next })
      }),
  )
  endpoint(
    app,
    {
      method: 'get',
      path: `${home}/{id}`,
      id: 'getDraft',
      role: 'viewer',
      tag: 'Drafts',
      summary: 'A draft, and what became of it',
      params: draftParams,
      answers: { 200: { description: 'The draft', schema: answer } },
    },
    ({ c, params: { nip, id } }) =>
      services.withLedger(nip, ({ db }) => respond(c, { draft: draftViews(db, [draftOf(db, id)])[0] })),
  )
}

function documentEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: `${home}/{id}/document`,
      id: 'getDraftDocument',
      role: 'viewer',
      tag: 'Drafts',
      summary: 'The document of a draft, byte for byte',
      params: draftParams,
      answers: {
        200: {
          description: 'The document, to be saved as a file',
          schema: z.string().openapi({ format: 'binary' }),
          type: 'application/pdf',
          alsoAs: ['application/xml', 'image/png', 'image/jpeg'],
        },
      },
    },
    ({ params: { nip, id } }) =>
      services.withLedger(nip, ({ db }) => {
        const row = draftOf(db, id)
        return documentFile(bytesKept(db, row), (row.fileName ?? row.id).replace(/\.[a-z]{3,4}$/i, ''))
      }),
  )
}

function copyEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: `${home}/{id}/copy`,
      id: 'confirmDraft',
      role: 'accountant',
      tag: 'Drafts',
      summary:
        'Record a draft as a copy: what is told here, what was told when it came, and what the file says',
      params: draftParams,
      bodies: { 'application/json': copyMetadata.partial() },
      bodyLimit: bodyLimits.json,
      answers: {
        200: { description: 'This copy already', schema: copyAnswer },
        201: { description: 'Recorded', schema: copyAnswer },
      },
    },
    ({ c, params: { nip, id }, caller, actor }) =>
      services.withLedger(nip, async (ledger) => {
        const row = draftOf(ledger.db, id)
        const bytes = new Uint8Array(await plainBytes(bytesKept(ledger.db, row)))
        const told = await confirmed(c.req.raw, row)
        const sender = { taxpayer: nip, key: caller.id, signal: c.req.raw.signal }
        const { file, ...item } = await readFileCopy(
          bytes,
          { metadata: told, where: 'body' },
          ledger,
          deskAt(services, nip),
          services,
          sender,
        )
        const arrived = await recordCopy(ledger, actor, { ...item, draft: row.seq })
        const status = arrived.recorded.outcome === 'unchanged' ? 200 : 201
        return respond(c, { ...copyView(arrived), file }, status)
      }),
  )
}

function discardEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'delete',
      path: `${home}/{id}`,
      id: 'discardDraft',
      role: 'accountant',
      tag: 'Drafts',
      summary: 'Take a draft away that is no document for the books; it stays readable',
      params: draftParams,
      query: z.strictObject({ reason: text(2000) }),
      answers: { 200: { description: 'The draft', schema: answer } },
    },
    ({ c, params: { nip, id }, query: { reason }, actor }) =>
      services.withLedger(nip, (ledger) => {
        const row = discardDraft(ledger, actor, id, reason)
        return respond(c, { draft: draftViews(ledger.db, [row])[0] })
      }),
  )
}

function releaseEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: `${home}/{id}/release`,
      id: 'releaseDraft',
      role: 'accountant',
      tag: 'Drafts',
      summary: 'Let a document be looked at that was set aside because of its sender',
      params: draftParams,
      answers: { 200: { description: 'The draft', schema: answer } },
    },
    ({ c, params: { nip, id }, actor }) =>
      services.withLedger(nip, (ledger) => {
        const row = releaseDraft(ledger, actor, id)
        return respond(c, { draft: draftViews(ledger.db, [row])[0] })
      }),
  )
}

function reopenEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: `${home}/{id}/reopen`,
      id: 'reopenDraft',
      role: 'accountant',
      tag: 'Drafts',
      summary: 'Take back that a draft was discarded: it waits again',
      params: draftParams,
      answers: { 200: { description: 'The draft', schema: answer } },
    },
    ({ c, params: { nip, id }, actor }) =>
      services.withLedger(nip, (ledger) => {
        const row = reopenDraft(ledger, actor, id)
        return respond(c, { draft: draftViews(ledger.db, [row])[0] })
      }),
  )
}

/** The bytes of a draft, or of the copy that it became. */
const bytesKept = (db: Db, row: DraftRow): RawDocument =>
  present(draftRaw(db, row) ?? documentOf(db, row.evidence ?? '')?.raw)

/** What is told of a draft now, over what was told when it came, over what was read of it. */
async function confirmed(request: Request, row: DraftRow): Promise<unknown> {
  const { receivedOn, channel, externalId } = row
  const before = { ...readOf(row), receivedOn, channel, externalId }
  const bytes = await readBytes(request, bodyLimits.json)
  if (bytes.length === 0) return before
  if (mediaType(request) !== 'application/json') throw unsupported(['application/json'])
  const told = parseJson(bytes)
  const isObject = typeof told === 'object' && told !== null && !Array.isArray(told)
  return isObject ? { ...before, ...told } : told
}

/** What was read of a draft. Its file is read again for its codes, and where it is XML for all that it says. */
function readOf(draft: DraftRow): Record<string, unknown> {
  const { read } = readingOf(draft)
  const { qrCodes: _, ...copy } = read?.copy ?? {}
  if (draft.mediaType !== 'application/xml') return copy
  return copy.document === undefined ? {} : { document: copy.document }
}
