import { useState } from 'preact/hooks'
import type { JpkCheckItem } from '../../../client/index.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { t } from '../../words.ts'

/** Asks for a note why what was found is right as it is; none is needed. */
export function Rightness(props: {
  item: JpkCheckItem
  onClose: () => void
  onSay: (note: string | null) => void
}) {
  const [note, setNote] = useState('')
  return (
    <Dialog title={t('jpk.right')} onClose={props.onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          props.onSay(note.trim() || null)
        }}
      >
        <p>{props.item.message}</p>
        <p class="soft">{t('jpk.right.why')}</p>
        <Field label={t('jpk.right.note')}>
          {(given) => (
            <textarea
              {...given}
              rows={3}
              value={note}
              onInput={(event) => setNote(event.currentTarget.value)}
            />
          )}
        </Field>
        <Button type="submit" look="main">
          {t('jpk.right')}
        </Button>
      </form>
    </Dialog>
  )
}
