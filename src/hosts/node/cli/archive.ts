import { existsSync } from 'node:fs'
import { sizeOf } from '../../../archive/archive.ts'
import type { ArchiveHead, Manifest } from '../../../archive/manifest.ts'
import { type Client, KsefReconcileProblem, type RestoreEnd } from '../../../client/index.ts'
import type { ArchivedRow, ArchivedTable } from '../../../store/archive.ts'
import { say } from '../../../texts/say.ts'
import type { Said } from '../../../texts/sentence.ts'
import { ArchiveError, type RowPage, rowsOfArchive, verifiedArchive, writeArchive } from './archive-file.ts'

/** Tells the operator how it goes. */
type Report = (line: Said) => void

/** How often an export begins anew when the ledger changes meanwhile. */
const maxAttempts = 5
/** How much text goes with one call, but for the last row of it, in characters. */
const partSize = 1024 * 1024
const partRows = 5000

/**
 * Writes the ledger of a taxpayer to a file, as it is at one moment.
 * @throws ArchiveError when the file is there, or the ledger changes all the time; KsefReconcileProblem
 */
export async function exportLedger(
  client: Client,
  nip: string,
  path: string,
  report: Report,
): Promise<Manifest> {
  if (existsSync(path)) throw new ArchiveError(say('terminal.ledger.is-there', { path }))
  for (let attempt = 1; ; attempt++) {
    try {
      const head = await client.getArchive({ nip })
      return await writeArchive(path, head as ArchiveHead, pagesOf(client, nip, head.state))
    } catch (error) {
      if (!(error instanceof KsefReconcileProblem && error.code === 'archive-changed')) throw error
      if (attempt === maxAttempts)
        throw new ArchiveError(say('terminal.ledger.changing', { attempts: attempt }))
      report(say('terminal.ledger.anew', { attempt: attempt + 1, most: maxAttempts }))
    }
  }
}

async function* pagesOf(client: Client, nip: string, state: string): AsyncGenerator<RowPage> {
  let cursor: string | undefined
  do {
    const { table, rows, next, manifest } = await client.getArchiveRows({ nip, state, cursor })
    yield { table, rows, manifest }
    cursor = next ?? undefined
  } while (cursor !== undefined)
}

/** What an operator says to what an archive would bring beside the ledger. */
interface Consent {
  /** Notices of outages that the service does not know are taken over: all taxpayers there depend on them. */
  adoptOutages: boolean
  /** An archive that the service did not make is restored; its history is marked as foreign. */
  foreign: boolean
}
const nothing: Consent = { adoptOutages: false, foreign: false }

/**
 * Restores an archive into a taxpayer that is not there, which it makes, or whose ledger is empty. Cut off, it goes
 * on when called again. @throws ArchiveError when the file is damaged: nothing was sent then; KsefReconcileProblem
 */
export async function importLedger(
  client: Client,
  path: string,
  report: Report,
  { adoptOutages, foreign }: Consent = nothing,
): Promise<{ manifest: Manifest; ended: RestoreEnd }> {
  const manifest = await verifiedArchive(path)
  const { nip } = manifest
  const status = await client.putRestore({ nip, foreign: foreign ? 'accept' : 'refuse' }, manifest as never)
  if (status.ended !== null) {
    report(say('terminal.ledger.imported-before', { at: status.ended.at }))
    return { manifest, ended: status.ended }
  }
  const there = new Map(status.stored.map(({ name, rows }) => [name, rows]))
  for await (const part of partsOf(path, there)) await client.putRestoreRows({ nip }, part)
  for (;;) {
    const { ended } = await client.putRestoreEnd({ nip, outages: adoptOutages ? 'adopt' : 'leave' })
    if (ended !== null) return { manifest, ended }
  }
}

interface Part {
  table: ArchivedTable
  rows: ArchivedRow[number][][]
}

/** The rows that are not there yet: of each table they were sent in the order of the archive. */
async function* partsOf(path: string, there: Map<ArchivedTable, number>): AsyncGenerator<Part> {
  let part: Part | null = null
  let size = 0
  for await (const [table, row] of rowsOfArchive(path)) {
    const left = there.get(table) ?? 0
    there.set(table, left - 1)
    if (left > 0) continue
    if (part !== null && (part.table !== table || size >= partSize || part.rows.length === partRows)) {
      yield part
      part = null
    }
    if (part === null) {
      part = { table, rows: [] }
      size = 0
    }
    part.rows.push([...row])
    size += sizeOf(row)
  }
  if (part !== null) yield part
}
