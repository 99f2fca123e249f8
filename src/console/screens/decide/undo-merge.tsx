import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { t } from '../../words.ts'
import { takeBack, undoingMerge } from './giving.ts'

/** Taking a merge back can mean two things, and only who does it knows which. */
export function UndoMerge({ back }: { back: (id: string) => void }) {
  const waiting = undoingMerge.value
  if (waiting === null) return null
  const { nip, asked } = waiting
  const close = () => {
    undoingMerge.value = null
  }
  return (
    <Dialog title={t('console.decide.undo-merge')} onClose={close}>
      <p>{t('console.decide.undo-merge.why', { number: asked.number })}</p>
      <p class="buttons">
        <Button look="main" onPress={() => void takeBack(nip, asked, 'reopen', back)}>
          {t('console.decide.compare-again')}
        </Button>
        <Button onPress={() => void takeBack(nip, asked, 'different-invoice', back)}>
          {t('console.decide.keep-apart')}
        </Button>
        <Button look="quiet" onPress={close}>
          {t('console.cancel')}
        </Button>
      </p>
    </Dialog>
  )
}
