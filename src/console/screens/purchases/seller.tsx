import type { Seller } from '../../../client/index.ts'
import { nipShown } from '../../parts/formats.ts'

/** The number by which a seller is known: its NIP, or country and VAT number. */
const sellerNumber = ({ nip, country, vatId }: Seller): string =>
  nip === undefined ? `${country ?? ''} ${vatId ?? ''}`.trim() : nipShown(nip)

/** Who sold: the name, below it the number. */
export const sellerName = (seller: Seller) => (
  <>
    <bdi class="name" title={seller.name ?? undefined}>
      {seller.name ?? sellerNumber(seller)}
    </bdi>
    {seller.name !== null && <div class="soft small">{sellerNumber(seller)}</div>}
  </>
)
