import { AsyncLocalStorage } from 'node:async_hooks'
import { version } from '../../../package.json'
import type { Caller } from '../../auth/access.ts'
import { createApp } from '../../http/app.ts'
import { originsOf } from '../../http/endpoint/cross-origin.ts'
import type { App } from '../../http/endpoint/endpoint.ts'
import type { Services } from '../../http/endpoint/services.ts'
import type { Directory } from '../../store/directory.ts'
import type { Arrival } from './objects.ts'

/** What comes with a request that was let in. */
interface Entered extends Arrival {
  entry: { caller: Caller }
}

/** The services of the object whose request is being answered, and what came with the request. */
const serving = new AsyncLocalStorage<{ services: Services; arrival: Entered } | null>()

/**
 * Answers a request with the services of an object. An isolate has many objects of ledgers, and 128 MB: all of them share
 * one app, which finds the services of the one that is asked beside the request. `origins`: as in CORS_ORIGINS.
 */
export function answerWith(
  services: Services,
  origins: string,
  request: Request,
  arrival: Entered,
): Promise<Response> {
  const app = appOf(origins)
  return serving.run({ services, arrival }, async () => app.fetch(request, arrival))
}

/** By their origins: outside tests an isolate has the same settings for all of its objects. */
const apps = new Map<string, App>()

function appOf(origins: string): App {
  const known = apps.get(origins)
  if (known !== undefined) return known
  // Whoever is asked first is not to be found in it for ever.
  const app = serving.run(null, () => createApp(ofWhoIsAsked, whoEntered, originsOf(origins || null)))
  apps.set(origins, app)
  return app
}

const served = (): { services: Services; arrival: Entered } => {
  const found = serving.getStore() ?? null
  if (found === null) throw new Error('No object is asked: only requests find services here.')
  return found
}
const asked = (): Services => served().services

const whoEntered = async (): Promise<Caller> => served().arrival.entry.caller

/** Taken by endpoints before there are requests, it leads to that of the object that is asked then. */
const directory = new Proxy({} as Directory, {
  get: (_, name) => {
    const target = asked().directory
    const value: unknown = Reflect.get(target, name, target)
    return typeof value === 'function' ? value.bind(target) : value
  },
})

/** Services as endpoints see them. What they take out of it belongs to the object that was asked, also when it is called later. */
const ofWhoIsAsked = new Proxy({} as Services, {
  get: (_, name) => {
    if (name === 'version') return version
    if (name === 'directory' && serving.getStore() === null) return directory
    return Reflect.get(asked(), name)
  },
})
