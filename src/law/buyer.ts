import { say } from '../texts/say.ts'
import type { Said } from '../texts/sentence.ts'
import { namesOf } from '../values/tables.ts'
/**
 * TABLE: the buyer's status, judged per invoice. A listed buyer (art. 106gb ust. 4) may be served outside KSeF in
 * an agreed way; only for him does the actual receipt of an offline24 or maintenance invoice count.
 */
export const buyerTable = {
  domestic: {
    listed: false,
    deducts: true,
    who: say('buyer.domestic.who'),
    legalBasis: ['art. 106ga ust. 1'],
  },
  '106gb-4-1': {
    listed: true,
    deducts: false, // the place of supply is abroad: the invoice carries no Polish tax
    who: say('buyer.106gb-4-1.who'),
    legalBasis: ['art. 106gb ust. 4 pkt 1'],
  },
  '106gb-4-2': {
    listed: true,
    deducts: true,
    who: say('buyer.106gb-4-2.who'),
    legalBasis: ['art. 106gb ust. 4 pkt 2'],
  },
  '106gb-4-3': {
    listed: true,
    deducts: true,
    who: say('buyer.106gb-4-3.who'),
    legalBasis: ['art. 106gb ust. 4 pkt 3'],
  },
  '106gb-4-4': {
    listed: true,
    deducts: false, // exempt under the EU scheme for small enterprises
    who: say('buyer.106gb-4-4.who'),
    legalBasis: ['art. 106gb ust. 4 pkt 4'],
  },
  '106gb-4-5': {
    listed: true,
    deducts: true,
    who: say('buyer.106gb-4-5.who'),
    legalBasis: ['art. 106gb ust. 4 pkt 5'],
  },
  '106gb-4-6': {
    listed: true,
    deducts: false,
    who: say('buyer.106gb-4-6.who'),
    legalBasis: ['art. 106gb ust. 4 pkt 6'],
  },
} as const satisfies Record<
  string,
  { listed: boolean; deducts: boolean; who: Said; legalBasis: readonly string[] }
>

export type BuyerCategory = keyof typeof buyerTable
export const buyerCategories = namesOf(buyerTable)
