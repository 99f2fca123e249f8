import type { Purchase } from './api.ts'
import { plainCopy } from './copy.ts'
import { ksefDocument, packageOf } from './ksef.ts'
import { api, seller } from './own-seller.ts'

/** What tests of decisions do for a taxpayer: bring documents of the seller in, and answer findings. */
export const decidingFor = (us: string) => ({
  record: async (number: string, said: Record<string, unknown> = {}): Promise<Purchase> =>
    (await api.postCopy(us, plainCopy(seller, number, said))).purchase as Purchase,
  /** An invoice of KSeF over `gross`, issued on 10 June 2026. */
  fromKsef: (number: string, gross: string, numberedAt = '2026-06-10T10:00:00+02:00') =>
    api.importPackage(
      us,
      packageOf([
        ksefDocument({
          ...{ seller, buyer: { nip: us }, number, issueDay: '2026-06-10', numberedAt },
          amounts: { net: '100.00', vat: '23.00', gross },
        }),
      ]),
    ),
  decide: (finding: string, decision: string, note: string | null = null) =>
    api.json('POST', `/v1/taxpayers/${us}/findings/${finding}/decision`, { decision, note }),
})
