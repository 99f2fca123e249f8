import type { OutageNotice } from '../outages/windows.ts'
import { moneyView, sellerView } from '../purchase/shown.ts'
import type { Facts } from '../receipt/facts.ts'
import { type Finding, findingId, openFindings } from '../receipt/finding.ts'
import type { Verdict } from '../receipt/verdict.ts'
import type { StoredIdentity, StoredPurchase } from '../store/stored-identity.ts'
import type { Change, ChangeType } from '../values/change.ts'
import { fromJson } from '../values/json.ts'
import { propertyOf } from '../values/record.ts'

/** What happened to the documents of a purchase in one transaction. */
export interface Documents {
  /** Those that came to it, in order. */
  came: readonly { id: string; type: 'copy' | 'ksef' }[]
  /** One left, or more became known of one. */
  changed: boolean
}

interface Read {
  verdict: Verdict
  identity: StoredIdentity
  inputs: unknown
}

const read = ({ verdict, identity, inputs }: StoredPurchase): Read => ({
  verdict: fromJson(verdict),
  identity: fromJson(identity),
  inputs: fromJson(inputs),
})

/** What is told of a notice: all of it but its text, which `GET /v1/outages/{id}` has. */
export function outageChange(isKnown: boolean, { text: _, ...notice }: OutageNotice): Change {
  return { type: isKnown ? 'outage.changed' : 'outage.recorded', purchaseId: null, data: notice }
}

/** What is told of a purchase that became known. */
export function createdChanges(id: string, verdict: Verdict, facts: Facts, documents: Documents): Change[] {
  const data = {
    seller: sellerView(facts.seller),
    number: facts.number,
    issueDate: facts.issueDay,
    currency: facts.currency,
    gross: moneyView(facts.grossGrosze),
    ksefNumber: facts.ksef?.number ?? null,
    status: verdict.status,
    receipt: receiptData(verdict),
  }
  return [
    { type: 'purchase.created', purchaseId: id, data },
    ...attachedChanges(id, verdict, documents.came.slice(1)),
    ...findingChanges(id, [], openFindings(verdict)),
  ]
}

/**
 * What a transaction changed in a known purchase: whatever makes it answer differently on the same day gives at least
 * one change. What moves with the day alone is no change.
 */
export function changesOf(
  id: string,
  before: StoredPurchase,
  after: StoredPurchase,
  documents: Documents,
): Change[] {
  const [then, now] = [read(before), read(after)]
  const properties = differences(then, now)
  if (documents.changed) properties.add('evidence')
  const changes = [
    ...attachedChanges(id, now.verdict, documents.came),
    ...receiptChanges(id, then.verdict, now.verdict),
    ...findingChanges(id, openFindings(then.verdict), openFindings(now.verdict)),
  ]
  if (properties.size > 0) {
    changes.push({
      type: 'purchase.changed',
      purchaseId: id,
      data: changedData([...properties], now.verdict),
    })
  }
  return changes
}

const attachedChanges = (id: string, { status }: Verdict, came: Documents['came']): Change[] =>
  came.map((document) => ({
    type: 'purchase.attached',
    purchaseId: id,
    data: { evidenceId: document.id, document: document.type, status },
  }))

/** What `purchase.changed` tells: the names of the properties that differ, and where the purchase stands now. */
export const changedData = (changed: readonly string[], { status, mode }: Verdict): Change['data'] => ({
  changed,
  status,
  mode,
})

const receiptData = ({ mode, receipt: { date, source, rule } }: Verdict) => ({ date, source, rule, mode })

function receiptChanges(id: string, then: Verdict, now: Verdict): Change[] {
  const [before, after] = [receiptData(then), receiptData(now)]
  const same = before.date === after.date && before.source === after.source && before.rule === after.rule
  return same ? [] : [{ type: 'receipt.changed', purchaseId: id, data: { before, after } }]
}

function findingChanges(id: string, before: readonly Finding[], after: readonly Finding[]): Change[] {
  const told = (type: ChangeType, from: readonly Finding[], against: readonly Finding[]): Change[] => {
    const there = new Set(against.map((f) => findingId(id, f)))
    return from
      .filter((f) => !there.has(findingId(id, f)))
      .map((f) => ({
        type,
        purchaseId: id,
        data: {
          ...{ id: findingId(id, f), code: f.code, severity: f.severity },
          // Told in the language of whoever reads the feed, its params beside it.
          ...(type === 'finding.opened' ? { message: f.message } : {}),
        },
      }))
  }
  return [...told('finding.closed', before, after), ...told('finding.opened', after, before)]
}

/** Properties of a purchase that are shown under another name, or through another property. */
const shownAs: Record<string, string> = {
  lateness: 'resend',
  afterWindow: 'deduction',
  decisions: 'findings',
  record: 'register',
  registerMonth: 'deduction',
  issueDay: 'issueDate',
  netGrosze: 'net',
  vatGrosze: 'vat',
  grossGrosze: 'gross',
  vatPlnGrosze: 'vatPln',
  deductibleVatPlnGrosze: 'vatPln',
  taxedNetGrosze: 'net',
  group: 'kind',
  ksefNumber: 'ksef',
  printedNumber: 'marker',
  cashSeller: 'deduction',
  originals: 'corrects',
}

/** Names of the properties that differ, apart from what a change of receipt or the coming of a finding tells. */
function differences(then: Read, now: Read): Set<string> {
  const found = new Set<string>()
  const compare = (a: object, b: object) => {
    for (const name of new Set([...Object.keys(a), ...Object.keys(b)])) {
      const [x, y] = [a, b].map((o) => JSON.stringify(propertyOf(o, name)))
      if (x !== y) found.add(shownAs[name] ?? name)
    }
  }
  const told = { date: null, source: null, rule: null }
  const untold = ({ verdict }: Read) => ({
    ...verdict,
    receipt: { ...verdict.receipt, ...told },
    findings: untoldFindings(verdict, then, now),
  })
  compare(untold(then), untold(now))
  compare(then.identity, now.identity)
  compare({ stated: then.inputs }, { stated: now.inputs })
  return found
}

/** The findings of a verdict besides those that opened or closed: what they say may differ, a decided one may be gone. */
function untoldFindings(verdict: Verdict, then: Read, now: Read): readonly Finding[] {
  const [a, b] = [then, now].map((r) => new Set(openFindings(r.verdict).map((f) => findingId('', f))))
  return verdict.findings.filter((f) => a?.has(findingId('', f)) === b?.has(findingId('', f)))
}
