import type { AuditRow, Outage } from '../../../client/index.ts'
import { useAnswer, useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { dayShown, momentShown, nipShown } from '../../parts/formats.ts'
import { PageFrame } from '../../parts/page.tsx'
import { Answered, Empty } from '../../parts/states.tsx'
import { type Column, ListEnd, Table } from '../../parts/table.tsx'
import { addTexts, nameIn, t } from '../../words.ts'
import { serviceScreenTexts } from './texts.ts'

addTexts(serviceScreenTexts)

/** Who did what to keys, taxpayers, outages and archives; nothing of it is ever changed. */
export default function Audit() {
  const list = useList('audit', (at, signal) => api.listAudit(at, { signal }))
  const names = useAnswer('audit names', namesOfSubjects)
  const columns: Column<AuditRow>[] = [
    { head: t('console.audit.at'), isName: true, cell: ({ at }) => momentShown(at) },
    { head: t('console.audit.who'), cell: ({ actor }) => actor.name },
    { head: t('console.audit.what'), cell: ({ action }) => t('console.audit.action', { action }) },
    {
      head: t('console.audit.about'),
      cell: ({ taxpayer, subject }) => (
        <span class="long">
          {[
            taxpayer === null ? null : nipShown(taxpayer),
            subject === null ? null : (names.value?.get(subject) ?? subject),
          ]
            .filter(Boolean)
            .join(' · ')}
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

/** Keys and outages by what people know them by: rows of the audit have their ids. */
async function namesOfSubjects(signal: AbortSignal): Promise<Map<string, string>> {
  const [keys, outages] = await Promise.all([
    api.listKeys({ limit: 1000 }, { signal }),
    api.listOutages({ limit: 1000 }, { signal }),
  ])
  return new Map([
    ...keys.items.map(({ id, name }) => [id, name] as const),
    ...outages.items.map((outage) => [outage.id, outageShown(outage)] as const),
  ])
}

const outageShown = ({ kind, start, end, reference }: Outage): string => {
  const shown = (at: string) => (at.length > 10 ? momentShown(at) : dayShown(at))
  const to = end === null ? t('console.outages.still') : shown(end)
  return t('console.audit.outage', { kind: nameIn('outage', kind), from: shown(start), to, reference })
}
