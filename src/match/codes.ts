import type { MatchDocument } from './document.ts'
import { isCutShort, isDatedOtherwise, isMistakable, isOneSlip, isPartOf, isTransposed } from './slips.ts'
import { apart, type DocumentCluster, fits, intersects, isOneSeller, kindsFit } from './unit.ts'

/**
 * What the SHA-256 of a file ties together. It is computed of KSeF's own documents; on a copy it is what a code says,
 * and programs print the code of a sample, or of the invoice before, on paper after paper. So a hash alone ties nothing:
 * it must be the same seller, and the same number or gross amount; and under the same amount no number of one series.
 */

/** Of an invoice that a file replaces, the sender of the new one states the hash: as much as a code on a paper. */
const [ownFile, said] = [2, 1] as const

/** Which hashes a unit has, and how surely. Where KSeF's own document is there, it alone tells its file. */
function claimsOf(unit: DocumentCluster, copiesToo: boolean): Map<string, number> {
  const claims = new Map<string, number>()
  const claim = (hash: string, how: number) => claims.set(hash, Math.max(how, claims.get(hash) ?? 0))
  const hasFile = unit.documents.some((d) => d.fromKsef)
  for (const { fromKsef, hashes } of unit.documents) {
    if (fromKsef) for (const [i, hash] of hashes.entries()) claim(hash, i === 0 ? ownFile : said)
    else if (!hasFile || copiesToo) for (const hash of hashes) claim(hash, said)
  }
  return claims
}

/** Papers under one code are one invoice where all have the same number, or the same amount and no number of a series. */
const agree = (a: DocumentCluster, b: DocumentCluster): boolean =>
  intersects(a.numberKeys, b.numberKeys) || (intersects(a.amounts, b.amounts) && !areOfSeries(a, b))

type Alike = (x: string, y: string) => boolean
/** Written as the other by a slip; another digit is another invoice. */
const isSlipAway: Alike = (x, y) =>
  isMistakable(x, y) ||
  isPartOf(x, y) ||
  isCutShort(x, y) ||
  isDatedOtherwise(x, y) ||
  (digitsIn(x) === digitsIn(y) && isOneSlip(x, y))
const digitsIn = (key: string): string => key.replace(/\D/g, '')

/** Two numbers of one series, as a seller gives them one after the other: built alike, with other digits. */
const isOfSeries: Alike = (x, y) =>
  shapeOf(x) === shapeOf(y) &&
  digitsIn(x) !== digitsIn(y) &&
  !isDatedOtherwise(x, y) &&
  (!isMistakable(x, y) || isTransposed(x, y))
const shapeOf = (key: string): string => key.replace(/\d+/g, '0')

const lacksOne: Alike = (x, y) => x.length !== y.length && isOneSlip(x, y)

const someAre = (alike: Alike, a: DocumentCluster, b: DocumentCluster): boolean =>
  [...a.numberKeys].some((x) => [...b.numberKeys].some((y) => alike(x, y)))
const areOfSeries = (a: DocumentCluster, b: DocumentCluster): boolean =>
  !intersects(a.numberKeys, b.numberKeys) && someAre(isOfSeries, a, b)

/**
 * Joins units without number that share a hash. Where their numbers and amounts say several invoices, the code is
 * contested: it joins nothing but what has the same number.
 */
export function joinPapersByHash(
  loose: readonly DocumentCluster[],
  join: (units: readonly DocumentCluster[]) => DocumentCluster[],
): DocumentCluster[] {
  return hashComponents(loose).flatMap((component) => {
    const [invoices, papers] = [component.filter((u) => u.invoice), component.filter((u) => !u.invoice)]
    if (allAgree(invoices) && papers.every((p) => invoices.every((u) => isOneSeller(p, u))))
      return join(component)
    const parted = groupBySellerAndNumber(component).flatMap(join)
    for (const unit of parted) unit.contested = true
    return parted
  })
}

function allAgree(units: readonly DocumentCluster[]): boolean {
  const writing = (u: DocumentCluster) => JSON.stringify([[...u.sellers], [...u.numberKeys], [...u.amounts]])
  const different = [...new Map(units.map((u) => [writing(u), u])).values()]
  return different.every((a, i) => different.slice(i + 1).every((b) => isOneSeller(a, b) && agree(a, b)))
}

function groupBySellerAndNumber(units: readonly DocumentCluster[]): DocumentCluster[][] {
  const groups = new Map<string, DocumentCluster[]>()
  for (const unit of units) {
    const key = JSON.stringify([[...unit.sellers].sort(), [...unit.numberKeys].sort()])
    groups.set(key, [...(groups.get(key) ?? []), unit])
  }
  return [...groups.values()]
}

const hashesOf = (unit: DocumentCluster): string[] => unit.documents.flatMap((d) => d.hashes)

/** Connected components of units that share an XML hash. */
function hashComponents(units: readonly DocumentCluster[]): DocumentCluster[][] {
  let components: { hashes: Set<string>; units: DocumentCluster[] }[] = []
  for (const unit of units) {
    const hashes = new Set(hashesOf(unit))
    const touching = components.filter((c) => intersects(c.hashes, hashes))
    const joined = {
      hashes: new Set([...touching.flatMap((c) => [...c.hashes]), ...hashes]),
      units: [...touching.flatMap((c) => c.units), unit],
    }
    components = [...components.filter((c) => !touching.includes(c)), joined]
  }
  return components.map((c) => c.units)
}

