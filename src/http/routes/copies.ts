import { z } from '@hono/zod-openapi'
import type { BatchSource } from '../../ingest/copy.ts'
import type { CopyEvidence } from '../../ingest/evidence.ts'
import { type Arrived, arrivedViews, recordCopy } from '../../intake/arrivals.ts'
import { type CopyToRecord, recordCopies } from '../../intake/copies.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import type { Language } from '../../texts/language.ts'
import { told } from '../../texts/tell.ts'
import { present } from '../../values/present.ts'
import { Refusal } from '../../values/refusal.ts'
import { bodyLimits, jsonInPieces, mediaType, readBytes, unsupported } from '../endpoint/body.ts'
import { type App, endpoint, jsonBody, problemSchema } from '../endpoint/endpoint.ts'
import { queryFlag } from '../endpoint/fields.ts'
import { problemBody } from '../endpoint/refusals.ts'
import type { Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { validated } from '../endpoint/validated.ts'
import { copyOf, deskAt, toldHandOver } from './copy-input.ts'
import { copyBody, copyEvidence, handOver, purchase } from './schemas.ts'
import { fileRead, readUpload, uploadForm } from './upload.ts'

const outcome = z.enum(['new', 'attached', 'unchanged', 'review', 'quarantined'])
export const copyAnswer = z
  .object({ outcome, copy: copyEvidence, purchase: purchase.nullable(), file: fileRead.optional() })
  .openapi('CopyAnswer')
const batchAnswer = z
  .object({ results: z.array(z.union([copyAnswer, problemSchema])) })
  .openapi('CopyResults')
const params = z.strictObject({ nip: z.string() })

/** The facts that an XML file lacks, as query parameters; `qrCodes` may be given several times. */
const xmlQuery = z.strictObject({
  ...handOver,
  qrCodes: z
    .union([z.string(), z.array(z.string())])
    .transform((codes) => [codes].flat())
    .pipe(z.array(z.string().max(2000)).max(10))
    .optional(),
  deliveryAgreed: queryFlag,
  selfBilling: queryFlag,
  sellerCashMethod: queryFlag,
})
/** With a JSON body the query is empty; which of both applies is known from the media type. */
const [anyQuery, noQuery] = [z.looseObject({}), z.strictObject({})]

export function copyEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: '/v1/taxpayers/{nip}/copies',
      id: 'postCopy',
      role: 'integration',
      tag: 'Copies',
      summary:
        'Record a document received outside KSeF: as JSON, as an FA(3), FA(2) or FA_RR file, or as a form',
      params,
      query: anyQuery,
      queryShown: xmlQuery.partial(),
      bodies: {
        'application/json': copyBody,
        'application/xml': { type: 'string', format: 'binary' },
        'multipart/form-data': uploadForm,
      },
      answers: {
        200: { description: 'Known already', schema: copyAnswer },
        201: { description: 'Recorded', schema: copyAnswer },
      },
    },
    ({ c, params: { nip }, query, caller, actor }) =>
      services.withLedger(nip, async (ledger) => {
        const { file, ...item } = await readCopy(c.req.raw, query, ledger, services, caller.id)
        const arrived = await recordCopy(ledger, actor, item)
        const status = arrived.recorded.outcome === 'unchanged' ? 200 : 201
        return respond(c, { ...copyView(arrived), file }, status)
      }),
  )

  endpoint(
    app,
    {
      method: 'post',
      path: '/v1/taxpayers/{nip}/copies/batch',
      id: 'postCopies',
      role: 'integration',
      tag: 'Copies',
      summary: 'Record up to 1000 copies; each has its own result, in order',
      params,
      bodies: { 'application/json': z.object({ items: z.array(copyBody).max(1000) }) },
      answers: { 200: { description: 'Results', schema: batchAnswer } },
    },
    ({ c, params: { nip }, actor }) =>
      services.withLedger(nip, async (ledger) => {
        if (mediaType(c.req.raw) !== 'application/json') throw unsupported(['application/json'])
        const bytes = await readBytes(c.req.raw, bodyLimits.other)
        return recordBatch(
          ledger,
          actor,
          services.sources.batch(bytes, deskAt(services, nip)),
          c.get('language'),
        )
      }),
  )
}

async function readCopy(
  request: Request,
  query: Record<string, unknown>,
  ledger: Ledger,
  services: Services,
  key: string,
): Promise<CopyToRecord & { file?: z.output<typeof fileRead> }> {
  const desk = deskAt(services, ledger.nip)
  const type = mediaType(request)
  if (type === 'application/xml' || type === 'text/xml') {
    const told = validated(xmlQuery, query, 'query')
    const bytes = await readBytes(request, bodyLimits.xml)
    return services.sources.copy(bytes, toldHandOver(told), desk)
  }
  const others = ['application/json', 'multipart/form-data']
  if (!others.includes(type)) throw unsupported([...others, 'application/xml'])
  validated(noQuery, query, 'query')
  if (type === 'multipart/form-data') return readUpload(request, ledger, desk, services, key)
  return { copy: copyOf(await jsonBody(request, copyBody), desk), raw: null }
}

/** Records every item that could be read, and answers each in its place. @throws what the source says of all of them */
async function recordBatch(
  ledger: Ledger,
  actor: string,
  batch: ReturnType<BatchSource>,
  language: Language,
): Promise<Response> {
  const read: (CopyEvidence | Refusal)[] = []
  for await (const items of batch) {
    await ledger.host.yieldToEventLoop()
    read.push(...items)
  }
  const items = read.flatMap((item) => (item instanceof Refusal ? [] : { copy: item, raw: null }))
  const recorded = await recordCopies(ledger, actor, items)
  const results = read.map((item) => (item instanceof Refusal ? item : present(recorded.shift())))
  const pieces: string[] = []
  for (let from = 0; from < results.length; from += shownAtOnce) {
    await ledger.host.yieldToEventLoop()
    const views = arrivedViews(ledger, results.slice(from, from + shownAtOnce))
    const texts = views.map((view) =>
      JSON.stringify(view instanceof Refusal ? problemBody(view, language) : told(copyView(view), language)),
    )
    pieces.push(`${from === 0 ? '' : ','}${texts.join()}`)
  }
  return jsonInPieces(['{"results":[', ...pieces, ']}'])
}

/** Purchases that are read, and written into the answer, before others have their turn. */
const shownAtOnce = 50

export function copyView({ recorded: { outcome: result, evidenceId }, purchase: view }: Arrived) {
  const copy = view?.evidence.find((e) => e.id === evidenceId) ?? { id: evidenceId, type: 'copy' as const }
  return { outcome: result, copy, purchase: view }
}
