import { directoryOf, type EdgeEnv, ledgerOf } from './edge-host.ts'

export { DirectoryObject } from './edge-directory.ts'
export { LedgerObject } from './edge-ledger.ts'

/**
 * Leads each request to the object that answers it: those about a taxpayer to the object of its ledger, when the
 * directory admits the caller; all others, and refusals, to the directory. `house` keeps apart what is tested at once.
 */
export async function route(request: Request, env: EdgeEnv, house = ''): Promise<Response> {
  const address = request.headers.get('cf-connecting-ip')
  const directory = directoryOf(env, house)
  const [, nip, below] = /^\/v1\/taxpayers\/(\d{10})(\/.*)?$/.exec(new URL(request.url).pathname) ?? []
  const key = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
  if (nip === undefined || key === undefined) return directory.serve(request, { address })
  const admission = await directory.admit(key, nip)
  const creates = request.method === 'PUT' && below === undefined
  if (admission === null || !(admission.isKnown || creates)) return directory.serve(request, { address })
  return ledgerOf(env, nip, house).serve(request, { address, admission })
}

export default {
  fetch: (request: Request, env: EdgeEnv): Promise<Response> => route(request, env),
  /** Wakes ledgers that lost their alarm, and brings up to date what missed an outage. */
  scheduled: (_: unknown, env: EdgeEnv): Promise<void> => directoryOf(env).spread(),
}
