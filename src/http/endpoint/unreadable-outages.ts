import type { Directory } from '../../store/directory.ts'
import { defaultLanguage } from '../../texts/language.ts'
import { say } from '../../texts/say.ts'
import { tell } from '../../texts/tell.ts'
import type { Trouble } from './services.ts'

/** What of the directory's notices cannot be read, as whoever asks without a key hears it. */
export function unreadableOutages(directory: Directory): Trouble[] {
  const count = directory.unreadableOutages().length
  if (count === 0) return []
  const message = say('refusal.not-ready.outages-unreadable', { count })
  return [{ code: 'outages-unreadable', message }]
}

/** The same as the log tells it, at a start. */
export const loggedOutages = (directory: Directory): Record<string, unknown>[] =>
  directory.unreadableOutages().map(({ id, why }) => ({
    ...{ level: 'error', message: 'a notice of an outage cannot be read; nobody decides by it' },
    ...{ outage: id, error: tell(why, defaultLanguage) },
  }))
