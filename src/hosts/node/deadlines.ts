import type { ServerOptions } from 'node:http'

/**
 * How long a request may come, in milliseconds: its headers, all of it, and how often that is looked at. Its body counts
 * in memory by its declared size meanwhile, so a slow one keeps others out; the largest package needs 7 Mbit/s. Node
 * answers what is late with 408 and closes the connection. How long an answer takes has no bound here.
 */
export const deadlines: Required<
  Pick<ServerOptions, 'headersTimeout' | 'requestTimeout' | 'connectionsCheckingInterval'>
> = { headersTimeout: 20_000, requestTimeout: 120_000, connectionsCheckingInterval: 5000 }
