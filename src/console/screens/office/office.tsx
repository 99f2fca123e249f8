import { useEffect, useRef, useState } from 'preact/hooks'
import { consoleOfficeTexts } from '../../../texts/en/console-office.ts'
import { polishConsoleOfficeTexts } from '../../../texts/pl/console-office.ts'
import { useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { useKeys } from '../../keys.ts'
import { Button } from '../../parts/button.tsx'
import { PageFrame } from '../../parts/page.tsx'
import { Answered } from '../../parts/states.tsx'
import { ListEnd, Table } from '../../parts/table.tsx'
import { choose, inAddress } from '../../place.ts'
import { type SignedIn, signedIn } from '../../session.ts'
import { addTexts, t } from '../../words.ts'
import { AddTaxpayer } from './add-taxpayer.tsx'
import { type OfficeRow, officeColumns } from './columns.tsx'
import { FirstStart } from './first-start.tsx'
import { findStandings, mostUrgentFirst } from './states.ts'

addTexts({ en: consoleOfficeTexts, pl: polishConsoleOfficeTexts })

/** The taxpayers of whoever is signed in, and how each of them stands; where there is none, how to begin. */
export default function Office() {
  const who = signedIn() as SignedIn
  const list = useList<OfficeRow>('office', (cursor, signal) => taxpayersOf(who, cursor, signal))
  const [isAdding, add] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => search.current?.focus() })
  const nips = (list.value?.items ?? []).map(({ nip }) => nip).join(' ')
  useEffect(() => {
    const controller = new AbortController()
    void findStandings(nips === '' ? [] : nips.split(' '), controller.signal)
    return () => controller.abort()
  }, [nips])
  const isAdmin = who.role === 'admin'
  return (
    <PageFrame
      title={t('console.nav.office')}
      isWide
      actions={isAdmin && <Button onPress={() => add(true)}>{t('console.office.add')}</Button>}
    >
      <Answered answer={list}>
        {(shown) =>
          shown.items.length === 0 ? (
            <FirstStart isAdmin={isAdmin} />
          ) : (
            <>
              <div class="fields">
                <input
                  ref={search}
                  type="search"
                  aria-label={t('console.office.filter')}
                  placeholder={t('console.office.filter')}
                  value={inAddress('q') ?? ''}
                  onInput={(event) => choose({ q: event.currentTarget.value })}
                />
              </div>
              <Table
                caption={t('console.nav.office')}
                columns={officeColumns()}
                rows={mostUrgentFirst(filtered(shown.items))}
                rowKey={({ nip }) => nip}
              />
              <ListEnd list={shown} more={() => void list.more()} />
            </>
          )
        }
      </Answered>
      {isAdding && <AddTaxpayer then="" onClose={() => add(false)} />}
    </PageFrame>
  )
}

function filtered(rows: readonly OfficeRow[]): readonly OfficeRow[] {
  const wanted = (inAddress('q') ?? '').trim().toLowerCase()
  return rows.filter(({ nip, name }) => name.toLowerCase().includes(wanted) || nip.includes(wanted))
}

/** The list of taxpayers is for administrators; others know theirs by the session. */
async function taxpayersOf(who: SignedIn, cursor: string | undefined, signal: AbortSignal | undefined) {
  if (who.role === 'admin') return api.listTaxpayers(cursor === undefined ? {} : { cursor }, { signal })
  const named = who.taxpayers === '*' ? [] : who.taxpayers
  const items = await Promise.all(named.map((nip) => api.getTaxpayer({ nip }, { signal })))
  return { items, next: null }
}
