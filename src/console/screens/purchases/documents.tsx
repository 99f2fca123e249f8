import { useRef } from 'preact/hooks'
import type { Evidence, Purchase } from '../../../client/index.ts'
import { dayShown } from '../../parts/formats.ts'
import { choose, inAddress } from '../../place.ts'
import { nameIn, t } from '../../words.ts'
import { DocumentShown } from './document.tsx'

/** The documents of a purchase in tabs; which one is open stands in the address. */
export function DocumentTabs({ nip, purchase }: { nip: string; purchase: Purchase }) {
  const tabs = useRef<HTMLDivElement>(null)
  const { evidence } = purchase
  const open = evidence.find(({ id }) => id === inAddress('document')) ?? evidence.at(-1)
  if (open === undefined) return null
  const move = (by: number) => {
    const at = (evidence.indexOf(open) + by + evidence.length) % evidence.length
    choose({ document: evidence[at]?.id ?? null })
    const tab = tabs.current?.children[at]
    if (tab instanceof HTMLElement) tab.focus()
  }
  return (
    <section class="card">
      <h2>{t('purchase.documents')}</h2>
      <div ref={tabs} role="tablist" class="tabs" aria-label={t('purchase.documents')}>
        {evidence.map((one) => (
          <button
            key={one.id}
            type="button"
            role="tab"
            id={`tab-${one.id}`}
            class="tab"
            aria-selected={one === open}
            aria-controls="document"
            tabIndex={one === open ? 0 : -1}
            onClick={() => choose({ document: one.id })}
            onKeyDown={(event) => {
              if (event.key === 'ArrowRight') move(1)
              if (event.key === 'ArrowLeft') move(-1)
            }}
          >
            {cameAs(one)}
          </button>
        ))}
      </div>
      <div id="document" role="tabpanel" aria-labelledby={`tab-${open.id}`}>
        <DocumentShown key={open.id} nip={nip} evidence={open} purchase={purchase} />
      </div>
    </section>
  )
}

const cameAs = (evidence: Evidence): string => {
  if (evidence.type === 'ksef') return t('purchase.document.ksef')
  const document = nameIn('document', evidence.document)
  const channel = evidence.channel === null ? null : nameIn('channel', evidence.channel)
  return `${t('purchase.document.came', { document, channel })} · ${dayShown(evidence.receivedOn)}`
}
