/**
 * TABLE: the buyer's status, judged per invoice. A listed buyer (art. 106gb ust. 4) may be served outside KSeF in
 * an agreed way; only for him does the actual receipt of an offline24 or maintenance invoice count.
 */
export const buyerTable = {
  domestic: {
    listed: false,
    deducts: true,
    who: 'taxpayer with a Polish NIP',
    legalBasis: ['art. 106ga ust. 1'],
  },
  '106gb-4-1': {
    listed: true,
    deducts: false, // the place of supply is abroad: the invoice carries no Polish tax
    who: 'place of supply in another Member State or a third country',
    legalBasis: ['art. 106gb ust. 4 pkt 1'],
  },
  '106gb-4-2': {
    listed: true,
    deducts: true,
    who: 'buyer without seat and fixed establishment in Poland',
    legalBasis: ['art. 106gb ust. 4 pkt 2'],
  },
  '106gb-4-3': {
    listed: true,
    deducts: true,
    who: 'buyer whose Polish fixed establishment does not take part in the purchase',
    legalBasis: ['art. 106gb ust. 4 pkt 3'],
  },
  '106gb-4-4': {
    listed: true,
    deducts: false, // exempt under the EU scheme for small enterprises
    who: 'taxpayer using the exemption of art. 113a ust. 1',
    legalBasis: ['art. 106gb ust. 4 pkt 4'],
  },
  '106gb-4-5': {
    listed: true,
    deducts: true,
    who: 'entity that does not use its tax number for the purchase',
    legalBasis: ['art. 106gb ust. 4 pkt 5'],
  },
  '106gb-4-6': {
    listed: true,
    deducts: false,
    who: 'natural person not in business',
    legalBasis: ['art. 106gb ust. 4 pkt 6'],
  },
} as const satisfies Record<
  string,
  { listed: boolean; deducts: boolean; who: string; legalBasis: readonly string[] }
>

export type BuyerCategory = keyof typeof buyerTable
export const buyerCategories = Object.keys(buyerTable) as BuyerCategory[]
