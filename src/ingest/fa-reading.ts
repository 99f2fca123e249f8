import { type Certainty, type FieldSource, fieldsOf, type Reading } from '../paper/reading.ts'
import { say } from '../texts/say.ts'
import type { InvoiceKind } from '../values/invoice-kind.ts'
import { formatMoney, type Grosze } from '../values/money.ts'
import { hasNipChecksum, parseNip } from '../values/nip.ts'
import { type Evidence, type InvoiceIdentity, identityOf } from './evidence.ts'
import type { FaFacts } from './fa.ts'
import type { PartyId } from './fa-parties.ts'

/** What FA XML and documents known here say, field by field. */

const amount = (grosze: Grosze | null): string | null => (grosze === null ? null : formatMoney(grosze))

const nipOf = ({ type, value }: PartyId): string | null => (type === 'Nip' ? value : null)

/** Where the invoice comes from, beside what it says. */
interface Besides {
  buyer: PartyId | null
  taxPointDay: string | null
  ksefNumber: string | null
  corrects: readonly { number: string; issueDay: Reading['corrects'][number]['issueDate'] }[]
}

type Said = Omit<InvoiceIdentity, 'kind'> & { kind: InvoiceKind | null }

function readingOf(
  said: Said,
  { buyer, taxPointDay, ksefNumber, corrects }: Besides,
  how: [Certainty, FieldSource],
): Reading {
  const { seller } = said
  const isPolish = seller.country === 'PL'
  const nip = isPolish ? parseNip(seller.id) : null
  const fields = fieldsOf(
    {
      'seller.nip': nip,
      'seller.name': seller.name,
      'seller.vatId': isPolish ? null : seller.id,
      'buyer.nip': buyer === null ? null : nipOf(buyer),
      number: said.number,
      issueDate: said.issueDay,
      taxPointDate: taxPointDay,
      kind: said.kind,
      currency: said.currency,
      net: amount(said.netGrosze),
      vat: amount(said.vatGrosze),
      vatPln: said.currency === 'PLN' ? null : amount(said.vatPlnGrosze),
      gross: amount(said.grossGrosze),
      ksefNumber,
      'corrects.number': corrects.length === 1 ? (corrects[0]?.number ?? null) : null,
    },
    ...how,
  )
  if (nip !== null && fields['seller.nip'] && !hasNipChecksum(nip))
    fields['seller.nip'].confidence = 'doubtful'
  return {
    fields,
    document: null,
    corrects: corrects.map(({ number, issueDay }) => ({ number, issueDate: issueDay })),
    warnings: [],
  }
}

/** What an FA file says by itself; what it is besides an invoice it does not say. */
export const readingOfFa = (fa: FaFacts): Reading => ({
  ...readingOf(
    { ...fa, seller: { id: fa.seller.nip, country: 'PL', name: fa.seller.name } },
    { buyer: fa.buyer.id, taxPointDay: fa.taxPointDay, ksefNumber: null, corrects: fa.corrects },
    ['certain', 'embedded-xml'],
  ),
  document: { value: 'invoice', confidence: 'likely', because: say('reading.is-fa') },
})

/** What a document that is known here says of itself: as certain as its XML or KSeF, not as what somebody typed. */
export function readingOfKnown(evidence: Evidence): Reading {
  const { fa } = evidence
  if (evidence.type === 'copy') {
    const { taxPointDay, ksefNumber, corrects } = evidence
    const buyer = fa?.buyer.id ?? null
    const besides = { buyer, taxPointDay: fa?.taxPointDay ?? taxPointDay, ksefNumber, corrects }
    return readingOf(identityOf(evidence), besides, [fa === null ? 'likely' : 'certain', 'document'])
  }
  return readingOf(
    identityOf(evidence),
    {
      buyer: evidence.metadata.buyer.id,
      taxPointDay: fa?.taxPointDay ?? null,
      ksefNumber: evidence.metadata.ksefNumber,
      corrects: fa?.corrects ?? [],
    },
    ['certain', 'document'],
  )
}
