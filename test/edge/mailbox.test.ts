import { afterAll, beforeAll, expect, it } from 'vitest'
import { adminKey } from '../support/admin-key.ts'
import { Api } from '../support/api.ts'
import { createEdgeService } from '../support/edge.ts'
import { at, buyer, refused } from '../support/hostile.ts'

/** The edge looks into no mailbox: the platform hands mails in. */

let service: Awaited<ReturnType<typeof createEdgeService>>
let api: Api
beforeAll(async () => {
  service = await createEdgeService({ now: null, dataDir: 'edge-mailbox', bindings: {} })
  api = new Api(service.fetch, adminKey)
  await api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
})
afterAll(() => service.close())

it.each([
  ['GET', ''],
  ['PUT', ''],
  ['POST', '/trial'],
  ['POST', '/looks'],
])('says so to %s …/mailbox%s', async (method, path) => {
  const body = { host: 'imap.example.com', user: 'us', password: 'x' }
  const answer = await api.json(
    method,
    `${at}/mailbox${path}`,
    path === '/looks' || method === 'GET' ? undefined : body,
  )
  const { detail } = refused(answer, { status: 404, code: 'mailbox-not-offered' })
  expect(detail).toContain('POST …/mails')
})
