import { z } from '@hono/zod-openapi'
import type { Caller } from '../../auth/access.ts'
import { endsBeforeStart, readNotice } from '../../outages/notice.ts'
import { tellsOf } from '../../outages/same-event.ts'
import { type OutageNotice, outageKinds } from '../../outages/windows.ts'
import { say } from '../../texts/say.ts'
import { isSaid } from '../../texts/sentence.ts'
import { fault } from '../../values/faults.ts'
import { readJson } from '../../values/json.ts'
import { Refusal, refusedAt } from '../../values/refusal.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { moment, pageQuery, text } from '../endpoint/fields.ts'
import { afterCursor, doneBy, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { page } from './schemas.ts'

const outageSources = ['bip', 'latarnia', 'mass-media', 'manual'] as const
const outageBody = z
  .strictObject({
    kind: z.enum(outageKinds),
    start: moment,
    end: moment.nullish(),
    announcedAt: moment.nullish(),
    source: z.enum(outageSources).default('manual'),
    reference: text(200).nullish(),
    text: z.string().max(20_000).nullish(),
  })
  .openapi('OutageInput')

const outagePatch = z
  .strictObject({
    kind: z.enum(outageKinds).optional(),
    start: moment.optional(),
    end: moment.nullable().optional(),
    announcedAt: moment.optional(),
    reference: text(200).nullish(),
    text: z.string().max(20_000).nullish(),
    withdrawn: z.boolean().optional(),
  })
  .openapi('OutagePatch')

const shownMoment = z.string()
export const outage = z
  .object({
    id: z.string(),
    kind: z.enum(outageKinds),
    start: shownMoment,
    end: shownMoment.nullable(),
    announcedAt: shownMoment,
    source: z.enum(outageSources),
    reference: z.string().nullable(),
    text: z.string().nullable(),
    withdrawn: z.boolean(),
  })
  .openapi('Outage')

/** A notice as an archive has it: the same as may be recorded here, under its id. */
export const archivedNotice = z
  .strictObject({
    id: text(100),
    kind: z.enum(outageKinds),
    start: moment,
    end: moment.nullable(),
    announcedAt: moment,
    source: z.enum(outageSources),
    reference: text(200).nullable(),
    text: z.string().max(20_000).nullable(),
    withdrawn: z.boolean(),
  })
  .refine((notice) => !endsBeforeStart(notice), { path: ['end'], error: fault(say('field.outage-end')) })

export function outageEndpoints(app: App, services: Services): void {
  postOutageEndpoint(app, services)
  patchOutageEndpoint(app, services)
  getOutageEndpoint(app, services)
  listOutagesEndpoint(app, services)
}

function postOutageEndpoint(app: App, services: Services): void {
  const { directory } = services
  endpoint(
    app,
    {
      method: 'post',
      path: '/v1/outages',
      id: 'postOutage',
      role: 'admin',
      reach: 'all',
      tag: 'Outages',
      summary:
        'Record an official notice that KSeF is or was down; decides every purchase anew that it can affect',
      body: outageBody,
      answers: { 201: { description: 'Recorded', schema: outage } },
    },
    ({ c, caller, body, createdId }) => {
      const known = directory.outage(createdId)
      if (known !== null) return respond(c, known, 201)
      const notice: OutageNotice = {
        id: createdId,
        kind: body.kind,
        start: body.start,
        end: body.end ?? null,
        announcedAt: body.announcedAt ?? body.start,
        source: body.source,
        reference: body.reference ?? null,
        text: body.text ?? null,
        withdrawn: false,
      }
      const recorded = joinedOutage(directory, notice)
      putOutage(services, recorded, caller)
      return respond(c, recorded, 201)
    },
  )
}

function patchOutageEndpoint(app: App, services: Services): void {
  const { directory } = services
  endpoint(
    app,
    {
      method: 'patch',
      path: '/v1/outages/{id}',
      id: 'patchOutage',
      role: 'admin',
      reach: 'all',
      tag: 'Outages',
      summary: 'Change a notice: a later end, a withdrawal',
      params: z.strictObject({ id: z.string() }),
      body: outagePatch,
      answers: { 200: { description: 'Changed', schema: outage } },
    },
    ({ c, caller, params, body }) => {
      const before = directory.outageText(params.id)
      if (before === null) throw unknownOutage(params.id)
      const stated = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
      const notice = changed(params.id, before, stated)
      putOutage(services, notice, caller)
      return respond(c, notice)
    },
  )
}

function getOutageEndpoint(app: App, services: Services): void {
  const { directory } = services
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/outages/{id}',
      id: 'getOutage',
      role: 'viewer',
      reach: 'everybody',
      tag: 'Outages',
      summary: 'One notice',
      params: z.strictObject({ id: z.string() }),
      answers: { 200: { description: 'The notice', schema: outage } },
    },
    ({ c, params }) => {
      const notice = directory.outage(params.id)
      if (notice === null) throw unknownOutage(params.id)
      return respond(c, notice)
    },
  )
}

function listOutagesEndpoint(app: App, services: Services): void {
  const { directory } = services
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/outages',
      id: 'listOutages',
      role: 'viewer',
      reach: 'everybody',
      tag: 'Outages',
      summary: 'All notices in the order in which they were recorded',
      query: z.strictObject(pageQuery),
      answers: { 200: { description: 'A page', schema: page(outage) } },
    },
    ({ c, query }) => {
      const { notices, next } = directory.outages(afterCursor(query.cursor), query.limit)
      return respond(c, { items: notices, next: next === null ? null : String(next) })
    },
  )
}

/** What Latarnia told of before is one outage with what is stated now; what is stated counts. */
function joinedOutage(directory: Services['directory'], notice: OutageNotice): OutageNotice {
  const same = directory
    .allOutages()
    .find((n) => n.source === 'latarnia' && tellsOf(notice, n, referencesOf(n)))
  if (same === undefined) return notice
  const { source: _, ...stated } = notice
  const given = Object.entries(stated).filter(([, value]) => value !== null)
  return { ...same, ...Object.fromEntries(given), id: same.id }
}

function putOutage(services: Services, notice: OutageNotice, caller: Caller): void {
  if (endsBeforeStart(notice)) {
    const message = say('refusal.outage-ends-before-start', { start: notice.start, end: String(notice.end) })
    throw refusedAt('/end', 'outage-ends-before-start', message)
  }
  const { directory } = services
  directory.db.transaction(() => directory.putOutage(notice, doneBy(caller, services)))
  services.spread()
}

const referencesOf = ({ reference }: OutageNotice): string[] => (reference === null ? [] : [reference])

/**
 * A notice with what is stated now. One that cannot be read is mended by stating what is wrong in it.
 * @throws Refusal 422 outage-unreadable
 */
function changed(id: string, before: string, stated: Record<string, unknown>): OutageNotice {
  const known = readNotice(before)
  const rest = { ...(isSaid(known) ? { ...fresh, ...savedOf(before) } : known), id }
  const notice = readNotice(JSON.stringify({ ...rest, ...stated }))
  if (!isSaid(notice)) return notice
  throw new Refusal('outage-unreadable', say('refusal.outage-unreadable', { id, why: notice }))
}

/** What a notice says of itself where nobody says otherwise. */
const fresh = { end: null, source: 'manual', reference: null, text: null, withdrawn: false }

/** What can be made out of a notice that cannot be read as one. */
function savedOf(text: string): object {
  try {
    const value: unknown = readJson(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

const unknownOutage = (id: string): Refusal =>
  new Refusal('outage-unknown', say('refusal.outage-unknown', { id }))
