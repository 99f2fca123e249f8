import { v7 as uuid } from 'uuid'
import { version } from '../../../package.json'
import { createApp } from '../../http/app.ts'
import { originsOf } from '../../http/endpoint/cross-origin.ts'
import type { App } from '../../http/endpoint/endpoint.ts'
import type { Services } from '../../http/endpoint/services.ts'
import type { Assets, EdgeEnv } from './objects.ts'

/**
 * What needs no key is answered in the Worker: health, the contract, its page, and that a key is missing. Objects are
 * one for each taxpayer and one for all of them, so nobody without a key may give them anything to do.
 */
let made: { app: App; origins: string; assets: Assets | undefined } | null = null

/**
 * Answers a request that has no key, or needs none; never calls an object. The app is made once in each isolate, whose
 * settings never change.
 */
export function answerKeyless(
  request: Request,
  { CORS_ORIGINS, ASSETS }: Partial<EdgeEnv> = {},
): Response | Promise<Response> {
  const origins = CORS_ORIGINS ?? ''
  if (made?.origins !== origins || made.assets !== ASSETS) {
    const services = { ...keyless, consoleFile: consoleAmong(ASSETS) } as Services
    made = { app: createApp(services, async () => null, originsOf(origins)), origins, assets: ASSETS }
  }
  return made.app.fetch(request)
}

/** The files of the console among those that were deployed; the platform packs what goes out. */
const consoleAmong =
  (assets: Assets | undefined): Services['consoleFile'] =>
  async (name) => {
    const found = await assets?.fetch(new Request(`https://console/${name}`))
    if (!found?.ok || found.body === null) return null
    return {
      body: found.body,
      packed: null,
      etag: (found.headers.get('etag') ?? `"${name}"`).replace(/^W\//, ''),
    }
  }

/** No endpoint that asks for more lets in who has no key. The platform logs requests by itself. */
const keyless: Partial<Services> = {
  version,
  newId: uuid,
  log: (record) => {
    if (record.level === 'error') console.log(JSON.stringify(record))
  },
}
