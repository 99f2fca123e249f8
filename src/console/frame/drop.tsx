import { useEffect, useState } from 'preact/hooks'
import { go, under } from '../place.ts'
import { addFiles } from '../uploads.ts'
import { t } from '../words.ts'

/** Takes files that are dropped anywhere on a screen of a taxpayer. */
export function DropAnywhere({ nip }: { nip: string }) {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false
    const over = (event: DragEvent) => {
      if (!hasFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      setOver(false)
      if (!hasFiles(event) || event.defaultPrevented) return
      event.preventDefault()
      addFiles(nip, event.dataTransfer?.files ?? [])
      go(under(nip, 'add'))
    }
    document.addEventListener('dragover', over)
    document.addEventListener('dragleave', leave)
    document.addEventListener('drop', drop)
    return () => {
      document.removeEventListener('dragover', over)
      document.removeEventListener('dragleave', leave)
      document.removeEventListener('drop', drop)
    }
  }, [nip])
  return isOver ? <div class="drop-over">{t('console.drop')}</div> : null
}
