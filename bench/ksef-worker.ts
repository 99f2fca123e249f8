import { type ChildProcess, fork } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { FromService, ToService } from './ksef-service.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
type Without<T> = T extends unknown ? Omit<T, 'id'> : never

/** The service in a process that can be killed for real, on the clock of this one. */
export class Worker {
  readonly folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-bench-'))
  readonly #apiUrl: string
  #child: ChildProcess | null = null
  #lastId = 0
  readonly #waiting = new Map<number, (message: FromService | null) => void>()
  megabytes = 0
  peakMegabytes = 0
  processorMs = 0

  constructor(apiUrl: string) {
    this.#apiUrl = apiUrl
  }

  async build(): Promise<void> {
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'))
    writeFileSync(join(this.folder, 'package.json'), '{"type":"module"}')
    await build({
      entryPoints: [join(root, 'bench/ksef-service.ts')],
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      outdir: this.folder,
      logLevel: 'warning',
    })
  }

  async start(now: number): Promise<void> {
    const args = [join(this.folder, 'data'), this.#apiUrl, String(now)]
    const child = fork(join(this.folder, 'ksef-service.js'), args, { execArgv: [] })
    this.#child = child
    const ready = new Promise<void>((resolve) => this.#waiting.set(0, () => resolve()))
    child.on('message', (message: FromService) => {
      this.megabytes = message.megabytes
      this.peakMegabytes = Math.max(this.peakMegabytes, message.megabytes)
      if (message.id > 0) this.processorMs = message.processorMs
      this.#waiting.get(message.id)?.(message)
      this.#waiting.delete(message.id)
    })
    child.on('exit', () => {
      if (this.#child === child) this.#child = null
      for (const answer of this.#waiting.values()) answer(null)
      this.#waiting.clear()
    })
    await ready
  }

  /** Null when the process died before it answered. */
  say(message: Without<ToService>): Promise<FromService | null> {
    const id = ++this.#lastId
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve)
      this.#child?.send({ id, ...message })
    })
  }

  async call(method: string, path: string, body?: unknown): Promise<FromService> {
    const answer = await this.say({ method, path, ...(body === undefined ? {} : { body }) })
    if (answer === null || (answer.status ?? 0) >= 300)
      throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
    return answer
  }

  /** kill -9, and the end of it. */
  kill(): Promise<void> {
    const child = this.#child
    if (child === null) return Promise.resolve()
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.kill('SIGKILL')
    return gone
  }

  async remove(): Promise<void> {
    await this.kill()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
