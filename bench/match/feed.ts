import type { Api, Purchase } from '../../test/support/api.ts'
import { createTestApp } from '../../test/support/app.ts'
import { packageOf } from '../../test/support/ksef.ts'
import { asOf, failure } from './calendar.ts'
import type { Copy } from './copies.ts'
import { buyer } from './documents.ts'
import type { Months } from './months.ts'

/** What the service made of the months. */
export interface Outcome {
  purchases: Purchase[]
  /** Ids of the evidence that the service made of the copies, by their external ids; a refused copy has none. */
  evidence: Map<string, string>
  /** For each purchase asked about: the ids of the purchases that it may be, the likeliest first. */
  candidates: Map<string, string[]>
}

const home = `/v1/taxpayers/${buyer.nip}`
const copiesAtOnce = 500
const rowsAtOnce = 4000
/** Candidates beyond the third help nobody who decides at a glance; a few more show how near it was. */
const asked = 10

/**
 * Gives everything to the service itself, in process and through its HTTP contract: first the papers that came before
 * KSeF's documents, then those, then the other papers. Then reads what became of it.
 */
export async function feed(months: Months, xml: boolean, worthAsking: Asking): Promise<Outcome> {
  const app = await createTestApp({ now: `${asOf}T12:00:00+02:00` })
  try {
    const { api } = app
    await api.putTaxpayer(buyer.nip, { name: buyer.name })
    const outage = { kind: 'failure', ...failure, source: 'bip', reference: 'K/2026/AWR/01' }
    await told(api, 'POST', '/v1/outages', outage)
    for (const { nip, name, obliged } of months.sellers) {
      const ksefDuty = [{ status: obliged ? 'obliged' : 'art-145m', from: '2026-04-01', to: null }]
      await told(api, 'PUT', `${home}/suppliers/${nip}`, { name, ksefDuty })
    }
    const evidence = new Map<string, string>()
    await sendCopies(
      api,
      months.copies.filter((c) => !c.late),
      evidence,
    )
    await sendDocuments(api, months, xml)
    await sendCopies(
      api,
      months.copies.filter((c) => c.late),
      evidence,
    )
    const purchases = await api.purchases(buyer.nip, { limit: '1000', asOf })
    const candidates = new Map<string, string[]>()
    for (const id of worthAsking(purchases, evidence)) candidates.set(id, await candidatesOf(api, id))
    return { purchases, evidence, candidates }
  } finally {
    await app.close()
  }
}

/** Which purchases a person would look at: ids. */
export type Asking = (purchases: readonly Purchase[], evidence: Outcome['evidence']) => Iterable<string>

// biome-ignore lint/suspicious/noExplicitAny: answers of several shapes
async function told(api: Api, method: string, path: string, body?: object): Promise<any> {
  const answer = await api.json(method, path, body as never)
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

async function sendCopies(api: Api, copies: readonly Copy[], evidence: Map<string, string>): Promise<void> {
  for (let from = 0; from < copies.length; from += copiesAtOnce) {
    const some = copies.slice(from, from + copiesAtOnce)
    const { results } = await told(api, 'POST', `${home}/copies/batch`, { items: some.map((c) => c.body) })
    some.forEach(({ externalId }, i) => {
      if (results[i].copy) evidence.set(externalId, results[i].copy.id)
    })
  }
}

async function sendDocuments(api: Api, { documents }: Months, xml: boolean): Promise<void> {
  const all = [...documents.values()]
  for (let from = 0; from < all.length; from += rowsAtOnce) {
    const some = all.slice(from, from + rowsAtOnce)
    const result = xml
      ? await api.importPackage(buyer.nip, packageOf(some))
      : await api.importMetadata(
          buyer.nip,
          some.map((d) => d.metadata),
        )
    if (result.received !== some.length || result.problems.some((p) => p.code !== 'NOT_OUR_INVOICE'))
      throw new Error(`The import said ${JSON.stringify(result).slice(0, 500)}`)
  }
}

async function candidatesOf(api: Api, id: string): Promise<string[]> {
  const { items } = await told(api, 'GET', `${home}/purchases/${id}/candidates?limit=${asked}`)
  return items.map((item: { purchaseId: string }) => item.purchaseId)
}
