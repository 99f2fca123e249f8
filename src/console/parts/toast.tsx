import { signal } from '@preact/signals'
import { t } from '../words.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

interface Toast {
  id: number
  text: string
  look: 'done' | 'blocking'
  undo: (() => void) | undefined
}

const toasts = signal<readonly Toast[]>([])
let lastId = 0
/** Milliseconds: what can be undone stays longer. */
const shown = { plain: 6_000, undoable: 15_000 }

/** Tells that something was done, or was refused; with a way to undo it. */
export function toast(
  text: string,
  { undo, isRefusal = false }: { undo?: () => void; isRefusal?: boolean } = {},
): void {
  lastId += 1
  const id = lastId
  toasts.value = [...toasts.value.slice(-2), { id, text, look: isRefusal ? 'blocking' : 'done', undo }]
  setTimeout(() => dismiss(id), undo || isRefusal ? shown.undoable : shown.plain)
}

/** Undoes what the youngest toast offers; false where none offers anything. */
export function undoLast(): boolean {
  const last = toasts.value.findLast(({ undo }) => undo !== undefined)
  if (last === undefined) return false
  dismiss(last.id)
  last.undo?.()
  return true
}

const dismiss = (id: number): void => {
  toasts.value = toasts.value.filter((one) => one.id !== id)
}

/** Where toasts appear; read aloud without taking the focus. */
export const Toasts = () => (
  <div class="toasts" role="status" aria-live="polite">
    {toasts.value.map(({ id, text, look, undo }) => (
      <div key={id} class={`toast toast-${look}`}>
        <Icon name={look} />
        <span>{text}</span>
        {undo !== undefined && (
          <Button
            look="quiet"
            hint="Z"
            onPress={() => {
              dismiss(id)
              undo()
            }}
          >
            {t('console.undo')}
          </Button>
        )}
        <button
          type="button"
          class="button button-quiet"
          aria-label={t('console.close')}
          onClick={() => dismiss(id)}
        >
          <Icon name="close" />
        </button>
      </div>
    ))}
  </div>
)
