import { OpenAPIHono } from '@hono/zod-openapi'
import { expect, it, vi } from 'vitest'
import { edgeObjects } from '../support/edge-objects.ts'
import { copy } from '../support/hostile.ts'

/** All ledgers of an isolate share one app; each answers with its own. */

const nips = ['9376032788', '5213017228', '5252344078'] as const
const edge = edgeObjects('2026-07-24T10:00:00Z')
const api = edge.isolate('one')

it('each ledger answers by itself, though one app serves all of them at once', async () => {
  for (const nip of nips) await api.putTaxpayer(nip, { name: `Buyer ${nip}` })
  const each = async <T>(work: (nip: string) => Promise<T>) => Promise.all(nips.map(work))
  await each((nip) =>
    Promise.all(
      [1, 2, 3].map((i) =>
        api.json('POST', `/v1/taxpayers/${nip}/copies`, copy({ number: `${nip}/${i}` }), {
          'idempotency-key': `same-${i}`,
        }),
      ),
    ),
  )
  await each(async (nip) => {
    const changed = await api.json('PUT', `/v1/taxpayers/${nip}`, { name: `Changed ${nip}` })
    expect(changed.body.name).toBe(`Changed ${nip}`)
    expect((await api.send('GET', `/v1/taxpayers/${nip}`)).body.name).toBe(`Changed ${nip}`)
    const numbers = (await api.purchases(nip)).map((purchase) => JSON.stringify(purchase))
    expect(numbers).toHaveLength(3)
    for (const text of numbers) expect(text).toContain(`${nip}/`)
    // Written while it is read: page after page, also after the request was answered.
    const month = await api.send('GET', `/v1/taxpayers/${nip}/register/2026-06`, undefined, {
      accept: 'text/csv',
    })
    for (const other of nips) expect(String(month.body).includes(`${other}/1`)).toBe(other === nip)
  })
})

it('a further ledger makes no further app', async () => {
  const registered = vi.spyOn(Object.getPrototypeOf(new OpenAPIHono().openAPIRegistry), 'registerPath')
  const further = '5265877635'
  await api.putTaxpayer(further, { name: 'Further' })
  expect((await api.send('GET', `/v1/taxpayers/${further}/purchases`)).status).toBe(200)
  expect(registered).not.toHaveBeenCalled()
  registered.mockRestore()
})
