import { z } from '@hono/zod-openapi'
import type { Context } from 'hono'
import type { ReadingContext } from '../../ingest/source.ts'
import { importEnded, startImport } from '../../intake/import-job.ts'
import { type ImportView, importDocuments, readImport, unreadableSource } from '../../intake/imports.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { say } from '../../texts/say.ts'
import { present } from '../../values/present.ts'
import { Refusal } from '../../values/refusal.ts'
import { bodyLimits, mediaType, readBytes, unsupported } from '../endpoint/body.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import type { Env } from '../endpoint/env.ts'
import { sentenceParams } from '../endpoint/fields.ts'
import { isPackage, packageOf, releasePackage } from '../endpoint/package-body.ts'
import type { Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { statuses } from '../endpoint/statuses.ts'

const count = z.number().int()
const importResult = z
  .object({
    importId: z.string(),
    received: count,
    new: count,
    attached: count,
    unchanged: count,
    review: count,
    quarantined: count,
    problems: z.array(
      z.object({
        ksefNumber: z.string().nullable(),
        code: z.string(),
        message: z.string(),
        params: sentenceParams.optional(),
      }),
    ),
  })
  .openapi('ImportResult')
const importState = importResult
  .extend({
    state: z.enum(['running', 'done', 'refused']).openapi({
      description: 'running: the counts are those so far; refused: nothing more comes of it, see problem',
    }),
    problem: z
      .object({
        status: count,
        code: z.string(),
        message: z.string(),
        params: sentenceParams.optional(),
      })
      .nullable(),
  })
  .openapi('Import')
const metadataRows = { type: 'array', items: { type: 'object', additionalProperties: true } }
const metadataList = {
  description: "KSeF's own _metadata.json, or its bare array of InvoiceMetadata",
  anyOf: [
    {
      type: 'object',
      properties: { invoices: metadataRows },
      required: ['invoices'],
      additionalProperties: true,
    },
    metadataRows,
  ],
}
const params = z.strictObject({ nip: z.string() })

export function importEndpoints(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'post',
      path: '/v1/taxpayers/{nip}/ksef/imports',
      id: 'postImport',
      role: 'integration',
      tag: 'KSeF',
      summary: 'Import KSeF metadata, or a decrypted export package with its documents',
      params,
      bodies: { 'application/json': metadataList, 'application/zip': { type: 'string', format: 'binary' } },
      answers: {
        200: { description: 'What became of each document', schema: importResult },
        202: {
          description:
            'The import goes on by itself; Location leads to its result. Where large packages are taken in by a job this is the answer to Prefer: respond-async, and when the job was interrupted',
          schema: importState,
        },
      },
    },
    (call) =>
      services.withLedger(call.params.nip, async (ledger) => {
        try {
          return await imported(services, ledger, call)
        } catch (error) {
          // Only what is not a package or a metadata list at all ends here; single documents go into `problems`.
          throw unreadableSource(error) ?? error
        } finally {
          releasePackage(call.c, ledger)
        }
      }),
  )

  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/ksef/imports/{importId}',
      id: 'getImport',
      role: 'viewer',
      tag: 'KSeF',
      summary: 'What became of an import, or has become of it so far',
      params: z.strictObject({ nip: z.string(), importId: z.string() }),
      answers: { 200: { description: 'The import', schema: importState } },
    },
    ({ c, params: { nip, importId } }) =>
      services.withLedger(nip, (ledger) => {
        const found = readImport(ledger.db, importId)
        if (found !== null) return respond(c, shown(found))
        throw new Refusal('import-unknown', say('import.unknown', { id: importId }))
      }),
  )
}

/** Does an import that was not done before, or waits for it. */
async function imported(
  services: Services,
  ledger: Ledger,
  { c, actor, createdId }: { c: Context<Env>; actor: string; createdId: string },
): Promise<Response> {
  // Cut off before it was answered: the same request comes again under the same id.
  if (readImport(ledger.db, createdId) !== null) return answered(c, ledger, createdId)
  const request = c.req.raw
  if (!isPackage(request)) {
    if (mediaType(request) !== 'application/json') throw unsupported(['application/json', 'application/zip'])
    const bytes = await readBytes(request, bodyLimits.other)
    const batches = (desk: ReadingContext) => services.sources.metadata(bytes, desk)
    return respond(c, await importDocuments(ledger, actor, batches, createdId))
  }
  const body = await packageOf(c, ledger, services.packagesInMemory)
  if (body instanceof Uint8Array) {
    const batches = (desk: ReadingContext) => services.sources.package(body, desk)
    return respond(c, await importDocuments(ledger, actor, batches, createdId))
  }
  startImport(ledger, actor, createdId, body)
  return answered(c, ledger, createdId)
}

/** Waits for an import that the job does, which takes no processor time, unless the caller prefers not to wait. */
async function answered(c: Context<Env>, ledger: Ledger, id: string): Promise<Response> {
  const now = () => present(readImport(ledger.db, id))
  const isPatient = !/(^|[\s,])respond-async\b/i.test(c.req.header('prefer') ?? '')
  if (isPatient && now().state === 'running') await importEnded(ledger, id)
  const { state, problem, ...result } = now()
  if (problem !== null) throw new Refusal(problem.code, problem.message)
  if (state === 'done') return respond(c, result)
  const location = `/v1/taxpayers/${ledger.nip}/ksef/imports/${id}`
  return respond(c, { ...result, state, problem }, 202, { location })
}

/** An import as it is shown: a refusal with the status under which the request would have been refused. */
const shown = ({ problem, ...found }: ImportView) => ({
  ...found,
  problem: problem === null ? null : { status: statuses[problem.code], ...problem },
})
