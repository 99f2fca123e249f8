import './texts.ts'
import type { Purchase } from '../../../client/index.ts'
import { useAnswer } from '../../answers.ts'
import { api } from '../../api.ts'
import { AmountCell, DayCell, MarkerMark } from '../../parts/marks.tsx'
import { PageFrame } from '../../parts/page.tsx'
import { Answered } from '../../parts/states.tsx'
import { under } from '../../place.ts'
import type { Params } from '../../routes.ts'
import { nameIn, t } from '../../words.ts'
import { DocumentTabs } from './documents.tsx'
import { Findings } from './findings.tsx'
import { History } from './history.tsx'
import { Posting } from './posting.tsx'
import { sellerName } from './seller.tsx'
import { Stated } from './stated.tsx'
import { VerdictCard } from './verdict.tsx'

/** One purchase: what was decided and why, its documents, what stands against it, what was booked, and its history. */
export default function PurchasePage({ params: { nip = '', id = '' } }: { params: Params }) {
  const answer = useAnswer<Purchase>(`purchase ${nip} ${id}`, (signal) =>
    api.getPurchase({ nip, id }, { signal }),
  )
  return (
    <PageFrame
      title={answer.value?.number ?? t('console.nav.purchase')}
      isWide
      about={<a href={under(nip, 'purchases')}>{t('purchase.back')}</a>}
    >
      <Answered answer={answer}>
        {(purchase) => (
          <div class="purchase">
            <div class="purchase-decided">
              <Head purchase={purchase} />
              <VerdictCard purchase={purchase} />
              <Findings nip={nip} purchase={purchase} />
              <Corrections nip={nip} purchase={purchase} />
              <Posting key={purchase.posting?.reference} nip={nip} answer={answer} />
              <Stated nip={nip} answer={answer} />
            </div>
            <div class="purchase-papers">
              <DocumentTabs nip={nip} purchase={purchase} />
              <History key={purchase.id} nip={nip} purchase={purchase} />
            </div>
          </div>
        )}
      </Answered>
    </PageFrame>
  )
}

/** Who, when, how much. */
const Head = ({ purchase }: { purchase: Purchase }) => {
  const { currency, net, vat, vatPln, gross } = purchase
  return (
    <section class="card">
      <dl class="told">
        <Fact name={t('purchase.seller')}>{sellerName(purchase.seller)}</Fact>
        <Fact name={t('purchase.issued')}>
          <DayCell day={purchase.issueDate} />
        </Fact>
        <Fact name={t('purchase.status')}>{nameIn('status', purchase.status)}</Fact>
        <Fact name={t('purchase.mode')}>{nameIn('mode', purchase.mode)}</Fact>
        <Fact name={t('purchase.marker')}>
          <MarkerMark marker={purchase.marker.value} />
        </Fact>
        <Fact name={t('purchase.net')}>
          <AmountCell amount={net} currency={currency} />
        </Fact>
        <Fact name={t('purchase.vat')}>
          <AmountCell amount={vat} currency={currency} />
        </Fact>
        {currency !== 'PLN' && (
          <Fact name={t('purchase.vat-pln')}>
            <AmountCell amount={vatPln} />
          </Fact>
        )}
        <Fact name={t('purchase.gross')}>
          <strong>
            <AmountCell amount={gross} currency={currency} />
          </strong>
        </Fact>
      </dl>
    </section>
  )
}

const Fact = ({ name, children }: { name: string; children: preact.ComponentChildren }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

/** The invoices that it corrects, and those that correct it. */
const Corrections = ({ nip, purchase }: { nip: string; purchase: Purchase }) => {
  const { corrects, correctedBy } = purchase
  if (corrects.length + correctedBy.length === 0) return null
  return (
    <section class="card">
      <dl class="told">
        {corrects.map((original) => (
          <Fact key={original.number} name={t('purchase.corrects')}>
            {original.purchaseId === null ? (
              <>
                <bdi>{original.number}</bdi> <span class="soft">({t('purchase.original-unknown')})</span>
              </>
            ) : (
              <a href={under(nip, 'purchases', original.purchaseId)}>
                <bdi>{original.number}</bdi>
              </a>
            )}
          </Fact>
        ))}
        {correctedBy.map((correction) => (
          <Fact key={correction.purchaseId} name={t('purchase.corrected-by')}>
            <a href={under(nip, 'purchases', correction.purchaseId)}>
              <bdi>{correction.number}</bdi>
            </a>
          </Fact>
        ))}
      </dl>
    </section>
  )
}
