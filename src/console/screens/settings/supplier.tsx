import { useState } from 'preact/hooks'
import type { Supplier } from '../../../client/index.ts'
import { KsefReconcileProblem } from '../../../client/problem.ts'
import { consoleSettingsTexts } from '../../../texts/en/console-settings.ts'
import { polishConsoleSettingsTexts } from '../../../texts/pl/console-settings.ts'
import { useAnswer } from '../../answers.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Choice, Field } from '../../parts/field.tsx'
import { nipShown } from '../../parts/formats.ts'
import { PageFrame } from '../../parts/page.tsx'
import { useSaving } from '../../parts/saving.ts'
import { Answered } from '../../parts/states.tsx'
import { under } from '../../place.ts'
import { language } from '../../preferences.ts'
import type { Params } from '../../routes.ts'
import { addTexts, nameIn, t } from '../../words.ts'
import { Spans } from './spans.tsx'

addTexts({ en: consoleSettingsTexts, pl: polishConsoleSettingsTexts })

/** A supplier: his duty, how delivery was agreed, and what his invoices are as a rule. */
export default function SupplierPage({ params: { nip = '', id = '' } }: { params: Params }) {
  const answer = useAnswer(`supplier ${nip} ${id}`, (signal) => supplierOf(nip, id, signal))
  return (
    <PageFrame
      title={answer.value?.name ?? nipShown(id)}
      about={answer.value?.name == null ? undefined : nipShown(id)}
      actions={
        <a class="button" href={`${under(nip, 'purchases')}?seller=${encodeURIComponent(id)}`}>
          {t('console.supplier.purchases')}
        </a>
      }
    >
      <Answered answer={answer}>
        {(supplier) => <SupplierForm nip={nip} supplier={supplier} put={answer.put} />}
      </Answered>
    </PageFrame>
  )
}

/** Of a supplier of whom nothing is recorded there is nothing yet, and all can be recorded. */
async function supplierOf(nip: string, sellerId: string, signal: AbortSignal): Promise<Supplier> {
  try {
    return await api.getSupplier({ nip, sellerId }, { signal })
  } catch (problem) {
    if (!(problem instanceof KsefReconcileProblem && problem.code === 'supplier-unknown')) throw problem
    return { sellerId, name: null, ksefDuty: [], delivery: [], defaults: {} }
  }
}

const duties = ['obliged', 'art-145l', 'art-145m', 'art-145n', 'art-106ga-2', 'foreign'] as const

function SupplierForm(props: { nip: string; supplier: Supplier; put: (supplier: Supplier) => void }) {
  const { nip, put } = props
  const [supplier, change] = useState(props.supplier)
  const { isBusy, save } = useSaving()
  const { sellerId, ...body } = supplier
  return (
    <form
      class="setting"
      onSubmit={(event) => {
        event.preventDefault()
        void save(async () => put(await api.putSupplier({ nip, sellerId }, body)))
      }}
    >
      <Field label={t('console.settings.name')}>
        {(given) => (
          <input
            {...given}
            value={supplier.name ?? ''}
            onInput={(event) => change({ ...supplier, name: event.currentTarget.value || null })}
          />
        )}
      </Field>
      <Spans
        title={t('console.supplier.duty')}
        spans={supplier.ksefDuty}
        fresh={{ status: 'obliged', from: '2026-04-01', to: null }}
        what={(span) => span.status}
        options={duties.map((status) => [status, nameIn('ksef-duty', status)])}
        choose={(span, status) => ({ ...span, status: duties.find((one) => one === status) ?? span.status })}
        change={(ksefDuty) => change({ ...supplier, ksefDuty })}
      />
      <Spans<Supplier['delivery'][number]>
        title={t('console.supplier.delivery')}
        spans={supplier.delivery}
        fresh={{ channel: 'outside-ksef', agreedOn: null, from: '2026-02-01', to: null, note: null }}
        what={(span) => span.channel}
        options={(['ksef', 'outside-ksef'] as const).map((channel) => [channel, nameIn('delivery', channel)])}
        choose={(span, channel) => ({ ...span, channel: channel === 'ksef' ? 'ksef' : 'outside-ksef' })}
        change={(delivery) => change({ ...supplier, delivery })}
      />
      <Defaults supplier={supplier} change={change} />
      <Button type="submit" look="main" isDisabled={isBusy}>
        {t('console.save')}
      </Button>
    </form>
  )
}

/** What his invoices are unless something else is stated of one. */
function Defaults({ supplier, change }: { supplier: Supplier; change: (supplier: Supplier) => void }) {
  const { deductibleShare = '', fixedAsset = false } = supplier.defaults
  return (
    <>
      <h2>{t('console.supplier.defaults')}</h2>
      <div class="fields">
        <Field label={t('console.supplier.share')} hint={t('console.supplier.share.hint')}>
          {(given) => (
            <input
              {...given}
              inputMode="decimal"
              value={language.value === 'pl' ? deductibleShare.replace('.', ',') : deductibleShare}
              onInput={(event) =>
                change({ ...supplier, defaults: defaultsOf(event.currentTarget.value, fixedAsset) })
              }
            />
          )}
        </Field>
        <Choice
          label={t('console.supplier.fixed-asset')}
          value={String(fixedAsset)}
          options={[
            ['false', t('console.no')],
            ['true', t('console.yes')],
          ]}
          onChoose={(value) =>
            change({ ...supplier, defaults: defaultsOf(deductibleShare, value === 'true') })
          }
        />
      </div>
    </>
  )
}

const defaultsOf = (share: string, fixedAsset: boolean): Supplier['defaults'] => ({
  ...(share.trim() === '' ? {} : { deductibleShare: share.trim().replace(',', '.') }),
  ...(fixedAsset ? { fixedAsset } : {}),
})
