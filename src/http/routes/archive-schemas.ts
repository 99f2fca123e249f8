import { z } from '@hono/zod-openapi'
import { archiveFormat, archiveVersion } from '../../archive/manifest.ts'
import { archivedTables } from '../../store/archive.ts'
import { named } from '../endpoint/named.ts'
import { outage } from './outages.ts'
import { taxpayerBody } from './profile-schemas.ts'

const table = named('ArchivedTable', z.enum(archivedTables.map(({ name }) => name)))
const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** A row as an array of its columns; bytes are Base64. */
const row = z.array(z.union([z.string(), z.number(), z.null(), z.strictObject({ base64: z.base64() })]))

const head = {
  format: z.literal(archiveFormat),
  version: z.literal(archiveVersion),
  nip: z.string(),
  migrations: z.array(z.string().max(100)).max(1000),
  settings: taxpayerBody,
}

export const archiveHead = z
  .object({
    ...head,
    tables: z.array(table),
    state: z.string().openapi({ description: 'Ask for rows under it: a ledger that was changed refuses' }),
  })
  .openapi('ArchiveHead')

export const archiveRows = z
  .object({ table, rows: z.array(row), next: z.string().nullable() })
  .openapi('ArchiveRows')

export const manifestBody = z
  .strictObject({
    ...head,
    tables: z
      .array(
        z.strictObject({
          name: z.string().max(100),
          rows: z.int().min(0),
          hash: z.union([z.literal(''), hash]),
        }),
      )
      .max(100),
    contents: hash.openapi({ description: 'Over what is the taxpayer’s: the same on every host' }),
    sha256: hash.openapi({ description: 'Over everything in the archive' }),
  })
  .openapi('ArchiveManifest')

export const rowsBody = z.strictObject({ table, rows: z.array(row).max(100_000) }).openapi('ArchiveRowsInput')

const restoreEnd = named(
  'RestoreEnd',
  z.object({
    at: z.string(),
    outages: z
      .int()
      .openapi({ description: 'Notices of outages that this service did not know, and took over' }),
    notAdopted: z.array(outage.omit({ text: true })).openapi({
      description:
        'Notices that this service does not know and was not asked to take over, of very many the first: verdicts are taken without them',
    }),
    warnings: z.array(z.string()).openapi({ description: 'What a human has to do' }),
  }),
)

export const restoreStatus = z
  .object({
    stored: z.array(z.object({ name: table, rows: z.int() })),
    ended: restoreEnd.nullable(),
  })
  .openapi('RestoreStatus')

export const restoreOutcome = z
  .object({
    ended: restoreEnd.nullable().openapi({ description: 'Null: not all was checked yet, call again' }),
  })
  .openapi('RestoreOutcome')
