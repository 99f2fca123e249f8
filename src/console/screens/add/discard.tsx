import { useState } from 'preact/hooks'
import type { Draft } from '../../../client/index.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { toast } from '../../parts/toast.tsx'
import { problemText } from '../../problem-text.ts'
import { t } from '../../words.ts'
import { waitAgain } from './discarded.tsx'

interface DiscardProps {
  nip: string
  draft: Draft
  closed: (id: string) => void
  /** It waits again. */
  reopened: () => void
  onClose: () => void
}

/** Takes a draft away that is no document for the books, with the reason. */
export function Discard({ nip, draft, closed, reopened, onClose }: DiscardProps) {
  const [reason, setReason] = useState('')
  const discard = async () => {
    try {
      await api.discardDraft({ nip, id: draft.id, reason: reason.trim() })
      toast(t('console.add.discarded', { name: draft.file.name ?? t('console.add.document') }), {
        undo: () => void waitAgain(nip, draft, reopened),
      })
      onClose()
      closed(draft.id)
    } catch (problem) {
      toast(problemText(problem), { isRefusal: true })
    }
  }
  return (
    <Dialog title={t('console.add.discard')} onClose={onClose}>
      <Field label={t('console.add.reason')} hint={t('console.add.discard.why')}>
        {(given) => (
          <input {...given} value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        )}
      </Field>
      <Button look="grave" isDisabled={reason.trim() === ''} onPress={() => void discard()}>
        {t('console.add.discard')}
      </Button>
    </Dialog>
  )
}
