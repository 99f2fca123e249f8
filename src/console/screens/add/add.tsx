import { useEffect, useRef } from 'preact/hooks'
import { consoleAddTexts } from '../../../texts/en/console-add.ts'
import { polishConsoleAddTexts } from '../../../texts/pl/console-add.ts'
import { useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { dayShown, sizeShown } from '../../parts/formats.ts'
import { PageFrame } from '../../parts/page.tsx'
import { Answered, Empty } from '../../parts/states.tsx'
import { ListEnd } from '../../parts/table.tsx'
import { choose, inAddress, place } from '../../place.ts'
import type { Params } from '../../routes.ts'
import { addFiles, clearUploads, sendAgain, taken, type Upload, uploads } from '../../uploads.ts'
import { addTexts, t } from '../../words.ts'
import { Discarded } from './discarded.tsx'
import { DraftForm } from './draft-form.tsx'

addTexts({ en: consoleAddTexts, pl: polishConsoleAddTexts })

/** Files on their way, and drafts one after the other until each is confirmed or discarded. */
export default function Add({ params: { nip = '' } }: { params: Params }) {
  const drafts = useList(`drafts ${nip}`, (at, signal) =>
    api.listDrafts({ nip, state: 'open', ...at }, { signal }),
  )
  // The list stays while it is asked for anew, and the draft that is open stays open: somebody may be typing in it.
  useEffect(() => {
    if (taken.value > 0) drafts.reload()
  }, [taken.value])
  const open = useRef<string | null>(null)
  const wanted = inAddress('draft') ?? open.current
  const items = drafts.value?.items ?? []
  const current = items.find(({ id }) => id === wanted) ?? items[0]
  open.current = current?.id ?? null
  const closed = (id: string) => {
    const next = items[items.findIndex((draft) => draft.id === id) + 1]
    drafts.put({ items: items.filter((draft) => draft.id !== id), next: drafts.value?.next ?? null })
    choose({ draft: next?.id ?? null })
  }
  return (
    <PageFrame title={t('console.nav.add')} isWide>
      <div class="adding">
        <div>
          <Choose nip={nip} />
          <OnTheirWay nip={nip} />
          <Answered answer={drafts}>
            {(list) =>
              list.items.length === 0 ? (
                <Empty title={t('console.add.no-drafts')}>
                  <p>{t('console.add.no-drafts.why')}</p>
                </Empty>
              ) : (
                <section aria-label={t('console.add.drafts')}>
                  <p class="soft">{t('console.add.count', { count: list.items.length })}</p>
                  <ul class="questions">
                    {list.items.map((draft) => (
                      <li key={draft.id}>
                        <a
                          href={toDraft(draft.id)}
                          aria-current={draft.id === current?.id ? 'true' : undefined}
                        >
                          <span class="question-title long">
                            {draft.file.name ?? t('console.add.document')}
                          </span>
                          <span class="soft">{dayShown(draft.receivedOn)}</span>
                        </a>
                      </li>
                    ))}
                  </ul>
                  {list.next !== null && <ListEnd list={list} more={() => void drafts.more()} />}
                </section>
              )
            }
          </Answered>
          <Discarded nip={nip} done={drafts.reload} />
        </div>
        {current !== undefined && (
          <DraftForm key={current.id} nip={nip} draft={current} closed={closed} reopened={drafts.reload} />
        )}
      </div>
    </PageFrame>
  )
}

function toDraft(id: string): string {
  const url = new URL(place.value)
  url.searchParams.set('draft', id)
  return `${url.pathname}${url.search}`
}

function Choose({ nip }: { nip: string }) {
  const input = useRef<HTMLInputElement>(null)
  return (
    <div class="drop-here">
      <p>{t('console.add.drop')}</p>
      <Button look="main" onPress={() => input.current?.click()}>
        {t('console.add.choose')}
      </Button>
      <input
        ref={input}
        class="unseen"
        type="file"
        multiple
        tabIndex={-1}
        aria-label={t('console.add.choose')}
        accept=".pdf,.xml,.png,.jpg,.jpeg,.zip,.json"
        onChange={(event) => {
          addFiles(nip, event.currentTarget.files ?? [])
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}

function OnTheirWay({ nip }: { nip: string }) {
  const ours = uploads.value.filter((upload) => upload.nip === nip)
  if (ours.length === 0) return null
  return (
    <section class="uploads" aria-label={t('console.add.files')}>
      <ul>
        {ours.toReversed().map((upload) => (
          <li key={upload.id}>
            <span class="long">{upload.name}</span> <Progress upload={upload} />
          </li>
        ))}
      </ul>
      {ours.some(({ state }) => state === 'interrupted') && (
        <Button onPress={sendAgain}>{t('console.add.again')}</Button>
      )}{' '}
      <Button look="quiet" onPress={clearUploads}>
        {t('console.add.clear')}
      </Button>
    </section>
  )
}

const Progress = ({ upload: { state, sent, size, outcome, name } }: { upload: Upload }) => (
  <span class={state === 'refused' || state === 'interrupted' ? 'field-problem' : 'soft'}>
    {t(`console.add.${state}`)}
    {outcome !== null && `: ${outcome}`}
    {state === 'sending' && (
      <>
        {` ${t('console.add.sent', { sent: sizeShown(sent), size: sizeShown(size) })}`}
        <progress value={sent} max={size} aria-label={name} />
      </>
    )}
    {state === 'reading' && <progress aria-label={name} />}
  </span>
)
