import type { KsefDocument } from '../../test/support/ksef.ts'
import { badRequest, forbidden, json, page, tooMany, unauthorized } from './answers.ts'
import { Exports } from './exports.ts'
import { type Fault, Faults, type Operation } from './faults.ts'
import { Store } from './invoices.ts'
import { Keys } from './keys.ts'
import { type Group, Limits } from './limits.ts'
import { type Account, SigningIn } from './signing-in.ts'

/** A call that the stand-in heard. */
export interface Call {
  at: number
  operation: Operation | 'unknown'
  nip: string | null
  status: number | 'broken'
}

interface Taxpayer {
  account: Account
  store: Store
  exports: Exports
  subjects: Set<string>
  mayRead: boolean
}

const groups: Record<Operation, Group | null> = {
  keys: 'auth',
  challenge: 'auth',
  'sign-in': 'auth',
  'sign-in-status': 'auth',
  redeem: 'auth',
  refresh: 'auth',
  'sign-out': 'auth',
  export: 'exports',
  'export-status': 'export-status',
  metadata: 'metadata',
  part: null,
  latarnia: null,
}

const routes: [operation: Operation, method: string, path: RegExp][] = [
  ['keys', 'GET', /^\/v2\/security\/public-key-certificates$/],
  ['challenge', 'POST', /^\/v2\/auth\/challenge$/],
  ['sign-in', 'POST', /^\/v2\/auth\/(ksef-token|xades-signature)$/],
  ['redeem', 'POST', /^\/v2\/auth\/token\/redeem$/],
  ['refresh', 'POST', /^\/v2\/auth\/token\/refresh$/],
  ['sign-in-status', 'GET', /^\/v2\/auth\/([^/]{36})$/],
  ['sign-out', 'DELETE', /^\/v2\/auth\/sessions\/current$/],
  ['export', 'POST', /^\/v2\/invoices\/exports$/],
  ['export-status', 'GET', /^\/v2\/invoices\/exports\/([^/]+)$/],
  ['metadata', 'POST', /^\/v2\/invoices\/query\/metadata$/],
  ['part', 'GET', /^\/storage\/([^/]+)\/([^/]+)$/],
  ['latarnia', 'GET', /^\/latarnia\/(status|messages)$/],
]

/**
 * A KSeF of our own for tests: the published calls with real cryptography and real limits, on a clock that the test
 * moves. `fetch` is the whole of it; `server.ts` puts it behind a port.
 */
export class StandIn {
  readonly faults = new Faults()
  readonly limits = new Limits()
  readonly keys = new Keys()
  readonly signingIn: SigningIn
  readonly calls: Call[] = []
  readonly #taxpayers = new Map<string, Taxpayer>()
  readonly #now: () => number
  readonly #lag: (now: number) => number
  /** Sees every answer, to check it against the published contract. */
  check: (operation: Operation, method: string, path: string, response: Response) => Promise<void> =
    async () => {}
  /** The status with which KSeF answers all about one subject type; null: it works. */
  subjectDown: (subject: string) => number | null = () => null
  latarnia: { status: unknown; messages: unknown } = { status: { status: 'AVAILABLE' }, messages: [] }

  constructor(options: { now: () => number; lagMs?: number | ((now: number) => number) }) {
    this.#now = options.now
    const { lagMs = 90_000 } = options
    this.#lag = typeof lagMs === 'number' ? () => lagMs : lagMs
    const accounts = new Map<string, Account>()
    this.signingIn = new SigningIn(this.#now, this.keys, accounts)
    this.#accounts = accounts
  }
  readonly #accounts: Map<string, Account>
  #death = () => {}
  /** Resolves when a caller has died at a call. */
  death: Promise<void> = this.#nextDeath()

  #nextDeath(): Promise<void> {
    return new Promise((resolve) => {
      this.#death = resolve
    })
  }

  /** The caller was started again. */
  revived(): void {
    this.death = this.#nextDeath()
  }

