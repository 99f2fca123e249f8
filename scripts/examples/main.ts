import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '../../src/client/index.ts'
import { createNodeService } from '../../src/hosts/node/service.ts'
import { adminKey } from '../../test/support/admin-key.ts'
import { tell, today } from '../demo/story.ts'
import { StandIn } from '../ksef-stand-in/stand-in.ts'
import { VirtualTime } from '../ksef-stand-in/virtual-time.ts'
import { archiveAndBack, furtherCalls, token } from './calls.ts'
import { type Paths, Recorder, shortened, steady } from './recorder.ts'

// Writes the examples of the OpenAPI document anew: what the story of the demo, and a few calls more, send and hear.
const dataDir = mkdtempSync(join(tmpdir(), 'ksef-reconcile-examples-'))
const time = new VirtualTime(Date.parse(`${today}T12:00:00+02:00`))
const standIn = new StandIn({ now: () => time.ms })
standIn.addTaxpayer('9376032788', { token })
const failure = {
  id: 'K/2026/AWR/03',
  eventId: 65,
  category: 'FAILURE',
  type: 'FAILURE_END',
  title: 'Awaria KSeF - koniec',
  start: `${today}T07:12:00+02:00`,
  end: `${today}T09:40:00+02:00`,
  version: 1,
  published: `${today}T09:45:31+02:00`,
}
standIn.latarnia = { status: { status: 'AVAILABLE' }, messages: [failure] }
const service = createNodeService({
  dataDir,
  adminKey,
  qrEnvironment: 'production',
  ksefApiUrl: 'https://ksef.test/v2',
  latarniaUrl: 'https://ksef.test/latarnia',
  fetch: (request) => standIn.fetch(request),
  deliver: async () => 204,
  openMailbox: async () => ({
    ...{ uidValidity: '1', mails: 12, after: async () => [], about: async () => null },
    ...{ fetch: async () => null, finish: async () => {}, close: async () => {} },
  }),
  log: () => {},
  now: () => new Date(time.ms),
  after: time.after,
})

try {
  const document = await service.app.fetch(new Request('http://service/openapi.json'))
  const { paths } = (await document.json()) as { paths: Paths }
  const recorder = new Recorder((request) => service.app.fetch(request), paths)
  const ksef = createClient({ baseUrl: 'http://service', key: adminKey, fetch: recorder.fetch })
  const print = console.log
  console.log = () => {}
  await tell(ksef)
  console.log = print
  await furtherCalls(ksef, (moment) => time.until(moment, service.idle))
  await archiveAndBack(ksef, async () => {
    const headers = { authorization: `Bearer ${adminKey}` }
    const url = 'http://service/operator/taxpayers/9376032788'
    await service.app.fetch(new Request(url, { method: 'DELETE', headers }))
  })
  const { examples } = recorder
  const said = (id: string, status: number) =>
    examples[id]?.answers[status] as { key: string; secret: string }
  const found = steady(shortened(examples), [
    [said('postKey', 201).key, 'a-key-that-is-shown-once'],
    [said('createWebhook', 201).secret, 'whsec_a-secret-that-is-shown-once'],
    [said('rotateWebhookSecret', 200).secret, 'whsec_another-secret-that-is-shown-once'],
  ])
  const all = Object.values(paths).flatMap((methods) => Object.values(methods))
  const without = all.map(({ operationId }) => operationId).filter((id) => !(id in found))
  const target = join(import.meta.dirname, '../../src/http/docs/examples.json')
  writeFileSync(target, `${JSON.stringify(found, null, 2)}\n`)
  console.log(`Recorded ${Object.keys(found).length} of ${all.length}; none for ${without.join(', ')}.`)
} finally {
  await service.close()
  rmSync(dataDir, { recursive: true, force: true })
}
