import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { openSqlite } from '../src/hosts/node/sqlite.ts'
import { nip as nipOf } from '../test/support/ksef.ts'
import { type RunningService, startService } from '../test/support/process.ts'

/** What a taxpayer was told: numbers that were acknowledged, and those of which nobody knows. */
export interface Taxpayer {
  nip: string
  acknowledged: Set<string>
  /** Erased, and that was acknowledged. */
  gone: boolean
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** A data folder with a service on it that is killed again and again, and what it acknowledged. */
export class House {
  readonly entry: string
  readonly folder: string
  readonly taxpayers: Taxpayer[] = []
  service: RunningService
  serial = 0

  private constructor(entry: string, folder: string, service: RunningService) {
    this.entry = entry
    this.folder = folder
    this.service = service
  }

  static async made(entry: string, folder: string): Promise<House> {
    const house = new House(entry, folder, await startService(entry, join(folder, 'data')))
    for (let i = 0; i < 3; i++) await house.newTaxpayer()
    return house
  }

  get dataDir(): string {
    return join(this.folder, 'data')
  }

  async newTaxpayer(): Promise<Taxpayer> {
    const nip = nipOf(`chaos ${this.serial++}`)
    await this.service.api.putTaxpayer(nip, { name: 'Odbiorca sp. z o.o.' })
    const made: Taxpayer = { nip, acknowledged: new Set(), gone: false }
    this.taxpayers.push(made)
    return made
  }

  kill(): Promise<unknown> {
    return this.service.end('SIGKILL')
  }

  async start(): Promise<void> {
    this.service = await startService(this.entry, this.dataDir)
  }

  async end(): Promise<void> {
    await this.kill()
  }

  /** Takes what the disk has left, until `makeRoom`. */
  fill(): void {
    const { bavail, bsize } = statfsSync(this.folder)
    for (let left = bavail * bsize; left > 0; left = Math.floor(left / 2)) {
      try {
        writeFileSync(join(this.folder, 'ballast'), Buffer.alloc(Math.min(left, 4_000_000)), { flag: 'a' })
        if (left > 4_000_000) left *= 2
      } catch {}
    }
  }

  makeRoom(): void {
    rmSync(join(this.folder, 'ballast'), { force: true })
  }

  /** Starts a command beside the service, as it is built. */
  command(name: string, args: string[] = []): { child: ChildProcess; ended: Promise<string | null> } {
    const child = spawn(process.execPath, [join(dirname(this.entry), `${name}.js`), ...args], {
      env: { PATH: process.env.PATH, DATA_DIR: this.dataDir },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr?.on('data', (text) => {
      said += text
    })
    // Null: it did its work.
    const ended = new Promise<string | null>((resolve) =>
      child.once('close', (code) => resolve(code === 0 ? null : `${code}: ${said}`)),
    )
    return { child, ended }
  }

  /** Ends a command that is under way after so many milliseconds, or lets it end by itself before. */
  async cutOff(name: string, ms: number, args: string[] = []): Promise<void> {
    const { child, ended } = this.command(name, args)
    await Promise.race([pause(ms), ended])
    child.kill('SIGKILL')
    await ended
  }

  /** @throws where something that was acknowledged is lost, or is there twice, or a file or a chain is broken */
  async check(): Promise<void> {
    for (const { nip, acknowledged, gone } of this.taxpayers) {
      if (gone) {
        const { status } = await this.service.api.send('GET', `/v1/taxpayers/${nip}`)
        if (status !== 404) throw new Error(`${nip} was erased, and answers ${status}`)
        const file = join(this.dataDir, 'ledgers', `${nip}.sqlite`)
        if (existsSync(file)) throw new Error(`${nip} was erased, and its file is there`)
        continue
      }
      const held = (await this.service.api.purchases(nip)).map((p) => p.number)
      if (new Set(held).size !== held.length) throw new Error(`${nip} holds something twice: ${held.sort()}`)
      const lost = [...acknowledged].filter((number) => !held.includes(number))
      if (lost.length > 0) throw new Error(`${nip} lost what was acknowledged: ${lost}`)
    }
    checkFiles(this.dataDir)
    await this.verify(this.dataDir)
  }

  /** `npm run verify`. Right after an upgrade a history becomes a chain bit by bit. @throws where a chain is broken */
  async verify(dataDir: string): Promise<void> {
    for (let left = 20; ; left--) {
      const broken = await this.command('verify', [dataDir]).ended
      if (broken === null) return
      if (left === 0 || !/has no hash from row/.test(broken)) throw new Error(`npm run verify: ${broken}`)
      await pause(100)
    }
  }
}

/** @throws where a database is damaged */
export function checkFiles(dataDir: string): void {
  const ledgers = readdirSync(join(dataDir, 'ledgers')).filter((name) => name.endsWith('.sqlite'))
  for (const name of ['directory.sqlite', ...ledgers.map((ledger) => join('ledgers', ledger))]) {
    const file = openSqlite(join(dataDir, name), { readonly: true })
    try {
      const said = file.pragma('integrity_check', { simple: true })
      if (said !== 'ok') throw new Error(`${name} is damaged: ${said}`)
      if ((file.pragma('foreign_key_check') as unknown[]).length > 0)
        throw new Error(`${name} has loose ends`)
    } finally {
      file.close()
    }
  }
}

/** The numbers of the purchases in the file of a ledger that no service uses. */
export function numbersIn(path: string): string[] {
  const file = openSqlite(path, { readonly: true })
  try {
    return file
      .prepare<[], string>('SELECT number FROM purchases WHERE merged_into IS NULL')
      .pluck()
      .all() as string[]
  } finally {
    file.close()
  }
}
