import type { Filing, MonthCheck } from '../../../client/index.ts'
import type { PlainCode } from '../../../texts/say.ts'
import { Icon } from '../../parts/icon.tsx'
import { under } from '../../place.ts'
import { t } from '../../words.ts'
import { GateItems } from './gate-items.tsx'
import { type Gate, gatesOf } from './gates.ts'

interface GatesProps {
  nip: string
  check: MonthCheck
  filings: readonly Filing[]
}

/** The steps to the filing in their order; what stands open in one is listed below it. */
export const GateList = ({ nip, check, filings }: GatesProps) => (
  <section class="card">
    <h2>{t('month.gates')}</h2>
    <ol class="gates">
      {gatesOf(check, filings).map((gate) => (
        <li key={gate.name} class={`gate gate-${gate.state}`}>
          <GateMark gate={gate} />
          <div>
            <strong>{t(`month.gate.${gate.name}`)}</strong> <span>{sentenceOf(gate, check, filings)}</span>{' '}
            <WayTo nip={nip} gate={gate} check={check} />
            {gate.state !== 'done' && <GateItems nip={nip} gate={gate} check={check} />}
          </div>
        </li>
      ))}
    </ol>
  </section>
)

/** The screen on which a step is gone as a whole. */
const screens: { readonly [Name in Gate['name']]?: readonly [screen: string, title: PlainCode] } = {
  fetched: ['settings', 'console.nav.settings'],
  entered: ['add', 'console.nav.add'],
  decided: ['decide', 'console.nav.decide'],
  aside: ['quarantine', 'console.nav.quarantine'],
  numbers: ['awaiting', 'console.nav.awaiting'],
  file: ['settings', 'console.nav.settings'],
}

function WayTo({ nip, gate: { name, state }, check }: { nip: string; gate: Gate; check: MonthCheck }) {
  const way = screens[name]
  if (state === 'done' || way === undefined) return null
  // What keeps the file from being made may be the month itself, which no setting changes.
  if (name === 'file' && check.jpk.problems.every(({ field }) => field === null)) return null
  const [screen, title] = way
  return (
    <a class="nowrap" href={under(nip, screen) + (name === 'file' ? '#jpk' : '')}>
      {t(title)}
    </a>
  )
}

const looks = {
  done: ['good', 'done'],
  look: ['review', 'review'],
  blocks: ['blocking', 'blocking'],
  later: ['info', 'clock'],
} as const

const GateMark = ({ gate: { state } }: { gate: Gate }) => {
  const [look, icon] = looks[state]
  return (
    <span class={`mark mark-${look}`}>
      <Icon name={icon} /> {t(`month.gate.state.${state}`)}
    </span>
  )
}

function sentenceOf({ name, state, count }: Gate, check: MonthCheck, filings: readonly Filing[]): string {
  const last = filings.at(-1)
  if (name === 'filed') {
    if (last !== undefined) return t('month.gate.filed.done', { day: last.filedOn, number: last.number })
    return check.monthOver ? t('month.gate.filed.open') : t('month.not-over')
  }
  if (name === 'file')
    return state === 'done'
      ? t('month.gate.file.done', { form: check.jpk.form })
      : t('month.gate.file.blocks')
  if (state === 'done') return t(`month.gate.${name}.done`)
  switch (name) {
    case 'fetched':
      return check.sections.coverage.connected
        ? t('month.gate.fetched.open', { count })
        : t('month.gate.fetched.nothing')
    case 'entered':
      return t('month.gate.entered.open', { count })
    case 'decided':
      return t(state === 'blocks' ? 'month.gate.decided.blocks' : 'month.gate.decided.open', { count })
    case 'aside':
      return t('month.gate.aside.blocks', { count })
    case 'amounts':
      return t('month.gate.amounts.blocks', { count })
    case 'numbers':
      return t('month.gate.numbers.open', { count, ...check.sections.awaiting.whenNumberComes })
    case 'windows':
      return t('month.gate.windows.open', { count })
  }
}
