import { createClient } from '../client/index.ts'
import { language } from './preferences.ts'
import { session } from './session.ts'

/**
 * The service, called as any integrator calls it, but by the session of the page instead of a key. Answers speak the
 * language of the reader; where the session has ended, the page asks to sign in and stays where it is.
 */
export const api = createClient({
  baseUrl: window.location.origin,
  fetch: async (request) => {
    request.headers.set('accept-language', language.peek())
    const response = await fetch(request)
    if (response.status === 401) session.value = 'ended'
    return response
  },
})
