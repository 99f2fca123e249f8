import type { Actor, AuditEvent, Doing } from '../../audit/chain.ts'
import type { Adoption } from '../../outages/adopt.ts'
import type { OutageNotice } from '../../outages/windows.ts'
import type { Db } from '../../store/database.ts'
import { Directory } from '../../store/directory.ts'
import type { Settings } from '../../store/settings.ts'
import type { directoryOf } from './objects.ts'

/** What the object of a ledger knows of the directory. */
export interface KnownOfDirectory {
  /** As the directory has them; null for a taxpayer that is not there; undefined until it was asked. */
  settings: Settings | null | undefined
  /** The newest revision of the outages that it heard of. */
  revision: number
  /** How often the ledger was erased: what was asked for before says nothing of what is there afterwards. */
  erasures: number
}

/** The directory as the endpoints of one taxpayer see it: what concerns others is asked for in its object. */
export class DirectoryAfar extends Directory {
  readonly #known: KnownOfDirectory
  readonly #object: () => ReturnType<typeof directoryOf>

  /** `db`: the ledger's own, where requests and their answers are kept. */
  constructor(db: Db, known: KnownOfDirectory, object: () => ReturnType<typeof directoryOf>) {
    super(db)
    this.#known = known
    this.#object = object
  }

  override taxpayer(): Settings | null {
    return this.#known.settings ?? null
  }

  override async putTaxpayer(
    nip: string,
    settings: Settings,
    at: string,
    actor: Actor,
  ): Promise<boolean | null> {
    const known = this.#known
    // When no answer comes nobody knows what is there now: the next request asks.
    known.settings = undefined
    const { erasures } = known
    const isNew = await this.#object().putTaxpayer(nip, settings, at, actor)
    if (isNew !== null && known.erasures === erasures) known.settings = settings
    return isNew
  }

  override async adoptOutages(
    notices: readonly OutageNotice[],
    doing: Doing,
    adopts: boolean,
  ): Promise<Adoption> {
    const { adoption, revision } = await this.#object().adoptOutages(notices, doing, adopts)
    this.#known.revision = Math.max(this.#known.revision, revision)
    return adoption
  }

  override async tell(event: AuditEvent & { taxpayer: string }, once = false): Promise<void> {
    await this.#object().tell(event, once)
  }
}
