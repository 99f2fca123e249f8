import { type Client, createClient } from '../../../client/index.ts'
import { language } from '../terminal.ts'

/** A client of a command, which waits for a limit of requests; what the service says comes in the language of who called. */
export const clientFor = (baseUrl: string, key: string): Client =>
  createClient({
    ...{ baseUrl, key, retries: 10, maxWait: 90_000, timeout: 600_000 },
    fetch: (request) => {
      const spoken = new Request(request)
      spoken.headers.set('accept-language', language)
      return fetch(spoken)
    },
  })
