import { statfs } from 'node:fs/promises'
import type { Trouble } from '../../http/endpoint/services.ts'
import { unreadableOutages } from '../../http/endpoint/unreadable-outages.ts'
import { say } from '../../texts/say.ts'
import { thrown } from '../../values/thrown.ts'
import type { NodeDatabases } from './databases.ts'

/** What was found is told for so long, in milliseconds: whoever asks without a key makes no work. */
const keptMs = 5000

/**
 * Looks whether the service can do its work: the directory takes a write, the disk has more than `floor` bytes, no ledger
 * fails. Names no taxpayer, for it needs no key; the log does.
 */
export function readinessOf(
  databases: NodeDatabases,
  folder: string,
  floor: number,
  nowMs: () => number = () => performance.now(),
): () => Promise<Trouble[]> {
  let kept: { atMs: number; found: Promise<Trouble[]> } | null = null
  return () => {
    if (kept === null || nowMs() - kept.atMs >= keptMs) {
      kept = { atMs: nowMs(), found: look(databases, folder, floor) }
    }
    return kept.found
  }
}

async function look(databases: NodeDatabases, folder: string, floor: number): Promise<Trouble[]> {
  const found: Trouble[] = []
  try {
    const { bavail, bsize } = await statfs(folder)
    const free = bavail * bsize
    if (free < floor) {
      const message = say('refusal.not-ready.disk-low', {
        megabytes: megabytes(free),
        floor: megabytes(floor),
      })
      found.push({ code: 'disk-low', message })
    }
    // The same row each time, so that it grows by nothing.
    databases.directory.putSetting('ready', 'yes')
    found.push(...unreadableOutages(databases.directory))
  } catch (error) {
    const message = say('refusal.not-ready.directory-not-writable', {
      error: thrown(error).code,
    })
    found.push({ code: 'directory-not-writable', message })
  }
  const damage = databases.directoryDamage
  if (damage !== null) {
    const message = say('refusal.not-ready.directory-damaged', { why: damage })
    found.push({ code: 'directory-damaged', message })
  }
  const failing = databases.failing.size
  if (failing > 0) {
    const message = say('refusal.not-ready.ledgers-failing', { count: failing })
    found.push({ code: 'ledgers-failing', message })
  }
  return found
}

const megabytes = (bytes: number): number => Math.floor(bytes / 1_000_000)
