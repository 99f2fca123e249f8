import { useState } from 'preact/hooks'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Field } from '../../parts/field.tsx'
import { useSaving } from '../../parts/saving.ts'
import { go } from '../../place.ts'
import { t } from '../../words.ts'

/** Makes a taxpayer and opens one of his screens: `then` is its path below him, empty for the day's work. */
export function AddTaxpayer({ then, onClose }: { then: '' | 'settings' | 'add'; onClose: () => void }) {
  const [nip, setNip] = useState('')
  const [name, setName] = useState('')
  const { isBusy, save } = useSaving()
  const digits = nip.replaceAll(/\D/g, '')
  const submit = (event: Event) => {
    event.preventDefault()
    void save(async () => {
      await api.putTaxpayer({ nip: digits }, { name: name.trim() })
      onClose()
      go(then === '' ? `/${digits}` : `/${digits}/${then}`)
    }, t('console.office.added'))
  }
  return (
    <Dialog title={t('console.office.add')} onClose={onClose}>
      <form onSubmit={submit}>
        <Field label={t('console.office.nip')}>
          {(given) => (
            <input
              {...given}
              required
              inputMode="numeric"
              value={nip}
              onInput={(event) => setNip(event.currentTarget.value)}
            />
          )}
        </Field>
        <Field label={t('console.nav.taxpayer')}>
          {(given) => (
            <input {...given} required value={name} onInput={(event) => setName(event.currentTarget.value)} />
          )}
        </Field>
        <Button type="submit" look="main" isDisabled={isBusy}>
          {t('console.office.add')}
        </Button>
      </form>
    </Dialog>
  )
}
