import { z } from '@hono/zod-openapi'
import { archiveFormat, archiveVersion, archiveVersions } from '../../archive/manifest.ts'
import { archivedTables } from '../../store/archive.ts'
import { say } from '../../texts/say.ts'
import { fault } from '../../values/faults.ts'
import { sentenceCodes } from '../endpoint/fields.ts'
import { named } from '../endpoint/named.ts'
import { outage } from './outages.ts'
import { taxpayerBody } from './profile-schemas.ts'

const table = named('ArchivedTable', z.enum(archivedTables.map(({ name }) => name)))
const hash = z.string().regex(/^[0-9a-f]{64}$/, fault(say('field.sha256')))

/** A row as an array of its columns; bytes are Base64. */
const row = z.array(z.union([z.string(), z.number(), z.null(), z.strictObject({ base64: z.base64() })]))

const head = {
  format: z.literal(archiveFormat),
  nip: z.string(),
  migrations: z.array(z.string().max(100)).max(1000),
  settings: taxpayerBody,
}

export const archiveHead = z
  .object({
    ...head,
    version: z.literal(archiveVersion),
    tables: z.array(table),
    state: z.string().openapi({ description: 'Ask for rows under it: a ledger that was changed refuses' }),
  })
  .openapi('ArchiveHead')

export const manifestBody = named(
  'ArchiveManifest',
  z.strictObject({
    ...head,
    version: z.union(archiveVersions.map((version) => z.literal(version))),
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
    seal: z.string().max(200).optional().openapi({
      description: 'Shows the service that made it that it did; archives of earlier releases have none',
    }),
  }),
)

export const archiveRows = z
  .object({
    table,
    rows: z.array(row),
    next: z.string().nullable(),
    /** With the last page, where each was asked for under the same state: of all that was read. */
    manifest: manifestBody.nullable(),
  })
  .openapi('ArchiveRows')

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
    warningsCodes: sentenceCodes.optional(),
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
    /** Null: not all was checked yet, call again. */
    ended: restoreEnd.nullable(),
  })
  .openapi('RestoreOutcome')
