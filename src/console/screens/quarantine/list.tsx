import '../awaiting/texts.ts'
import { useState } from 'preact/hooks'
import type { QuarantinedDocument } from '../../../client/index.ts'
import { useAnswer, useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { momentShown, periodShown } from '../../parts/formats.ts'
import { DayCell } from '../../parts/marks.tsx'
import { PageFrame } from '../../parts/page.tsx'
import { Answered, Empty } from '../../parts/states.tsx'
import { type Column, ListEnd, Table } from '../../parts/table.tsx'
import { toast } from '../../parts/toast.tsx'
import { choose, inAddress, under } from '../../place.ts'
import { problemText } from '../../problem-text.ts'
import type { Params } from '../../routes.ts'
import { may } from '../../session.ts'
import { t } from '../../words.ts'
import { sellerName } from '../purchases/seller.tsx'
import { Dismissal } from './dismissal.tsx'
import { spanOf } from './span.ts'

/** Documents that could not be taken in: which they are, why, and what can be done. */
export default function Quarantine({ params: { nip = '' } }: { params: Params }) {
  const list = useList<QuarantinedDocument>(`quarantine ${nip}`, (at, signal) =>
    api.listQuarantine({ nip, ...at }, { signal }),
  )
  const connection = useAnswer<boolean>(`connected ${nip}`, (signal) => isConnected(nip, signal))
  const [asked, ask] = useState<QuarantinedDocument | null>(null)
  const isAll = inAddress('all') === 'true'
  const decide = async (id: string, note: string | null) => {
    try {
      const body = note === null ? { decision: 'reopen' as const } : { decision: 'dismissed' as const, note }
      await api.decideQuarantined({ nip, id }, body)
      list.reload()
      if (note === null) toast(t('aside.reopened'))
      else toast(t('aside.dismissed'), { undo: () => void decide(id, null) })
    } catch (refused) {
      toast(problemText(refused), { isRefusal: true })
    }
  }
  return (
    <PageFrame title={t('console.nav.quarantine')} isWide>
      <p>
        <label class="check">
          <input
            type="checkbox"
            checked={isAll}
            onChange={(event) => choose({ all: event.currentTarget.checked ? 'true' : null })}
          />{' '}
          {t('aside.all')}
        </label>
      </p>
      <Answered answer={list}>
        {({ items, next }) => {
          const shown = isAll ? items : items.filter(({ state }) => state === 'open')
          return (
            <>
              {shown.length === 0 && next === null ? (
                <Empty title={t('aside.empty')}>
                  <p>{t('aside.empty.why')}</p>
                </Empty>
              ) : (
                <Table
                  caption={t('console.nav.quarantine')}
                  rows={shown}
                  rowKey={({ id }) => id}
                  columns={[
                    ...columns(),
                    ...(may('accountant') ? [actions(nip, connection.value === true, ask, decide)] : []),
                  ]}
                />
              )}
              {(shown.length > 0 || next !== null) && (
                <ListEnd list={{ items: shown, next }} more={list.more} />
              )}
            </>
          )
        }}
      </Answered>
      {asked !== null && (
        <Dismissal
          document={asked}
          onClose={() => ask(null)}
          onDismiss={(note) => {
            ask(null)
            void decide(asked.id, note)
          }}
        />
      )}
    </PageFrame>
  )
}

/** Whether something was ever fetched from KSeF by a connection, so that it can be fetched again. */
const isConnected = async (nip: string, signal: AbortSignal): Promise<boolean> =>
  (await api.getKsefCoverage({ nip }, { signal })).items.length > 0

const columns = (): Column<QuarantinedDocument>[] => [
  {
    head: t('aside.what'),
    isName: true,
    cell: (item) => (
      <>
        {item.seller !== null && sellerName(item.seller)}
        <div>
          <bdi>{item.number ?? item.what}</bdi> {item.issueDate !== null && <DayCell day={item.issueDate} />}
        </div>
        {item.number !== null && item.ksefNumber !== null && <div class="soft small">{item.ksefNumber}</div>}
      </>
    ),
  },
  { head: t('aside.why'), cell: ({ message }) => <p class="why">{message}</p> },
  {
    head: t('aside.month'),
    isExtra: true,
    cell: ({ months }) =>
      months === null
        ? t('aside.any-month')
        : t('aside.months', { from: periodShown(months.from), to: periodShown(months.to) }),
  },
  { head: t('aside.at'), isExtra: true, cell: ({ at }) => <time dateTime={at}>{momentShown(at)}</time> },
  {
    head: t('aside.state'),
    cell: ({ state, decisions }) => {
      const last = decisions.at(-1)
      return (
        <>
          {t('aside.state.of', { state })}
          {last !== undefined && state === 'dismissed' && (
            <div class="soft small">{t('aside.decided', last)}</div>
          )}
        </>
      )
    },
  },
]

const actions = (
  nip: string,
  isConnectedToKsef: boolean,
  ask: (document: QuarantinedDocument) => void,
  decide: (id: string, note: string | null) => Promise<void>,
): Column<QuarantinedDocument> => ({
  head: t('aside.do'),
  cell: (item) => {
    const span = item.ksefNumber === null ? null : spanOf(item.ksefNumber)
    return (
      <div class="document-actions">
        {item.state === 'open' && isConnectedToKsef && span !== null && (
          <Button onPress={() => void fetchAgain(nip, span)}>{t('aside.fetch')}</Button>
        )}
        {item.state === 'open' && !isConnectedToKsef && (
          <a class="button" href={under(nip, 'add')}>
            {t('aside.import')}
          </a>
        )}
        {item.state === 'open' && <Button onPress={() => ask(item)}>{t('aside.dismiss')}</Button>}
        {item.state === 'dismissed' && (
          <Button onPress={() => void decide(item.id, null)}>{t('aside.reopen')}</Button>
        )}
      </div>
    )
  },
})

async function fetchAgain(nip: string, span: { from: string; to: string }): Promise<void> {
  try {
    await api.postKsefSync({ nip }, span)
    toast(t('aside.fetched'))
  } catch (refused) {
    toast(problemText(refused), { isRefusal: true })
  }
}
