import type { Purchase } from '../../../client/index.ts'
import { dayShown } from '../../parts/formats.ts'
import { DayCell } from '../../parts/marks.tsx'
import { t } from '../../words.ts'
import { DeductionWindow } from './window.tsx'

/** The day of receipt and why it is that day; when it may be deducted, and what else runs. */
export const VerdictCard = ({ purchase }: { purchase: Purchase }) => {
  const { receipt, deduction, resend, marker, paymentDuty } = purchase
  return (
    <section class="card">
      <h2>{t('purchase.verdict')}</h2>
      <p class="receipt-day">
        <span class="soft">{t('purchase.receipt-day')}</span>{' '}
        <strong>{receipt.date === null ? t('purchase.not-received') : <DayCell day={receipt.date} />}</strong>
      </p>
      <details open>
        <summary>{t('purchase.why')}</summary>
        <p>{receipt.explanation}</p>
        <p>{purchase.modeReason}</p>
        {receipt.legalBasis.length > 0 && (
          <p class="soft">{t('purchase.rule', { articles: receipt.legalBasis })}</p>
        )}
        {receipt.contested && <p>{t('purchase.contested')}</p>}
      </details>
      <h3>{t('purchase.window')}</h3>
      {deduction.from === null ? (
        <p>{t('purchase.no-deduction')}</p>
      ) : (
        <>
          <p>
            <strong>
              {t('purchase.deductible', { from: deduction.from, until: deduction.until ?? deduction.from })}
            </strong>
          </p>
          <DeductionWindow from={deduction.from} until={deduction.until ?? deduction.from} />
        </>
      )}
      <p class="soft">{deduction.explanation}</p>
      {resend.deadline !== null && (
        <p>
          {t('purchase.resend')}: <DayCell day={resend.deadline} />
          {resend.overdue && <strong> · {t('purchase.resend.overdue')}</strong>}
        </p>
      )}
      {marker.correctionDue !== null && (
        <p>
          {t('purchase.correction-due')}: {dayShown(marker.correctionDue)}
        </p>
      )}
      {paymentDuty !== null && <p>{paymentDuty.what}</p>}
    </section>
  )
}
