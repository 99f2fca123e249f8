import { useList } from '../answers.ts'
import { api } from '../api.ts'
import { nipShown } from '../parts/formats.ts'
import { PageFrame } from '../parts/page.tsx'
import { Answered } from '../parts/states.tsx'
import { type Column, ListEnd, Table } from '../parts/table.tsx'
import { type SignedIn, signedIn } from '../session.ts'
import { t } from '../words.ts'

interface Row {
  nip: string
  name: string
}

/** The taxpayers of whoever is signed in. */
export default function Office() {
  const who = signedIn() as SignedIn
  const list = useList<Row>('office', (cursor, signal) => taxpayersOf(who, cursor, signal))
  const columns: Column<Row>[] = [
    {
      head: t('console.nav.taxpayer'),
      isName: true,
      cell: ({ nip, name }) => <a href={`/${nip}`}>{name}</a>,
    },
    { head: 'NIP', cell: ({ nip }) => <span class="nip">{nipShown(nip)}</span> },
  ]
  return (
    <PageFrame title={t('console.nav.office')}>
      <Answered answer={list}>
        {(shown) => (
          <>
            <Table
              caption={t('console.nav.office')}
              columns={columns}
              rows={shown.items}
              rowKey={({ nip }) => nip}
            />
            <ListEnd list={shown} more={list.more} />
          </>
        )}
      </Answered>
    </PageFrame>
  )
}

/** The list of taxpayers is for administrators; others know theirs by the session. */
async function taxpayersOf(who: SignedIn, cursor: string | undefined, signal: AbortSignal | undefined) {
  if (who.role === 'admin' || who.taxpayers === '*') return api.listTaxpayers({ cursor }, { signal })
  const items = await Promise.all(who.taxpayers.map((nip) => api.getTaxpayer({ nip }, { signal })))
  return { items, next: null }
}
