import { SpokenError } from '../../values/refusal.ts'
import { whyNoWebhookUrl } from '../../webhooks/address.ts'
import type { Deliver } from '../../webhooks/deliver.ts'
import type { Connections } from './connections.ts'

/** How long a receiver may take to answer, in milliseconds. */
const timeoutMs = 15_000

/**
 * Sends with the platform's `fetch`. Names are resolved by the platform, which reaches no private network of ours: only
 * what an URL tells by itself is checked here.
 */
export const edgeDeliver =
  (allowPrivate: boolean, connections: Connections): Deliver =>
  async (message, signal) => {
    const refusal = whyNoWebhookUrl(message.url, allowPrivate)
    if (refusal !== null) throw new SpokenError(refusal)
    return connections.use(() => sent(message, signal))
  }

async function sent({ url, headers, body }: Parameters<Deliver>[0], signal: AbortSignal): Promise<number> {
  const limit = AbortSignal.timeout(timeoutMs)
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'user-agent': 'ksef-reconcile', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.any([signal, limit]),
    })
    await answer.body?.cancel()
    return answer.status
  } catch (error) {
    throw limit.aborted ? new Error(`No answer came within ${timeoutMs / 1000} s.`) : error
  }
}
