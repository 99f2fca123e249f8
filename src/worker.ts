import { directoryOf, type EdgeEnv, ledgerOf } from './edge-host.ts'
import { answerKeyless } from './edge-keyless.ts'
import { keyIn } from './keys.ts'

export { DirectoryObject } from './edge-directory.ts'
export { LedgerObject } from './edge-ledger.ts'

/**
 * Leads each request to the object that answers it: those about a taxpayer to the object of its ledger, when the
 * directory admits the caller; all others, and refusals, to the directory. What comes without a key, or needs none, is
 * answered here. `house` keeps apart what is tested at once.
 */
export async function route(request: Request, env: EdgeEnv, house = ''): Promise<Response> {
  const key = keyIn(request.headers.get('authorization'))
  if (key === undefined || !new URL(request.url).pathname.startsWith('/v1/')) return answerKeyless(request)
  const address = request.headers.get('cf-connecting-ip')
  const directory = directoryOf(env, house)
  const { nip, below } = taxpayerIn(request)
  if (nip === null) return directory.serve(request, { address })
  const creates = request.method === 'PUT' && below === undefined
  const admission = await directory.enter(key, nip, creates)
  if (admission === null || 'waitSeconds' in admission)
    return directory.serve(request, { address, ...admission })
  return ledgerOf(env, nip, house).serve(request, { address, admission })
}

/** The taxpayer in the path of a request, read as the app reads it; null when there is none. `below`: what follows. */
function taxpayerIn(request: Request): { nip: string | null; below?: string | undefined } {
  const { pathname } = new URL(request.url)
  const [, part = '', below] = /^\/v1\/taxpayers\/([^/]+)(\/.*)?$/.exec(pathname) ?? []
  try {
    const nip = decodeURIComponent(part)
    return { nip: /^\d{10}$/.test(nip) ? nip : null, below }
  } catch {
    return { nip: null }
  }
}

/**
 * What an operator does with files on Node: `DELETE /operator/taxpayers/{nip}` erases a taxpayer, for an admin of all
 * taxpayers alone. Null for other requests.
 */
async function operate(request: Request, env: EdgeEnv): Promise<Response | null> {
  const nip = /^\/operator\/taxpayers\/(\d{10})$/.exec(new URL(request.url).pathname)?.[1]
  const key = keyIn(request.headers.get('authorization'))
  if (request.method !== 'DELETE' || nip === undefined || key === undefined) return null
  const directory = directoryOf(env)
  const caller = (await directory.admit(key, nip))?.caller
  if (caller?.role !== 'admin' || caller.taxpayers !== '*') return null
  // The directory first: nobody is let in any more. Cut off in between, it is done again by the same request.
  await directory.removeTaxpayer(nip)
  await ledgerOf(env, nip).erase()
  await directory.erased(nip)
  return new Response(null, { status: 204 })
}

export default {
  fetch: async (request: Request, env: EdgeEnv): Promise<Response> =>
    (await operate(request, env)) ?? route(request, env),
  /** Wakes ledgers that lost their alarm, and brings up to date what missed an outage. */
  scheduled: (_: unknown, env: EdgeEnv): Promise<void> => directoryOf(env).spread(),
}
