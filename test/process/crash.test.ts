import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import type { Answer, Api } from '../support/api.ts'
import { buyer, copy, imported, ksef, postPackage } from '../support/hostile.ts'
import { packageOf } from '../support/ksef.ts'
import { type Bundle, bundleService, type RunningService, startService } from '../support/process.ts'

/** The process is killed while it works: nothing that was acknowledged is lost, and nothing is there twice. */

let bundle: Bundle
let service: RunningService
beforeAll(async () => {
  bundle = await bundleService()
  service = await startService(bundle.entry, bundle.dataDir)
}, 20_000)
afterAll(async () => {
  await service?.end('SIGKILL')
  bundle?.remove()
})

/** One thing to send, and the numbers of the purchases that there are once it was acknowledged. */
interface Parcel {
  numbers: string[]
  send: (api: Api) => Promise<Answer>
  acknowledged: boolean
}

const amountOf = (n: number) => ({ net: `${n}.00`, vat: '0.23', gross: `${n}.23` })
function copyParcel(n: number): Parcel {
  const body = copy({
    number: `COPY/${n}`,
    document: 'offline-invoice',
    ...amountOf(1000 + n),
    externalId: `copy-${n}`,
  })
  return {
    numbers: [`COPY/${n}`],
    send: (api) => api.json('POST', `/v1/taxpayers/${buyer}/copies`, body),
    acknowledged: false,
  }
}
function packageParcel(n: number): Parcel {
  const documents = Array.from({ length: 12 }, (_, i) => ksef(`PACKAGE/${n}/${i}`))
  const archive = packageOf(documents)
  return {
    numbers: documents.map(({ metadata }) => String(metadata.invoiceNumber)),
    send: (api) => postPackage(api, archive),
    acknowledged: false,
  }
}

const rounds = 5
const parcelsOf = (round: number): Parcel[] =>
  Array.from({ length: 60 }, (_, i) => {
    const n = round * 60 + i
    return i % 4 === 3 ? packageParcel(n) : copyParcel(n)
  })
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** Waits for something, ten seconds at most. */
async function until(isSo: () => boolean): Promise<void> {
  for (let waited = 0; !isSo() && waited < 10_000; waited += 10) await pause(10)
}

/** Sends everything over eight connections until the service is gone. */
async function stream(api: Api, parcels: readonly Parcel[]): Promise<void> {
  const waiting = [...parcels]
  const sender = async () => {
    for (let parcel = waiting.shift(); parcel; parcel = waiting.shift()) {
      const answer = await parcel.send(api).catch(() => null)
      if (answer === null) return
      expect(answer.status, JSON.stringify(answer.body).slice(0, 300)).toBeLessThan(300)
      parcel.acknowledged = true
    }
  }
  await Promise.all(Array.from({ length: 8 }, sender))
}

/** Checks the files that a killed process left behind. */
function checkFiles(): void {
  const ledgers = readdirSync(join(bundle.dataDir, 'ledgers')).filter((name) => name.endsWith('.sqlite'))
  for (const name of ['directory.sqlite', ...ledgers.map((ledger) => join('ledgers', ledger))]) {
    const file = openSqlite(join(bundle.dataDir, name))
    expect(file.pragma('integrity_check'), name).toEqual([{ integrity_check: 'ok' }])
    expect(file.pragma('foreign_key_check'), name).toEqual([])
    file.close()
  }
}

const numbersOf = async (api: Api): Promise<string[]> => (await api.purchases(buyer)).map((p) => p.number)

