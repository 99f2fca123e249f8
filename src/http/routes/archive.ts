import { Buffer } from 'node:buffer'
import { z } from '@hono/zod-openapi'
import { archivePage, type Place, stateOf } from '../../archive/archive.ts'
import {
  type ArchiveHead,
  archiveFormat,
  archiveVersion,
  type Manifest,
  manifestOf,
  noSums,
  sealOfArchives,
  type TableSum,
  withRow,
} from '../../archive/manifest.ts'
import { type ArchivedRow, archivedTables } from '../../store/archive.ts'
import { migrationsHere } from '../../store/ledger-schema.ts'
import { say } from '../../texts/say.ts'
import { readJson } from '../../values/json.ts'
import { Refusal } from '../../values/refusal.ts'
import { type App, endpoint } from '../endpoint/endpoint.ts'
import { doneBy, invalidCursor, type Services, unknownTaxpayer } from '../endpoint/services.ts'
import { respond } from '../endpoint/speaking.ts'
import { archiveHead, archiveRows } from './archive-schemas.ts'
import { taxpayerBody } from './profile-schemas.ts'

const params = z.strictObject({ nip: z.string() })

/** Reading a ledger as an archive, page by page. */
export function archiveEndpoints(app: App, services: Services): void {
  getArchiveEndpoint(app, services)
  getArchiveRowsEndpoint(app, services)
}

function getArchiveEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/archive',
      id: 'getArchive',
      role: 'admin',
      reach: 'all',
      tag: 'Archives',
      summary: 'What an archive of the ledger begins with (a key for all taxpayers alone)',
      params,
      answers: {
        200: { description: 'Its head, and the state in which the ledger is', schema: archiveHead },
      },
    },
    ({ c, params: { nip } }) =>
      services.withLedger(nip, (ledger) =>
        respond(c, {
          format: archiveFormat,
          ...headOf(services, nip),
          tables: archivedTables.map(({ name }) => name),
          state: stateOf(ledger),
        }),
      ),
  )
}

function getArchiveRowsEndpoint(app: App, services: Services): void {
  endpoint(
    app,
    {
      method: 'get',
      path: '/v1/taxpayers/{nip}/archive/rows',
      id: 'getArchiveRows',
      role: 'admin',
      reach: 'all',
      tag: 'Archives',
      summary:
        'Rows of the ledger as they are stored, about a megabyte at once (a key for all taxpayers alone)',
      params,
      query: z.strictObject({
        state: z.string().max(100).optional(),
        cursor: z.string().max(9000).optional(),
      }),
      answers: {
        200: { description: 'Rows of one table; next is null after the last', schema: archiveRows },
      },
    },
    ({ c, caller, params: { nip }, query: { state = null, cursor } }) =>
      services.withLedger(nip, async (ledger) => {
        const from = cursor === undefined ? null : await placeOf(services.seals, nip, cursor)
        if (from === null) {
          const event = { taxpayer: nip, subject: null, data: {} }
          const by = doneBy(caller, services)
          await services.directory.tell({ ...by, ...event, action: 'ledger.exported' })
        }
        if (state !== null && state !== stateOf(ledger)) throw changed(nip)
        const { table, rows, next } = archivePage(ledger, from)
        // Summed up here: only what this service read under one state is sealed as its own.
        const before = from === null ? noSums() : from.sums
        const isOfOneState = state !== null && (from === null || from.state === state)
        const sums = isOfOneState && before !== null ? summedUp(before, table, rows) : null
        if (next !== null)
          return respond(c, {
            table,
            rows,
            manifest: null,
            next: await cursorOf(services.seals, nip, { ...next, state, sums }),
          })
        const manifest = sums === null ? null : await sealed(services, nip, sums)
        return respond(c, { table, rows, next: null, manifest })
      }),
  )
}

/** What an archive of a ledger says beside its rows. @throws Refusal 404 taxpayer-unknown */
function headOf({ directory }: Services, nip: string): ArchiveHead {
  const settings = directory.taxpayer(nip)
  if (settings === null) throw unknownTaxpayer(nip)
  return {
    version: archiveVersion,
    nip,
    migrations: migrationsHere(),
    settings: taxpayerBody.parse(settings),
  }
}

async function sealed(services: Services, nip: string, sums: readonly TableSum[]): Promise<Manifest> {
  const manifest = manifestOf(headOf(services, nip), sums)
  return { ...manifest, seal: await services.seals.make(manifest.sha256, sealOfArchives) }
}

const summedUp = (sums: readonly TableSum[], table: string, rows: readonly ArchivedRow[]): TableSum[] =>
  sums.map((sum) => (sum.name === table ? rows.reduce(withRow, sum) : sum))

const changed = (nip: string): Refusal =>
  new Refusal('archive-changed', say('refusal.archive-changed', { nip }))

type Seals = Services['seals']

/** Where a page begins, under which state those before it were read, and what these sum up to; null where nobody says. */
interface From extends Place {
  state: string | null
  sums: TableSum[] | null
}

const place = z.tuple([
  z.enum(archivedTables.map(({ name }) => name)),
  z
    .array(z.union([z.string(), z.number()]))
    .min(1)
    .max(4)
    .nullable(),
  z.string().nullable(),
  z.array(z.tuple([z.int(), z.int(), z.string()])).nullable(),
])
const sealOfPlaces = 'a place in an archive'

/** A place as text that nobody else can make: what was read before is not read again. */
async function cursorOf(seals: Seals, nip: string, { table, after, state, sums }: From): Promise<string> {
  const read = sums?.flatMap(({ rows, hash }, at) => (rows === 0 ? [] : [[at, rows, hash]])) ?? null
  const text = base64url(JSON.stringify([table, after, state, read]))
  return `${text}~${await seals.make(`${nip} ${text}`, sealOfPlaces)}`
}

/** @throws Refusal 400 invalid-cursor */
async function placeOf(seals: Seals, nip: string, cursor: string): Promise<From> {
  const [text = '', seal = ''] = cursor.split('~')
  if ((await seals.check(seal, `${nip} ${text}`, sealOfPlaces)) !== 'own') throw invalidCursor()
  const [table, after, state, read] = place.parse(readJson(Buffer.from(text, 'base64url').toString()))
  const sums = read && noSums()
  for (const [at, rows, hash] of read ?? []) if (sums?.[at]) sums[at] = { ...sums[at], rows, hash }
  return { table, after, state, sums }
}

const base64url = (text: string): string => Buffer.from(text).toString('base64url')
