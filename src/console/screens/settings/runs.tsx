import type { KsefSync } from '../../../client/index.ts'
import { useAnswer } from '../../answers.ts'
import { api } from '../../api.ts'
import { momentShown } from '../../parts/formats.ts'
import { Answered } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { t } from '../../words.ts'

/** The last fetches, each with what KSeF said in words. */
export function Runs({ nip }: { nip: string }) {
  const runs = useAnswer(`runs ${nip}`, (signal) => api.listKsefSyncs({ nip, limit: 10 }, { signal }))
  const columns: Column<KsefSync>[] = [
    {
      head: t('console.settings.ksef.when'),
      isName: true,
      cell: ({ requestedAt }) => momentShown(requestedAt),
    },
    {
      head: t('console.settings.ksef.how'),
      cell: ({ message, problems }) => [message, ...problems].join(' '),
    },
    { head: t('console.settings.ksef.got'), align: 'end', cell: ({ subjects }) => gotOf(subjects) },
  ]
  return (
    <section>
      <h3>{t('console.settings.ksef.runs')}</h3>
      <Answered answer={runs}>
        {({ items }) => (
          <Table
            caption={t('console.settings.ksef.runs')}
            columns={columns}
            rows={items}
            rowKey={({ id }) => id}
          />
        )}
      </Answered>
    </section>
  )
}

function gotOf(subjects: KsefSync['subjects']): string {
  const sum = (name: 'received' | 'new') => subjects.reduce((count, one) => count + one[name], 0)
  return t('console.settings.ksef.got-of', { received: sum('received'), fresh: sum('new') })
}
