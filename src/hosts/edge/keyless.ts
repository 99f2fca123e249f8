import { v7 as uuid } from 'uuid'
import { version } from '../../../package.json'
import { createApp } from '../../http/app.ts'
import { originsOf } from '../../http/endpoint/cross-origin.ts'
import type { App } from '../../http/endpoint/endpoint.ts'
import type { Services } from '../../http/endpoint/services.ts'

/**
 * What needs no key is answered in the Worker: health, the contract, its page, and that a key is missing. Objects are
 * one for each taxpayer and one for all of them, so nobody without a key may give them anything to do.
 */
let made: { app: App; origins: string } | null = null

/**
 * Answers a request that has no key, or needs none; never calls an object. `origins`: as in CORS_ORIGINS. The app is made
 * once in each isolate, whose settings never change.
 */
export function answerKeyless(request: Request, origins = ''): Response | Promise<Response> {
  if (made?.origins !== origins)
    made = { app: createApp(keyless as Services, async () => null, originsOf(origins)), origins }
  return made.app.fetch(request)
}

/** No endpoint that asks for more lets in who has no key. The platform logs requests by itself. */
const keyless: Partial<Services> = {
  version,
  newId: uuid,
  log: (record) => {
    if (record.level === 'error') console.log(JSON.stringify(record))
  },
}
