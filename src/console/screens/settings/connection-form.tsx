import type { TargetedSubmitEvent } from 'preact'
import { useState } from 'preact/hooks'
import type { KsefConnection, KsefConnectionInput } from '../../../client/index.ts'
import type { Day } from '../../../values/day.ts'
import { parseDay } from '../../../values/day.ts'
import { parseInstant, startOfWarsawDay, warsawDay } from '../../../values/instant.ts'
import { present } from '../../../values/present.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Choice, Field } from '../../parts/field.tsx'
import { useSaving } from '../../parts/saving.ts'
import { t } from '../../words.ts'

interface ConnectionFormProps {
  nip: string
  before: KsefConnection | null
  done: (connection: KsefConnection) => void
}

/** The first day of KSeF: earlier invoices are in no KSeF 2.0. */
const firstDay = '2026-02-01'

/** Asks for an access to KSeF; the service tries it at once and tells what KSeF says. */
export function ConnectionForm({ nip, before, done }: ConnectionFormProps) {
  const [kind, setKind] = useState<'token' | 'certificate'>(before?.credential.type ?? 'token')
  const { isBusy, save } = useSaving()
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const told = new FormData(event.currentTarget)
    const text = (name: string) => String(told.get(name) ?? '').trim()
    const body: KsefConnectionInput = {
      credential:
        kind === 'token'
          ? { type: 'token', token: text('token') }
          : { type: 'certificate', certificatePem: text('certificate'), privateKeyPem: text('key') },
      subjects: before?.subjects ?? ['Subject2'],
      from: startOfWarsawDay(present(parseDay(text('from')))),
      everyMinutes: Number(text('every')),
      credentialValidUntil: text('until') === '' ? null : startOfWarsawDay(present(parseDay(text('until')))),
    }
    void save(async () => done(await api.putKsefConnection({ nip }, body)))
  }
  return (
    <form class="connection-form" onSubmit={submit}>
      <Choice
        label={t('console.settings.ksef.kind')}
        value={kind}
        options={[
          ['token', t('console.settings.ksef.token')],
          ['certificate', t('console.settings.ksef.certificate')],
        ]}
        onChoose={(value) => setKind(value === 'certificate' ? 'certificate' : 'token')}
      />
      <Access kind={kind} />
      <Timing before={before} />
      <Button type="submit" look="main" isDisabled={isBusy}>
        {t('console.settings.ksef.connect')}
      </Button>
    </form>
  )
}

/** What proves to KSeF who asks. */
const Access = ({ kind }: { kind: 'token' | 'certificate' }) =>
  kind === 'token' ? (
    <Field label={t('console.settings.ksef.token')}>
      {(given) => <input {...given} name="token" type="password" autocomplete="off" required />}
    </Field>
  ) : (
    <>
      <Field label={t('console.settings.ksef.certificate-pem')}>
        {(given) => <textarea {...given} name="certificate" rows={4} required spellcheck={false} />}
      </Field>
      <Field label={t('console.settings.ksef.key-pem')}>
        {(given) => (
          <textarea {...given} name="key" rows={4} required spellcheck={false} autocomplete="off" />
        )}
      </Field>
    </>
  )

/** The day in Warsaw of an instant of the service: what stands in the form is what was typed into it. */
const dayOf = (instant: string | null | undefined): Day | null =>
  instant == null ? null : warsawDay(present(parseInstant(instant)))

/** From when, how often, and until when. */
const Timing = ({ before }: { before: KsefConnection | null }) => (
  <div class="fields">
    <Field label={t('console.settings.ksef.from')}>
      {(given) => (
        <input {...given} name="from" type="date" required defaultValue={dayOf(before?.from) ?? firstDay} />
      )}
    </Field>
    <Field label={t('console.settings.ksef.every')}>
      {(given) => (
        <input
          {...given}
          name="every"
          type="number"
          min={15}
          max={1440}
          required
          defaultValue={String(before?.everyMinutes ?? 60)}
        />
      )}
    </Field>
    <Field label={t('console.settings.ksef.valid')}>
      {(given) => (
        <input {...given} name="until" type="date" defaultValue={dayOf(before?.credentialValidUntil) ?? ''} />
      )}
    </Field>
  </div>
)
