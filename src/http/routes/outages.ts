import { z } from '@hono/zod-openapi'
import type { Caller } from '../../auth/access.ts'
import { tellsOf } from '../../outages/same-event.ts'
import { type OutageNotice, outageKinds, windowOf } from '../../outages/windows.ts'
import { Problem } from '../../values/refusal.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { moment, pageQuery, text } from '../endpoint/fields.ts'
import { afterCursor, doneBy, type Services } from '../endpoint/services.ts'
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
const outage = z
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

export function outageEndpoints(app: App, services: Services): void {
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
      if (known !== null) return c.json(known, 201)
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
      const recorded = joined(notice)
      put(recorded, caller)
      return c.json(recorded, 201)
    },
  )

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
      const before = directory.outage(params.id)
      if (before === null) throw unknownOutage(params.id)
      const stated = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined))
      const notice = { ...before, ...stated } as OutageNotice
      put(notice, caller)
      return c.json(notice)
    },
  )

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
      return c.json(notice)
    },
  )

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
      const rows = directory.outages(afterCursor(query.cursor), query.limit)
      const next = rows.length === query.limit ? String(rows.at(-1)?.seq) : null
      return c.json({ items: rows.map((row) => row.notice), next })
    },
  )

  /** What Latarnia told of before is one outage with what is stated now; what is stated counts. */
  function joined(notice: OutageNotice): OutageNotice {
    const polled = directory.outages(0, Number.MAX_SAFE_INTEGER).map((row) => row.notice)
    const same = polled.find((n) => n.source === 'latarnia' && tellsOf(notice, n, referencesOf(n)))
    if (same === undefined) return notice
    const { source: _, ...stated } = notice
    const given = Object.entries(stated).filter(([, value]) => value !== null)
    return { ...same, ...Object.fromEntries(given), id: same.id }
  }

  function put(notice: OutageNotice, caller: Caller): void {
    const { startDay, endDay } = windowOf(notice)
    if (endDay !== null && endDay < startDay) {
      const message = `The outage ends (${notice.end}) before it starts (${notice.start}).`
      throw new Problem(422, 'outage-ends-before-start', message, [
        { pointer: '/end', code: 'outage-ends-before-start', message },
      ])
    }
    directory.db.transaction(() => directory.putOutage(notice, doneBy(caller, services)))
    services.spread()
  }
}

const referencesOf = ({ reference }: OutageNotice): string[] => (reference === null ? [] : [reference])

const unknownOutage = (id: string): Problem =>
  new Problem(404, 'outage-unknown', `There is no outage ${id}. List them with GET /v1/outages.`)
