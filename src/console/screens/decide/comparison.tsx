import type { Purchase } from '../../../client/index.ts'
import { Icon } from '../../parts/icon.tsx'
import { AmountCell, DayCell } from '../../parts/marks.tsx'
import { under } from '../../place.ts'
import { t } from '../../words.ts'
import { type ComparedField, comparedFields, type FieldRelation, partingOf } from './compare.ts'

/** Two purchases field by field: what differs stands open, what agrees is folded. */
export function Comparison({ nip, one, other }: { nip: string; one: Purchase; other: Purchase }) {
  const fields = comparedFields(one, other)
  const equal = fields.filter(({ relation }) => relation === 'same')
  const apart = fields.filter(({ relation }) => relation !== 'same')
  return (
    <section aria-label={t('console.decide.compare')} class="comparison">
      <FieldTable nip={nip} one={one} other={other} fields={apart} />
      {equal.length > 0 && (
        <details>
          <summary>
            <Icon name="same" /> {t('console.decide.equal', { count: equal.length })}
          </summary>
          <FieldTable nip={nip} one={one} other={other} fields={equal} />
        </details>
      )}
    </section>
  )
}

function FieldTable(props: {
  nip: string
  one: Purchase
  other: Purchase
  fields: readonly ComparedField[]
}) {
  const { nip, one, other, fields } = props
  return (
    <table class="compared">
      <caption class="unseen">{t('console.decide.compare')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('console.decide.field')}</th>
          <th scope="col">
            <a href={under(nip, 'purchases', one.id)}>{t('console.decide.this')}</a>
          </th>
          <th scope="col">{t('console.decide.relation')}</th>
          <th scope="col">
            <a href={under(nip, 'purchases', other.id)}>{t('console.decide.other')}</a>
          </th>
        </tr>
      </thead>
      <tbody>
        {fields.map((field) => (
          <tr key={field.name}>
            <th scope="row">{t(field.name)}</th>
            <td>
              <Value field={field} of="one" currency={one.currency} />
            </td>
            <td>
              <RelationMark relation={field.relation} />
            </td>
            <td>
              <Value field={field} of="other" currency={other.currency} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const looks: Record<FieldRelation, readonly ['same' | 'near' | 'differs', string]> = {
  same: ['same', 'good'],
  near: ['near', 'info'],
  differs: ['differs', 'blocking'],
  'one-sided': ['differs', 'review'],
}

const RelationMark = ({ relation }: { relation: FieldRelation }) => (
  <span class={`mark mark-${looks[relation][1]}`}>
    <Icon name={looks[relation][0]} /> <span>{t(`console.decide.${relation}`)}</span>
  </span>
)

function Value(props: { field: ComparedField; of: 'one' | 'other'; currency: string }) {
  const { field, of } = props
  const value = field[of]
  if (field.kind === 'amount') return <AmountCell amount={value} currency={props.currency} />
  if (field.kind === 'day') return <DayCell day={value} />
  if (value === null) return <DayCell day={null} />
  const against = field[of === 'one' ? 'other' : 'one']
  if (field.relation !== 'differs' || against === null) return <span class="long">{value}</span>
  const [before, between, after] = partingOf(value, against)
  return (
    <span class="long">
      {before}
      {between !== '' && <mark>{between}</mark>}
      {after}
    </span>
  )
}
