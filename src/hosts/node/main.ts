#!/usr/bin/env -S node --max-semi-space-size=8

import { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { originsOf } from '../../http/endpoint/cross-origin.ts'
import { perMinuteOf } from '../../http/endpoint/rate-limit.ts'
import { say } from '../../texts/say.ts'
import type { Said } from '../../texts/sentence.ts'
import { sentenceOf } from '../../values/refusal.ts'
import { logLevels, qrEnvironmentOf, wrongSettings } from '../settings.ts'
import { threadedCheck } from './check.ts'
import { threadedCheckpoint } from './checkpoint.ts'
import { consoleIn } from './console.ts'
import { deadlines } from './deadlines.ts'
import { threadedCodes } from './files.ts'
import { maxConnectionsOf, openFileLimit } from './limits.ts'
import { type Proxies, proxiesOf } from './proxies.ts'
import { threadedSources } from './reader.ts'
import { createNodeService, type NodeService } from './service.ts'
import { whyNoStart } from './start-problems.ts'
import { stopWith, words } from './terminal.ts'
import { threadedUpgrade } from './upgrade.ts'

const env = process.env
const port = Number(env.PORT || 8787)
/** Who can reach this machine could else try keys, and would see them go by in plain HTTP. */
const hostname = env.HOST || '127.0.0.1'
const dataDir = env.DATA_DIR ?? './data'
const level = env.LOG_LEVEL || 'info'

if (!/^\d+$/.test(env.PORT || '8787') || port > 65_535)
  stopWith(say('start.port-wrong', { given: String(env.PORT) }))
if (!/^\d{0,9}$/.test(env.DISK_FLOOR_MB ?? ''))
  stopWith(say('start.disk-floor-wrong', { given: String(env.DISK_FLOOR_MB) }))
const wrong = wrongSettings(env)
if (wrong.length > 0) stopWith(...wrong)
const proxies = trustedProxies()

// Built, the service reads imports and files, brings in logs, and changes tables in threads of their own; run from its sources in this one.
const sources = threadedSources(new URL('./reader.js', import.meta.url))
const codes = threadedCodes(new URL('./files.js', import.meta.url))
const checkpoint = threadedCheckpoint(new URL('./checkpoint.js', import.meta.url))
const upgrade = threadedUpgrade(new URL('./upgrade.js', import.meta.url))
const check = threadedCheck(new URL('./check.js', import.meta.url))
// Run from its sources the service shows what was built last.
const isBuilt = !import.meta.url.endsWith('.ts')
const consoleFile = consoleIn(
  new URL(isBuilt ? './console/' : '../../../dist/console/', import.meta.url),
  !isBuilt,
)
const service = openService()
const server = serve(
  { fetch: service.app.fetch, port, hostname, serverOptions: deadlines },
  ({ port: actual }) => welcome(actual),
)
if (!(server instanceof Server)) throw new Error('What serves is no server of HTTP/1.1.')
server.maxConnections = maxConnectionsOf(openFileLimit())
server.on('drop', () => service.connectionRefused())
server.on('error', (error: NodeJS.ErrnoException) => {
  // The key is made with the data and shown once: not even a start that fails may swallow it.
  const key = service.createdKey === null ? [] : [say('start.key-made', { key: service.createdKey })]
  const reasons: Record<string, Said> = {
    EADDRINUSE: say('start.port-taken', { port }),
    EADDRNOTAVAIL: say('start.host-elsewhere', { host: hostname }),
    ENOTFOUND: say('start.host-unknown', { host: hostname }),
  }
  stopWith(reasons[error.code ?? ''] ?? error.message, ...key)
})
/** How long requests may end after a signal to stop, in milliseconds; connections that say nothing are cut then. */
const shutdownGraceMs = 5000
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    server.close(() => service.close().then(() => process.exit(0)))
    setTimeout(() => server.closeAllConnections(), shutdownGraceMs).unref()
  })
}

function openService(): NodeService {
  try {
    return createNodeService({
      ...(sources === null ? {} : { sources }),
      ...(codes === null ? {} : { codes }),
      ...(checkpoint === null ? {} : { checkpoint }),
      ...(upgrade === null ? {} : { upgrade }),
      ...(check === null ? {} : { check }),
      consoleFile,
      inbox: true,
      dataDir,
      adminKey: env.ADMIN_KEY || null,
      masterKey: env.MASTER_KEY || null,
      metricsToken: env.METRICS_TOKEN || null,
      ...(env.DISK_FLOOR_MB ? { diskFloor: Number(env.DISK_FLOOR_MB) * 1_000_000 } : {}),
      requestsPerMinute: perMinuteOf(env.RATE_LIMIT || null),
      proxies,
      origins: originsOf(env.CORS_ORIGINS || null),
      qrEnvironment: qrEnvironmentOf(env.KSEF_QR_ENVIRONMENT),
      allowPrivateWebhooks: env.WEBHOOKS_ALLOW_PRIVATE === 'true',
      allowPrivateMailboxes: env.MAILBOXES_ALLOW_PRIVATE === 'true',
      ksefApiUrl: env.KSEF_API_URL || null,
      latarniaUrl: env.LATARNIA_URL || null,
      log: (record) => {
        if (logLevels.indexOf(String(record.level)) < logLevels.indexOf(level)) return
        // Whoever waits for an answer has it before it is told of.
        setImmediate(() => console.log(JSON.stringify(record)))
      },
    })
  } catch (error) {
    return stopWith(whyNoStart(error, dataDir))
  }
}

function trustedProxies(): Proxies {
  try {
    return proxiesOf(env.TRUSTED_PROXIES || null)
  } catch (error) {
    return stopWith(sentenceOf(error))
  }
}

/** Tells a newcomer what is there and what to try; on standard error, so that the log stays JSON. */
function welcome(actual: number): void {
  const url = `http://localhost:${actual}`
  const key = service.createdKey
  const isAlone = /^(127\.|::1$|localhost$)/.test(hostname)
  const reach = isAlone ? say('start.alone') : say('start.reached', { host: hostname })
  console.error(`${words(say('start.listens', { url, folder: dataDir }))}
${words(reach)}

  ${url}/docs           ${words(say('start.docs'))}
  curl ${url}/health
${
  key
    ? `
${words(say('start.open-this'))}

  ${url}/#key=${key}

${words(say('start.key-once'))}

  export KEY=${key}
`
    : `
  ${url}/               ${words(say('start.console'))}
`
}
${words(say('start.try'))}

  curl -X PUT ${url}/v1/taxpayers/9376032788 -H "Authorization: Bearer $KEY" \\
    -H 'Content-Type: application/json' -d '{"name":"Modrzew Handel sp. z o.o."}'

${words(say('start.more'))}
`)
}
