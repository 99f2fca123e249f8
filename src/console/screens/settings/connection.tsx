import { useState } from 'preact/hooks'
import type { KsefConnection } from '../../../client/index.ts'
import { KsefReconcileProblem } from '../../../client/problem.ts'
import { useAnswer, useLooking } from '../../answers.ts'
import { api } from '../../api.ts'
import { momentShown } from '../../parts/formats.ts'
import { SeverityMark } from '../../parts/marks.tsx'
import { Answered } from '../../parts/states.tsx'
import { nameIn, t } from '../../words.ts'
import { ConnectionButtons } from './connection-buttons.tsx'
import { ConnectionForm } from './connection-form.tsx'
import { Coverage } from './coverage.tsx'
import { Runs } from './runs.tsx'

/** The connection with KSeF: what it says of itself in words, what was fetched, and how to mend it. */
export function KsefSettings({ nip }: { nip: string }) {
  const answer = useAnswer(`connection ${nip}`, (signal) => connectionOf(nip, signal))
  const { value, reload } = answer
  const isTrying = value?.state === 'connecting'
  useLooking(isTrying, reload)
  return (
    <section class="setting">
      <h2>{t('console.settings.ksef')}</h2>
      <Answered answer={answer}>
        {(connection) =>
          connection === null ? (
            <>
              <p>{t('console.settings.ksef.none')}</p>
              <p class="soft">{t('console.settings.ksef.why')}</p>
              <ConnectionForm nip={nip} before={null} done={answer.put} />
            </>
          ) : (
            <Connected nip={nip} connection={connection} put={answer.put} reload={reload} />
          )
        }
      </Answered>
    </section>
  )
}

async function connectionOf(nip: string, signal: AbortSignal): Promise<KsefConnection | null> {
  try {
    return await api.getKsefConnection({ nip }, { signal })
  } catch (problem) {
    if (problem instanceof KsefReconcileProblem && problem.status === 404) return null
    throw problem
  }
}

interface ConnectedProps {
  nip: string
  connection: KsefConnection
  put: (connection: KsefConnection | null) => void
  reload: () => void
}

function Connected({ nip, connection, put, reload }: ConnectedProps) {
  const [isChanging, change] = useState(false)
  const { lastSyncedAt, nextRunAt } = connection
  const look =
    connection.state === 'connected' ? 'good' : connection.state === 'refused' ? 'blocking' : 'info'
  return (
    <>
      <p>
        <span class={`mark mark-${look}`}>{nameIn('connection', connection.state)}</span> {connection.message}
      </p>
      {connection.findings.map(({ code, severity, message }) => (
        <p key={code}>
          <SeverityMark severity={severity} /> {message}
        </p>
      ))}
      <p class="soft">
        {lastSyncedAt !== null && t('console.settings.ksef.last', { at: momentShown(lastSyncedAt) })}
        {lastSyncedAt !== null && nextRunAt !== null && ' · '}
        {nextRunAt !== null && t('console.settings.ksef.next', { at: momentShown(nextRunAt) })}
      </p>
      <Doing nip={nip} connection={connection} put={put} reload={reload} change={() => change(!isChanging)} />
      {isChanging && (
        <ConnectionForm
          nip={nip}
          before={connection}
          done={(changed) => {
            put(changed)
            change(false)
          }}
        />
      )}
      {/* What was fetched is asked for anew when the connection is another. */}
      <Coverage key={`coverage ${connection.state} ${lastSyncedAt}`} nip={nip} />
      <Runs key={`runs ${connection.state} ${lastSyncedAt}`} nip={nip} />
    </>
  )
}

function Doing({ nip, connection, put, reload, change }: ConnectedProps & { change: () => void }) {
  const { paused, subjects, from, everyMinutes, credentialValidUntil } = connection
  const kept = { subjects, from, everyMinutes, credentialValidUntil }
  return (
    <ConnectionButtons
      now={{
        label: t('console.settings.ksef.fetch'),
        run: async () => {
          await api.postKsefSync({ nip }, {}, { idempotencyKey: crypto.randomUUID() })
          reload()
        },
        done: t('console.settings.ksef.fetching'),
      }}
      paused={paused}
      setPaused={async (isPaused) => put(await api.putKsefConnection({ nip }, { ...kept, paused: isPaused }))}
      change={{ label: t('console.settings.ksef.change'), press: change }}
      removal={{
        label: t('console.settings.ksef.remove'),
        why: t('console.settings.ksef.remove.why'),
        run: async () => {
          await api.deleteKsefConnection({ nip })
          put(null)
        },
      }}
    />
  )
}
