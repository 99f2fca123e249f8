import { LedgerObject as Ledger } from '../src/hosts/edge/ledger.ts'
import worker, { DirectoryObject } from '../src/hosts/edge/worker.ts'

/** The Worker with a stop watch beside the alarm of its ledgers. All objects share its memory here. */

const turns: number[] = []

export class LedgerObject extends Ledger {
  override async alarm(): Promise<void> {
    const startedAt = performance.now()
    await super.alarm()
    turns.push(performance.now() - startedAt)
  }
}

export { DirectoryObject }

export default {
  ...worker,
  /** `GET /bench/turns` gives the milliseconds of each alarm since it was asked for last. */
  fetch: (request: Request, env: Parameters<typeof worker.fetch>[1]): Promise<Response> | Response =>
    new URL(request.url).pathname === '/bench/turns'
      ? Response.json(turns.splice(0))
      : worker.fetch(request, env),
}
