import type { Mode } from '../../../client/index.ts'
import { Choice, Field } from '../../parts/field.tsx'
import { markerShown } from '../../parts/marks.tsx'
import { choose, inAddress } from '../../place.ts'
import { nameIn, t } from '../../words.ts'
import { allMarkers, allModes, allStatuses } from './filter.ts'

/** What the list is narrowed by; all of it stands in the address. */
export const Filters = () => (
  <search class="fields">
    <Field label={t('purchases.filter.text')}>
      {(given) => (
        <input
          {...given}
          type="search"
          value={inAddress('text') ?? inAddress('seller') ?? ''}
          onChange={(event) => choose({ text: event.currentTarget.value.trim(), seller: null })}
        />
      )}
    </Field>
    <Choice
      label={t('purchases.filter.status')}
      value={inAddress('status') ?? ''}
      options={[['', t('console.all')], ...allStatuses.map((s) => [s, nameIn('status', s)] as const)]}
      onChoose={(status) => choose({ status })}
    />
    <Choice
      label={t('purchases.filter.mode')}
      value={inAddress('mode') ?? ''}
      options={[['', t('console.all')], ...allModes.map((m: Mode) => [m, nameIn('mode', m)] as const)]}
      onChoose={(mode) => choose({ mode })}
    />
    <Choice
      label={t('purchase.marker')}
      value={inAddress('marker') ?? ''}
      options={[['', t('console.all')], ...allMarkers.map((m) => [m, markerShown(m)] as const)]}
      onChoose={(marker) => choose({ marker })}
    />
    <Field label={t('purchases.filter.month')}>
      {(given) => (
        <input
          {...given}
          type="month"
          value={inAddress('month') ?? ''}
          onChange={(event) => choose({ month: event.currentTarget.value })}
        />
      )}
    </Field>
    <Choice
      label={t('purchases.filter.by')}
      value={inAddress('by') ?? ''}
      options={[
        ['', t('purchases.filter.by.received')],
        ['issued', t('purchases.filter.by.issued')],
      ]}
      onChoose={(by) => choose({ by })}
    />
    <label class="check">
      <input
        type="checkbox"
        checked={inAddress('overdue') === 'true'}
        onChange={(event) => choose({ overdue: event.currentTarget.checked ? 'true' : null })}
      />{' '}
      {t('purchases.filter.overdue')}
    </label>
  </search>
)
