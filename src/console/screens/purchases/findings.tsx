import type { Purchase } from '../../../client/index.ts'
import { SeverityMark } from '../../parts/marks.tsx'
import { under } from '../../place.ts'
import { nameIn, t } from '../../words.ts'

/** What stands against a purchase or is worth knowing, the gravest first; answered ones are told with their answer. */
export const Findings = ({ nip, purchase }: { nip: string; purchase: Purchase }) => {
  const order = ['blocking', 'review', 'info']
  const findings = purchase.findings.toSorted(
    (a, b) => Number(b.open) - Number(a.open) || order.indexOf(a.severity) - order.indexOf(b.severity),
  )
  return (
    <section class="card">
      <h2>{t('purchase.findings')}</h2>
      {findings.length === 0 && <p class="soft">{t('purchase.no-findings')}</p>}
      <ul class="findings">
        {findings.map((finding) => (
          <li key={finding.id} class={finding.open ? undefined : 'soft'}>
            <SeverityMark severity={finding.severity} /> {finding.message}
            {finding.decision !== null && <strong> {nameIn('decision', finding.decision.decision)}</strong>}
            {finding.open && finding.severity !== 'info' && (
              <>
                {' '}
                <a href={`${under(nip, 'decide')}?finding=${encodeURIComponent(finding.id)}`}>
                  {t('purchase.decide')}
                </a>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
