import type { Namespace, Stub } from 'cloudflare:workers'
import type { Actor, AuditEvent, Doing } from '../../audit/chain.ts'
import type { Caller } from '../../auth/access.ts'
import type { Adoption } from '../../outages/adopt.ts'
import type { OutageNotice } from '../../outages/windows.ts'
import type { OutagesSince } from '../../store/directory.ts'
import type { Settings } from '../../store/settings.ts'
import type { KeptSummary } from '../../store/summaries.ts'

/** What comes with a request besides itself. */
export interface Arrival {
  /** The network address of the caller. */
  address: string | null
  /** The key made too many requests: this one was counted already, and is refused. */
  waitSeconds?: number
}

/** The files deployed beside the Worker. */
export interface Assets {
  fetch(request: Request): Promise<Response>
}

/** What the platform binds to the Worker, as `wrangler.toml` and its secrets say. */
export interface EdgeEnv {
  LEDGERS: Namespace<LedgerCalls>
  DIRECTORY: Namespace<DirectoryCalls>
  /** The built console; without it there is none. */
  ASSETS?: Assets
  /** Lets an admin in while it is set. */
  ADMIN_KEY?: string
  MASTER_KEY: string
  /** The one before, while everything that was sealed under it is sealed anew (`resealing.ts`). */
  MASTER_KEY_PREVIOUS?: string
  /** `eu`: objects are made and stay in the European Union. `anywhere`, or empty: where the platform likes. */
  JURISDICTION?: string
  KSEF_QR_ENVIRONMENT?: string
  WEBHOOKS_ALLOW_PRIVATE?: string
  KSEF_API_URL?: string
  LATARNIA_URL?: string
  /** Requests that a key may make in a minute. */
  RATE_LIMIT?: string
  /** Origins whose pages may call from a browser. */
  CORS_ORIGINS?: string
  LOG_LEVEL?: string
  /** A key that may send documents: with it mails to the Worker become drafts. */
  MAIL_KEY?: string
}

/** The one object with what is common to all taxpayers. `house` keeps apart what is tested at once; there is one else. */
export function directoryOf(env: EdgeEnv, house = ''): Stub<DirectoryCalls> {
  const objects = within(env.DIRECTORY, env)
  return objects.get(objects.idFromName(`${house}directory`))
}

/** The object with the ledger of a taxpayer. */
export function ledgerOf(env: EdgeEnv, nip: string, house = ''): Stub<LedgerCalls> {
  const objects = within(env.LEDGERS, env)
  return objects.get(objects.idFromName(`${house}${nip}`))
}

const within = <T>(objects: Namespace<T>, env: EdgeEnv): Namespace<T> =>
  env.JURISDICTION === 'eu' ? objects.jurisdiction('eu') : objects

/** Who may go on to the ledger of a taxpayer. */
export interface Admission {
  caller: Caller
  isKnown: boolean
  /** Of the outages, as the directory knows them. */
  revision: number
  /** Signed by the directory; that of the release before gives none. */
  proof?: string
}

/** A request that is refused: the key has to wait. */
export type Waiting = Required<Pick<Arrival, 'waitSeconds'>>

/** What comes with a request that may go on to the ledger. */
export interface Admitted extends Arrival {
  admission: Admission
}

/** What a ledger learns from the directory. */
export interface News extends OutagesSince {
  settings: Settings
  /** Of the service that the directory's object runs; the release before does not say. */
  version?: string
}

/** What the object of a ledger is asked; what each does is told where it is done. */
export interface LedgerCalls {
  serve(request: Request, admitted: Admitted): Promise<Response>
  visit(): Promise<void>
  reseal(): Promise<number>
  erase(): Promise<void>
}

/** What the directory's object is asked. */
export interface DirectoryCalls {
  serve(request: Request, arrival: Arrival): Promise<Response>
  enter(key: string, nip: string, creates: boolean, unused?: number): Promise<Admission | Waiting | null>
  news(nip: string, since: number): News | null
  putTaxpayer(nip: string, settings: Settings, at: string, actor?: Actor): Promise<boolean | null>
  adoptOutages(
    notices: readonly OutageNotice[],
    doing: Doing,
    adopts?: boolean,
  ): Promise<{ adoption: Adoption; revision: number }>
  tell(event: AuditEvent & { taxpayer: string }, once: boolean): void
  keepSummary(nip: string, kept: KeptSummary): void
  spread(): void
}
