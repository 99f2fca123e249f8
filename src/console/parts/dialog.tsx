import type { ComponentChildren } from 'preact'
import { useEffect, useId, useRef } from 'preact/hooks'
import { t } from '../words.ts'
import { Icon } from './icon.tsx'

/** A question or a form above the page; the browser keeps the focus in it and closes it with Escape. */
export function Dialog(props: {
  title: string
  onClose: () => void
  /** For documents: as wide as the window allows. */
  isWide?: boolean
  children: ComponentChildren
}) {
  const box = useRef<HTMLDialogElement>(null)
  const heading = useId()
  useEffect(() => {
    const before = document.activeElement
    const dialog = box.current
    dialog?.showModal()
    // Where one acts, not where one closes.
    dialog?.querySelector<HTMLElement>('.dialog-body :is(input, select, textarea, button)')?.focus()
    return () => {
      dialog?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <dialog
      ref={box}
      class={props.isWide ? 'dialog-wide' : undefined}
      aria-labelledby={heading}
      onClose={props.onClose}
    >
      <header class="dialog-head">
        <h2 id={heading}>{props.title}</h2>
        <button
          type="button"
          class="button button-quiet"
          aria-label={t('console.close')}
          onClick={props.onClose}
        >
          <Icon name="close" />
        </button>
      </header>
      <div class="dialog-body">{props.children}</div>
    </dialog>
  )
}
