import { z } from '@hono/zod-openapi'
import { type Manifest, sealOfArchives } from '../../archive/manifest.ts'
import {
  beginRestore,
  checkManifest,
  checkRestore,
  endRestore,
  giveUpRestore,
  lastRestore,
  manifestOfRestore,
  mismatch,
  type RestoreEnd,
  restoreRows,
} from '../../archive/restore.ts'
import type { Doing } from '../../audit/chain.ts'
import { askAgain, lostSecrets } from '../../jobs/unreadable-secrets.ts'
import type { Ledger } from '../../ledger/ledger.ts'
import { jobTimes } from '../../store/jobs.ts'
import { readOutages } from '../../store/profile.ts'
import { markForeign } from '../../store/restore.ts'
import type { Settings } from '../../store/settings.ts'
import { say } from '../../texts/say.ts'
import type { Said } from '../../texts/sentence.ts'
import { Refusal } from '../../values/refusal.ts'
import { megabyte } from '../endpoint/body.ts'
import { type App, endpoint, jsonBody } from '../endpoint/endpoint.ts'
import { nipOfTaxpayer } from '../endpoint/fields.ts'
import { beingErased, doneBy, type Services } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { whyNotStored } from './archive-rows.ts'
import { manifestBody, restoreOutcome, restoreStatus, rowsBody } from './archive-schemas.ts'

const params = z.strictObject({ nip: z.string() })
const common = { role: 'admin', reach: 'all', tag: 'Archives', params } as const
const path = '/v1/taxpayers/{nip}/restore'
/** A page with a document of the largest kind, in Base64. */
const maxBytes = 32 * megabyte
/** Rows of the smallest kind have few bytes for each value. */
const maxValues = 2_000_000

/** Restoring an archive into a ledger that nobody has used. Each call may be repeated: what was done stays as it is. */
export function restoreEndpoints(app: App, services: Services): void {
  putRestoreEndpoint(app, services)
  putRestoreRowsEndpoint(app, services)
  putRestoreEndEndpoint(app, services)
  deleteRestoreEndpoint(app, services)
}

function putRestoreEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      ...common,
      method: 'put',
      path,
      id: 'putRestore',
      summary:
        'Begin to restore an archive, or ask how far that got; makes the taxpayer if it is not there (a key for all taxpayers alone)',
      query: z.strictObject({
        foreign: z.enum(['accept', 'refuse']).default('refuse').openapi({
          description: 'What becomes of an archive that this service did not make, as its seal tells',
        }),
      }),
      body: manifestBody,
      answers: { 200: { description: 'What is there already', schema: restoreStatus } },
    },
    async ({ c, caller, params: { nip }, query, body }) => {
      const manifest = body
      const whyForeign = await foreignBy(manifest, services)
      if (whyForeign !== null && query.foreign !== 'accept') throw foreign(whyForeign)
      checkManifest(nip, manifest)
      if (services.directory.taxpayer(nip) === null)
        await makeTaxpayer(nip, manifest.settings, services, doneBy(caller, services))
      const begin = (ledger: Ledger) => respond(c, beginRestore(ledger, manifest, whyForeign !== null))
      return services.withLedger(nip, begin, 'stored')
    },
  )
}

function putRestoreRowsEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      ...common,
      method: 'put',
      path: `${path}/rows`,
      id: 'putRestoreRows',
      summary: 'Store rows of an archive as they are (a key for all taxpayers alone)',
      bodies: { 'application/json': rowsBody },
      bodyLimit: maxBytes,
      answers: { 204: { description: 'They are there' } },
    },
    async ({ c, params: { nip } }) => {
      const { table, rows } = await jsonBody(c.req.raw, rowsBody, maxBytes, maxValues)
      return services.withLedger(
        nip,
        (ledger) => {
          restoreRows(ledger, table, rows, whyNotStored)
          return c.body(null, 204)
        },
        'stored',
      )
    },
  )
}

function putRestoreEndEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      ...common,
      method: 'put',
      path: `${path}/end`,
      id: 'putRestoreEnd',
      summary:
        'Compare what is stored with the manifest, and let the ledger be used (a key for all taxpayers alone)',
      query: z.strictObject({
        outages: z.enum(['adopt', 'leave']).default('leave').openapi({
          description:
            'What becomes of notices that this service does not know: taken over for all taxpayers, or left out and listed',
        }),
      }),
      answers: { 200: { description: 'Done, or to be called again', schema: restoreOutcome } },
    },
    async ({ c, caller, params: { nip }, query }) => {
      const by = doneBy(caller, services)
      const adopts = query.outages === 'adopt'
      const ended = await services.withLedger(nip, (ledger) => end(ledger, services, by, adopts), 'stored')
      // What the directory knows beyond the archive is taken over before anybody reads.
      if (ended !== null) await services.withLedger(nip, () => {})
      return respond(c, { ended })
    },
  )
}

function deleteRestoreEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      ...common,
      method: 'delete',
      path,
      id: 'deleteRestore',
      summary: 'Give a restore up: the ledger is empty again (a key for all taxpayers alone)',
      answers: { 204: { description: 'Given up' } },
    },
    ({ c, params: { nip } }) =>
      services.withLedger(
        nip,
        (ledger) => {
          giveUpRestore(ledger)
          return c.body(null, 204)
        },
        'stored',
      ),
  )
}

/** A taxpayer is made when its archive may be restored, and not before: what is refused leaves nothing behind. */
async function makeTaxpayer(
  nip: string,
  settings: Settings,
  { directory }: Services,
  { at, actor }: Doing,
): Promise<void> {
  if ((await directory.putTaxpayer(nipOfTaxpayer(nip), settings, at, actor)) === null) throw beingErased(nip)
}

/**
 * Why an archive is not known to be of this service; null when it is.
 * @throws Refusal 422 archive-mismatch for a seal of this service over something else
 */
async function foreignBy({ seal, sha256 }: Manifest, { seals }: Services): Promise<Said | null> {
  if (seal === undefined) return say('refusal.archive.no-seal')
  const found = await seals.check(seal, sha256, sealOfArchives)
  if (found === 'wrong') throw mismatch(say('refusal.archive.seal'))
  return found === 'own' ? null : say('refusal.archive.other-key')
}

const foreign = (why: Said): Refusal =>
  new Refusal('archive-foreign', say('refusal.archive-foreign', { why }))

/**
 * The last steps: what stands in the directory first, for it may be repeated; then the ledger, in one transaction.
 * Null while the check goes on.
 */
async function end(
  ledger: Ledger,
  services: Services,
  doing: Doing,
  adopts: boolean,
): Promise<RestoreEnd | null> {
  const before = lastRestore(ledger)
  if (before !== null) return before
  if (!checkRestore(ledger)) return null
  const { directory, now } = services
  const { settings, contents, isForeign } = manifestOfRestore(ledger)
  const { at, actor } = doing
  const lost = await lostSecrets(ledger, services.vault)
  const brought = readOutages(ledger.db)
  const { lacking, renamed, differing } = await directory.adoptOutages(brought, doing, adopts)
  const [adopted, left] = adopts ? [lacking, []] : [[], lacking]
  if ((await directory.putTaxpayer(ledger.nip, settings, at, actor)) === null) throw beingErased(ledger.nip)
  const event = { ...doing, action: 'ledger.restored', taxpayer: ledger.nip, subject: contents } as const
  await directory.tell({ ...event, data: { outages: adopted.length, foreign: isForeign } }, true)
  const ended = endRestore(ledger, settings, () => {
    if (isForeign) markForeign(ledger.db, { at, actor: actor.name, contents })
    ledger.forgetOutages([...renamed.map(([known]) => known), ...left.map(({ id }) => id)], 'service')
    const warnings = [
      ...(isForeign ? [say('restore.marked-foreign')] : []),
      ...askAgain(ledger, lost),
      ...differing.map((id) => say('restore.outage-differs', { id })),
      ...(left.length === 0 ? [] : [say('restore.outages-left', { count: left.length })]),
    ]
    const notAdopted = left.slice(0, maxListed).map(({ text: _, ...rest }) => rest)
    return { at: now(), outages: adopted.length, notAdopted, warnings }
  })
  if (adopted.length > 0) services.spread()
  const next = jobTimes(ledger.db)[0]
  if (next !== undefined) ledger.host.due(ledger.nip, next.dueMs)
  services.log({ level: 'info', message: 'a ledger was restored', taxpayer: ledger.nip })
  return ended
}

/** So many notices that were not taken over are listed. */
const maxListed = 200
