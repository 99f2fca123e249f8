import type { JpkCheck, JpkCheckCode } from '../../../client/index.ts'
import { useAnswer } from '../../answers.ts'
import { api } from '../../api.ts'
import { momentShown } from '../../parts/formats.ts'
import { AmountCell } from '../../parts/marks.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { inAddress } from '../../place.ts'
import { t } from '../../words.ts'
import { jpkCheckKinds } from './codes.ts'

interface Kind {
  code: JpkCheckCode
  count: number
  before: number | undefined
}

/** Findings by kind, with how many there are and the tax they concern; beside them those of the file before this one. */
export const Kinds = ({ nip, check }: { nip: string; check: JpkCheck }) => {
  const earlier = useAnswer<JpkCheck | null>(`jpk before ${nip} ${check.id}`, async (signal) => {
    const { items } = await api.listJpkChecks({ nip, month: check.month }, { signal })
    return items[items.findIndex(({ id }) => id === check.id) + 1] ?? null
  })
  const before = earlier.value ?? null
  const kinds = kindsOf(check, before)
  const address = (code: string | null) =>
    `?check=${encodeURIComponent(check.id)}${code === null ? '' : `&kind=${code}`}`
  const columns: Column<Kind>[] = [
    {
      head: t('jpk.kind'),
      isName: true,
      cell: ({ code }) => <a href={address(code)}>{t(`jpk.kind.${code}`)}</a>,
    },
    ...(before === null
      ? []
      : [{ head: t('jpk.before'), align: 'end' as const, cell: ({ before: count }: Kind) => count }]),
    { head: t(before === null ? 'jpk.count' : 'jpk.now'), align: 'end', cell: ({ count }) => count },
    {
      head: t('jpk.at-stake'),
      align: 'end',
      cell: ({ code }) => check.atStake?.[code] !== undefined && <AmountCell amount={check.atStake[code]} />,
    },
  ]
  return (
    <section class="card">
      <h2>{t('jpk.kinds')}</h2>
      {before !== null && <p class="soft">{t('jpk.compared', { at: momentShown(before.createdAt) })}</p>}
      <Table
        caption={t('jpk.kinds')}
        columns={columns}
        rows={kinds}
        rowKey={({ code }) => code}
        isChosen={({ code }) => code === inAddress('kind')}
      />
      {inAddress('kind') !== null && (
        <p>
          <a href={address(null)}>{t('jpk.all-kinds')}</a>
        </p>
      )}
    </section>
  )
}

/** Every kind of this file and of the one before it; what was found no more counts as zero. */
function kindsOf(check: JpkCheck, before: JpkCheck | null): Kind[] {
  const stake = (code: string): number => Number(check.atStake?.[code] ?? 0)
  return jpkCheckKinds
    .filter((code) => code in check.counts || (before !== null && code in before.counts))
    .map((code) => ({
      code,
      count: check.counts[code] ?? 0,
      before: before === null ? undefined : (before.counts[code] ?? 0),
    }))
    .sort((a, b) => stake(b.code) - stake(a.code) || b.count - a.count)
}
