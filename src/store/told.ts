import type { AuditEvent } from '../audit/chain.ts'
import type { OutageNotice } from '../outages/windows.ts'
import { propertyOf } from '../values/record.ts'

/** What an audit tells of a notice; its text, which may be long, only as something that differs. */
const told = ['kind', 'start', 'end', 'announcedAt', 'source', 'reference', 'withdrawn'] as const

/** What is told of a notice that is new (`before` null) or changed. */
export function outageEvent(
  before: OutageNotice | null,
  after: OutageNotice,
): Pick<AuditEvent, 'action' | 'taxpayer' | 'subject' | 'data'> {
  const common = { taxpayer: null, subject: after.id }
  if (before === null) {
    const data = Object.fromEntries(told.map((name) => [name, after[name]]))
    return { ...common, action: 'outage.recorded', data }
  }
  const changed = told
    .filter((name) => before[name] !== after[name])
    .map((name) => [name, { before: before[name], after: after[name] }])
  const text = before.text === after.text ? {} : { text: 'differs' }
  return { ...common, action: 'outage.changed', data: { ...Object.fromEntries(changed), ...text } }
}

/** Names of the properties that differ, in their order; none of their values. */
export const differing = (before: object, after: object): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((name) => {
      const [a, b] = [before, after].map((of) => JSON.stringify(propertyOf(of, name)))
      return a !== b
    })
    .sort()
