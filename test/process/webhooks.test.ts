import { afterAll, beforeAll, expect, it } from 'vitest'
import { at, buyer, copy } from '../support/hostile.ts'
import { type Bundle, bundleService, type RunningService, startService } from '../support/process.ts'
import { createReceiver } from '../support/receiver.ts'

/** The process is killed while it delivers: what it had not noted as delivered comes again, nothing is left out. */

let bundle: Bundle
let service: RunningService
let receiver: Awaited<ReturnType<typeof createReceiver>>
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const start = () => startService(bundle.entry, bundle.dataDir, { WEBHOOKS_ALLOW_PRIVATE: 'true' })
beforeAll(async () => {
  bundle = await bundleService()
  receiver = await createReceiver()
  service = await start()
}, 60_000)
afterAll(async () => {
  await service?.end('SIGKILL')
  await receiver?.close()
  bundle?.remove()
})

it('delivers every change, in order, however often it is killed', { timeout: 60_000 }, async () => {
  await service.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
  const { body: hook } = await service.api.json('POST', `${at}/webhooks`, { url: receiver.url })
  for (let round = 0; round < 4; round++) {
    const items = Array.from({ length: 60 }, (_, i) =>
      copy({ number: `KILL/${round}/${i * 7919}`, gross: `${1000 + round * 100 + i}.00` }),
    )
    await service.api.json('POST', `${at}/copies/batch`, { items })
    // Some are delivered, most are not: what is killed has both.
    const before = receiver.received.length
    while (receiver.received.length < before + 5) await pause(1)
    await service.end('SIGKILL')
    service = await start()
  }
  const { body } = await service.api.send('GET', `${at}/changes?limit=1000`)
  const cursors = body.items.map((item: { cursor: string }) => item.cursor)
  expect(cursors.length).toBeGreaterThanOrEqual(240)
  const state = async () => (await service.api.send('GET', `${at}/webhooks/${hook.id}`)).body
  while ((await state()).cursor !== cursors.at(-1)) await pause(20)
  expect([...new Set(receiver.received.map((m) => m.data.cursor))]).toEqual(cursors)
})
