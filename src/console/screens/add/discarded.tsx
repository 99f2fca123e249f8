import { useState } from 'preact/hooks'
import type { Draft } from '../../../client/index.ts'
import { useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { dayShown } from '../../parts/formats.ts'
import { Answered } from '../../parts/states.tsx'
import { ListEnd } from '../../parts/table.tsx'
import { toast } from '../../parts/toast.tsx'
import { problemText } from '../../problem-text.ts'
import { may } from '../../session.ts'
import { t } from '../../words.ts'

/** Has a discarded draft wait again, and says so; what was refused is said too. */
export async function waitAgain(nip: string, { id, file }: Draft, done: () => void): Promise<void> {
  try {
    await api.reopenDraft({ nip, id })
    toast(t('console.add.taken-back', { name: file.name ?? t('console.add.document') }))
    done()
  } catch (problem) {
    toast(problemText(problem), { isRefusal: true })
  }
}

/** What was discarded, with its reason; asked for when it is opened. */
export function Discarded({ nip, done }: { nip: string; done: () => void }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('console.add.discarded-ones')}</summary>
      {isOpen && <DiscardedList nip={nip} done={done} />}
    </details>
  )
}

function DiscardedList({ nip, done }: { nip: string; done: () => void }) {
  const list = useList<Draft>(`discarded ${nip}`, (at, signal) =>
    api.listDrafts({ nip, state: 'discarded', ...at }, { signal }),
  )
  const isBack = () => {
    list.reload()
    done()
  }
  return (
    <Answered answer={list}>
      {(shown) => (
        <>
          {shown.items.length === 0 && <p class="soft">{t('console.add.none-discarded')}</p>}
          <ul class="questions">
            {shown.items.map((draft) => (
              <li key={draft.id}>
                <p class="long">
                  {draft.file.name ?? t('console.add.document')}{' '}
                  <span class="soft">{dayShown(draft.receivedOn)}</span>
                </p>
                <p class="soft long">{draft.closed?.reason}</p>
                {may('accountant') && (
                  <Button onPress={() => void waitAgain(nip, draft, isBack)}>
                    {t('console.add.take-back')}
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {shown.next !== null && <ListEnd list={shown} more={() => void list.more()} />}
        </>
      )}
    </Answered>
  )
}
