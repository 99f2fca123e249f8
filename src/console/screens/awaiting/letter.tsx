import { useState } from 'preact/hooks'
import type { AwaitingNumber } from '../../../client/index.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Choice, Field } from '../../parts/field.tsx'
import { toast } from '../../parts/toast.tsx'
import { language } from '../../preferences.ts'
import { t } from '../../words.ts'
import { letterOf } from './sellers.ts'

/** A letter to the seller in Polish or English: to be copied, or opened in the mail program. */
export function Letter({ items, onClose }: { items: readonly AwaitingNumber[]; onClose: () => void }) {
  const [spoken, setSpoken] = useState(language.peek())
  const text = letterOf(items, spoken)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    toast(t('console.copied'))
  }
  const mail = `mailto:?subject=${encodeURIComponent(t('awaited.letter.subject'))}&body=${encodeURIComponent(text)}`
  return (
    <Dialog title={t('awaited.letter')} onClose={onClose}>
      <Choice
        label={t('awaited.letter.language')}
        value={spoken}
        options={[
          ['pl', t('console.language.pl')],
          ['en', t('console.language.en')],
        ]}
        onChoose={setSpoken}
      />
      <Field label={t('awaited.letter')}>
        {(given) => <textarea {...given} rows={12} readOnly lang={spoken} value={text} />}
      </Field>
      <div class="document-actions">
        <Button look="main" onPress={() => void copy()}>
          {t('console.copy')}
        </Button>
        <a class="button" href={mail}>
          {t('awaited.letter.mail')}
        </a>
      </div>
    </Dialog>
  )
}
