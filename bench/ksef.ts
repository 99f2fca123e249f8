import { parseArgs } from 'node:util'
import { randomFaults, seededRandom } from '../scripts/ksef-stand-in/faults.ts'
import { seedInvoices } from '../scripts/ksef-stand-in/invoices.ts'
import { listen } from '../scripts/ksef-stand-in/server.ts'
import { StandIn } from '../scripts/ksef-stand-in/stand-in.ts'
import { nip as nipOf } from '../test/support/ksef.ts'
import { Worker } from './ksef-worker.ts'

/** `npm run bench -- ksef [--days=30] [--kills=40] [--faults=0.03] [--taxpayers=1000] [--seed=1]` */

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const start = Date.parse('2026-11-01T00:00:00Z')
const tokenOf = (nip: string) => `token-${nip}`

export async function benchKsef(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      days: { type: 'string', default: '30' },
      kills: { type: 'string', default: '40' },
      faults: { type: 'string', default: '0.03' },
      taxpayers: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '1' },
    },
  })
  const seed = Number(values.seed)
  if (Number(values.days) > 0)
    await month({
      days: Number(values.days),
      kills: Number(values.kills),
      likelihood: Number(values.faults),
      seed,
    })
  await crowd(Number(values.taxpayers), seed)
}

type Figure = [what: string, value: string]
function print(title: string, figures: Figure[]): void {
  const width = Math.max(...figures.map(([what]) => what.length))
  console.log(`\n${title}`)
  for (const [what, value] of figures) console.log(`  ${what.padEnd(width)}  ${value}`)
}

/** A month of one taxpayer: hourly syncs of two subject types, faults by chance, kills at any moment. */
async function month(o: { days: number; kills: number; likelihood: number; seed: number }): Promise<void> {
  const random = seededRandom(o.seed)
  const clock = { ms: start }
  const lag = (now: number) => 2 * minute + (Math.floor(now / (7 * hour)) % 5) * 3 * minute
  const standIn = new StandIn({ now: () => clock.ms, lagMs: lag })
  const nip = '9376032788'
  const { store, exports } = standIn.addTaxpayer(nip, { token: tokenOf(nip) })
  exports.packageLimit = 60
  exports.partBytes = 20_000
  const end = start + o.days * day
  for (const [subject, count] of [
    ['Subject2', 100 * o.days],
    ['Subject3', 10 * o.days],
  ] as const)
    seedInvoices(store, {
      nip,
      from: start - 20 * day,
      to: end,
      count,
      seed: o.seed,
      lagMs: 2 * minute,
      subject,
    })
  const server = await listen(standIn)
  const worker = new Worker(`${server.url}/v2`)
  const begun = performance.now()
  let killed = 0
  try {
    await worker.build()
    await worker.start(clock.ms)
    await worker.call('PUT', `/v1/taxpayers/${nip}`, { name: 'Odbiorca sp. z o.o.' })
    const connection = {
      credential: { type: 'token', token: tokenOf(nip) },
      from: new Date(start - 20 * day).toISOString(),
      subjects: ['Subject2', 'Subject3'],
      everyMinutes: 60,
    }
    await worker.call('PUT', `/v1/taxpayers/${nip}/ksef/connection`, connection)
    standIn.faults.chance = randomFaults(random, o.likelihood)
    let rotated = start
    const turns = o.days * 24 * 12
    while (clock.ms < end + 6 * hour) {
      if (clock.ms > end) standIn.faults.chance = () => null
      if (clock.ms > rotated + 5 * day) {
        standIn.keys.rotate()
        rotated = clock.ms
      }
      const turn = worker.say({ now: clock.ms })
      if (clock.ms < end && killed < o.kills && random() < (4 * o.kills) / turns) {
        // Somewhere within the turn: most are over in ten milliseconds.
        await new Promise((resolve) => setTimeout(resolve, random() * 12))
        await worker.kill()
        killed++
        await worker.start(clock.ms)
        continue
      }
      const next = (await turn)?.next
      clock.ms = Math.max(clock.ms + 1, next ?? clock.ms + hour)
    }
    await report(o, standIn, worker, nip, killed, (performance.now() - begun) / 1000)
  } finally {
    await worker.remove()
    await server.close()
  }
}

