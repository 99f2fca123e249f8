import { useState } from 'preact/hooks'
import type { Mailbox } from '../../../client/index.ts'
import { KsefReconcileProblem } from '../../../client/problem.ts'
import { consoleMailboxTexts } from '../../../texts/en/console-mailbox.ts'
import { polishConsoleMailboxTexts } from '../../../texts/pl/console-mailbox.ts'
import { useAnswer, useLooking } from '../../answers.ts'
import { api } from '../../api.ts'
import { momentShown } from '../../parts/formats.ts'
import { Answered } from '../../parts/states.tsx'
import { problemText } from '../../problem-text.ts'
import { addTexts, t } from '../../words.ts'
import { ConnectionButtons } from './connection-buttons.tsx'
import { MailboxForm } from './mailbox-form.tsx'

addTexts({ en: consoleMailboxTexts, pl: polishConsoleMailboxTexts })

/** Null: none is set up. Words: why this service looks into none. */
type Shown = Mailbox | null | string

/** The mailbox in which the service looks for documents: how it stands in words, and how to set it up. */
export function MailboxSettings({ nip }: { nip: string }) {
  const answer = useAnswer(`mailbox ${nip}`, (signal) => mailboxOf(nip, signal))
  const { value, reload } = answer
  const isTrying = typeof value === 'object' && value?.state === 'connecting'
  useLooking(isTrying, reload)
  return (
    <section class="setting">
      <h2>{t('console.mailbox')}</h2>
      <Answered answer={answer}>
        {(mailbox) =>
          typeof mailbox === 'string' ? (
            <p>{mailbox}</p>
          ) : mailbox === null ? (
            <>
              <p class="soft">{t('console.mailbox.why')}</p>
              <MailboxForm nip={nip} before={null} done={answer.put} />
            </>
          ) : (
            <Standing nip={nip} mailbox={mailbox} put={answer.put} reload={reload} />
          )
        }
      </Answered>
    </section>
  )
}

async function mailboxOf(nip: string, signal: AbortSignal): Promise<Shown> {
  try {
    return await api.getMailbox({ nip }, { signal })
  } catch (problem) {
    if (!(problem instanceof KsefReconcileProblem) || problem.status !== 404) throw problem
    if (problem.code === 'mailbox-not-set') return null
    if (problem.code === 'mailbox-not-offered') return problemText(problem)
    throw problem
  }
}

interface StandingProps {
  nip: string
  mailbox: Mailbox
  put: (mailbox: Shown) => void
  reload: () => void
}

function Standing({ nip, mailbox, put, reload }: StandingProps) {
  const [isChanging, change] = useState(false)
  const { state, message, user, folder, host, taken, leftOut } = mailbox
  const look = state === 'connected' ? 'good' : state === 'refused' ? 'blocking' : 'info'
  return (
    <>
      <p>
        <span class={`mark mark-${look}`}>{t(`console.mailbox.state.${state}`)}</span> {message}
      </p>
      <p class="soft">
        {t('console.mailbox.account', { user, folder, host })}
        {' · '}
        {t('console.mailbox.counts', { taken, leftOut })}
      </p>
      <Doing nip={nip} mailbox={mailbox} put={put} reload={reload} change={() => change(!isChanging)} />
      {isChanging && (
        <MailboxForm
          nip={nip}
          before={mailbox}
          done={(changed) => {
            put(changed)
            change(false)
          }}
        />
      )}
      <LeftOut mails={mailbox.lastLeftOut} />
    </>
  )
}

function Doing({ nip, mailbox, put, reload, change }: StandingProps & { change: () => void }) {
  const { host, port, security, user, folder, from, everyMinutes, afterwards, paused } = mailbox
  const kept = { host, port, security, user, folder, from, everyMinutes, afterwards }
  return (
    <ConnectionButtons
      now={{
        label: t('console.mailbox.look'),
        isDisabled: paused,
        run: async () => {
          await api.lookIntoMailbox({ nip })
          reload()
        },
        done: t('console.mailbox.looking'),
      }}
      paused={paused}
      setPaused={async (isPaused) => put(await api.putMailbox({ nip }, { ...kept, paused: isPaused }))}
      change={{ label: t('console.mailbox.change'), press: change }}
      removal={{
        label: t('console.mailbox.remove'),
        why: t('console.mailbox.remove.why'),
        run: async () => {
          await api.deleteMailbox({ nip })
          put(null)
        },
      }}
    />
  )
}

/** Mails that could not be taken in, with what is to be done with each. */
const LeftOut = ({ mails }: { mails: Mailbox['lastLeftOut'] }) =>
  mails.length === 0 ? null : (
    <>
      <h3>{t('console.mailbox.left-out')}</h3>
      <ul class="plain">
        {mails.map(({ at, arrivedAt, sender, subject, why }) => (
          <li key={`${at} ${sender} ${subject}`}>
            {subject ?? t('console.mailbox.no-subject')}
            <span class="soft">
              {' '}
              {sender} {momentShown(arrivedAt ?? at)}
            </span>
            <br />
            {why}
          </li>
        ))}
      </ul>
    </>
  )
