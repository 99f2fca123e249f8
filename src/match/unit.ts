import type { KindGroup } from '../values/invoice-kind.ts'
import { isForeignId } from '../values/nip.ts'
import { statementBetween } from './decided.ts'
import type { MatchDocument } from './document.ts'

/** A set of documents known to be one invoice, with what is needed to compare it with others. */
export class DocumentCluster {
  ksefNumber: string | null = null
  readonly documents: MatchDocument[] = []
  /** A person said something about one of its documents. */
  decided = false
  ours = true
  invoice = false
  kinds: ReadonlySet<KindGroup> = new Set()
  /** Who issued it, by its spokesmen. */
  sellers: ReadonlySet<string> = new Set()
  amounts: ReadonlySet<string> = new Set()
  /** Under which its documents stand. */
  numberKeys: ReadonlySet<string> = new Set()
  /** Papers of other invoices carry its code too (`codes.ts`). */
  contested = false
  keys: ReadonlySet<string> = new Set()
  /** Under which a copy of it was misread: they lead nobody to it, and make whoever has them doubtful. */
  misreadKeys: ReadonlySet<string> = new Set()
  /** P_1 of one of its documents is doubtful, and no document of KSeF's own says whether it is right. */
  dayDoubtful = false
  /** Invoices in KSeF that it may be instead of what it reads as (`neighbours.ts`). */
  neighbours: readonly DocumentCluster[] = []
  /** The keys of KSeF's own documents; without any, all keys. */
  issuedKeys: ReadonlySet<string> = new Set()

  constructor(documents: readonly MatchDocument[]) {
    this.add(documents)
  }

  add(documents: readonly MatchDocument[]): void {
    this.documents.push(...documents)
    const fromKsef = this.documents.filter((d) => d.fromKsef)
    const invoices = this.documents.filter((d) => d.invoice)
    // KSeF's own documents speak for a unit before copies do, invoices before other papers.
    const spokesmen = [fromKsef, invoices, this.documents].find((docs) => docs.length > 0) ?? []
    this.ksefNumber ??= documents.find((d) => d.ksefNumber !== null)?.ksefNumber ?? null
    this.decided ||= documents.some((d) => d.decisions.length > 0)
    this.ours = (fromKsef.length > 0 ? fromKsef : this.documents).every((d) => d.ours)
    this.invoice = invoices.length > 0
    this.dayDoubtful = fromKsef.length === 0 && this.documents.some((d) => d.dayDoubtful)
    this.sellers = new Set(spokesmen.map((d) => d.sellerId))
    this.numberKeys = new Set(this.documents.map((d) => d.numberKey))
    this.kinds = new Set(spokesmen.flatMap((d) => d.kindGroup ?? []))
    this.amounts = new Set(
      spokesmen.flatMap((d) => (d.grossGrosze === null ? [] : [`${d.grossGrosze} ${d.currency}`])),
    )
    // KSeF's own document speaks for its copies: what one of them has otherwise was misread, or printed otherwise.
    const isCopy = (d: MatchDocument) => !d.fromKsef && fromKsef.some((original) => isSame(original, d))
    this.keys = new Set(this.documents.filter((d) => !isCopy(d)).map((d) => d.invoiceKey))
    this.issuedKeys = fromKsef.length === 0 ? this.keys : new Set(fromKsef.map((d) => d.invoiceKey))
    this.misreadKeys = new Set(this.documents.map((d) => d.invoiceKey).filter((key) => !this.keys.has(key)))
  }
}

/** Whether a copy is one of the very document that KSeF has; that of a technically corrected one it is not. */
const isSame = ({ ksefNumber, hashes: [own] }: MatchDocument, copy: MatchDocument): boolean =>
  copy.ksefNumber === ksefNumber ||
  (own !== undefined && (copy.hashes.includes(own) || copy.doubtfulHashes?.includes(own) === true))

export function intersects<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  for (const x of a) if (b.has(x)) return true
  return false
}

/**
 * One seller, as far as can be told: a firm may stand under a Polish NIP and under a number of its own country, which
 * begins with letters.
 */
export function isOneSeller(a: DocumentCluster, b: DocumentCluster): boolean {
  const abroad = (sellers: ReadonlySet<string>) => [...sellers].some(isForeignId)
  return intersects(a.sellers, b.sellers) || abroad(a.sellers) !== abroad(b.sellers)
}

/** What a person said last about two units. */
export const statement = (a: DocumentCluster, b: DocumentCluster) =>
  a.decided && b.decided ? statementBetween(a.documents, b.documents) : null
/** Decided to be two invoices. */
export const apart = (a: DocumentCluster, b: DocumentCluster): boolean =>
  statement(a, b)?.says === 'different'
export const kindsFit = (a: DocumentCluster, b: DocumentCluster): boolean =>
  a.kinds.size === 0 || b.kinds.size === 0 || intersects(a.kinds, b.kinds)
/** Under one seller, number and P_1. */
export const sameKey = (a: DocumentCluster, b: DocumentCluster): boolean =>
  a.ours === b.ours && intersects(a.keys, b.keys)
/** One invoice by key: same kind as far as known, and same gross amount. */
export const fits = (a: DocumentCluster, b: DocumentCluster): boolean =>
  sameKey(a, b) && kindsFit(a, b) && intersects(a.amounts, b.amounts)
const amountsFit = (a: DocumentCluster, b: DocumentCluster): boolean =>
  a.amounts.size === 0 || b.amounts.size === 0 || intersects(a.amounts, b.amounts)
/** The first is written as a misread copy of the other: of the same invoice, or of its neighbour misread alike. */
export const doubtful = (a: DocumentCluster, b: DocumentCluster): boolean =>
  a.ours === b.ours && intersects(a.keys, b.misreadKeys) && kindsFit(a, b) && amountsFit(a, b)
/** A doubtful P_1 is right where KSeF's own document has it; two copies may have been misread alike. */
const dayIsSure = (a: DocumentCluster, b: DocumentCluster): boolean =>
  (!a.dayDoubtful && !b.dayDoubtful) || [...a.documents, ...b.documents].some((d) => d.fromKsef)
/** The first has no neighbour besides the second, or a person said of each that it is another invoice. */
const isSureOf = (a: DocumentCluster, b: DocumentCluster): boolean =>
  a.neighbours.every((n) => n === b || apart(a, n))
export const mayJoin = (a: DocumentCluster, b: DocumentCluster): boolean =>
  fits(a, b) && !apart(a, b) && dayIsSure(a, b) && isSureOf(a, b) && isSureOf(b, a)
