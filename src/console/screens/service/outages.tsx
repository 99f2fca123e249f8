import { useState } from 'preact/hooks'
import type { Outage, OutageInput } from '../../../client/index.ts'
import { parseDay } from '../../../values/day.ts'
import { type Answer, type LoadedList, useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Choice, Field } from '../../parts/field.tsx'
import { dayShown, momentShown } from '../../parts/formats.ts'
import { PageFrame } from '../../parts/page.tsx'
import { useSaving } from '../../parts/saving.ts'
import { Answered, Empty } from '../../parts/states.tsx'
import { type Column, ListEnd, Table } from '../../parts/table.tsx'
import { signedIn } from '../../session.ts'
import { addTexts, nameIn, t } from '../../words.ts'
import { serviceScreenTexts } from './texts.ts'

addTexts(serviceScreenTexts)

/** Notices of KSeF being down: everybody reads them, an admin of all records them. */
export default function Outages() {
  const list = useList('outages', (at, signal) => api.listOutages(at, { signal }))
  const who = signedIn()
  const mayRecord = who?.role === 'admin' && who.taxpayers === '*'
  const [isRecording, record] = useState(false)
  return (
    <PageFrame
      title={t('console.nav.outages')}
      actions={
        mayRecord && (
          <Button look="main" onPress={() => record(true)}>
            {t('console.outages.record')}
          </Button>
        )
      }
    >
      <p class="soft">{t('console.outages.why')}</p>
      <Answered answer={list}>
        {(shown) =>
          shown.items.length === 0 ? (
            <Empty title={t('console.outages.none')} />
          ) : (
            <>
              <Notices list={shown} mayRecord={mayRecord} reload={list.reload} />
              <ListEnd list={shown} more={() => void list.more()} />
            </>
          )
        }
      </Answered>
      {isRecording && <Recording list={list} onClose={() => record(false)} />}
    </PageFrame>
  )
}

/** A day, or a clock where it was told. */
const Moment = ({ at }: { at: string }) => (
  <time dateTime={at}>{at.length > 10 ? momentShown(at) : dayShown(at)}</time>
)

function Notices(props: { list: LoadedList<Outage>; mayRecord: boolean; reload: () => void }) {
  const { isBusy, save } = useSaving()
  const withdraw = (id: string) =>
    void save(async () => {
      await api.patchOutage({ id }, { withdrawn: true })
      props.reload()
    })
  const ended = (id: string, end: string) =>
    void save(async () => {
      await api.patchOutage({ id }, { end })
      props.reload()
    }, t('console.outages.recorded'))
  const columns: Column<Outage>[] = [
    { head: t('console.outages.start'), isName: true, cell: ({ start }) => <Moment at={start} /> },
    {
      head: t('console.outages.end'),
      cell: ({ id, end, withdrawn }) => (
        <End end={end} record={props.mayRecord && !withdrawn ? (day) => ended(id, day) : null} />
      ),
    },
    { head: t('console.outages.kind'), cell: ({ kind }) => nameIn('outage', kind) },
    {
      head: t('console.outages.announced'),
      cell: ({ announcedAt }) => <Moment at={announcedAt} />,
      isExtra: true,
    },
    { head: t('console.outages.source'), cell: ({ source }) => t('console.outages.source.of', { source }) },
    { head: t('console.outages.reference'), cell: ({ reference }) => reference, isExtra: true },
    {
      head: t('console.outages.withdraw'),
      cell: ({ id, withdrawn }) =>
        withdrawn ? (
          t('console.outages.withdrawn')
        ) : (
          <Button look="quiet" isDisabled={isBusy || !props.mayRecord} onPress={() => withdraw(id)}>
            {t('console.outages.withdraw')}
          </Button>
        ),
    },
  ]
  return (
    <Table
      caption={t('console.nav.outages')}
      columns={columns}
      rows={props.list.items.toReversed()}
      rowKey={({ id }) => id}
    />
  )
}

/** The end, or a field for it while nobody has announced it. */
function End({ end, record }: { end: string | null; record: ((day: string) => void) | null }) {
  if (end !== null) return <Moment at={end} />
  if (record === null) return <>{t('console.outages.still')}</>
  return (
    <input
      type="date"
      aria-label={t('console.outages.ended')}
      // While one types 2026 the browser tells of the years 2, 20 and 202.
      onChange={({ currentTarget: { value } }) => parseDay(value) !== null && record(value)}
    />
  )
}

const kinds = ['failure', 'maintenance', 'total-failure'] as const
const sources = ['bip', 'mass-media', 'manual'] as const

function Recording({ list, onClose }: { list: Answer<LoadedList<Outage>>; onClose: () => void }) {
  const [outage, change] = useState<OutageInput>({ kind: 'failure', start: '', source: 'bip' })
  const { isBusy, save } = useSaving()
  const submit = (event: Event) => {
    event.preventDefault()
    void save(async () => {
      await api.postOutage(outage, { idempotencyKey: crypto.randomUUID() })
      list.reload()
      onClose()
    }, t('console.outages.recorded'))
  }
  return (
    <Dialog title={t('console.outages.record')} onClose={onClose}>
      <form onSubmit={submit}>
        <Choice
          label={t('console.outages.kind')}
          value={outage.kind}
          options={kinds.map((kind) => [kind, nameIn('outage', kind)])}
          onChoose={(value) => change({ ...outage, kind: kinds.find((kind) => kind === value) ?? 'failure' })}
        />
        <When outage={outage} change={change} />
        <Choice
          label={t('console.outages.source')}
          value={outage.source ?? 'bip'}
          options={sources.map((source) => [source, t('console.outages.source.of', { source })])}
          onChoose={(value) =>
            change({ ...outage, source: sources.find((source) => source === value) ?? 'bip' })
          }
        />
        <Field label={t('console.outages.reference')}>
          {(given) => (
            <input
              {...given}
              value={outage.reference ?? ''}
              onInput={(event) => change({ ...outage, reference: event.currentTarget.value || null })}
            />
          )}
        </Field>
        <Button type="submit" look="main" isDisabled={isBusy}>
          {t('console.save')}
        </Button>
      </form>
    </Dialog>
  )
}

/** From when to when; an end that nobody has announced is left open. */
const When = ({ outage, change }: { outage: OutageInput; change: (outage: OutageInput) => void }) => (
  <div class="fields">
    <Field label={t('console.outages.start')}>
      {(given) => (
        <input
          {...given}
          type="date"
          required
          value={outage.start}
          onInput={(event) => change({ ...outage, start: event.currentTarget.value })}
        />
      )}
    </Field>
    <Field label={t('console.outages.end')}>
      {(given) => (
        <input
          {...given}
          type="date"
          value={outage.end ?? ''}
          onInput={(event) => change({ ...outage, end: event.currentTarget.value || null })}
        />
      )}
    </Field>
  </div>
)
