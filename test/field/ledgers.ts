import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import type { Api, Purchase } from '../support/api.ts'
import { nip } from '../support/ksef.ts'

/** Reports from the field, each tried in every order on an empty ledger: one service, a taxpayer for each order. */

const buyerInFiles = '9376032788'

/** A file of `fixtures/field`, as JSON, addressed to the buyer. */
// biome-ignore lint/suspicious/noExplicitAny: files of several shapes
export function fieldJson(name: string, buyer: string): any {
  const text = readFileSync(new URL(`../../fixtures/field/${name}`, import.meta.url), 'utf8')
  return JSON.parse(text.replaceAll(buyerInFiles, buyer))
}

let taxpayers = 0

/** An empty ledger. */
export async function emptyLedger(api: Api, settings: object = {}): Promise<Ledger> {
  taxpayers += 1
  const buyer = nip(`field ${taxpayers}`)
  await api.putTaxpayer(buyer, { name: 'Odbiorca', ...settings })
  return new Ledger(api, buyer)
}

/** A ledger as somebody who decides sees it. */
export class Ledger {
  readonly buyer: string
  readonly #api: Api

  constructor(api: Api, buyer: string) {
    this.#api = api
    this.buyer = buyer
  }

  json = (name: string) => fieldJson(name, this.buyer)

  async copy(body: object): Promise<Purchase> {
    return (await this.#api.postCopy(this.buyer, body)).purchase as Purchase
  }

  async batch(items: object[]): Promise<void> {
    const { status, body } = await this.#api.json('POST', this.#at('copies/batch'), { items })
    expect(status).toBe(200)
    expect(body.results.every((r: { purchase?: object }) => r.purchase)).toBe(true)
  }

  rows = (invoices: object[]) => this.#api.importMetadata(this.buyer, invoices)

  purchases = () => this.#api.purchases(this.buyer, { limit: '1000' })

  async check(question: object) {
    const { status, body } = await this.#api.json('POST', this.#at('posting-checks'), question)
    expect(status).toBe(200)
    return body
  }

  post = (id: string, reference: string) =>
    this.#api.json('POST', this.#at(`purchases/${id}/posting`), { reference, postedOn: '2026-07-02' })

  decide = (findingId: string, decision: string) =>
    this.#api.json('POST', this.#at(`findings/${findingId}/decision`), { decision, note: null })

  candidates = async (id: string): Promise<string[]> => {
    const { body } = await this.#api.json('GET', this.#at(`purchases/${id}/candidates`))
    return body.items.map((item: { purchaseId: string }) => item.purchaseId)
  }

  #at = (path: string) => `/v1/taxpayers/${this.buyer}/${path}`
}

/** The codes of open findings that hold a booking. */
export const holding = ({ findings }: Purchase): string[] =>
  [...new Set(findings.filter((f) => f.open && f.severity === 'blocking').map((f) => f.code))].sort()

/** Purchases as lines such as `FV/1 reconciled: AMBIGUOUS_MATCH`, sorted. */
export const picture = (purchases: readonly Purchase[]): string[] =>
  purchases
    .map(
      (p) =>
        [p.number, p.status].join(' ') +
        holding(p)
          .map((code) => `: ${code}`)
          .join(''),
    )
    .sort()
