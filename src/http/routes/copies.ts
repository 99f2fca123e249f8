import { z } from '@hono/zod-openapi'
import type { CopyDesk } from '../../ingest/copy.ts'
import { type Arrived, arrivedViews, recordCopy } from '../../intake/arrivals.ts'
import { type CopyToRecord, recordCopies } from '../../intake/copies.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { Problem, problemBody } from '../../values/refusal.ts'
import { bodyLimits, mediaType, readBytes, unsupported } from '../endpoint/body.ts'
import { type App, endpoint, jsonBody, problemSchema, validated } from '../endpoint/endpoint.ts'
import { queryFlag } from '../endpoint/fields.ts'
import type { Services } from '../endpoint/services.ts'
import { copyOf, toldHandOver } from './copy-input.ts'
import { copyBody, copyEvidence, handOver, purchase } from './schemas.ts'
import { fileRead, readUpload, uploadForm } from './upload.ts'

const outcome = z.enum(['new', 'attached', 'unchanged', 'review', 'quarantined'])
const answer = z
  .object({ outcome, copy: copyEvidence, purchase: purchase.nullable(), file: fileRead.optional() })
  .openapi('CopyAnswer')
const batchAnswer = z.object({ results: z.array(z.union([answer, problemSchema])) }).openapi('CopyResults')
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
const batchBody = z.strictObject({
  items: z.array(z.unknown()).max(1000, 'Send at most 1000 copies at once.'),
})

export function copyEndpoints(app: App, services: Services): void {
  const desk = (nip: string): CopyDesk => ({
    nip,
    today: services.today(),
    qrEnvironment: services.qrEnvironment,
  })

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
        200: { description: 'Known already', schema: answer },
        201: { description: 'Recorded', schema: answer },
      },
    },
    ({ c, params: { nip }, query, caller, actor }) =>
      services.withLedger(nip, async (ledger) => {
        const { file, ...item } = await readCopy(c.req.raw, query, desk(nip), services, caller.id)
        const arrived = await recordCopy(ledger, actor, item)
        return c.json({ ...copyView(arrived), file }, arrived.recorded.outcome === 'unchanged' ? 200 : 201)
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
      body: batchBody,
      bodyLimit: bodyLimits.other,
      bodies: { 'application/json': z.object({ items: z.array(copyBody).max(1000) }) },
      answers: { 200: { description: 'Results', schema: batchAnswer } },
    },
    ({ c, params: { nip }, body, actor }) =>
      services.withLedger(nip, async (ledger) => {
        const results = await recordBatch(ledger, actor, body.items, desk(nip))
        return c.json({ results })
      }),
  )
}

async function readCopy(
  request: Request,
  query: Record<string, unknown>,
  desk: CopyDesk,
  services: Pick<Services, 'codes' | 'sources'>,
  key: string,
): Promise<CopyToRecord & { file?: z.output<typeof fileRead> }> {
  const type = mediaType(request)
  if (type === 'application/xml' || type === 'text/xml') {
    const told = validated(xmlQuery, query, 'query')
    const bytes = await readBytes(request, bodyLimits.xml)
    const raw = { mediaType: 'application/xml', encoding: 'identity' as const, bytes }
    return { copy: await services.sources.copy(bytes, toldHandOver(told), desk), raw }
  }
  const others = ['application/json', 'multipart/form-data']
  if (!others.includes(type)) throw unsupported([...others, 'application/xml'])
  validated(noQuery, query, 'query')
  if (type === 'multipart/form-data') return readUpload(request, desk, services, key)
  return { copy: copyOf(await jsonBody(request, copyBody), desk), raw: null }
}

/** Reads every item, records those that can be read, and answers each in its place. */
async function recordBatch(
  ledger: Ledger,
  actor: string,
  items: readonly unknown[],
  desk: CopyDesk,
): Promise<unknown[]> {
  const read = items.map((item) =>
    refusalOr(() => ({ copy: copyOf(validated(copyBody, item, 'body'), desk), raw: null })),
  )
  const results = arrivedViews(ledger, await recordCopies(ledger, actor, read.filter(isNoProblem)))
  return read
    .map((item) => (item instanceof Problem ? item : (results.shift() as Arrived | Problem)))
    .map((result) => (result instanceof Problem ? problemBody(result) : copyView(result)))
}

const isNoProblem = <T>(value: T | Problem): value is T => !(value instanceof Problem)

function refusalOr<T>(work: () => T): T | Problem {
  try {
    return work()
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

function copyView({ recorded: { outcome: result, evidenceId }, purchase: view }: Arrived) {
  const copy = view?.evidence.find((e) => e.id === evidenceId) ?? { id: evidenceId, type: 'copy' as const }
  return { outcome: result, copy, purchase: view }
}
