import { useState } from 'preact/hooks'
import type { Evidence, HistoryEntry, Purchase } from '../../../client/index.ts'
import { useAnswer } from '../../answers.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { dayShown, momentShown } from '../../parts/formats.ts'
import { Icon } from '../../parts/icon.tsx'
import { Answered } from '../../parts/states.tsx'
import { under } from '../../place.ts'
import { nameIn, t } from '../../words.ts'
import { DocumentDialog } from './document-dialog.tsx'

/** The documents of purchases, and what happened to the first of them. */
export function QuestionDocuments({ nip, purchases }: { nip: string; purchases: readonly Purchase[] }) {
  const [first] = purchases
  return (
    <aside class="documents" aria-label={t('console.decide.evidence')}>
      {purchases.map((purchase) => (
        <section key={purchase.id}>
          <h2>
            <a href={under(nip, 'purchases', purchase.id)}>{purchase.number}</a>
          </h2>
          <ul>
            {purchase.evidence.map((evidence) => (
              <li key={evidence.id}>
                <Icon name="file" />
                <EvidenceLine nip={nip} evidence={evidence} purchase={purchase} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {first !== undefined && <History nip={nip} id={first.id} />}
    </aside>
  )
}

function EvidenceLine(props: { nip: string; evidence: Evidence; purchase: Purchase }) {
  const { nip, evidence, purchase } = props
  const [isOpen, open] = useState(false)
  const name =
    evidence.type === 'ksef'
      ? t('console.decide.ksef-of', { number: evidence.ksefNumber })
      : t('console.decide.copy-of', {
          document: nameIn('document', evidence.document),
          channel: evidence.channel === null ? null : nameIn('channel', evidence.channel),
          day: dayShown(evidence.receivedOn),
        })
  const hasFile = evidence.type === 'ksef' ? evidence.hasXml : evidence.file !== null
  return (
    <div>
      <p class="long">{name}</p>
      {hasFile ? (
        <Button look="quiet" onPress={() => open(true)}>
          {t('console.decide.show-document')}
        </Button>
      ) : (
        <p class="soft">{t('console.decide.no-file')}</p>
      )}
      {isOpen && (
        <DocumentDialog
          title={name}
          nip={nip}
          evidence={evidence}
          purchase={purchase}
          onClose={() => open(false)}
        />
      )}
    </div>
  )
}

function History({ nip, id }: { nip: string; id: string }) {
  const history = useAnswer(`history ${nip} ${id}`, (signal) => api.getHistory({ nip, id }, { signal }))
  return (
    <section>
      <h2>{t('console.decide.history')}</h2>
      <Answered answer={history}>
        {({ items }) => (
          <ol class="timeline">
            {items.toReversed().map((entry) => (
              <li class="timeline-entry" key={`${entry.at} ${entry.type} ${entry.cause}`}>
                <time dateTime={entry.at}>{momentShown(entry.at)}</time>
                <span>
                  {nameIn('event', entry.type)} · {entry.actor}
                </span>
                <Note entry={entry} />
              </li>
            ))}
          </ol>
        )}
      </Answered>
    </section>
  )
}

/** What a person wrote beside a decision. */
function Note({ entry: { inputs } }: { entry: HistoryEntry }) {
  const note = inputs?.note
  return typeof note === 'string' ? <q>{note}</q> : null
}
