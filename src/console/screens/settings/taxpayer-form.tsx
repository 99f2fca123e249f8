import { useEffect, useRef, useState } from 'preact/hooks'
import type { Taxpayer } from '../../../client/index.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Choice, Field } from '../../parts/field.tsx'
import { useSaving } from '../../parts/saving.ts'
import { place } from '../../place.ts'
import { nameIn, t } from '../../words.ts'

interface TaxpayerProps {
  taxpayer: Taxpayer
  put: (taxpayer: Taxpayer) => void
}

/** Who the taxpayer is and how he settles; what was not changed here stays as it is, whoever changes it meanwhile. */
export function TaxpayerForm({ taxpayer, put }: TaxpayerProps) {
  const [changed, change] = useState<Partial<Taxpayer>>({})
  const { isBusy, save } = useSaving()
  const forFile = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    // Whoever is sent here by what the file of a month lacks.
    if (place.peek().hash === '#jpk') forFile.current?.scrollIntoView()
  }, [])
  const filled = { ...taxpayer, ...changed }
  const { nip, example: _, ...settings } = filled
  const jpk = filled.jpk ?? {}
  const fill = (more: Partial<Taxpayer>) => change({ ...changed, ...more })
  const told = (name: 'officeCode' | 'email' | 'phone', value: string) =>
    fill({ jpk: { ...jpk, [name]: value.trim() || null } })
  return (
    <form
      class="setting"
      onSubmit={(event) => {
        event.preventDefault()
        void save(async () => {
          put(await api.putTaxpayer({ nip }, settings))
          change({})
        })
      }}
    >
      <h2>{t('console.settings.taxpayer')}</h2>
      <Field label={t('console.settings.name')}>
        {(given) => (
          <input
            {...given}
            required
            value={filled.name}
            onInput={(event) => fill({ name: event.currentTarget.value })}
          />
        )}
      </Field>
      <Settling filled={filled} fill={fill} />
      <h3 ref={forFile}>{t('console.settings.jpk')}</h3>
      <div class="fields">
        <JpkField
          name="officeCode"
          label={t('console.settings.office')}
          hint={t('console.settings.office.hint')}
          jpk={jpk}
          told={told}
        />
        <JpkField name="email" label={t('console.settings.email')} jpk={jpk} told={told} />
        <JpkField name="phone" label={t('console.settings.phone')} jpk={jpk} told={told} />
      </div>
      <Button type="submit" look="main" isDisabled={isBusy}>
        {t('console.save')}
      </Button>
    </form>
  )
}

/** How the taxpayer settles, and since when his purchases are kept here. */
const Settling = ({ filled, fill }: { filled: Taxpayer; fill: (changed: Partial<Taxpayer>) => void }) => (
  <div class="fields">
    <Choice
      label={t('console.settings.settlement')}
      value={filled.settlement}
      options={[
        ['monthly', nameIn('settlement', 'monthly')],
        ['quarterly', nameIn('settlement', 'quarterly')],
      ]}
      onChoose={(value) => fill({ settlement: value === 'quarterly' ? 'quarterly' : 'monthly' })}
    />
    <Choice
      label={t('console.settings.cash')}
      value={String(filled.cashMethod)}
      options={[
        ['false', t('console.no')],
        ['true', t('console.yes')],
      ]}
      onChoose={(value) => fill({ cashMethod: value === 'true' })}
    />
    <Field label={t('console.settings.ledger-from')} hint={t('console.settings.ledger-from.hint')}>
      {(given) => (
        <input
          {...given}
          type="date"
          value={filled.ledgerFrom ?? ''}
          onInput={(event) => fill({ ledgerFrom: event.currentTarget.value || null })}
        />
      )}
    </Field>
  </div>
)

type JpkName = 'officeCode' | 'email' | 'phone'

const JpkField = (props: {
  name: JpkName
  label: string
  hint?: string
  jpk: NonNullable<Taxpayer['jpk']>
  told: (name: JpkName, value: string) => void
}) => (
  <Field label={props.label} {...(props.hint === undefined ? {} : { hint: props.hint })}>
    {(given) => (
      <input
        {...given}
        value={props.jpk[props.name] ?? ''}
        onInput={(event) => props.told(props.name, event.currentTarget.value)}
      />
    )}
  </Field>
)
