import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'
import { buyerNip } from './invoices.ts'
import { columns, figure, machine, quantile } from './measure.ts'
import { type Kind, kindsOfNoise, noisyNip, type Shots } from './noise-kinds.ts'
import type { Heard } from './noise-listener.ts'
import { tellProfile } from './profile.ts'
import { connections, Service, Workshop } from './service.ts'

/** How long a copy of another taxpayer may take at its 99th percentile, in milliseconds, whatever one key does. */
const target = 250

/** What one kind of noise did to others, and how it was answered. */
interface Figures {
  kind: string
  copies: number
  copyP50: number
  copyP99: number
  copyMax: number
  healthP99: number
  /** How late the event loop of the service was at most, in milliseconds, as it says itself. */
  loopMax: number
  megabytes: number | null
  answers: string
}

/**
 * One key does its worst to its own taxpayer while another posts copies, one after the other, and `/health` is asked:
 * each kind of body and file for a while, in a service of its own, and then all of them mixed.
 */
export async function benchNoise(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: '10' },
      connections: { type: 'string', default: '8' },
      kinds: { type: 'string' },
      json: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
    },
  })
  const [seconds, parallel] = [Number(values.seconds), Number(values.connections)]
  const chosen = chosenKinds(values.kinds)
  const workshop = new Workshop()
  try {
    await workshop.build()
    const all: Figures[] = []
    for (const kind of chosen) {
      if (!values.json) process.stderr.write(`${kind.name} …${' '.repeat(20)}\r`)
      all.push(await measure(workshop, kind, { seconds, parallel, profile: values.profile }))
    }
    const command = `npm run bench -- noise --seconds=${seconds} --connections=${parallel}`
    if (values.json)
      console.log(JSON.stringify({ command, machine: machine(), target, figures: all }, null, 2))
    else report(command, all)
  } finally {
    workshop.remove()
  }
}

function chosenKinds(names: string | undefined): readonly Kind[] {
  if (names === undefined) return kindsOfNoise
  return names.split(',').map((name) => {
    const found = kindsOfNoise.find((kind) => kind.name === name)
    if (found) return found
    throw new Error(`--kinds takes ${kindsOfNoise.map((kind) => kind.name).join(', ')}.`)
  })
}

interface How {
  seconds: number
  parallel: number
  profile: boolean
}

async function measure(
  workshop: Workshop,
  kind: Kind,
  { seconds, parallel, profile }: How,
): Promise<Figures> {
  const folder = workshop.newFolder()
  const nodeOptions = profile ? ['--cpu-prof', `--cpu-prof-dir=${folder}`, '--cpu-prof-interval=500'] : []
  const service = await Service.start(workshop, { nodeOptions })
  try {
    const [noisyKey, quietKey] = [await keyFor(service, noisyNip), await keyFor(service, buyerNip)]
    const shots = kind.shots()
    const listener = await Listener.start(workshop, service.url, quietKey)
    await loopDelay(service)
    const noise = new Noise(service, noisyKey, parallel, shots)
    const heard = await listener.listen(seconds * 1000)
    const loopMax = await loopDelay(service)
    await noise.end()
    await listener.end()
    return { kind: kind.name, ...figuresOf(heard), loopMax, megabytes: service.peak, answers: noise.answers }
  } finally {
    await service.stop()
    if (profile) tellProfile(kind.name, folder, join(workshop.folder, 'node.js'))
  }
}

const figuresOf = ({ copies, health }: Heard) => ({
  copies: copies.length,
  copyP50: quantile(copies, 0.5),
  copyP99: quantile(copies, 0.99),
  copyMax: Math.max(...copies),
  healthP99: quantile(health, 0.99),
})

