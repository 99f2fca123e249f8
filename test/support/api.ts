/**
 * A client of the HTTP contract, typed by hand: it knows nothing of the service's own types, so a change of
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
  gross: string
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
  deduction: { from: string | null; until: string | null; legalBasis: string[] }
  marker: {
    value: 'NrKSeF' | 'OFF' | 'BFK' | 'DI' | null
    asOf: string
    correction: 'none' | 'required' | 'review'
    correctionDue: string | null
  }
  corrects: { number: string; issueDate: string; ksefNumber: string | null; purchaseId: string | null }[]
  correctedBy: { purchaseId: string; number: string; ksefNumber: string | null }[]
  findings: Finding[]
  evidence: { id: string; type: 'copy' | 'ksef'; [more: string]: unknown }[]
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

/** The service refused where the test needed it to agree. */
export class Refused extends Error {
  readonly answer: Answer
  constructor(request: string, answer: Answer) {
    super(`${request} -> ${answer.status} ${JSON.stringify(answer.body)}`)
    this.answer = answer
  }
}

const query = (parameters: Record<string, string | undefined>): string => {
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined)
  return given.length > 0 ? `?${new URLSearchParams(given)}` : ''
}

/** `send` and `json` give any answer; the named helpers give the body and throw `Refused` unless it is a 2xx. */
export class Api {
  readonly #fetch: Fetch
  readonly #key: string

  constructor(fetch: Fetch, key: string) {
    this.#fetch = fetch
    this.#key = key
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
    const request = new Request(`http://test${path}`, {
      method,
      headers: { authorization: `Bearer ${this.#key}`, ...headers },
      ...(body === undefined ? {} : { body }),
    })
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

  // biome-ignore lint/suspicious/noExplicitAny: see Answer
  async #ok(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<any> {
    const isBytes = body instanceof Uint8Array
    const answer = isBytes
      ? await this.send(method, path, body as Uint8Array<ArrayBuffer>, headers)
      : await this.json(method, path, body, headers)
    if (answer.status < 200 || answer.status > 299) throw new Refused(`${method} ${path}`, answer)
    return answer.body
  }

  async #all<Item>(path: string, parameters: Record<string, string | undefined> = {}): Promise<Item[]> {
    const items: Item[] = []
    let cursor: string | undefined
    do {
      const page = await this.#ok('GET', path + query({ ...parameters, cursor }))
      items.push(...page.items)
      cursor = page.next ?? undefined
    } while (cursor !== undefined)
    return items
  }

  putTaxpayer(nip: string, body: object) {
    return this.#ok('PUT', `/v1/taxpayers/${nip}`, body)
  }

  putSupplier(nip: string, sellerId: string, body: object) {
    return this.#ok('PUT', `/v1/taxpayers/${nip}/suppliers/${sellerId}`, body)
  }

  postOutage(body: object) {
    return this.#ok('POST', '/v1/outages', body)
  }

  patchOutage(id: string, body: object) {
    return this.#ok('PATCH', `/v1/outages/${id}`, body)
  }

  postCopy(nip: string, body: object, headers?: Record<string, string>): Promise<CopyAnswer> {
    return this.#ok('POST', `/v1/taxpayers/${nip}/copies`, body, headers)
  }

  /** An FA file handed over outside KSeF; the facts that it lacks go into the query. */
  postCopyXml(nip: string, xml: Uint8Array, facts: Record<string, string>): Promise<CopyAnswer> {
    const type = { 'content-type': 'application/xml' }
    return this.#ok('POST', `/v1/taxpayers/${nip}/copies${query(facts)}`, xml, type)
  }

  importMetadata(nip: string, rows: object[]): Promise<ImportAnswer> {
    return this.#ok('POST', `/v1/taxpayers/${nip}/ksef/imports`, { invoices: rows })
  }

  importPackage(nip: string, zip: Uint8Array): Promise<ImportAnswer> {
    const type = { 'content-type': 'application/zip' }
    return this.#ok('POST', `/v1/taxpayers/${nip}/ksef/imports`, zip, type)
  }

  /** Every purchase that the filter leaves, page after page. */
  purchases(nip: string, filter: Record<string, string> = {}): Promise<Purchase[]> {
    return this.#all(`/v1/taxpayers/${nip}/purchases`, filter)
  }

  purchase(nip: string, id: string, asOf?: string): Promise<Purchase> {
    return this.#ok('GET', `/v1/taxpayers/${nip}/purchases/${id}${query({ asOf })}`)
  }

  patchPurchase(nip: string, id: string, body: object): Promise<Purchase> {
    return this.#ok('PATCH', `/v1/taxpayers/${nip}/purchases/${id}`, body)
  }

  // biome-ignore lint/suspicious/noExplicitAny: see Answer
  history(nip: string, id: string): Promise<any[]> {
    return this.#all(`/v1/taxpayers/${nip}/purchases/${id}/history`)
  }

  register(nip: string, month: string, asOf?: string) {
    return this.#ok('GET', `/v1/taxpayers/${nip}/register/${month}${query({ asOf })}`)
  }
}
