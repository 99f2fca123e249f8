import type { Filing, MonthCheck } from '../../../client/index.ts'

/** `blocks`: the month cannot be filed; `look`: it can, but somebody should know; `later`: it cannot be done yet. */
type GateState = 'done' | 'look' | 'blocks' | 'later'

/** A step on the way to the filing. `name` is that of its texts, `count` what it is about. */
export interface Gate {
  name: 'fetched' | 'entered' | 'decided' | 'aside' | 'amounts' | 'numbers' | 'windows' | 'file' | 'filed'
  state: GateState
  count: number
}

/** The steps of a month in the order in which they are gone. */
export function gatesOf({ sections, jpk, monthOver }: MonthCheck, filings: readonly Filing[]): Gate[] {
  const { findings, coverage, notEntered, quarantined, withoutAmounts, awaiting, expiring } = sections
  const counted = (name: Gate['name'], count: number, open: GateState): Gate => ({
    name,
    count,
    state: count === 0 ? 'done' : open,
  })
  const { questions } = findings.blocking.questions === 0 ? findings.review : findings.blocking
  return [
    { ...counted('fetched', coverage.count, 'look'), ...(coverage.connected ? {} : { state: 'look' }) },
    counted('entered', notEntered.count, 'look'),
    counted('decided', questions, findings.blocking.questions === 0 ? 'look' : 'blocks'),
    counted('aside', quarantined.count, 'blocks'),
    counted('amounts', withoutAmounts.count, 'blocks'),
    counted('numbers', awaiting.count, 'look'),
    counted('windows', expiring.count, 'look'),
    counted('file', jpk.problems.length, 'blocks'),
    {
      name: 'filed',
      count: filings.length,
      state: filings.length > 0 ? 'done' : monthOver ? 'look' : 'later',
    },
  ]
}
