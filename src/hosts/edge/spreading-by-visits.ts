import type { Services } from '../../http/endpoint/services.ts'
import type { Directory } from '../../store/directory.ts'

/** How many ledgers are told about outages in one step. */
const stepSize = 50
/** The setting that says up to which taxpayer the ledgers were told. */
const spreadAfter = 'spread-after'
const allTold = 'all'
/** The setting that says that ledgers are told once more, when they all were told what is being told now. */
const spreadAgain = 'spread-again'

/** Has every ledger visited by the alarm of the directory, step by step: it learns of outages and sets its alarm anew. */
export class SpreadingByVisits {
  readonly #directory: Directory
  readonly #log: Services['log']
  readonly #visit: (nip: string) => Promise<void>

  constructor(directory: Directory, log: Services['log'], visit: (nip: string) => Promise<void>) {
    this.#directory = directory
    this.#log = log
    this.#visit = visit
  }

  get isUnderWay(): boolean {
    const after = this.#directory.setting(spreadAfter)
    return after !== null && after !== allTold
  }

  /** While it is under way it goes on, and then begins again: outages that come steadily keep no ledger from its turn. */
  start(): void {
    if (this.isUnderWay) this.#directory.putSetting(spreadAgain, 'yes')
    else this.#directory.putSetting(spreadAfter, '')
  }

  /** One step; where it stopped is stored. */
  async step(): Promise<void> {
    if (!this.isUnderWay) return
    const directory = this.#directory
    const step = directory.taxpayers(directory.setting(spreadAfter) ?? '', stepSize)
    const last = step.at(-1)
    for (const visit of await Promise.allSettled(step.map(({ nip }) => this.#visit(nip)))) {
      if (visit.status === 'fulfilled') continue
      const error = String(visit.reason)
      this.#log({ level: 'error', message: 'a ledger could not be brought up to date', error })
    }
    if (last !== undefined && step.length === stepSize) return directory.putSetting(spreadAfter, last.nip)
    const again = directory.setting(spreadAgain) === 'yes'
    directory.db.transaction(() => {
      directory.putSetting(spreadAgain, 'no')
      directory.putSetting(spreadAfter, again ? '' : allTold)
    })
  }
}
