import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import { adminKey } from '../test/support/admin-key.ts'
import { peakMegabytes, processorSeconds } from './memory.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What `npm start` says to Node itself. */
const startOptions = (
  /exec node (.*) dist\/node\.js/.exec(readFileSync(join(root, 'package.json'), 'utf8'))?.[1] ?? ''
).split(' ')

/** A temporary directory with the bundles; everything the bench writes lies in it. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-bench-'))

  async build(): Promise<void> {
    // The bundles find their packages where the repository has them.
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'))
    writeFileSync(join(this.folder, 'package.json'), '{"type":"module"}')
    const bench = join(root, 'bench')
    await build({
      entryPoints: {
        node: join(root, 'src/hosts/node/main.ts'),
        reader: join(root, 'src/hosts/node/reader.ts'),
        checkpoint: join(root, 'src/hosts/node/checkpoint.ts'),
        files: join(root, 'src/hosts/node/files.ts'),
        latency: join(bench, 'latency.ts'),
        'noise-listener': join(bench, 'noise-listener.ts'),
        'bare-import': join(bench, 'bare-import.ts'),
        'bare-ledger': join(bench, 'bare-ledger.ts'),
        'bare-http': join(bench, 'bare-http.ts'),
      },
      bundle: true,
      minifySyntax: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      outdir: this.folder,
      logLevel: 'warning',
    })
  }

  newFolder(): string {
    return mkdtempSync(join(this.folder, 'data-'))
  }

  /** Runs a bundle to its end and reads the JSON line it prints. */
  async run<T>(bundle: string, args: string[]): Promise<T> {
    const { stdout } = await promisify(execFile)(process.execPath, [join(this.folder, bundle), ...args])
    return JSON.parse(stdout) as T
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

export type Answer = { status: number; body: string }

/** A server in its own process, on a free port and a data directory of its own. */
export class Service {
  readonly url: string
  readonly #child: ChildProcess
  readonly #workshop: Workshop

  private constructor(child: ChildProcess, url: string, workshop: Workshop) {
    this.#child = child
    this.url = url
    this.#workshop = workshop
  }

  static start(
    workshop: Workshop,
    { bundle = 'node.js', dataDir = workshop.newFolder(), nodeOptions = [] as string[], env: more = {} } = {},
  ): Promise<Service> {
    const env = {
      ...process.env,
      ...more,
      NODE_ENV: 'production',
      PORT: '0',
      DATA_DIR: dataDir,
      ADMIN_KEY: adminKey,
    }
    const child = spawn(process.execPath, [...startOptions, ...nodeOptions, join(workshop.folder, bundle)], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    return new Promise((resolve, reject) => {
      let said = ''
      child.stderr?.on('data', (data: Buffer) => {
        said += data
        const url = /listens on (http:\S+?\d+)/.exec(said)?.[1]
        if (url) resolve(new Service(child, url.replace('localhost', '127.0.0.1'), workshop))
      })
      child.once('exit', (code) => reject(new Error(`The service ended with ${code}: ${said}`)))
    })
  }

  /** One request; refusals throw. */
  async call(
    agent: Agent,
    method: string,
    path: string,
    body?: Uint8Array | string,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const answer = await this.ask(agent, method, path, body, headers)
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${answer.body}`)
    return answer
  }

  /** One request, however it is answered. */
  ask(
    agent: Agent,
    method: string,
    path: string,
    body: Uint8Array | string | undefined,
    headers: Record<string, string>,
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const all = { authorization: `Bearer ${adminKey}`, ...length, ...headers }
      const outgoing = request(`${this.url}${path}`, { agent, method, headers: all }, (response) => {
        const parts: Buffer[] = []
        response.on('data', (part: Buffer) => parts.push(part))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(parts).toString() }),
        )
      })
      outgoing.on('error', reject)
      // One that is closed behind an answer, while its body is still being sent, says so when nobody asks any more.
      outgoing.on('socket', (socket) => {
        if (socket.listenerCount('error') < 2) socket.on('error', () => {})
      })
      outgoing.end(body)
    })
  }

  /** Measures how long /health takes while `work` runs. */
  async whileAskingHealth<T>(work: () => Promise<T>): Promise<{ result: T; waits: number[] }> {
    const worker = new Worker(join(this.#workshop.folder, 'latency.js'), {
      workerData: { url: `${this.url}/health` },
      execArgv: [],
    })
    const failed = new Promise<never>((_, reject) => {
      worker.once('error', reject)
    })
    const message = () =>
      Promise.race([failed, new Promise<unknown>((resolve) => worker.once('message', resolve))])
    await message()
    const result = await Promise.race([failed, work()])
    const answer = message()
    worker.postMessage('stop')
    return { result, waits: (await answer) as number[] }
  }

  get pid(): number {
    return this.#child.pid as number
  }

  get peak(): number | null {
    return peakMegabytes(this.pid)
  }

  get processorSeconds(): number | null {
    return processorSeconds(this.pid)
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      this.#child.removeAllListeners('exit')
      this.#child.once('exit', () => resolve())
      this.#child.kill('SIGTERM')
    })
  }
}

export const connections = (count: number): Agent => new Agent({ keepAlive: true, maxSockets: count })
