import { DurableObject, type Namespace } from 'cloudflare:workers'
import type { EdgeEnv } from '../src/hosts/edge/objects.ts'
import { route } from '../src/hosts/edge/worker.ts'

export { DirectoryObject, LedgerObject } from '../src/hosts/edge/worker.ts'

type BenchEnv = EdgeEnv & { BARE: Namespace<BareObject> }

/** An object that answers and does nothing else: what a call of an object costs by itself. */
export class BareObject extends DurableObject<BenchEnv> {
  async serve(_: Request): Promise<Response> {
    return Response.json({ name: 'x'.repeat(300) })
  }
}

/**
 * The Worker with what it is compared with. `/asking/…`: for its clock every proof is of a time to come, so it asks the
 * directory about each request. `/bare/…`: leads to an object that does nothing.
 */
export default {
  async fetch(request: Request, env: BenchEnv): Promise<Response> {
    const url = new URL(request.url)
    const [, first = '', ...rest] = url.pathname.split('/')
    if (first === 'bare') return env.BARE.get(env.BARE.idFromName('bare')).serve(request)
    if (first !== 'asking') return route(request, env)
    url.pathname = `/${rest.join('/')}`
    return route(new Request(url, request), env, '', () => 0)
  },
}
