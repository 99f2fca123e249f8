import { roles } from '../../auth/access.ts'
import { copyChannels } from '../../ingest/evidence.ts'
import { documentTable } from '../../law/documents.ts'
import { findingCodes } from '../../law/findings.ts'
import { modes } from '../../law/mode-names.ts'
import { outageKinds } from '../../outages/windows.ts'
import { say } from '../../texts/say.ts'
import type { Said } from '../../texts/sentence.ts'
import { invoiceKinds } from '../../values/invoice-kind.ts'
import { namesOf } from '../../values/tables.ts'

/** What stands as the marker of a row, how grave a finding is, and how far a purchase is. */
export const markers = ['NrKSeF', 'OFF', 'BFK', 'DI'] as const
export const severities = ['info', 'review', 'blocking'] as const
export const purchaseStatuses = [
  'awaiting-ksef',
  'reconciled',
  'ksef-only',
  'outside-only',
  'quarantined',
] as const

/** The names of a set of the contract, each with what people see in its place. */
const inWords = <Value extends string>(values: readonly Value[], name: (value: Value) => Said) =>
  values.map((value) => ({ value, name: name(value) }))

/** What people see as words where answers hold a name of the contract. */
export const lawNames = {
  modes: inWords(modes, (value) => say(`name.mode.${value}`)),
  statuses: inWords(purchaseStatuses, (value) => say(`name.status.${value}`)),
  severities: inWords(severities, (value) => say(`name.severity.${value}`)),
  markers: inWords(markers, (value) => say(`name.marker.${value}`)),
  documents: inWords(namesOf(documentTable), (value) => say(`name.document.${value}`)),
  channels: inWords(copyChannels, (value) => say(`name.channel.${value}`)),
  kinds: inWords(invoiceKinds, (value) => say(`name.kind.${value}`)),
  outages: inWords(outageKinds, (value) => say(`name.outage.${value}`)),
  deliveries: inWords(['ksef', 'outside-ksef'] as const, (value) => say(`name.delivery.${value}`)),
  sources: inWords(['ksef-number', 'actual'] as const, (value) => say(`name.source.${value}`)),
  decisions: inWords(
    ['same-invoice', 'different-invoice', 'accepted', 'dismissed', 'moved', 'reopen'] as const,
    (value) => say(`name.decision.${value}`),
  ),
  duties: inWords(['required', 'review', 'optional', 'none'] as const, (value) => say(`name.duty.${value}`)),
  settlements: inWords(['monthly', 'quarterly'] as const, (value) => say(`name.settlement.${value}`)),
  connections: inWords(
    ['none', 'connecting', 'connected', 'waiting', 'refused', 'unavailable', 'paused'] as const,
    (value) => say(`name.connection.${value}`),
  ),
  findings: inWords(findingCodes, (value) => say(`name.finding.${value}`)),
  roles: inWords(roles, (value) => say(`name.role.${value}`)),
}
