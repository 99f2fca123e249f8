import { type Client, createClient } from '../../src/client/index.ts'

/**
 * A client of the HTTP contract, typed by hand: these types do not follow the service's own, so a change of
 * a published name or shape breaks a test instead of travelling along.
 */

export type Fetch = (request: Request) => Response | Promise<Response>
// biome-ignore lint/suspicious/noExplicitAny: what the service answers is what the tests are there to find out
export type Answer = { status: number; body: any; headers: Headers }

export type Finding = {
  id: string
  code: string
  severity: 'info' | 'review' | 'blocking'
  message: string
  open: boolean
}

export type Purchase = {
  id: string
  status: 'awaiting-ksef' | 'reconciled' | 'ksef-only' | 'outside-only' | 'quarantined'
  seller: { nip?: string; country?: string; vatId?: string; name?: string | null }
  number: string
  issueDate: string
  kind: string | null
  currency: string
  net: string | null
  vat: string | null
  gross: string | null
  vatPln: string | null
  mode: string
  modeReason: string
  ksef: { number: string; numberedAt: string; acceptedAt: string; storedAt: string } | null
  receipt: {
    date: string | null
    source: 'ksef-number' | 'actual' | null
    rule: string
    legalBasis: string[]
    explanation: string
    contested: boolean
    alternatives: { policy: string; date: string | null }[]
  }
  resend: { deadline: string | null; overdue: boolean; legalBasis: string[] }
  deduction: { from: string | null; until: string | null; legalBasis: string[]; explanation: string }
  marker: {
    value: 'NrKSeF' | 'OFF' | 'BFK' | 'DI' | null
    asOf: string
    correction: 'none' | 'required' | 'review'
    correctionDue: string | null
  }
  corrects: { number: string; issueDate: string; ksefNumber: string | null; purchaseId: string | null }[]
  correctedBy: { purchaseId: string; number: string; ksefNumber: string | null }[]
  findings: Finding[]
  evidence: {
    id: string
    type: 'copy' | 'ksef'
    receivedOn?: string
    document?: string
    ksefNumber?: string
    hasXml?: boolean
  }[]
  posting: { reference: string; postedOn: string } | null
  mergedIds?: string[]
}

export type CopyAnswer = {
  outcome: 'review' | 'new' | 'attached' | 'unchanged' | 'quarantined'
  copy: { id: string }
  purchase: Purchase | null
}

export type ImportAnswer = {
  importId: string
  received: number
  new: number
  attached: number
  unchanged: number
  review: number
  quarantined: number
  problems: { ksefNumber: string | null; code: string; message: string }[]
}

const base = 'http://test'

/**
 * `send` and `json` give any answer. The named helpers go through the typed client, whose answers must fit the types
 * above; what they send is the test's business. They throw `KsefReconcileProblem` when refused.
 */
export class Api {
  readonly #fetch: Fetch
  readonly #key: string
  /** The typed client itself, for the same service and key. */
  readonly client: Client

  constructor(fetch: Fetch, key: string) {
    this.#fetch = fetch
    this.#key = key
    this.client = createClient({ baseUrl: base, key, fetch, retries: 0 })
  }

  /** The same service with another key. */
  as(key: string): Api {
    return new Api(this.#fetch, key)
  }

  async send(
    method: string,
    path: string,
    body?: BodyInit,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const request = new Request(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#key}`, ...headers },
      // A stream is sent as it comes.
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    } as RequestInit)
    const response = await this.#fetch(request)
    const text = await response.text()
    const isJson = /[/+]json\b/.test(response.headers.get('content-type') ?? '')
    return {
      status: response.status,
      body: isJson && text ? JSON.parse(text) : text,
      headers: response.headers,
    }
  }

  json(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    if (body === undefined) return this.send(method, path, undefined, headers)
    return this.send(method, path, JSON.stringify(body), { 'content-type': 'application/json', ...headers })
  }

  putTaxpayer(nip: string, body: object) {
    return this.client.putTaxpayer({ nip }, body as never)
  }

  putSupplier(nip: string, sellerId: string, body: object) {
    return this.client.putSupplier({ nip, sellerId }, body as never)
  }

  postOutage(body: object) {
    return this.client.postOutage(body as never)
  }

  patchOutage(id: string, body: object) {
    return this.client.patchOutage({ id }, body as never)
  }

  postCopy(nip: string, body: object, headers: Record<string, string> = {}): Promise<CopyAnswer> {
    return this.client.postCopy({ nip }, body as never, { headers })
  }

  /** An FA file handed over outside KSeF; the facts that it lacks go into the query. */
  postCopyXml(nip: string, xml: Uint8Array, facts: Record<string, string>): Promise<CopyAnswer> {
    return this.client.postCopy({ nip, ...facts }, xml)
  }

  importMetadata(nip: string, rows: object[]): Promise<ImportAnswer> {
    return this.client.postImport({ nip }, { invoices: rows as never })
  }

  importPackage(nip: string, zip: Uint8Array): Promise<ImportAnswer> {
    return this.client.postImport({ nip }, zip)
  }

  /** Every purchase that the filter leaves, page after page. */
  purchases(nip: string, filter: Record<string, string> = {}): Promise<Purchase[]> {
    return all(this.client.listPurchases({ nip, ...filter }))
  }

  purchase(nip: string, id: string, asOf?: string): Promise<Purchase> {
    return this.client.getPurchase({ nip, id, asOf })
  }

  patchPurchase(nip: string, id: string, body: object): Promise<Purchase> {
    return this.client.patchPurchase({ nip, id }, body as never)
  }

  // biome-ignore lint/suspicious/noExplicitAny: see Answer
  history(nip: string, id: string): Promise<any[]> {
    return all(this.client.getHistory({ nip, id }))
  }

  // biome-ignore lint/suspicious/noExplicitAny: see Answer
  register(nip: string, month: string, asOf?: string): Promise<any> {
    return this.client.getRegister({ nip, month, asOf })
  }
}

async function all<Item>(list: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of list) items.push(item)
  return items
}
