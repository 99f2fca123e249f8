import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { nip } from '../../test/support/ksef.ts'
import { Random } from '../match/random.ts'
import { columns, figure, machine, quantile } from '../measure.ts'
import { tellProfile } from '../profile.ts'
import { connections, Service, Workshop } from '../service.ts'
import { buyerNip, filedOn, fileOf, rowOf } from './books.ts'
import { handOver, home, monthsOf } from './hand-over.ts'
import { booksOf } from './mistakes.ts'

/** A check of a large file: how long it takes, what it takes of the memory, and how long others wait meanwhile. */

const otherHome = `/v1/taxpayers/${nip('bench jpk other')}`
const [xml, json] = [{ 'content-type': 'application/xml' }, { 'content-type': 'application/json' }]

/** `data`: a folder that keeps the ledger for the next run; its own, where there is none. */
interface How {
  rows: number
  rounds: number
  share: number
  data: string | undefined
  profile: boolean
}

interface Round {
  seconds: number
  growth: number | null
  processor: number | null
  copies: number[]
  health: number[]
}

/** Checks a file of so many rows with a service that was just started, some times. */
export async function checkLarge(how: How): Promise<void> {
  const workshop = new Workshop()
  try {
    await workshop.build()
    const random = new Random(1)
    const months = monthsOf(random, how.rows)
    const dataDir = how.data ?? workshop.newFolder()
    if (!existsSync(`${dataDir}/ledgers`)) await fill(workshop, dataDir, months)
    const { rows } = booksOf({ random, ...months }, how.share)
    const files = { large: fileOf(6, rows), small: fileOf(5, months.may.slice(0, 100).map(rowOf)) }
    const rounds: Round[] = []
    for (let n = 0; n < how.rounds; n++) rounds.push(await checked(workshop, dataDir, files, how.profile))
    report(rows.length, files.large.length, rounds)
  } finally {
    workshop.remove()
  }
}

async function fill(workshop: Workshop, dataDir: string, months: ReturnType<typeof monthsOf>): Promise<void> {
  mkdirSync(dataDir, { recursive: true })
  const service = await Service.start(workshop, { dataDir })
  const agent = connections(1)
  const call = async (method: string, path: string, body?: string | Uint8Array, type = 'application/json') =>
    JSON.parse((await service.call(agent, method, path, body, { 'content-type': type })).body)
  await call('PUT', home, JSON.stringify({ name: 'Odbiorca Testowy sp. z o.o.' }))
  await call('PUT', otherHome, JSON.stringify({ name: 'Inny sp. z o.o.' }))
  for (const month of Object.values(months)) await handOver(call, month)
  agent.destroy()
  await service.stop()
}

async function checked(
  workshop: Workshop,
  dataDir: string,
  files: Record<'large' | 'small', string>,
  profile: boolean,
): Promise<Round> {
  const folder = workshop.newFolder()
  const nodeOptions = profile ? ['--cpu-prof', `--cpu-prof-dir=${folder}`] : []
  const service = await Service.start(workshop, { dataDir, nodeOptions })
  const [checking, posting] = [connections(1), connections(1)]
  const check = (file: string) =>
    service.call(checking, 'POST', `${home}/jpk-checks?filedOn=${filedOn}`, file, xml)
  try {
    // What a service that has run for a while has behind it.
    await check(files.small)
    for (let n = 0; n < 200; n++) await postCopy(service, posting)
    const [before, spent] = [service.peak, service.processorSeconds]
    const copies: number[] = []
    let isOver = false
    const { result: seconds, waits: health } = await service.whileAskingHealth(async () => {
      const startedAt = performance.now()
      const answer = check(files.large).finally(() => {
        isOver = true
      })
      while (!isOver) {
        copies.push(await postCopy(service, posting))
        await new Promise((resolve) => setTimeout(resolve, pauseMs))
      }
      await answer
      return (performance.now() - startedAt) / 1000
    })
    const [after, processor] = [service.peak, service.processorSeconds]
    return {
      ...{ seconds, copies, health },
      growth: before === null || after === null ? null : after - before,
      processor: spent === null || processor === null ? null : processor - spent,
    }
  } finally {
    checking.destroy()
    posting.destroy()
    await service.stop()
    if (profile) tellProfile('check', folder, join(workshop.folder, 'node.js'))
  }
}

/** Between two copies of the other taxpayer: he is to be heard, not to take the processor. */
const pauseMs = 40

let posted = 0
/** One copy of another taxpayer, and how long it took, in milliseconds. */
async function postCopy(service: Service, agent: ReturnType<typeof connections>): Promise<number> {
  const n = posted++
  const body = JSON.stringify({
    seller: { nip: nip(`bench jpk other ${n % 50}`) },
    number: `OTHER/${Date.now()}/${n}`,
    ...{ issueDate: '2026-06-10', receivedOn: '2026-06-12', gross: (100 + n * 1.37).toFixed(2) },
    ...{ currency: 'PLN', document: 'invoice' },
  })
  const startedAt = performance.now()
  await service.call(agent, 'POST', `${otherHome}/copies`, body, json)
  return performance.now() - startedAt
}

/** Targets on two cores: 100,000 rows within 10 s, 64 MB of memory. */
function report(rows: number, bytes: number, rounds: readonly Round[]): void {
  const { cores, cpu, platform, node } = machine()
  const head = [
    'round',
    's',
    'rows/s',
    'processor s',
    'growth MB',
    'copies',
    'p50 ms',
    'p99',
    'max',
    '/health p99',
  ]
  const lines = rounds.map(({ seconds, growth, processor, copies, health }, n) => [
    String(n + 1),
    ...[seconds, rows / seconds, processor, growth, copies.length, quantile(copies, 0.5)].map(figure),
    ...[quantile(copies, 0.99), Math.max(...copies), quantile(health, 0.99)].map(figure),
  ])
  console.log(`${cores} cores (${cpu}), ${platform}, Node ${node}
${rows} rows of ${(bytes / 1e6).toFixed(1)} MB of buyer ${buyerNip}; meanwhile another taxpayer posts copies, one after the other, and /health is asked

${columns([head, ...lines])}`)
}
