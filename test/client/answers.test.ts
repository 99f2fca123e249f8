import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { tell, today } from '../../scripts/demo/story.ts'
import { type Client, createClient } from '../../src/client/index.ts'
import { adminKey } from '../support/admin-key.ts'
import { createTestApp } from '../support/app.ts'

// What the service answers during the demo and a few calls more, held against the document that the types come from.

type Schema = { [name: string]: unknown }
let stage: Awaited<ReturnType<typeof createTestApp>>
let ksef: Client
const wrong: unknown[] = []
const answered = new Set<string>()

beforeAll(async () => {
  stage = await createTestApp({ now: `${today}T12:00:00+02:00` })
  const { body } = await stage.api.send('GET', '/openapi.json')
  const schemaOf = schemasOf(body)
  const checked = async (request: Request): Promise<Response> => {
    const response = await stage.fetch(request)
    const found = schemaOf(request.method, new URL(request.url).pathname, response.status)
    const result = found?.schema.safeParse(await response.clone().json())
    if (found && result?.success) answered.add(found.operationId)
    else
      wrong.push({
        call: `${request.method} ${request.url} ${response.status}`,
        issues: result?.error?.issues,
      })
    return response
  }
  ksef = createClient({ baseUrl: 'http://test', key: adminKey, fetch: checked })
})
afterAll(() => stage.close())

/** Finds the schema of an answer. Objects are closed here: a property that the document leaves out is a mistake of it. */
// biome-ignore lint/suspicious/noExplicitAny: the document is read as its readers do, by name
function schemasOf(document: any) {
  const $defs = closed(document.components.schemas)
  const paths = Object.keys(document.paths).map((path) => ({
    path,
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`),
  }))
  return (method: string, pathname: string, status: number) => {
    const { path } = paths.find(({ pattern }) => pattern.test(pathname)) ?? { path: '' }
    const operation = document.paths[path]?.[method.toLowerCase()]
    const refusal = operation?.responses['4XX']?.content['application/problem+json']
    const { schema } =
      status >= 400
        ? { schema: refusal?.schema }
        : (operation?.responses[status]?.content['application/json'] ?? {})
    if (!schema) return null
    return {
      operationId: operation.operationId as string,
      schema: z.fromJSONSchema({ ...closed(schema), $defs }),
    }
  }
}

function closed<T>(node: T): T {
  if (Array.isArray(node)) return node.map(closed) as T
  if (typeof node !== 'object' || node === null) return node
  const entries = Object.entries(node).map(([name, value]) => [
    name,
    name === '$ref' ? value.replace('#/components/schemas/', '#/$defs/') : closed(value),
  ])
  const copy: Schema = Object.fromEntries(entries)
  if (copy.type === 'object' && copy.properties) copy.additionalProperties ??= false
  return copy as T
}

it('fits the document, and leaves nothing out of it', async () => {
  const silent = vi.spyOn(console, 'log').mockImplementation(() => {})
  await tell(ksef)
  silent.mockRestore()
  await furtherCalls()
  expect(wrong).toEqual([])
  expect(answered.size).toBeGreaterThan(20)
})

/** Awaited and late in 2027: nothing of an item is left out. */
const offline = {
  seller: { nip: '5265877635' },
  number: 'AWAITED/1',
  issueDate: '2026-06-29',
  gross: '99.00',
  currency: 'PLN',
  receivedOn: '2026-06-29',
}

async function furtherCalls(): Promise<void> {
  const nip = '9376032788'
  await Promise.all([ksef.health(), ksef.openapi(), ksef.getLaw()])
  await ksef.putTaxpayer(
    { nip },
    { name: 'Modrzew', policy: { overtakenMarker: 'OFF' }, jpk: { officeCode: '1471' } },
  )
  await Promise.all([ksef.getTaxpayer({ nip }), ksef.listTaxpayers()])
  const { sellerId } = (await ksef.listSuppliers({ nip })).items[0] as { sellerId: string }
  await ksef.putSupplier({ nip, sellerId }, { defaults: { deductibleShare: '0.50' } })
  await ksef.getSupplier({ nip, sellerId })
  const outage = await ksef.postOutage({ kind: 'total-failure', start: '2026-09-01T10:00+02:00' })
  await ksef.patchOutage({ id: outage.id }, { withdrawn: true })
  await Promise.all([ksef.getOutage({ id: outage.id }), ksef.listOutages()])
  const copy = {
    seller: { country: 'DE', vatId: '123456789' },
    number: 'R-1',
    issueDate: '2026-07-01',
    gross: '100.00',
    currency: 'EUR',
    receivedOn: '2026-07-02',
    document: 'invoice' as const,
  }
  await ksef.postCopies(
    { nip },
    { items: [copy, { ...copy, document: 'fiscal-receipt', kind: 'UPR' }, {} as never] },
  )
  await ksef.postImport({ nip }, [{ ksefNumber: 'none' }])
  await ksef.listQuarantine({ nip })
  for await (const { id, kind } of ksef.listPurchases({ nip })) {
    const patch = { payments: [{ date: '2026-07-03', amount: '10.00' }], confirmedMode: 'online' as const }
    const { posting, receipt } = await ksef.patchPurchase(
      { nip, id },
      { ...patch, adjustments: { K_46: '-1.00' } },
    )
    if (receipt.date === null || kind === null || posting !== null) continue
    await ksef.postPurchase({ nip, id }, { reference: id, postedOn: '2026-07-24' }).catch(() => {})
  }
  const posted = (await ksef.listPurchases({ nip })).items.find((p) => p.posting !== null)
  if (!posted) throw new Error('nothing could be posted')
  const { seller, number, id } = posted
  await ksef.checkPosting({ nip }, { seller, number })
  await ksef.voidPosting({ nip, id, reason: 'entered twice' })
  await ksef.getHistory({ nip, id })
  await ksef.getRegister({ nip, month: '2026-07' })
  await ksef.checkMonth({ nip, month: '2026-07' })
  await ksef.postCopy({ nip }, { ...offline, document: 'offline-invoice' })
  const awaited = (await ksef.listAwaiting({ nip, asOf: '2027-02-01' })).items
  expect(awaited.map((a) => a.penalty?.draft?.rule)).toContain('deferral-ud477')
  expect(awaited.some((a) => a.outage !== null)).toBe(true)
}
