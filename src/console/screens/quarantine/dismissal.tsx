import { useState } from 'preact/hooks'
import type { QuarantinedDocument } from '../../../client/index.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { t } from '../../words.ts'

/** Asks why a document is dismissed. */
export function Dismissal(props: {
  document: QuarantinedDocument
  onClose: () => void
  onDismiss: (note: string) => void
}) {
  const [note, setNote] = useState('')
  return (
    <Dialog title={t('aside.dismiss')} onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          props.onDismiss(note.trim())
        }}
      >
        <p>{props.document.what}</p>
        <p>{t('aside.dismiss.why')}</p>
        <Field label={t('aside.dismiss.note')}>
          {(given) => (
            <textarea
              {...given}
              required
              rows={3}
              value={note}
              onInput={(event) => setNote(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" look="main">
          {t('aside.dismiss')}
        </Button>
      </form>
    </Dialog>
  )
}
