import { randomUUID } from 'node:crypto'
import { Miniflare } from 'miniflare'

import { afterAll } from 'vitest'
import { bundleForEdge } from '../../scripts/edge-bundle.ts'
import type { Fetch } from './api.ts'

/** The service at the edge as tests see it: the Worker in workerd, one process for all services of a test file. */

let running: Promise<Miniflare> | null = null

async function start(): Promise<Miniflare> {
  const script = process.env.EDGE_BUNDLE
    ? undefined
    : await bundleForEdge(`${import.meta.dirname}/edge-worker.ts`, false)
  const platform = new Miniflare({
    modules: true,
    ...(script === undefined ? { scriptPath: process.env.EDGE_BUNDLE as string } : { script }),
    compatibilityDate: '2026-04-01',
    compatibilityFlags: ['nodejs_compat'],
    durableObjects: {
      LEDGERS: { className: 'LedgerObject', useSQLite: true },
      DIRECTORY: { className: 'DirectoryObject', useSQLite: true },
    },
    bindings: { ADMIN_KEY: 'test-key', MASTER_KEY: `${'A'.repeat(43)}=`, LOG_LEVEL: 'error' },
  })
  await platform.ready
  return platform
}

/** A service of its own; `now`: at which its clock stands. */
export async function edgeFetch(now: (() => Date) | null): Promise<Fetch> {
  running ??= start()
  const platform = await running
  const house = `${randomUUID()}/`
  return async (request) => {
    const headers = new Headers(request.headers)
    headers.set('x-test-house', house)
    if (now !== null) headers.set('x-test-now', now().toISOString())
    const body = request.body === null ? null : await request.arrayBuffer()
    const answer = await platform.dispatchFetch(request.url, {
      method: request.method,
      headers: [...headers] as never,
      ...(body === null ? {} : { body }),
      redirect: 'manual',
    })
    return answer as unknown as Response
  }
}

if (process.env.HOST === 'edge') {
  afterAll(async () => {
    await (await running)?.dispose()
  })
}
