import { type Services, unknownTaxpayer } from '../../http/endpoint/services.ts'
import type { NodeDatabases } from './databases.ts'

/**
 * Opens the ledger of a taxpayer, brought up to date unless only what is stored is asked for. `how`: whether it stays
 * open for whoever comes next, or was visited.
 */
export function ledgerDoor(databases: NodeDatabases, how: 'use' | 'visit' = 'use'): Services['withLedger'] {
  const { directory } = databases
  return (nip, work, as = 'whole') => {
    const settings = directory.taxpayer(nip)
    if (settings === null) return Promise.reject(unknownTaxpayer(nip))
    return databases[how](nip, async (ledger) => {
      if (as === 'stored') return work(ledger)
      // The directory is the truth about settings and outages: a ledger that missed a change takes it over here.
      ledger.applySettings(settings, 'service')
      if (ledger.outagesRevision !== directory.outagesRevision()) {
        const { notices, revision } = directory.outagesSince(ledger.outagesRevision)
        ledger.applyOutages(notices, revision, 'service')
      }
      await ledger.settled()
      return work(ledger)
    })
  }
}