/**
 * Adds loose units to the one numbered unit whose XML they are, by its own hash before that of a file which it replaced.
 * Answers the units that found none; `torn` are those whose code says one invoice, and whose writing exactly another.
 */
export function joinByHash(
  numbered: readonly DocumentCluster[],
  loose: readonly DocumentCluster[],
): { left: DocumentCluster[]; torn: DocumentCluster[] } {
  const holders = new Map<string, { unit: DocumentCluster; how: number }[]>()
  for (const unit of numbered) {
    for (const [hash, how] of claimsOf(unit, false)) {
      const known = holders.get(hash)
      if (known) known.push({ unit, how })
      else holders.set(hash, [{ unit, how }])
    }
  }
  const [left, torn]: [DocumentCluster[], DocumentCluster[]] = [[], []]
  for (const unit of loose) {
    const found = [...new Set(hashesOf(unit))].flatMap((hash) => holders.get(hash) ?? [])
    const fitting = found.filter(({ unit: n, how }) => isFileOf(unit, n, how) && !apart(unit, n))
    const surest = Math.max(...fitting.map((f) => f.how))
    const [holder, ...others] = new Set(fitting.filter((f) => f.how === surest).map((f) => f.unit))
    const isSure = holder !== undefined && intersects(holder.numberKeys, unit.numberKeys)
    const suspected = holder ?? found.find((f) => f.how === ownFile && isOneSeller(f.unit, unit))?.unit
    if (others.length > 0) left.push(unit)
    else if (!isSure && suspected !== undefined && !unit.contested && readsAsOther(unit, suspected, numbered))
      torn.push(unit)
    else if (holder === undefined) left.push(unit)
    else holder.add(unit.documents)
  }
  return { left, torn }
}

const readsAsOther = (
  unit: DocumentCluster,
  suspected: DocumentCluster,
  numbered: readonly DocumentCluster[],
): boolean => numbered.some((n) => n !== suspected && fits(n, unit) && !apart(n, unit))

/**
 * Whether a paper with the hash is of that file. Of one that was replaced the amount must be the same; of KSeF's own the
 * number may be mistyped, or be any but one of the same series if the amount is the same, as long as no other paper
 * contests the code.
 */
function isFileOf(unit: DocumentCluster, holder: DocumentCluster, how: number): boolean {
  if (!isOneSeller(unit, holder)) return false
  const sameNumber = intersects(unit.numberKeys, holder.numberKeys)
  const sameAmount = intersects(unit.amounts, holder.amounts)
  const amountUnknown = unit.amounts.size === 0 || holder.amounts.size === 0
  const replaced = how === said && holder.documents.some((d) => d.fromKsef)
  if (replaced) return sameAmount || (amountUnknown && sameNumber)
  if (sameNumber || unit.contested) return sameNumber
  if (someAre(isSlipAway, unit, holder)) return true
  return (sameAmount || amountUnknown) && (!areOfSeries(unit, holder) || someAre(lacksOne, unit, holder))
}

/**
 * A document of KSeF that has the hash of a doubtful code, and of which the paper could be if the code were sure: of the
 * same seller and kind too, since a code that was printed on another paper would lead to any invoice of the seller's.
 */
export function fitsByDoubtfulCode(inKsef: DocumentCluster, unit: DocumentCluster): boolean {
  if (unit.ksefNumber !== null || unit.documents.every((d) => d.doubtfulHashes === undefined)) return false
  if (inKsef.ours !== unit.ours || apart(inKsef, unit) || !kindsFit(inKsef, unit)) return false
  const doubted = new Set(unit.documents.flatMap((d) => d.doubtfulHashes ?? []))
  const files = inKsef.documents.filter((d) => d.fromKsef && unit.sellers.has(d.sellerId))
  return files.some(({ hashes }) =>
    hashes.some((hash, i) => doubted.has(hash) && isFileOf(unit, inKsef, i === 0 ? ownFile : said)),
  )
}

/**
 * Why two units stand apart although they share a hash, or a KSeF number, seen from the first; null where the first
 * is not in doubt by that. KSeF's own document is not put in doubt by who prints its code, nor anybody by
 * another seller who states to replace his file.
 */
export function doubtByCode(a: DocumentCluster, b: DocumentCluster): 'code' | 'seller' | 'replaced' | null {
  const oneSeller = isOneSeller(a, b)
  if (a.ksefNumber !== null && a.ksefNumber === b.ksefNumber)
    return !oneSeller && !a.documents.some((d) => d.fromKsef) ? 'seller' : null
  const [own, others] = [claimsOf(a, false), claimsOf(b, true)]
  for (const [hash, how] of own) {
    const otherHow = others.get(hash) ?? 0
    if (otherHow < how || (how === ownFile && otherHow === ownFile)) continue
    const [replaces, isReplaced] = [replacesFile(a, hash), replacesFile(b, hash)]
    if (isReplaced && !oneSeller && !replaces) continue
    return replaces || isReplaced ? 'replaced' : oneSeller ? 'code' : 'seller'
  }
  return null
}

const replacesFile = (unit: DocumentCluster, hash: string): boolean =>
  unit.documents.some((d: MatchDocument) => d.fromKsef && d.hashes.indexOf(hash) > 0)
