import { createHash } from 'node:crypto'
import { badRequest, gone, json, stamp, unauthorized } from './answers.ts'
import type { Fault } from './faults.ts'
import type { Keys } from './keys.ts'
import { SignatureRefused, verifyRequest } from './xades.ts'

/** Who may sign in for a taxpayer, and how that goes wrong. */
export interface Account {
  nip: string
  token: string | null
  revoked: boolean
  /** Base64 SHA-256 of certificates that may act for the taxpayer. */
  certificates: Set<string>
}

interface Login {
  nip: string
  startedAt: number
  method: 'Token' | 'InternalCertificate'
  status: { code: number; description: string; details?: string[] }
  redeemed: boolean
}

type TokenKind = 'authentication' | 'access' | 'refresh'
interface Issued {
  kind: TokenKind
  nip: string
  login: string
  until: number
}

const minute = 60_000
const lifetimes: Record<TokenKind, number> = {
  authentication: 45 * minute,
  access: 15 * minute,
  refresh: 7 * 24 * 60 * minute,
}
const done = { code: 200, description: 'Uwierzytelnianie zakończone sukcesem' }
const badToken = (detail: string) => ({
  code: 450,
  description: 'Uwierzytelnianie zakończone niepowodzeniem z powodu błędnego tokenu',
  details: [detail],
})

/** `/auth/*` of KSeF: challenges, logins, tokens (API notes, sections 2 and 3). */
export class SigningIn {
  readonly #now: () => number
  readonly #keys: Keys
  readonly #accounts: Map<string, Account>
  readonly #challenges = new Map<string, { at: number; used: boolean }>()
  readonly #logins = new Map<string, Login>()
  readonly #tokens = new Map<string, Issued>()
  #count = 0
  /** How long a login takes. */
  processingMs = 1500

  constructor(now: () => number, keys: Keys, accounts: Map<string, Account>) {
    this.#now = now
    this.#keys = keys
    this.#accounts = accounts
  }

  #hex = (length: number): string =>
    createHash('sha256')
      .update(`auth ${++this.#count}`)
      .digest('hex')
      .slice(0, length)
      .toUpperCase()

