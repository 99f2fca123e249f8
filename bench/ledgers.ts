import { readdirSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { nip } from '../test/support/ksef.ts'
import { random } from './invoices.ts'
import { type Call, callAll, columns, figure, machine, median, quantile, seconds } from './measure.ts'
import { metadataRow } from './register.ts'
import { connections, Service, Workshop } from './service.ts'

/** Figures by name; null where something cannot be measured here. */
type Figures = Record<string, number | null>

const sellers = Array.from({ length: 50 }, (_, i) => nip(`ledgers seller ${i}`))
const requests = 10_000
const day = '2026-05-11'

/** Many taxpayers on one process, asked at random: just started, when each is opened for the first time, and later. */
export async function benchLedgers(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      ledgers: { type: 'string', default: '2000' },
      invoices: { type: 'string', default: '50' },
      seed: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
    },
  })
  const [count, invoices, seed] = [values.ledgers, values.invoices, values.seed].map(Number) as [
    number,
    number,
    number,
  ]
  const workshop = new Workshop()
  try {
    await workshop.build()
    const nips = Array.from({ length: count }, (_, i) => nip(`ledgers taxpayer ${seed} ${i}`))
    const dataDir = workshop.newFolder()
    const figures = {
      ...(await create(workshop, dataDir, nips, invoices)),
      ...(await ask(workshop, dataDir, nips, invoices, seed)),
    }
    const command = `npm run bench -- ledgers --ledgers=${count} --invoices=${invoices} --seed=${seed}`
    if (values.json) console.log(JSON.stringify({ command, machine: machine(), figures }, null, 2))
    else report(command, figures)
  } finally {
    workshop.remove()
  }
}

/** Each taxpayer and the metadata of his invoices. */
async function create(
  workshop: Workshop,
  dataDir: string,
  nips: readonly string[],
  invoices: number,
): Promise<Figures> {
  const service = await Service.start(workshop, { dataDir })
  try {
    const taxpayers = nips.map((one): Call => {
      return {
        method: 'PUT',
        path: `/v1/taxpayers/${one}`,
        body: JSON.stringify({ name: `Odbiorca ${one}` }),
      }
    })
    const created = await callAll(service, taxpayers, 4)
    const imports = nips.map((one): Call => {
      const rows = Array.from({ length: invoices }, (_, i) =>
        metadataRow({ buyer: one, seller: sellerOf(i), n: i, day }),
      )
      return {
        method: 'POST',
        path: `/v1/taxpayers/${one}/ksef/imports`,
        body: JSON.stringify({ invoices: rows }),
      }
    })
    const filled = await callAll(service, imports, 4)
    return {
      'taxpayers created per s': created.perSecond,
      'imports per s': filled.perSecond,
      'megabytes while creating': service.peak,
    }
  } finally {
    await service.stop()
  }
}

const sellerOf = (n: number): string => sellers[n % sellers.length] as string

/** Requests to ledgers drawn by chance, after a start on all of them. */
async function ask(
  workshop: Workshop,
  dataDir: string,
  nips: readonly string[],
  invoices: number,
  seed: number,
): Promise<Figures> {
  const next = random(seed)
  const pick = (n: number): number => Math.floor(next() * n)
  let service: Service | undefined
  const start = await seconds(async () => {
    service = await Service.start(workshop, { dataDir })
    const agent = connections(1)
    await service.call(agent, 'GET', `/v1/taxpayers/${nips[0]}/purchases?limit=1`)
    agent.destroy()
  })
  const started = service as Service
  try {
    const call = (): Call =>
      requestOf(`/v1/taxpayers/${nips[pick(nips.length)]}`, pick(10), pick(invoices), String(next()))
    const calls = Array.from({ length: requests }, call)
    const first = await callAll(started, calls, 4)
    // Again, now that most were opened once; copies are others.
    const again = Array.from({ length: requests }, call)
    const { perSecond, waits } = await callAll(started, again, 4)
    // The same requests to as many ledgers as are kept open.
    const few = nips.slice(0, 200)
    const kept = await callAll(
      started,
      calls.map((one, i) => ({ ...one, path: one.path.replace(/\d{10}/, few[i % few.length] as string) })),
      4,
    )
    return {
      'start to the first answer, ms': 1000 * start,
      'requests per s, just started': first.perSecond,
      'wait p99, just started, ms': quantile(first.waits, 0.99),
      'requests per s, all ledgers': perSecond,
      'wait p50, ms': median(waits),
      'wait p99, ms': quantile(waits, 0.99),
      'longest wait, ms': Math.max(...waits),
      'requests per s, 200 ledgers': kept.perSecond,
      'wait p50, 200 ledgers, ms': median(kept.waits),
      'wait p99, 200 ledgers, ms': quantile(kept.waits, 0.99),
      megabytes: started.peak,
      descriptors: descriptorsOf(started.pid),
    }
  } finally {
    await started.stop()
  }
}

/** Six questions before booking, two pages, a register, a copy: a working day of an accounting office. */
function requestOf(home: string, kind: number, n: number, label: string): Call {
  const invoice = { seller: { nip: sellerOf(n) }, number: `FV/${n}/05/2026` }
  if (kind < 6) return { method: 'POST', path: `${home}/posting-checks`, body: JSON.stringify(invoice) }
  if (kind < 8) return { method: 'GET', path: `${home}/purchases?limit=20` }
  if (kind < 9) return { method: 'GET', path: `${home}/register/2026-05?limit=20` }
  const copy = {
    ...invoice,
    number: `K/${label}`,
    issueDate: day,
    gross: '100.00',
    currency: 'PLN',
    receivedOn: day,
    document: 'invoice',
  }
  return { method: 'POST', path: `${home}/copies`, body: JSON.stringify(copy) }
}

/** Open descriptors of a process, null where there is no /proc. */
function descriptorsOf(pid: number): number | null {
  try {
    return readdirSync(`/proc/${pid}/fd`).length
  } catch {
    return null
  }
}

function report(command: string, figures: Figures): void {
  const { cores, cpu, platform, node } = machine()
  console.log(`${cores} cores (${cpu}), ${platform}, Node ${node}
${command}

${columns(Object.entries(figures).map(([name, value]) => [name, figure(value)]))}`)
}
