import { useEffect, useRef, useState } from 'preact/hooks'
import type { JpkCheck } from '../../../client/index.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { sizeShown, today } from '../../parts/formats.ts'
import { ProblemBox } from '../../parts/states.tsx'
import { t } from '../../words.ts'

/** Takes the file by mouse or keyboard, and has it checked as of the day on which it is filed. */
export function DropFile({ nip, onChecked }: { nip: string; onChecked: (check: JpkCheck) => void }) {
  const [filedOn, setDay] = useState<string>(today())
  const [reading, setReading] = useState<File | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  const check = async (file: File | undefined) => {
    if (file === undefined || reading !== null) return
    setReading(file)
    setProblem(null)
    try {
      onChecked(
        await api.checkJpk({ nip, filedOn }, file, { contentType: 'application/xml', timeout: 600_000 }),
      )
    } catch (refused) {
      setProblem(refused)
    } finally {
      setReading(null)
    }
  }
  return (
    <section class="card">
      {problem !== null && <ProblemBox problem={problem} />}
      <div class="drop-row">
        <DropArea isBusy={reading !== null} onFile={check} />
        <Field label={t('jpk.filed-on')}>
          {(given) => (
            <input
              {...given}
              type="date"
              value={filedOn}
              onInput={(event) => setDay(event.currentTarget.value)}
            />
          )}
        </Field>
      </div>
      {reading === null ? (
        <p class="soft">{t('jpk.drop.why')}</p>
      ) : (
        <p role="status">
          <progress aria-label={t('jpk.reading', { name: reading.name, size: sizeShown(reading.size) })} />{' '}
          {t('jpk.reading', { name: reading.name, size: sizeShown(reading.size) })}
        </p>
      )}
    </section>
  )
}

interface AreaProps {
  isBusy: boolean
  onFile: (file: File | undefined) => Promise<void>
}

/** The control that chooses the file by keyboard; a file that is dropped anywhere on the screen is taken too. */
function DropArea({ isBusy, onFile }: AreaProps) {
  const input = useRef<HTMLInputElement>(null)
  const isOver = useDrop((file) => void onFile(file))
  return (
    <div class={isOver ? 'drop drop-held' : 'drop'}>
      <p>{t('jpk.drop')}</p>
      <Button look="main" isDisabled={isBusy} onPress={() => input.current?.click()}>
        {t('jpk.choose')}
      </Button>
      <input
        ref={input}
        class="unseen"
        type="file"
        tabIndex={-1}
        aria-label={t('jpk.choose')}
        accept=".xml,application/xml,text/xml"
        disabled={isBusy}
        onChange={(event) => {
          const chosen = event.currentTarget
          void onFile(chosen.files?.[0]).finally(() => {
            chosen.value = ''
          })
        }}
      />
    </div>
  )
}

/**
 * Takes what is dropped anywhere, before the page itself takes it as a document to be added.
 * @returns whether a file is held above the page
 */
function useDrop(onDrop: (file: File | undefined) => void): boolean {
  const [isOver, setOver] = useState(false)
  const take = useRef(onDrop)
  take.current = onDrop
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false)
    }
    const drop = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return
      event.preventDefault()
      setOver(false)
      take.current(event.dataTransfer.files[0])
    }
    document.addEventListener('dragover', over, true)
    document.addEventListener('dragleave', leave, true)
    document.addEventListener('drop', drop, true)
    return () => {
      document.removeEventListener('dragover', over, true)
      document.removeEventListener('dragleave', leave, true)
      document.removeEventListener('drop', drop, true)
    }
  }, [])
  return isOver
}
