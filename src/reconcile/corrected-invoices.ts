import { maxWeighed } from '../match/large.ts'
import { referenceKeys } from '../purchase/load.ts'
import { factsFor, type PurchaseState, type SoughtHere, type UnitOfWork } from '../purchase/unit-of-work.ts'
import { awaitedOf } from '../receipt/awaited.ts'
import type { Facts } from '../receipt/facts.ts'
import type { Verdict } from '../receipt/verdict.ts'
import { purchasesByKeys } from '../store/purchase-keys.ts'
import { type PurchaseRow, purchaseRows } from '../store/purchases.ts'
import { firstMonthInRegister } from '../store/register.ts'
import type { StoredIdentity } from '../store/stored-identity.ts'
import type { Period } from '../values/day.ts'
import { parseKsefNumber } from '../values/ksef-number.ts'
import { parseNip } from '../values/nip.ts'

type Reference = Facts['corrects'][number]

/** Finds for each correction the originals it names, as far as they are held, in the order of its references. */
export function findOriginals(unit: UnitOfWork, states: readonly PurchaseState[]): void {
  for (const state of states) {
    const { corrects, seller } = factsFor(state, unit)
    state.originals = corrects.map((reference) => findOriginal(unit, state.seq, seller.id, reference))
  }
}

/**
 * The original of a correction: the purchase of its seller with the quoted number, else the only one with that number
 * and day. One with another KSeF number than the quoted is not the original; nor is one of another seller.
 */
function findOriginal(
  unit: UnitOfWork,
  correction: number,
  sellerId: string,
  reference: Reference,
): SoughtHere {
  let several = false
  let foreign = quotesAnotherSeller(reference, sellerId)
  for (const key of referenceKeys(sellerId, reference)) {
    const held = purchasesByKeys(unit.tx, [key], maxWeighed + 1)
    if (held.length > maxWeighed) {
      several = true
      continue
    }
    const seqs = held.filter((seq) => seq !== correction)
    const fitting = purchaseRows(unit.tx, seqs)
      .map((row) => ({ row, identity: row.identity }))
      .filter(
        ({ identity }) =>
          [null, identity.ksefNumber].includes(reference.ksefNumber) || identity.ksefNumber === null,
      )
    const own = fitting.filter(({ identity }) => identity.seller.id === sellerId)
    const [only] = own
    several ||= own.length > 1
    foreign ||= own.length < fitting.length
    if (own.length === 1 && only) return { found: original(unit, only.row, only.identity, reference) }
  }
  return { missing: several ? 'several' : foreign ? 'other-seller' : 'unknown' }
}

/** A KSeF number begins with the NIP of its seller. */
function quotesAnotherSeller({ ksefNumber }: Reference, sellerId: string): boolean {
  const quoted = parseKsefNumber(ksefNumber ?? '')?.sellerNip
  return quoted !== undefined && parseNip(sellerId) !== null && quoted !== sellerId
}

function original(unit: UnitOfWork, row: PurchaseRow, identity: StoredIdentity, reference: Reference) {
  const { ksefNumber, printedNumber, group, number, currency, exchangeRates } = identity
  const { grossGrosze, netGrosze, vatGrosze } = identity
  const verdict = row.verdict
  const awaited = awaitedOf(verdict)
  return {
    ...{ seq: row.seq, purchaseId: row.id, number },
    ...{ currency, grossGrosze, netGrosze, vatGrosze, exchangeRates },
    isCorrection: group === 'correction',
    deductedIn: deductedIn(unit, row, verdict),
    // A print of the number stands for it until KSeF's document comes.
    quotedNumberMissing:
      reference.ksefNumber !== null && ksefNumber === null && printedNumber !== reference.ksefNumber,
    awaitsNumber: ksefNumber === null && awaited?.how === 'due' && awaited.until === null,
  }
}

/** The month in which the purchase stands in the record, else the first period in which it may be deducted. */
function deductedIn(unit: UnitOfWork, row: PurchaseRow, { deduction, record }: Verdict): Period | null {
  if (deduction.from === null) return null
  return firstMonthInRegister(unit.tx, row.seq) ?? record.entries[0]?.month ?? deduction.from
}
