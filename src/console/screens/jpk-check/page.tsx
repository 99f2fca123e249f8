import './texts.ts'
import type { JpkCheck } from '../../../client/index.ts'
import { useAnswer, useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { momentShown, periodShown } from '../../parts/formats.ts'
import { PageFrame } from '../../parts/page.tsx'
import { Answered } from '../../parts/states.tsx'
import { type Column, ListEnd, Table } from '../../parts/table.tsx'
import { choose, inAddress } from '../../place.ts'
import type { Params } from '../../routes.ts'
import { may } from '../../session.ts'
import { t } from '../../words.ts'
import { DropFile } from './drop.tsx'
import { CheckResult } from './result.tsx'

/** The accounting program's file, checked before it is sent: drop it, and see row by row what is to be changed. */
export default function JpkCheckPage({ params: { nip = '' } }: { params: Params }) {
  const id = inAddress('check')
  return (
    <PageFrame
      title={t('console.nav.jpk-check')}
      isWide
      about={id !== null && <a href={`/${nip}/jpk-check`}>{t('jpk.all-checks')}</a>}
    >
      {may('accountant') && (
        <DropFile nip={nip} onChecked={(check) => choose({ check: check.id, kind: null }, 'push')} />
      )}
      {id === null ? <Checks nip={nip} /> : <OneCheck key={id} nip={nip} id={id} />}
    </PageFrame>
  )
}

const OneCheck = ({ nip, id }: { nip: string; id: string }) => {
  const answer = useAnswer<JpkCheck>(`jpk check ${nip} ${id}`, (signal) =>
    api.getJpkCheck({ nip, id }, { signal }),
  )
  return (
    <Answered answer={answer}>
      {(check) => <CheckResult nip={nip} check={check} reload={answer.reload} />}
    </Answered>
  )
}

const Checks = ({ nip }: { nip: string }) => {
  const list = useList<JpkCheck>(`jpk checks ${nip}`, (at, signal) =>
    api.listJpkChecks({ nip, ...at }, { signal }),
  )
  return (
    <section class="card">
      <h2>{t('jpk.checks')}</h2>
      <Answered answer={list}>
        {(shown) =>
          shown.items.length === 0 ? (
            <p class="soft">{t('jpk.none')}</p>
          ) : (
            <>
              <Table
                caption={t('jpk.checks')}
                columns={columns()}
                rows={shown.items}
                rowKey={({ id }) => id}
              />
              <ListEnd list={shown} more={list.more} />
            </>
          )
        }
      </Answered>
    </section>
  )
}

const columns = (): Column<JpkCheck>[] => [
  {
    head: t('jpk.month'),
    isName: true,
    cell: ({ id, month }) => <a href={`?check=${encodeURIComponent(id)}`}>{periodShown(month)}</a>,
  },
  { head: t('jpk.purpose'), isExtra: true, cell: ({ purpose }) => t(`jpk.purpose.${purpose}`) },
  {
    head: t('jpk.checked-at'),
    cell: ({ createdAt }) => <time dateTime={createdAt}>{momentShown(createdAt)}</time>,
  },
  { head: t('jpk.system'), isExtra: true, cell: ({ system }) => <bdi>{system}</bdi> },
  { head: t('jpk.rows'), align: 'end', cell: ({ rows }) => rows },
  { head: t('jpk.agrees'), align: 'end', cell: ({ agrees }) => agrees },
]
