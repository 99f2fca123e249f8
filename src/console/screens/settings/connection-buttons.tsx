import { useState } from 'preact/hooks'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { useSaving } from '../../parts/saving.ts'
import { t } from '../../words.ts'

interface ConnectionButtonsProps {
  /** What is done at once, and what is said when it was begun. */
  now: { label: string; isDisabled?: boolean; run: () => Promise<void>; done: string }
  paused: boolean
  setPaused: (paused: boolean) => Promise<void>
  change: { label: string; press: () => void }
  removal: { label: string; why: string; run: () => Promise<void> }
}

/** What can be done with a connection that works by itself: at once, to pause it, to change it, to end it. */
export function ConnectionButtons({ now, paused, setPaused, change, removal }: ConnectionButtonsProps) {
  const { isBusy, save } = useSaving()
  const [isRemoving, remove] = useState(false)
  return (
    <p class="buttons">
      <Button
        look="main"
        isDisabled={isBusy || now.isDisabled === true}
        onPress={() => void save(() => now.run(), now.done)}
      >
        {now.label}
      </Button>
      <Button isDisabled={isBusy} onPress={() => void save(() => setPaused(!paused))}>
        {t(paused ? 'console.settings.ksef.resume' : 'console.settings.ksef.pause')}
      </Button>
      <Button onPress={change.press}>{change.label}</Button>
      <Button look="grave" onPress={() => remove(true)}>
        {removal.label}
      </Button>
      {isRemoving && (
        <Dialog title={removal.label} onClose={() => remove(false)}>
          <p>{removal.why}</p>
          <Button look="grave" isDisabled={isBusy} onPress={() => void save(() => removal.run())}>
            {removal.label}
          </Button>
        </Dialog>
      )}
    </p>
  )
}
