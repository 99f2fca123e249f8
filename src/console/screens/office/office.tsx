import { useRef, useState } from 'preact/hooks'
import type { TaxpayerSummary } from '../../../client/index.ts'
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
import { signedIn } from '../../session.ts'
import { addTexts, t } from '../../words.ts'
import { AddTaxpayer } from './add-taxpayer.tsx'
import { officeColumns } from './columns.tsx'
import { FirstStart } from './first-start.tsx'

addTexts({ en: consoleOfficeTexts, pl: polishConsoleOfficeTexts })

/** The taxpayers of whoever is signed in, the most urgent first; where there is none, how to begin. */
export default function Office() {
  const list = useList('office', (at, signal) => api.getSummary(at, { signal }))
  const [isAdding, add] = useState(false)
  const search = useRef<HTMLInputElement>(null)
  useKeys({ '/': () => search.current?.focus() })
  const isAdmin = signedIn()?.role === 'admin'
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
                rows={filtered(shown.items)}
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

function filtered(rows: readonly TaxpayerSummary[]): readonly TaxpayerSummary[] {
  const wanted = (inAddress('q') ?? '').trim().toLowerCase()
  return rows.filter(({ nip, name }) => name.toLowerCase().includes(wanted) || nip.includes(wanted))
}