async function report(
  o: { days: number; likelihood: number; seed: number },
  standIn: StandIn,
  worker: Worker,
  nip: string,
  killed: number,
  seconds: number,
): Promise<void> {
  const held: string[] = []
  for (let cursor = ''; ; ) {
    const { body } = await worker.call('GET', `/v1/taxpayers/${nip}/purchases?limit=1000${cursor}`)
    const { items, next } = body as { items: { ksef: { number: string } }[]; next: string | null }
    held.push(...items.map((p) => p.ksef.number))
    if (next === null) break
    cursor = `&cursor=${next}`
  }
  const coverage = (await worker.call('GET', `/v1/taxpayers/${nip}/ksef/coverage`)).body as {
    items: { subject: string; checkpoint: string; intervals: unknown[] }[]
  }
  const stored = standIn.taxpayer(nip).store.invoices
  const reach = new Map(coverage.items.map((c) => [c.subject, c.checkpoint]))
  const below = stored.filter(
    (i) => String(i.metadata.permanentStorageDate).replace('+00:00', 'Z') <= (reach.get(i.subject) ?? ''),
  )
  const numbers = new Set(held)
  const missing = below.filter((i) => !numbers.has(i.metadata.ksefNumber)).length
  const strange = held.filter((n) => !stored.some((i) => i.metadata.ksefNumber === n)).length
  const counted = (operation: string) => standIn.calls.filter((c) => c.operation === operation).length
  const faults = [...standIn.faults.happened.values()].reduce((a, b) => a + b, 0)
  print(
    `A month of one taxpayer: ${o.days} days, ${Math.round(o.likelihood * 1000) / 10} % of calls fail, seed ${o.seed}`,
    [
      ['invoices below the high-water mark', String(below.length)],
      [
        'held by the ledger / missing / twice / strange',
        `${held.length} / ${missing} / ${held.length - numbers.size} / ${strange}`,
      ],
      [
        'intervals known complete',
        coverage.items.map((c) => `${c.subject} ${c.intervals.length}`).join(', '),
      ],
      ['faults met, of kinds', `${faults}, ${standIn.faults.happened.size}`],
      ['kills (SIGKILL)', String(killed)],
      ['calls, of these exports', `${standIn.calls.length}, ${counted('export')}`],
      ['most exports in any rolling hour', `${standIn.limits.mostExportsInAnHour} (limit 20)`],
      ['calls before Retry-After had passed', String(standIn.limits.tooEarly.length)],
      ['elapsed', `${seconds.toFixed(0)} s`],
    ],
  )
  if (missing > 0 || strange > 0 || held.length !== numbers.size || below.length === 0) process.exitCode = 1
  if (standIn.limits.tooEarly.length > 0 || standIn.limits.mostExportsInAnHour > 20) process.exitCode = 1
}

/** Many taxpayers are connected at one moment: how long does each wait for its first sync to be done? */
async function crowd(count: number, seed: number): Promise<void> {
  const clock = { ms: start }
  const standIn = new StandIn({ now: () => clock.ms })
  const nips = Array.from({ length: count }, (_, i) => nipOf(`crowd ${seed} ${i}`))
  for (const [i, nip] of nips.entries()) {
    const { store } = standIn.addTaxpayer(nip, { token: tokenOf(nip) })
    seedInvoices(store, { nip, from: start - 5 * day, to: start - hour, count: 10, seed: i, lagMs: 1000 })
  }
  const server = await listen(standIn)
  const worker = new Worker(`${server.url}/v2`)
  try {
    await worker.build()
    await worker.start(clock.ms)
    for (const nip of nips) await worker.call('PUT', `/v1/taxpayers/${nip}`, { name: `Odbiorca ${nip}` })
    const from = new Date(start - 10 * day).toISOString()
    for (const nip of nips)
      await worker.call('PUT', `/v1/taxpayers/${nip}/ksef/connection`, {
        credential: { type: 'token', token: tokenOf(nip) },
        from,
      })
    const before = worker.megabytes
    const processorBefore = worker.processorMs
    const begun = performance.now()
    const waits = new Map<string, number>()
    while (waits.size < count && clock.ms < start + 2 * hour) {
      const next = (await worker.say({ now: clock.ms }))?.next
      const heard = standIn.calls.splice(0).filter((c) => c.operation === 'export-status')
      for (const nip of new Set(heard.flatMap((c) => c.nip ?? []))) {
        const { body } = await worker.call('GET', `/v1/taxpayers/${nip}/ksef/coverage`)
        const [reach] = (body as { items: { checkpoint: string | null }[] }).items
        if (reach?.checkpoint != null && !waits.has(nip)) waits.set(nip, clock.ms - start)
      }
      clock.ms = Math.max(clock.ms + 1, next ?? clock.ms + minute)
    }
    const sorted = [...waits.values()].sort((a, b) => a - b)
    const at = (q: number) =>
      `${((sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? 0) / 1000).toFixed(0)} s`
    print(`${count} taxpayers due at once, signing in included`, [
      ['served', `${waits.size} of ${count}`],
      ['waiting, first / median / p99 / last', [0, 0.5, 0.99, 1].map(at).join(' / ')],
      ['answers 429', String(standIn.limits.refused)],
      ['calls before Retry-After had passed', String(standIn.limits.tooEarly.length)],
      [
        'elapsed / processor',
        `${((performance.now() - begun) / 1000).toFixed(0)} s / ${((worker.processorMs - processorBefore) / 1000).toFixed(0)} s`,
      ],
      ['memory before / peak', `${before.toFixed(0)} MB / ${worker.peakMegabytes.toFixed(0)} MB`],
    ])
    if (waits.size < count || standIn.limits.tooEarly.length > 0) process.exitCode = 1
  } finally {
    await worker.remove()
    await server.close()
  }
}
