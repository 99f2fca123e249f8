import { say } from '../texts/say.ts'
import { isSaid, type Said } from '../texts/sentence.ts'
import { parseDay } from '../values/day.ts'
import { parseInstant } from '../values/instant.ts'
import { readJson } from '../values/json.ts'
import { isRecord } from '../values/record.ts'
import { isOneOf } from '../values/tables.ts'
import { type OutageNotice, outageKinds, windowOf } from './windows.ts'

/**
 * The notice that a stored text holds, or in a sentence why it holds none: what a database brings may have been written
 * by hand or by a forged archive, and every ledger decides by it.
 */
export function readNotice(text: string): OutageNotice | Said {
  let value: unknown
  try {
    value = readJson(text)
  } catch {
    return say('refusal.outage.no-json')
  }
  return noticeOf(value) ?? say('refusal.outage.part', { part: wrongPart(value) })
}

/** The same where only what can be read is of use. */
export function readable(texts: readonly string[]): OutageNotice[] {
  return texts.map(readNotice).filter((found): found is OutageNotice => !isSaid(found))
}

/** Whether an outage would be over before the day on which it begins. */
export function endsBeforeStart(notice: OutageNotice): boolean {
  const { startDay, endDay } = windowOf(notice)
  return endDay !== null && endDay < startDay
}

const noticeOf = (value: unknown): OutageNotice | null => (isNotice(value) ? value : null)
const isNotice = (value: unknown): value is OutageNotice => isRecord(value) && wrongPart(value) === null

const isText = (value: unknown): boolean => typeof value === 'string'
const orNull = (is: (value: unknown) => boolean) => (value: unknown) => value === null || is(value)
/** A day, or an instant as it is kept: other spellings would be read otherwise in one place than in another. */
const isMoment = (value: unknown): boolean =>
  typeof value === 'string' && (parseDay(value) !== null || parseInstant(value) === value)

const parts: Record<keyof OutageNotice, (value: unknown) => boolean> = {
  id: (value) => isText(value) && value !== '',
  kind: (value) => isOneOf(outageKinds, value),
  start: isMoment,
  end: orNull(isMoment),
  announcedAt: isMoment,
  source: isText,
  reference: orNull(isText),
  text: orNull(isText),
  withdrawn: (value) => typeof value === 'boolean',
}

/** The first property that cannot be one of a notice; null when all can. */
function wrongPart(value: unknown): string | null {
  if (!isRecord(value)) return null
  return Object.entries(parts).find(([name, fits]) => !fits(value[name]))?.[0] ?? null
}
