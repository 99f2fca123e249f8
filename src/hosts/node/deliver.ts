import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { LookupFunction } from 'node:net'
import { SpokenError } from '../../values/refusal.ts'
import { isPublicAddress, notPublic, whyNoWebhookUrl } from '../../webhooks/address.ts'
import type { Deliver } from '../../webhooks/deliver.ts'
import { Names, type Resolve } from './name-resolution.ts'

/** How long a receiver may take to answer, in milliseconds. */
const timeoutMs = 15_000
/** So much of an answer is taken in, so that its sender ends in order; nobody reads it. */
const drainedBytes = 64 * 1024

/**
 * Sends over a connection of its own. The name is resolved when the connection is made, and it is made to an address
 * that was checked: no name can lead elsewhere between the check and the connection.
 */
export function nodeDeliver(allowPrivate: boolean, names = new Names()): Deliver {
  return ({ taxpayer, url, headers, body }, signal) =>
    new Promise((answer, fail) => {
      const refusal = whyNoWebhookUrl(url, allowPrivate)
      if (refusal !== null) throw new SpokenError(refusal)
      const limit = AbortSignal.timeout(timeoutMs)
      const send = url.startsWith('https:') ? httpsRequest : httpRequest
      const length = { 'content-length': String(new TextEncoder().encode(body).length) }
      const request = send(url, {
        method: 'POST',
        headers: { 'user-agent': 'ksef-reconcile', ...headers, ...length },
        lookup: checkedLookup(allowPrivate, (name) => names.addressesOf(name, taxpayer)),
        agent: false,
        signal: AbortSignal.any([signal, limit]),
      })
      request.on('error', (error: NodeJS.ErrnoException) =>
        fail(limit.aborted ? new Error(`No answer came within ${timeoutMs / 1000} s.`) : readable(error)),
      )
      request.on('response', (response) => {
        answer(response.statusCode ?? 0)
        let taken = 0
        response.on('error', () => {})
        response.on('data', (chunk: Uint8Array) => {
          taken += chunk.length
          if (taken > drainedBytes) response.destroy()
        })
      })
      request.end(body)
    })
}

/** A look-up that gives only addresses that may be connected to. */
function checkedLookup(allowPrivate: boolean, resolve: Resolve): LookupFunction {
  return (name, options, callback) =>
    resolve(name).then(
      (addresses) => {
        const [first] = addresses
        if (!first) return callback(new Error(`${name} has no address.`), '', 0)
        if (!allowPrivate && !addresses.every(({ address }) => isPublicAddress(address)))
          return callback(new SpokenError(notPublic), '', 0)
        return options.all ? callback(null, addresses) : callback(null, first.address, first.family)
      },
      (error: Error) => callback(error, '', 0),
    )
}

/** Errors of several tries at once have no message of their own. */
const readable = (error: NodeJS.ErrnoException): Error => new Error(error.message || error.code || 'unknown')