  addTaxpayer(nip: string, given: { token?: string; certificate?: string } = {}): Taxpayer {
    const account: Account = {
      nip,
      token: given.token ?? null,
      revoked: false,
      certificates: new Set(given.certificate === undefined ? [] : [given.certificate]),
    }
    const store = new Store(this.#lag)
    const reference = () => this.signingIn.reference('EH')
    const exports = new Exports(this.#now, this.keys, store, reference)
    const subjects = new Set(['Subject1', 'Subject2', 'Subject3', 'SubjectAuthorized'])
    const taxpayer = { account, store, exports, subjects, mayRead: true }
    this.#accounts.set(nip, account)
    this.#taxpayers.set(nip, taxpayer)
    return taxpayer
  }

  taxpayer(nip: string): Taxpayer {
    const found = this.#taxpayers.get(nip)
    if (found === undefined) throw new Error(`The stand-in knows no taxpayer ${nip}.`)
    return found
  }

  addInvoice(nip: string, document: KsefDocument, subject = 'Subject2', visibleAt = this.#now()): void {
    this.taxpayer(nip).store.add(document, subject, visibleAt)
  }

  /** Answers as KSeF would; rejects like `fetch` where the connection breaks. */
  fetch = async (request: Request): Promise<Response> => {
    const { pathname } = new URL(request.url)
    const route = routes.find(([, method, path]) => method === request.method && path.test(pathname))
    if (route === undefined) return this.#heard('unknown', null, page(404))
    const [operation, , path] = route
    const match = path.exec(pathname) as RegExpExecArray
    const session = this.signingIn.authorized(request, operation === 'refresh' ? 'refresh' : 'access')
    const nip = session?.nip ?? null
    const group = groups[operation]
    if (group !== null) {
      const seconds = this.limits.take(nip ?? 'anonymous', group, this.#now())
      if (seconds !== null) return this.#heard(operation, nip, tooMany(request, seconds))
    }
    const fault = this.faults.next(operation)
    const broken = await this.#break(request, operation, nip, group, fault)
    if (broken !== null) return broken
    const response = await this.#answer(request, operation, match, nip, fault)
    await this.check(operation, request.method, pathname, response.clone())
    if (fault?.kind === 'lost') return this.#cut(operation, nip)
    if (fault?.kind === 'dies-after') return this.#never()
    return this.#heard(operation, nip, response)
  }

  async #break(
    request: Request,
    operation: Operation,
    nip: string | null,
    group: Group | null,
    fault: Fault | null,
  ): Promise<Response | null> {
    if (fault === null) return null
    if (fault.kind === 'cut') return this.#cut(operation, nip)
    if (fault.kind === 'dies-before') return this.#never()
    if (fault.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms))
    if (fault.kind === 'html') return this.#heard(operation, nip, page(200))
    if (fault.kind === 'limit') {
      this.limits.block(nip ?? 'anonymous', group ?? 'auth', this.#now(), fault.seconds)
      return this.#heard(operation, nip, tooMany(request, fault.seconds))
    }
    if (fault.kind !== 'status') return null
    const empty = new Response(null, { status: fault.status })
    return this.#heard(operation, nip, fault.body === 'empty' ? empty : page(fault.status))
  }

  #cut(operation: Operation, nip: string | null): never {
    this.calls.push({ at: this.#now(), operation, nip, status: 'broken' })
    throw new TypeError('fetch failed')
  }

  #never(): Promise<never> {
    this.#death()
    return new Promise(() => {})
  }

  #heard(operation: Call['operation'], nip: string | null, response: Response): Response {
    this.calls.push({ at: this.#now(), operation, nip, status: response.status })
    return response
  }

  async #answer(
    request: Request,
    operation: Operation,
    [, first = '', second = '']: RegExpExecArray,
    nip: string | null,
    fault: Fault | null,
  ): Promise<Response> {
    switch (operation) {
      case 'keys':
        return json(200, this.keys.published())
      case 'challenge':
        return this.signingIn.challenge()
      case 'sign-in':
        return first === 'ksef-token'
          ? this.signingIn.withToken(request)
          : this.signingIn.withSignature(request)
      case 'sign-in-status':
        return this.signingIn.status(request, first, fault)
      case 'redeem':
        return this.signingIn.redeem(request)
      case 'refresh':
        return this.signingIn.refresh(request)
      case 'sign-out':
        if (nip === null) return unauthorized()
        this.signingIn.forget(nip)
        return new Response(null, { status: 204 })
      case 'latarnia':
        return json(200, this.latarnia[first as 'status' | 'messages'])
      case 'part': {
        const holder = [...this.#taxpayers.values()].find(({ exports }) => exports.holds(first))
        return holder?.exports.part(request, second, fault) ?? new Response(null, { status: 404 })
      }
      case 'export':
      case 'export-status':
      case 'metadata':
        return this.#business(request, operation, first, nip, fault)
    }
  }

  async #business(
    request: Request,
    operation: 'export' | 'export-status' | 'metadata',
    reference: string,
    nip: string | null,
    fault: Fault | null,
  ): Promise<Response> {
    if (nip === null) return unauthorized()
    const { exports, mayRead, subjects } = this.taxpayer(nip)
    if (!mayRead) return forbidden('missing-permissions')
    if (fault?.kind === 'forbidden') return forbidden(fault.reason)
    if (operation === 'export-status') return exports.status(request, reference, fault)
    const body = await request.json()
    const wanted = operation === 'metadata' ? body.subjectType : body.filters.subjectType
    const down = this.subjectDown(wanted)
    if (down !== null) return page(down)
    if (!subjects.has(wanted)) return badRequest(request, 21181, 'Nieprawidłowy typ podmiotu dla kontekstu.')
    if (operation === 'metadata') return exports.query(request, body)
    exports.sweep()
    return exports.start(request, body, fault)
  }
}
