import type { Change, ListedFinding } from '../../../client/index.ts'
import { propertyOf } from '../../../values/record.ts'
import { type Answer, type ListPage, type LoadedList, useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { pairOf } from '../../pairs.ts'
import { answeredHere, openAsAsked } from './giving.ts'

/** What is asked for: open or decided questions, of one code or of all, of invoices in which a text stands. */
export interface Wanted {
  isOpen: boolean
  code: ListedFinding['code'] | null
  text: string
}

/** Questions as they are listed: what holds a booking first, what wants a look after it. */
export const useQuestions = (
  nip: string,
  wanted: Wanted,
): Answer<LoadedList<ListedFinding>> & { more: () => Promise<void> } =>
  useList(`questions ${nip} ${JSON.stringify(wanted)}`, (at, signal) => asked(nip, wanted, at, signal))

/**
 * Every question that is wanted and can be answered, however many are listed: once each, none that was answered here, and no
 * document that was set aside, which waits elsewhere.
 */
export async function allQuestions(
  nip: string,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<readonly ListedFinding[]> {
  const items: ListedFinding[] = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const loaded: LoadedList<ListedFinding> = await asked(nip, wanted, { cursor, limit: longestPage }, signal)
    items.push(...loaded.items)
    cursor = loaded.next
  }
  const answered = answeredHere.peek()
  return onceEach(items).filter(
    ({ id, quarantineId }) => quarantineId === undefined && !answered.has(pairOf(id)),
  )
}

const asked = (nip: string, wanted: Wanted, at: ListPage, signal?: AbortSignal) => {
  const ask = () => page(nip, wanted, at, signal)
  return wanted.isOpen ? openAsAsked(ask) : ask()
}

/** Pages of both grades one after the other; the cursor names the grade. */
async function page(
  nip: string,
  wanted: Wanted,
  { cursor = 'blocking~', limit }: ListPage,
  signal?: AbortSignal,
): Promise<LoadedList<ListedFinding>> {
  const { isOpen, code, text } = wanted
  const severity = cursor.startsWith('review~') ? 'review' : 'blocking'
  const at = cursor.slice(`${severity}~`.length)
  const { items, next } = await api.listFindings(
    {
      nip,
      open: isOpen ? 'true' : 'false',
      severity,
      ...(code === null ? {} : { code }),
      ...(text === '' ? {} : { text }),
      ...(at === '' ? {} : { cursor: at }),
      limit,
    },
    { signal },
  )
  const following = next !== null ? `${severity}~${next}` : severity === 'blocking' ? 'review~' : null
  // A short page with more behind it would look like the end: the other grade, or what a search had yet to compare.
  if (items.length < shortPage && following !== null) {
    const rest = await page(nip, wanted, { cursor: following, limit }, signal)
    return { items: [...items, ...rest.items], next: rest.next }
  }
  return { items, next: following }
}

/** Fewer are few; and so many may a page have, by the contract. */
const [shortPage, longestPage] = [50, 1000]

/** Two purchases that each ask about the other ask one question. */
export function onceEach(findings: readonly ListedFinding[]): ListedFinding[] {
  const asked = new Set<string>()
  return findings.filter(({ id }) => {
    const name = pairOf(id)
    if (asked.has(name)) return false
    asked.add(name)
    return true
  })
}

/** What a document that was set aside says of itself, as far as it could be read; the seller with NIP and name. */
export type SaidOfSetAside = Record<'seller' | 'number' | 'issueDay' | 'ksefNumber', string | null>

/** What stands in the sentence of a document that was set aside: the list has no room for the whole of it. */
export function setAside({ params }: Pick<ListedFinding, 'params'>): SaidOfSetAside {
  const said = propertyOf(params.what, 'params')
  const textOf = (name: keyof SaidOfSetAside): string | null => {
    const text = propertyOf(said, name)
    return typeof text === 'string' ? text : null
  }
  return {
    seller: textOf('seller'),
    number: textOf('number'),
    issueDay: textOf('issueDay'),
    ksefNumber: textOf('ksefNumber'),
  }
}

/** Findings that changes of the feed open or close, as they stand after the last of them. */
export function standingAfter(changes: readonly Change[]): Record<'opened' | 'closed', string[]> {
  const last = new Map<string, 'opened' | 'closed'>()
  for (const { type, data } of changes) {
    if (type === 'finding.opened') last.set(String(data.id), 'opened')
    if (type === 'finding.closed') last.set(String(data.id), 'closed')
  }
  const those = (standing: 'opened' | 'closed') =>
    [...last].flatMap(([id, how]) => (how === standing ? [id] : []))
  return { opened: those('opened'), closed: those('closed') }
}
