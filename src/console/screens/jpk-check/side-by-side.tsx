import '../purchases/texts.ts'
import { useState } from 'preact/hooks'
import type { JpkCheckItem, Purchase } from '../../../client/index.ts'
import { useAnswer } from '../../answers.ts'
import { api } from '../../api.ts'
import { amountShown, dayShown } from '../../parts/formats.ts'
import { AmountCell, DayCell, MarkerMark } from '../../parts/marks.tsx'
import { Answered } from '../../parts/states.tsx'
import { under } from '../../place.ts'
import { t } from '../../words.ts'
import { DocumentShown } from '../purchases/document.tsx'
import { sellerName } from '../purchases/seller.tsx'

/** The row, the purchase and its document beside each other; loaded when they are opened. */
export function SideBySide({ nip, item }: { nip: string; item: JpkCheckItem }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('jpk.side')}</summary>
      {isOpen && (
        <div class="side-by-side">
          <RowSide item={item} />
          {item.purchaseId === null ? (
            <section>
              <h3>{t('jpk.side.purchase')}</h3>
              <p class="absent">{t('jpk.side.none')}</p>
            </section>
          ) : (
            <PurchaseSides nip={nip} id={item.purchaseId} />
          )}
        </div>
      )}
    </details>
  )
}

const RowSide = ({ item: { row, document, is, shouldBe } }: { item: JpkCheckItem }) => (
  <section>
    <h3>{t('jpk.side.row')}</h3>
    {row === null ? (
      <p class="absent">{t('jpk.side.none')}</p>
    ) : (
      <dl class="told">
        <div>
          <dt>{t('purchase.number')}</dt>
          <dd>
            <bdi>{document?.DowodZakupu}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('purchase.seller')}</dt>
          <dd>
            <bdi>{document?.NrDostawcy}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('purchase.issued')}</dt>
          <dd>
            <DayCell day={document?.DataZakupu} />
          </dd>
        </div>
      </dl>
    )}
    {(is !== null || shouldBe !== null) && (
      <dl class="told">
        <div>
          <dt>{t('jpk.is')}</dt>
          <dd>
            <bdi>{valueShown(is)}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('jpk.should-be')}</dt>
          <dd>
            <strong>
              <bdi>{valueShown(shouldBe)}</bdi>
            </strong>
          </dd>
        </div>
      </dl>
    )}
  </section>
)

/** A value of a row: a day and an amount as people write them, everything else as it stands. */
function valueShown(value: string | null): string {
  if (value === null) return t('jpk.side.none')
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return dayShown(value)
  return /^-?\d{1,15}\.\d\d$/.test(value) ? amountShown(value) : value
}

const PurchaseSides = ({ nip, id }: { nip: string; id: string }) => {
  const answer = useAnswer<Purchase>(`purchase ${nip} ${id}`, (signal) =>
    api.getPurchase({ nip, id }, { signal }),
  )
  return (
    <Answered answer={answer}>
      {(purchase) => {
        const evidence = purchase.evidence.at(-1)
        return (
          <>
            <PurchaseSide nip={nip} purchase={purchase} />
            {evidence !== undefined && (
              <section>
                <h3>{t('jpk.side.document')}</h3>
                <DocumentShown nip={nip} evidence={evidence} purchase={purchase} />
              </section>
            )}
          </>
        )
      }}
    </Answered>
  )
}

const PurchaseSide = ({ nip, purchase }: { nip: string; purchase: Purchase }) => (
  <section>
    <h3>{t('jpk.side.purchase')}</h3>
    <dl class="told">
      <div>
        <dt>{t('purchase.number')}</dt>
        <dd>
          <bdi>{purchase.number}</bdi>
        </dd>
      </div>
      <div>
        <dt>{t('purchase.seller')}</dt>
        <dd>{sellerName(purchase.seller)}</dd>
      </div>
      <div>
        <dt>{t('purchase.issued')}</dt>
        <dd>
          <DayCell day={purchase.issueDate} />
        </dd>
      </div>
      <div>
        <dt>{t('purchase.received')}</dt>
        <dd>
          <DayCell day={purchase.receipt.date} />
        </dd>
      </div>
      <div>
        <dt>{t('purchase.marker')}</dt>
        <dd>
          <MarkerMark marker={purchase.marker.value} />
        </dd>
      </div>
      <div>
        <dt>{t('purchase.vat')}</dt>
        <dd>
          <AmountCell amount={purchase.vat} currency={purchase.currency} />
        </dd>
      </div>
    </dl>
    <p>
      <a href={under(nip, 'purchases', purchase.id)}>{t('jpk.side.open')}</a>
    </p>
  </section>
)
