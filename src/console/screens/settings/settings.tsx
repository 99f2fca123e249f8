import { consoleSettingsTexts } from '../../../texts/en/console-settings.ts'
import { polishConsoleSettingsTexts } from '../../../texts/pl/console-settings.ts'
import { useAnswer, useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { nipShown } from '../../parts/formats.ts'
import { PageFrame } from '../../parts/page.tsx'
import { Answered, Empty } from '../../parts/states.tsx'
import { ListEnd } from '../../parts/table.tsx'
import { under } from '../../place.ts'
import type { Params } from '../../routes.ts'
import { addTexts, t } from '../../words.ts'
import { KsefSettings } from './connection.tsx'
import { MailboxSettings } from './mailbox.tsx'
import { Policies } from './policies.tsx'
import { TaxpayerForm } from './taxpayer-form.tsx'

addTexts({ en: consoleSettingsTexts, pl: polishConsoleSettingsTexts })

/** All that is set for a taxpayer. */
export default function Settings({ params: { nip = '' } }: { params: Params }) {
  const taxpayer = useAnswer(`taxpayer ${nip}`, (signal) => api.getTaxpayer({ nip }, { signal }))
  return (
    <PageFrame title={t('console.nav.settings')}>
      <KsefSettings nip={nip} />
      <MailboxSettings nip={nip} />
      <Answered answer={taxpayer}>
        {(value) => (
          <>
            <TaxpayerForm taxpayer={value} put={taxpayer.put} />
            <Policies taxpayer={value} put={taxpayer.put} />
          </>
        )}
      </Answered>
      <Suppliers nip={nip} />
    </PageFrame>
  )
}

function Suppliers({ nip }: { nip: string }) {
  const list = useList(`suppliers ${nip}`, (at, signal) => api.listSuppliers({ nip, ...at }, { signal }))
  return (
    <section class="setting">
      <h2>{t('console.settings.suppliers')}</h2>
      <Answered answer={list}>
        {(shown) =>
          shown.items.length === 0 ? (
            <Empty title={t('console.settings.suppliers.none')}>
              <p>{t('console.settings.suppliers.why')}</p>
            </Empty>
          ) : (
            <>
              <ul class="plain">
                {shown.items.map(({ sellerId, name }) => (
                  <li key={sellerId}>
                    <a href={under(nip, 'suppliers', sellerId)}>{name ?? nipShown(sellerId)}</a>{' '}
                    <span class="soft">{nipShown(sellerId)}</span>
                  </li>
                ))}
              </ul>
              {shown.next !== null && <ListEnd list={shown} more={list.more} />}
            </>
          )
        }
      </Answered>
    </section>
  )
}
