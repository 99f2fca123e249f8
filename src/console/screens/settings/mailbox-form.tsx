import type { TargetedSubmitEvent } from 'preact'
import { useState } from 'preact/hooks'
import type { Mailbox, MailboxInput, MailboxTrial } from '../../../client/index.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { useSaving } from '../../parts/saving.ts'
import { t } from '../../words.ts'

interface MailboxFormProps {
  nip: string
  before: Mailbox | null
  done: (mailbox: Mailbox) => void
}

/** Asks for a mailbox, which may be tried before it is saved. */
export function MailboxForm({ nip, before, done }: MailboxFormProps) {
  const { isBusy, save } = useSaving()
  const [trial, setTrial] = useState<MailboxTrial | null>(null)
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const body = statedIn(event.currentTarget, before)
    const { submitter } = event
    const isTrial = submitter instanceof HTMLButtonElement && submitter.value === 'trial'
    setTrial(null)
    void save(
      async () => {
        if (isTrial) setTrial(await api.tryMailbox({ nip }, body))
        else done(await api.putMailbox({ nip }, body))
      },
      isTrial ? null : undefined,
    )
  }
  return (
    <form class="connection-form" onSubmit={submit}>
      <Server before={before} />
      <Account before={before} />
      <Looks before={before} />
      {trial !== null && (
        <p role="status">
          <span class={`mark mark-${trial.works ? 'good' : 'blocking'}`}>
            {t(trial.works ? 'console.mailbox.state.connected' : 'console.mailbox.state.unavailable')}
          </span>{' '}
          {trial.message}
        </p>
      )}
      <p class="buttons">
        <Button type="submit" look="main" isDisabled={isBusy}>
          {t('console.mailbox.save')}
        </Button>
        <button class="button" type="submit" name="do" value="trial" disabled={isBusy}>
          {t('console.mailbox.try')}
        </button>
      </p>
    </form>
  )
}

const allAfterwards = ['leave', 'mark-read', 'delete'] as const

function statedIn(form: HTMLFormElement, before: Mailbox | null): MailboxInput {
  const told = new FormData(form)
  const text = (name: string) => String(told.get(name) ?? '').trim()
  // Blanks may be part of a password.
  const password = String(told.get('password') ?? '')
  return {
    host: text('host'),
    ...(text('port') === '' ? {} : { port: Number(text('port')) }),
    security: text('security') === 'starttls' ? 'starttls' : 'tls',
    user: text('user'),
    ...(password === '' ? {} : { password }),
    folder: text('folder'),
    ...(text('since') === '' ? {} : { from: text('since') }),
    everyMinutes: Number(text('every-minutes')),
    afterwards: allAfterwards.find((one) => one === text('afterwards')) ?? 'leave',
    paused: before?.paused ?? false,
  }
}

type Before = { before: Mailbox | null }

const Server = ({ before }: Before) => (
  <div class="fields">
    <Field label={t('console.mailbox.host')}>
      {(given) => (
        <input {...given} name="host" required spellcheck={false} defaultValue={before?.host ?? ''} />
      )}
    </Field>
    <Field label={t('console.mailbox.security')}>
      {(given) => (
        <select {...given} name="security" defaultValue={before?.security ?? 'tls'}>
          <option value="tls">{t('console.mailbox.security.tls')}</option>
          <option value="starttls" selected={before?.security === 'starttls'}>
            {t('console.mailbox.security.starttls')}
          </option>
        </select>
      )}
    </Field>
    <Field label={t('console.mailbox.port')}>
      {(given) => (
        <input
          {...given}
          name="port"
          type="number"
          min={1}
          max={65535}
          defaultValue={String(before?.port ?? '')}
        />
      )}
    </Field>
  </div>
)

const Account = ({ before }: Before) => (
  <div class="fields">
    <Field label={t('console.mailbox.user')}>
      {(given) => (
        <input
          {...given}
          name="user"
          required
          autocomplete="off"
          spellcheck={false}
          defaultValue={before?.user ?? ''}
        />
      )}
    </Field>
    <Field
      label={t('console.mailbox.password')}
      hint={t(before === null ? 'console.mailbox.password.hint' : 'console.mailbox.password.kept')}
    >
      {(given) => (
        <input {...given} name="password" type="password" autocomplete="off" required={before === null} />
      )}
    </Field>
    <Field label={t('console.mailbox.folder')}>
      {(given) => <input {...given} name="folder" required defaultValue={before?.folder ?? 'INBOX'} />}
    </Field>
  </div>
)

const outcomes = ['leave', 'mark-read', 'delete'] as const

const Looks = ({ before }: Before) => (
  <div class="fields">
    <Field label={t('console.mailbox.from')}>
      {(given) => <input {...given} name="since" type="date" defaultValue={before?.from ?? ''} />}
    </Field>
    <Field label={t('console.mailbox.every')}>
      {(given) => (
        <input
          {...given}
          name="every-minutes"
          type="number"
          min={1}
          max={1440}
          required
          defaultValue={String(before?.everyMinutes ?? 5)}
        />
      )}
    </Field>
    <Field label={t('console.mailbox.afterwards')}>
      {(given) => (
        <select {...given} name="afterwards">
          {outcomes.map((one) => (
            <option key={one} value={one} selected={(before?.afterwards ?? 'leave') === one}>
              {t(`console.mailbox.afterwards.${one}`)}
            </option>
          ))}
        </select>
      )}
    </Field>
  </div>
)