describe('killed again and again', () => {
  const all: Parcel[] = []
  const counts: number[] = []

  it('loses nothing that it acknowledged', { timeout: 30_000 }, async () => {
    await service.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
    for (let round = 0; round < rounds; round++) {
      const parcels = parcelsOf(round)
      all.push(...parcels)
      const streaming = stream(service.api, parcels)
      // Some rounds end in the first requests, however busy the machine; others after an answer at least.
      if (round % 2 === 1) await until(() => parcels.some((p) => p.acknowledged))
      await pause(40 + Math.random() * 250)
      await service.end('SIGKILL')
      await streaming
      checkFiles()
      service = await startService(bundle.entry, bundle.dataDir)
      const held = await numbersOf(service.api)
      expect(new Set(held).size).toBe(held.length)
      const acknowledged = all.filter((p) => p.acknowledged).flatMap((p) => p.numbers)
      expect(acknowledged.filter((number) => !held.includes(number))).toEqual([])
      counts.push(all.filter((p) => p.acknowledged).length)
    }
    // Otherwise nothing was tried: some parcels must have come through, and some must have been cut off.
    expect(counts.at(-1)).toBeGreaterThan(0)
    expect(counts.at(-1)).toBeLessThan(all.length)
  })

  it('doubles nothing when everything is sent again', { timeout: 20_000 }, async () => {
    const again = await Promise.all(
      all.map(async (parcel) => ({ parcel, answer: await parcel.send(service.api) })),
    )
    for (const { parcel, answer } of again) {
      expect(answer.status).toBeLessThan(300)
      if (!parcel.acknowledged) continue
      const unchanged = answer.body.outcome ?? (imported(answer).unchanged === 12 ? 'unchanged' : 'changed')
      expect(unchanged).toBe('unchanged')
    }
    const purchases = await service.api.purchases(buyer)
    expect(purchases.map((p) => p.number).sort()).toEqual(all.flatMap((p) => p.numbers).sort())
    expect(purchases.filter((p) => p.evidence.length !== 1)).toEqual([])
    const [first] = purchases
    expect(await service.api.history(buyer, first?.id ?? '')).toHaveLength(1)
  })

  it('books each purchase once, whichever of two references was first', { timeout: 30_000 }, async () => {
    const received = (await service.api.purchases(buyer)).filter((p) => p.receipt.date !== null)
    const ids = received.slice(0, 150).map((p) => p.id)
    expect(ids).toHaveLength(150)
    const post = (id: string, reference: string) =>
      service.api
        .json('POST', `/v1/taxpayers/${buyer}/purchases/${id}/posting`, { reference, postedOn: '2026-07-02' })
        .catch(() => null)
    const booked = new Map<string, string>()
    const posting = Promise.all(
      ids.flatMap((id) =>
        ['PZ/A', 'PZ/B'].map(async (reference) => {
          if ((await post(id, reference))?.status === 201) booked.set(id, reference)
        }),
      ),
    )
    await pause(30 + Math.random() * 100)
    await service.end('SIGKILL')
    await posting
    checkFiles()
    service = await startService(bundle.entry, bundle.dataDir)
    for (const id of ids) {
      const answers = await Promise.all([post(id, 'PZ/A'), post(id, 'PZ/B')])
      const codes = answers.map((a) => a?.body.code ?? 'booked')
      expect(codes.sort()).toEqual(['already-posted', 'booked'])
      const { posting: kept } = await service.api.purchase(buyer, id)
      if (booked.has(id)) expect(kept?.reference).toBe(booked.get(id))
    }
  })

  it('goes on with decisions that were still to be taken', { timeout: 20_000 }, async () => {
    const modes = async () => {
      const copies = (await service.api.purchases(buyer)).filter((p) => p.number.startsWith('COPY/'))
      return [...new Set(copies.map((p) => p.mode))]
    }
    expect(await modes()).toEqual(['offline24'])
    await service.api.postOutage({ kind: 'failure', start: '2026-06-09', end: '2026-06-11', source: 'bip' })
    await service.end('SIGKILL')
    checkFiles()
    service = await startService(bundle.entry, bundle.dataDir)
    expect(await modes()).toEqual(['emergency'])
  })

  it('ends at once and in order when asked to', { timeout: 10_000 }, async () => {
    const before = performance.now()
    expect(await service.end('SIGTERM')).toBe(0)
    expect(performance.now() - before).toBeLessThan(3000)
    checkFiles()
  })
})
