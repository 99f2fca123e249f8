import fc from 'fast-check'
import type { Answer, Api, Purchase } from '../support/api.ts'
import { buyer } from './documents.ts'

/** What people do between the documents: decide, take back, move, post and void. `pick` chooses among what is there. */
export interface Deed {
  does: 'decide' | 'reopen' | 'move' | 'post' | 'void' | 'state' | 'file'
  pick: number
  answer: 'same-invoice' | 'different-invoice' | 'accepted' | 'dismissed'
}

export const deeds: fc.Arbitrary<Deed> = fc.record({
  does: fc.constantFrom('decide', 'decide', 'decide', 'reopen', 'move', 'post', 'void', 'state', 'file'),
  pick: fc.nat(1000),
  answer: fc.constantFrom('same-invoice', 'same-invoice', 'different-invoice', 'accepted', 'dismissed'),
})

export interface FindingItem {
  id: string
  code: string
  open: boolean
  purchaseId: string
  otherPurchaseId: string | null
}

const root = `/v1/taxpayers/${buyer.nip}`

export const purchasesOf = (api: Api): Promise<Purchase[]> =>
  api.purchases(buyer.nip, { asOf: '2026-08-20', limit: '1000' })

export async function findingsOf(api: Api, query: string): Promise<FindingItem[]> {
  return (await expected(api.json('GET', `${root}/findings?limit=1000&${query}`))).items
}

export const decide = (api: Api, finding: string, decision: string): Promise<Answer> =>
  api.json('POST', `${root}/findings/${finding}/decision`, { decision, note: 'compared' })

/** Does one deed; what the rules refuse is refused with a reason, and changes nothing. */
export async function doDeed(api: Api, { does, pick, answer }: Deed, nth: number): Promise<void> {
  const purchases = await purchasesOf(api)
  const purchase = chosen(purchases, pick)
  if (!purchase) return
  const path = `${root}/purchases/${purchase.id}`
  if (does === 'decide') {
    const finding = chosen(await findingsOf(api, 'open=true'), pick)
    if (finding) allow(await decide(api, finding.id, answer), ['decision-does-not-fit', 'two-ksef-numbers'])
  } else if (does === 'reopen') {
    const finding = chosen(await findingsOf(api, 'open=false'), pick)
    if (finding) allow(await decide(api, finding.id, 'reopen'), ['decision-does-not-fit'])
  } else if (does === 'move') {
    const evidence = chosen(purchase.evidence, pick)
    const to = chosen([...purchases.map((p) => p.id), 'new'], pick >> 3)
    allow(await api.json('POST', `${root}/evidence/${evidence?.id}/move`, { to }), ['two-ksef-numbers'])
  } else if (does === 'post') {
    allow(await api.json('POST', `${path}/posting`, { reference: `PZ/${nth}`, postedOn: '2026-07-01' }), [
      'held',
      'already-posted',
    ])
  } else if (does === 'void') {
    allow(await api.json('DELETE', `${path}/posting?reason=wrong`), ['posting-unknown'])
  } else if (does === 'file') {
    const month = chosen(filedMonths, pick) as string
    await expected(api.json('POST', `${root}/register/${month}/filings`, { filedOn: '2026-11-25' }))
  } else {
    await expected(
      api.json('PATCH', path, pick % 2 === 0 ? { fixedAsset: true } : { deductibleShare: '0.50' }),
    )
  }
}

/** Months around the invoices of the stories. */
export const filedMonths = ['2026-05', '2026-06', '2026-07', '2026-08']

const chosen = <T>(values: readonly T[], pick: number): T | undefined => values[pick % values.length]

function allow(answer: Answer, codes: readonly string[]): void {
  if (answer.status < 300 || codes.includes(answer.body.code)) return
  throw new Error(`refused: ${answer.status} ${JSON.stringify(answer.body)}`)
}

// biome-ignore lint/suspicious/noExplicitAny: what the service answers is what the test is there to find out
async function expected(asked: Promise<Answer>): Promise<any> {
  const answer = await asked
  allow(answer, [])
  return answer.body
}
