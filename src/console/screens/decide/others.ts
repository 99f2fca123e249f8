import { useRef } from 'preact/hooks'
import type { ListedFinding } from '../../../client/index.ts'
import type { Answer, LoadedList } from '../../answers.ts'
import { api } from '../../api.ts'
import { useChanges } from '../../feed.ts'
import { pairOf } from '../../pairs.ts'
import { toast } from '../../parts/toast.tsx'
import { signedIn } from '../../session.ts'
import { t } from '../../words.ts'
import { answeredHere, setAnswered, settle } from './giving.ts'
import { standingAfter } from './questions.ts'

/** So many questions may be loaded for the list to be asked for anew: a longer one would jump under who reads it. */
const mostReloaded = 100

/** Keeps the list true to what others decide meanwhile, and tells who decided. */
export function useOthers(nip: string, list: Answer<LoadedList<ListedFinding>>): void {
  const now = useRef(list)
  now.current = list
  useChanges(nip, (changes) => {
    const { value, reload } = now.current
    const items = value?.items ?? []
    const { opened, closed } = standingAfter(changes)
    const surprising = items.filter(
      (item) => closed.includes(item.id) && !answeredHere.peek().has(pairOf(item.id)),
    )
    settle(surprising.map(({ id }) => pairOf(id)))
    for (const item of surprising) void tellWho(nip, item)
    setAnswered(opened.map(pairOf), false)
    if (opened.length > 0 && items.length <= mostReloaded) reload()
  })
}

/** Names who decided; what closed by itself is not told. */
async function tellWho(nip: string, { id, purchaseId, invoice }: ListedFinding): Promise<void> {
  if (purchaseId == null) return
  try {
    const { findings } = await api.getPurchase({ nip, id: purchaseId })
    const decision = findings.find((finding) => finding.id === id)?.decision
    if (decision == null || decision.by === signedIn()?.name) return
    const answer = t(`console.decide.${decision.decision}`)
    toast(t('console.decide.by-other', { who: decision.by, answer, number: invoice?.number ?? '' }))
  } catch {
    // It is gone from the list all the same.
  }
}
