import type { AuditRow } from '../../../client/index.ts'
import { useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { momentShown, nipShown } from '../../parts/formats.ts'
import { PageFrame } from '../../parts/page.tsx'
import { Answered, Empty } from '../../parts/states.tsx'
import { type Column, ListEnd, Table } from '../../parts/table.tsx'
import { addTexts, t } from '../../words.ts'
import { serviceScreenTexts } from './texts.ts'

addTexts(serviceScreenTexts)

/** Who did what to keys, taxpayers, outages and archives; nothing of it is ever changed. */
export default function Audit() {
  const list = useList('audit', (cursor, signal) =>
    api.listAudit(cursor === undefined ? {} : { cursor }, { signal }),
  )
  const columns: Column<AuditRow>[] = [
    { head: t('console.audit.at'), isName: true, cell: ({ at }) => momentShown(at) },
    { head: t('console.audit.who'), cell: ({ actor }) => actor.name },
    { head: t('console.audit.what'), cell: ({ action }) => t('console.audit.action', { action }) },
    {
      head: t('console.audit.about'),
      cell: ({ taxpayer, subject }) => (
        <span class="long">
          {[taxpayer === null ? null : nipShown(taxpayer), subject].filter(Boolean).join(' · ')}
        </span>
      ),
    },
  ]
  return (
    <PageFrame title={t('console.nav.audit')}>
      <Answered answer={list}>
        {(rows) =>
          rows.items.length === 0 ? (
            <Empty title={t('console.audit.none')} />
          ) : (
            <>
              <Table
                caption={t('console.nav.audit')}
                columns={columns}
                rows={rows.items}
                rowKey={({ cursor }) => cursor}
              />
              <ListEnd list={rows} more={() => void list.more()} />
            </>
          )
        }
      </Answered>
    </PageFrame>
  )
}