  /** 36 characters, as references and challenges have them. */
  reference(kind: string): string {
    const day = new Date(this.#now()).toISOString().slice(0, 10).replaceAll('-', '')
    return `${day}-${kind}-${this.#hex(10)}-${this.#hex(10)}-${this.#hex(2)}`
  }

  challenge(): Response {
    const challenge = this.reference('CR')
    const at = this.#now()
    this.#challenges.set(challenge, { at, used: false })
    return json(200, { challenge, timestamp: stamp(at), timestampMs: at, clientIp: '127.0.0.1' })
  }

  async withToken(request: Request): Promise<Response> {
    const body = (await request.json()) as {
      challenge: string
      contextIdentifier: { type: string; value: string }
      encryptedToken: string
      publicKeyId?: string
    }
    if (body.publicKeyId !== undefined && !this.#keys.isKnown('KsefTokenEncryption', body.publicKeyId))
      return badRequest(request, 21470, 'Przesłany identyfikator klucza jest nieznany.')
    const challenge = this.#use(body.challenge)
    if (challenge === null) return badRequest(request, 21111, 'Nieprawidłowe wyzwanie autoryzacyjne.')
    const account = this.#accounts.get(body.contextIdentifier.value)
    const text = this.#keys.decrypt('KsefTokenEncryption', body.encryptedToken)?.toString() ?? null
    const [token, time] =
      text === null ? [] : [text.slice(0, text.lastIndexOf('|')), text.slice(text.lastIndexOf('|') + 1)]
    const status =
      text === null
        ? badToken('Nieprawidłowe szyfrowanie tokena')
        : time !== String(challenge.at)
          ? badToken('Nieprawidłowy czas tokena')
          : account === undefined || account.token !== token
            ? badToken('Nieprawidłowy token')
            : account.revoked
              ? badToken('Token unieważniony')
              : done
    return this.#begin(body.contextIdentifier.value, 'Token', status)
  }

  async withSignature(request: Request): Promise<Response> {
    if (!request.headers.get('content-type')?.startsWith('application/xml'))
      return badRequest(request, 21001, 'Nieczytelna treść.')
    try {
      const { challenge, nip, certificate } = verifyRequest(await request.text())
      if (this.#use(challenge) === null)
        return badRequest(request, 21111, 'Nieprawidłowe wyzwanie autoryzacyjne.')
      const now = this.#now()
      const fingerprint = createHash('sha256').update(certificate.raw).digest('base64')
      const account = this.#accounts.get(nip)
      const current = Date.parse(certificate.validFrom) <= now && now < Date.parse(certificate.validTo)
      const failed = 'Uwierzytelnianie zakończone niepowodzeniem'
      const status = !current
        ? { code: 460, description: failed, details: ['Nieważny certyfikat'] }
        : account?.certificates.has(fingerprint) !== true
          ? { code: 415, description: failed, details: ['Brak przypisanych uprawnień'] }
          : account.revoked
            ? { code: 460, description: failed, details: ['Certyfikat odwołany'] }
            : done
      return this.#begin(nip, 'InternalCertificate', status)
    } catch (error) {
      if (error instanceof SignatureRefused) return badRequest(request, error.code, error.message)
      throw error
    }
  }

  status(request: Request, reference: string, fault: Fault | null): Response {
    const token = this.authorized(request, 'authentication')
    const login = this.#logins.get(reference)
    if (token === null || token.login !== reference) return unauthorized()
    if (login === undefined) return badRequest(request, 21304, 'Nieznana operacja.')
    if (this.#now() > login.startedAt + lifetimes.refresh) return gone()
    if (fault?.kind === 'outcome') login.status = { description: 'Błąd', ...fault }
    const running = this.#now() < login.startedAt + this.processingMs && fault?.kind !== 'outcome'
    const isToken = login.method === 'Token'
    return json(200, {
      startDate: stamp(login.startedAt),
      authenticationMethod: login.method,
      authenticationMethodInfo: {
        category: isToken ? 'Token' : 'XadesSignature',
        code: isToken ? 'token.ksef' : 'xades.certificate',
        displayName: login.method,
      },
      status: running
        ? { code: 100, description: 'Uwierzytelnianie w toku' }
        : {
            code: login.status.code,
            description: login.status.description,
            ...(login.status.details ? { details: login.status.details } : {}),
          },
      isTokenRedeemed: login.redeemed,
    })
  }

  redeem(request: Request): Response {
    const token = this.authorized(request, 'authentication')
    if (token === null) return unauthorized()
    const login = this.#logins.get(token.login) as Login
    const ready = login.status.code === 200 && this.#now() >= login.startedAt + this.processingMs
    if (!ready || login.redeemed) return badRequest(request, 21301, 'Brak autoryzacji.')
    login.redeemed = true
    return json(200, {
      accessToken: this.#issue('access', login.nip, token.login),
      refreshToken: this.#issue('refresh', login.nip, token.login),
    })
  }

  refresh(request: Request): Response {
    const token = this.authorized(request, 'refresh')
    if (token === null) return unauthorized()
    if (this.#accounts.get(token.nip)?.revoked === true)
      return badRequest(request, 21301, 'Brak autoryzacji.')
    return json(200, { accessToken: this.#issue('access', token.nip, token.login) })
  }

  /** The session of a request with a token of this kind that is still good. */
  authorized(request: Request, kind: TokenKind): Issued | null {
    const text = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
    const token = this.#tokens.get(text)
    return token !== undefined && token.kind === kind && this.#now() < token.until ? token : null
  }

  /** Ends all sessions of a taxpayer at once. */
  forget(nip: string): void {
    for (const [text, token] of this.#tokens) if (token.nip === nip) this.#tokens.delete(text)
  }

  #use(challenge: string): { at: number } | null {
    const known = this.#challenges.get(challenge)
    if (known === undefined || known.used || this.#now() > known.at + 10 * minute) return null
    known.used = true
    return known
  }

  #begin(nip: string, method: Login['method'], status: Login['status']): Response {
    const referenceNumber = this.reference('AU')
    this.#logins.set(referenceNumber, { nip, startedAt: this.#now(), method, status, redeemed: false })
    const authenticationToken = this.#issue('authentication', nip, referenceNumber)
    return json(202, { referenceNumber, authenticationToken })
  }

  #issue(kind: TokenKind, nip: string, login: string): { token: string; validUntil: string } {
    const token = `${kind}.${this.#hex(40)}.x`
    const until = this.#now() + lifetimes[kind]
    this.#tokens.set(token, { kind, nip, login, until })
    return { token, validUntil: stamp(until) }
  }
}
