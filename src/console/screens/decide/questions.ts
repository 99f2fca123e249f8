import type { Change, ListedFinding } from '../../../client/index.ts'
import { type Answer, type ListPage, type LoadedList, useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { pairOf } from '../../pairs.ts'
import { openAsAsked } from './giving.ts'

/** What is asked for: open or decided questions, of one code or of all. */
interface Wanted {
  isOpen: boolean
  code: string | null
}

/** Questions as they are listed: what holds a booking first, what wants a look after it. */
export const useQuestions = (
  nip: string,
  wanted: Wanted,
): Answer<LoadedList<ListedFinding>> & { more: () => Promise<void> } =>
  useList(`questions ${nip} ${wanted.isOpen} ${wanted.code}`, (at, signal) => {
    const ask = () => page(nip, wanted, at, signal)
    return wanted.isOpen ? openAsAsked(ask) : ask()
  })

/** Pages of both grades one after the other; the cursor names the grade. */
async function page(
  nip: string,
  { isOpen, code }: Wanted,
  { cursor = 'blocking~', limit }: ListPage,
  signal?: AbortSignal,
): Promise<LoadedList<ListedFinding>> {
  const [severity, at = ''] = cursor.split(/~(.*)/s) as ['blocking' | 'review', string?]
  const { items, next } = await api.listFindings(
    {
      nip,
      open: isOpen ? 'true' : 'false',
      severity,
      ...(code === null ? {} : { code: code as ListedFinding['code'] }),
      ...(at === '' ? {} : { cursor: at }),
      limit,
    },
    { signal },
  )
  const following = next !== null ? `${severity}~${next}` : severity === 'blocking' ? 'review~' : null
  // A short page with the other grade behind it would look like the end.
  if (items.length < shortPage && next === null && following !== null) {
    const rest = await page(nip, { isOpen, code }, { cursor: following, limit }, signal)
    return { items: [...items, ...rest.items], next: rest.next }
  }
  return { items, next: following }
}

const shortPage = 50

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
  const { params: said = {} } = (params.what ?? {}) as { params?: Partial<SaidOfSetAside> }
  const { seller = null, number = null, issueDay = null, ksefNumber = null } = said
  return { seller, number, issueDay, ksefNumber }
}

/** Those of which the text is in the number, the seller or the name of the question. */
export function matching(
  findings: readonly ListedFinding[],
  text: string,
  titleOf: (code: string) => string,
) {
  const wanted = text.trim().toLowerCase()
  if (wanted === '') return findings
  const has = (part: string | null | undefined) => part?.toLowerCase().includes(wanted) === true
  const codes = new Set(findings.map(({ code }) => code))
  const named = new Set([...codes].filter((code) => has(titleOf(code))))
  return findings.filter((finding) => named.has(finding.code) || writingIn(finding).some(has))
}

const writingIn = (finding: ListedFinding): (string | null | undefined)[] => {
  const { invoice } = finding
  if (invoice === null) return Object.values(setAside(finding))
  return [invoice.number, invoice.seller.name, invoice.seller.nip, invoice.gross]
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
