import type { BuyerCategory } from '../law/buyer.ts'
import type { Settlement } from '../law/deduction.ts'
import { completePolicy, type Policy } from '../law/policy.ts'
import type { Day } from '../values/day.ts'
import { fromJson, type Json } from '../values/json.ts'

/** The taxpayer's settings as stored; what the user left open has its default here. */
export interface Settings {
  name: string
  settlement: Settlement
  cashMethod: boolean
  buyerCategory: BuyerCategory
  policy: Partial<Policy>
  jpk: JpkSettings | null
  /** The day on which the ledger opens: originals of corrections from before it are not missed. */
  ledgerFrom: Day | null
  mail: MailSettings | null
  /** Which drafts become copies by themselves: those of which everything is certain that a copy must say, or none. */
  acceptDrafts: 'certain' | 'never'
}

/** Mails to the taxpayer. */
export interface MailSettings {
  /** Name of his mail server, or of its domain, as it writes itself into `Received` headers. */
  server: string | null
  /** Who may send documents, in small letters: addresses, and `*@domain` for all of a domain; null: everybody. */
  senders: string[] | null
}

/** Settings as they are stored; those from before a setting was asked for have its default. */
export function readSettings(text: Json<Settings>): Settings {
  const stored = fromJson(text)
  return {
    ...stored,
    ledgerFrom: stored.ledgerFrom ?? null,
    mail: stored.mail ?? null,
    acceptDrafts: stored.acceptDrafts ?? 'never',
  }
}

/** What the JPK file says about the taxpayer; any of it may be missing until a file is asked for. */
interface JpkSettings {
  officeCode?: string | null | undefined
  email?: string | null | undefined
  phone?: string | null | undefined
  person?: { firstName: string; lastName: string; birthDate: string } | null | undefined
}

/** What of the settings a verdict depends on. */
export const decisive = (settings: Settings): string =>
  JSON.stringify([
    settings.settlement,
    settings.cashMethod,
    settings.buyerCategory,
    completePolicy(settings.policy),
    settings.ledgerFrom,
  ])