/** A taxpayer and a key that reaches nobody else. */
async function keyFor(service: Service, nip: string): Promise<string> {
  const agent = connections(1)
  const json = { 'content-type': 'application/json' }
  await service.call(agent, 'PUT', `/v1/taxpayers/${nip}`, JSON.stringify({ name: nip }), json)
  const rights = { name: nip, role: 'integration', taxpayers: [nip] }
  const { body } = await service.call(agent, 'POST', '/v1/keys', JSON.stringify(rights), json)
  agent.destroy()
  return JSON.parse(body).key
}

/** The longest delay of the event loop since the last question, in milliseconds. */
async function loopDelay(service: Service): Promise<number> {
  const agent = connections(1)
  const { body } = await service.call(agent, 'GET', '/metrics')
  agent.destroy()
  return 1000 * Number(/event_loop_delay_seconds\{quantile="1"\} (\S+)/.exec(body)?.[1])
}

/** Sends shots over so many connections, each as soon as the one before it is answered. */
class Noise {
  readonly #answered = new Map<string, number>()
  readonly #agent
  readonly #senders: Promise<void>[]
  #isOver = false

  constructor(service: Service, key: string, parallel: number, shots: Shots | null) {
    this.#agent = connections(parallel)
    let next = 0
    const send = async (): Promise<void> => {
      while (shots !== null && !this.#isOver) {
        const { method, path, body, headers } = shots(next++)
        const what = await service
          .ask(this.#agent, method, path, body, { ...headers, authorization: `Bearer ${key}` })
          .then(({ status }) => String(status))
          // Refused before all of it was read: the connection is closed meanwhile.
          .catch(() => 'cut off')
        if (!this.#isOver) this.#answered.set(what, (this.#answered.get(what) ?? 0) + 1)
      }
    }
    this.#senders = Array.from({ length: parallel }, send)
  }

  /** How often each status was answered. */
  get answers(): string {
    const counts = [...this.#answered].sort(([a], [b]) => a.localeCompare(b))
    return counts.map(([what, count]) => `${count} × ${what}`).join(', ') || 'none answered'
  }

  async end(): Promise<void> {
    this.#isOver = true
    this.#agent.destroy()
    await Promise.all(this.#senders)
  }
}

/** The other taxpayer, in a thread of its own: what sends the noise is busy. */
class Listener {
  readonly #worker: Worker
  readonly #failed: Promise<never>

  private constructor(worker: Worker) {
    this.#worker = worker
    this.#failed = new Promise((_, reject) => {
      worker.once('error', reject)
    })
  }

  /** Ready when it has posted for a while, so that the service runs warm. */
  static async start(workshop: Workshop, url: string, key: string): Promise<Listener> {
    const workerData = { url, key, nip: buyerNip }
    const script = join(workshop.folder, 'noise-listener.js')
    const listener = new Listener(new Worker(script, { workerData, execArgv: [] }))
    await listener.#message()
    return listener
  }

  async listen(ms: number): Promise<Heard> {
    await new Promise((resolve) => setTimeout(resolve, settling))
    this.#worker.postMessage(ms)
    return (await this.#message()) as Heard
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  #message(): Promise<unknown> {
    return Promise.race([this.#failed, new Promise((resolve) => this.#worker.once('message', resolve))])
  }
}

/** Milliseconds that noise goes on before anybody listens. */
const settling = 500

function report(command: string, all: readonly Figures[]): void {
  const { cores, cpu, platform, node } = machine()
  const head = ['ms', 'copies', 'copy p50', 'p99', 'max', '/health p99', 'loop max', 'MB', '', '']
  const rows = all.map((f) => [
    f.kind,
    ...[f.copies, f.copyP50, f.copyP99, f.copyMax, f.healthP99, f.loopMax, f.megabytes].map(figure),
    f.copyP99 < target ? 'met' : 'MISSED',
    f.answers,
  ])
  console.log(`${cores} cores (${cpu}), ${platform}, Node ${node}
${command}
target: p99 of a copy of another taxpayer below ${target} ms

${columns([head, ...rows])}`)
}
