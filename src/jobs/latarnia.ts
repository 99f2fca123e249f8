import { type Doing, latarnia } from '../audit/chain.ts'
import { KsefError, type KsefHost } from '../ksef/call.ts'
import { type AnnouncedEvent, askLatarnia, eventsOf, readMessage } from '../ksef/latarnia.ts'
import { tellsOf, updated } from '../outages/same-event.ts'
import type { OutageNotice } from '../outages/windows.ts'
import type { Directory } from '../store/directory.ts'
import {
  archiveMessages,
  linkedOutages,
  listMessages,
  readEvent,
  readLatarnia,
  writeEvent,
  writeLatarnia,
} from '../store/latarnia.ts'
import { readJson } from '../values/json.ts'

/** How often Latarnia is asked, in milliseconds. */
export const latarniaEveryMs = 5 * 60_000
/** How long one of its answers may take, in milliseconds: they are short, and other work may wait for them. */
const patience = 20_000
/** How many bytes one may have: it holds the messages of a month. */
const answerBytes = 2 * 1024 * 1024

/** The way to Latarnia, as that to KSeF. */
export const latarniaHost = (ksef: KsefHost, apiUrl: string): KsefHost => ({
  ...ksef,
  apiUrl,
  patience,
  answerBytes,
})

/** Asks Latarnia once and has the ledgers told when an outage is new or changed; what goes wrong is logged. */
export async function latarniaTurn(
  directory: Directory,
  host: KsefHost,
  newId: () => string,
  spread: () => void,
): Promise<void> {
  try {
    if (await pollLatarnia(directory, host, newId)) spread()
  } catch (error) {
    host.log({ level: 'error', message: 'Latarnia could not be read', error: String(error) })
  }
}

/**
 * Asks Latarnia once: keeps its messages for good and takes over what they say of outages. That it cannot be reached
 * says nothing about KSeF. Answers whether an outage is new or changed.
 */
async function pollLatarnia(directory: Directory, host: KsefHost, newId: () => string): Promise<boolean> {
  const askedAt = host.now()
  try {
    const { status, messages } = await askLatarnia(host)
    return directory.db.transaction(() => {
      writeLatarnia(directory.db, { status, askedAt, reachedAt: askedAt, failure: null })
      const texts = messages.map((message) => JSON.stringify(message))
      if (!archiveMessages(directory.db, texts, askedAt)) return false
      return takeOver(directory, newId, { actor: latarnia, at: askedAt })
    })
  } catch (error) {
    if (!(error instanceof KsefError)) throw error
    const before = readLatarnia(directory.db)
    const known = { status: before?.status ?? null, reachedAt: before?.reachedAt ?? null }
    const failure = 'detail' in error.failure ? error.failure.detail : error.message
    writeLatarnia(directory.db, { ...known, askedAt, failure })
    return false
  }
}

/** Everything ever said counts: Latarnia itself forgets after a month. */
function takeOver(directory: Directory, newId: () => string, doing: Doing): boolean {
  const messages = listMessages(directory.db, 0, Number.MAX_SAFE_INTEGER).flatMap(
    ({ message }) => readMessage(readJson(message)) ?? [],
  )
  const changed = eventsOf(messages).filter((event) => takeOverEvent(directory, event, newId, doing))
  return changed.length > 0
}

function takeOverEvent(
  directory: Directory,
  event: AnnouncedEvent,
  newId: () => string,
  doing: Doing,
): boolean {
  const { eventId, notice: said } = event
  const linked = readEvent(directory.db, eventId)
  if (linked !== null && JSON.stringify(linked.said) === JSON.stringify(said)) return false
  // What was recorded of it may be unreadable now: then Latarnia's word stands in its place.
  const known = linked === null ? knownBefore(directory, event) : directory.outage(linked.outage)
  const after: OutageNotice =
    known === null
      ? { id: linked?.outage ?? newId(), ...said, source: 'latarnia', withdrawn: false }
      : updated(known, said, linked?.said ?? null)
  writeEvent(directory.db, eventId, after.id, said)
  if (known !== null && JSON.stringify(known) === JSON.stringify(after)) return false
  directory.putOutage(after, doing)
  return true
}

/** The notice of this event that was there before Latarnia told of it here: recorded by hand, or brought by a ledger. */
function knownBefore(directory: Directory, { notice, references }: AnnouncedEvent): OutageNotice | null {
  const linked = linkedOutages(directory.db)
  return directory.allOutages().find((n) => !linked.has(n.id) && tellsOf(n, notice, references)) ?? null
}
