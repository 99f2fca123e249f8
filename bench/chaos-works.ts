import { spawn } from 'node:child_process'
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Chance } from '../scripts/fuzz/chance.ts'
import { createClient } from '../src/client/index.ts'
import { exportLedger, importLedger } from '../src/hosts/node/cli/archive.ts'
import { adminKey } from '../test/support/admin-key.ts'
import { plainCopy } from '../test/support/copy.ts'
import { ksefDocument, nip as nipOf, packageOf } from '../test/support/ksef.ts'
import { asReleaseBefore } from '../test/support/release-before.ts'
import { checkFiles, type House, numbersIn, pause, type Taxpayer } from './chaos-house.ts'

/** What is done while the service, or the command that does it, is killed or the disk gets full. */
export interface Work {
  name: string
  onFullDisk: boolean
  /** One round; afterwards the service runs. @throws where something is not as it must be */
  round: (house: House, chance: Chance, isFull: boolean) => Promise<void>
}

const seller = { nip: nipOf('chaos seller'), name: 'Sprzedawca S.A.' }
const path = (nip: string) => `/v1/taxpayers/${nip}`
const living = (house: House, chance: Chance): Taxpayer => chance.one(house.taxpayers.filter((t) => !t.gone))

/** Something to send, and what is there once it was acknowledged. */
interface Parcel {
  numbers: string[]
  send: () => Promise<{ status: number }>
}

function parcelsFor(house: House, { nip }: Taxpayer): Parcel[] {
  const round = house.serial++
  return Array.from({ length: 12 }, (_, i): Parcel => {
    const own = (n: number) => `CH/${round}/${i}/${n}`
    const gross = (n: number) => `${1000 + round * 200 + i * 10 + n}.00`
    if (i % 3 < 2) {
      const copy = plainCopy(seller, own(0), { gross: gross(0), net: null, vat: null })
      return { numbers: [own(0)], send: () => house.service.api.json('POST', `${path(nip)}/copies`, copy) }
    }
    const documents = Array.from({ length: 6 }, (_, n) =>
      ksefDocument({
        ...{ seller, buyer: { nip }, number: own(n), issueDay: '2026-06-10' },
        numberedAt: '2026-06-10T10:00:00+02:00',
        amounts: { net: gross(n), vat: '0.00', gross: gross(n) },
      }),
    )
    const zip = packageOf(documents)
    const send = () =>
      house.service.api.send('POST', `${path(nip)}/ksef/imports`, zip, { 'content-type': 'application/zip' })
    return { numbers: documents.map((_, n) => own(n)), send }
  })
}

/** Sends everything over four connections; answers what was acknowledged, however the service ends meanwhile. */
async function stream(parcels: readonly Parcel[], taxpayer: Taxpayer): Promise<void> {
  const waiting = [...parcels]
  const sender = async () => {
    for (let parcel = waiting.shift(); parcel; parcel = waiting.shift()) {
      const answer = await parcel.send().catch(() => null)
      if (answer === null) return
      if (answer.status < 300) for (const number of parcel.numbers) taxpayer.acknowledged.add(number)
      else if (answer.status !== 507 && answer.status !== 503)
        throw new Error(`a parcel was answered ${answer.status}`)
    }
  }
  await Promise.all(Array.from({ length: 4 }, sender))
}

/** The service is killed after so many milliseconds; with `isFull` the disk gets full then, and it is killed a little later. */
async function trouble(house: House, ms: number, isFull: boolean): Promise<void> {
  await pause(ms)
  if (isFull) {
    house.fill()
    await pause(50)
  }
  await house.kill()
  house.makeRoom()
}

const client = (house: House) => createClient({ baseUrl: house.service.url, key: adminKey, retries: 0 })

async function restoreRound(house: House, chance: Chance, isFull: boolean): Promise<void> {
  const taxpayer = living(house, chance)
  if (taxpayer.acknowledged.size === 0) await stream(parcelsFor(house, taxpayer), taxpayer)
  const file = join(house.folder, 'one.archive')
  rmSync(file, { force: true })
  await exportLedger(client(house), taxpayer.nip, file, () => {})
  await house.service.api.send('DELETE', `/operator/taxpayers/${taxpayer.nip}`)
  const restoring = importLedger(client(house), file, () => {}).catch(() => null)
  await trouble(house, chance.below(250), isFull)
  await restoring
  await house.start()
  await importLedger(client(house), file, () => {}).catch((error: { code?: string }) => {
    // It was over before the service was killed.
    if (error.code !== 'ledger-not-empty') throw error
  })
}

async function erasureRound(house: House, chance: Chance): Promise<void> {
  const taxpayer = living(house, chance)
  await stream(parcelsFor(house, taxpayer).slice(0, 3), taxpayer)
  const erase = () => house.service.api.send('DELETE', `/operator/taxpayers/${taxpayer.nip}`)
  const erasing = erase().catch(() => null)
  await trouble(house, chance.below(30), false)
  const answer = await erasing
  await house.start()
  const { status } = await house.service.api.send('GET', path(taxpayer.nip))
  taxpayer.gone = status === 404
  if (answer !== null && answer.status < 300 && !taxpayer.gone)
    throw new Error('an erasure was acknowledged, and undone')
  // Halfway it never is: all is there, or nothing. Called again, nothing is.
  if (!taxpayer.gone) await house.check()
  await erase()
  taxpayer.gone = true
  await house.newTaxpayer()
}

async function migrationRound(house: House, chance: Chance): Promise<void> {
  await house.kill()
  asReleaseBefore(house.dataDir)
  const env = { PATH: process.env.PATH, PORT: '0', DATA_DIR: house.dataDir, ADMIN_KEY: adminKey }
  const child = spawn(process.execPath, [house.entry], { env, stdio: ['ignore', 'ignore', 'pipe'] })
  const gone = new Promise((resolve) => child.once('close', resolve))
  // From when it listens on, ledgers are opened, and brought to this release, as they are asked for.
  const url = await new Promise<string | null>((resolve) => {
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      const port = /localhost:(\d+)/.exec(text)?.[1]
      if (port !== undefined) resolve(`http://localhost:${port}`)
    })
    if (chance.once(2)) setTimeout(() => resolve(null), 100 + chance.below(500))
  })
  const headers = { authorization: `Bearer ${adminKey}` }
  const asked =
    url === null ? [] : house.taxpayers.map(({ nip }) => fetch(`${url}${path(nip)}/purchases`, { headers }))
  const answered = Promise.allSettled(asked)
  await pause(chance.below(60))
  child.kill('SIGKILL')
  await Promise.all([gone, answered])
  await house.start()
}

async function backupRound(house: House, chance: Chance, isFull: boolean): Promise<void> {
  const taxpayer = living(house, chance)
  const target = join(house.folder, 'backup')
  for (const name of readdirSync(house.folder).filter((one) => one.startsWith('backup')))
    rmSync(join(house.folder, name), { recursive: true })
  const before = [...taxpayer.acknowledged]
  const writing = stream(parcelsFor(house, taxpayer), taxpayer)
  if (isFull) {
    const { ended } = house.command('backup', [target])
    await pause(chance.below(400))
    house.fill()
    await Promise.all([ended, writing])
    house.makeRoom()
  } else await Promise.all([house.cutOff('backup', 50 + chance.below(600), [target]), writing])
  const failed = await house.command('backup', [target]).ended
  if (failed !== null && !/is there already/.test(failed))
    throw new Error(`the backup does not go on: ${failed}`)
  checkFiles(target)
  await house.verify(target)
  const copied = numbersIn(join(target, 'ledgers', `${taxpayer.nip}.sqlite`))
  const lost = before.filter((number) => !copied.includes(number))
  if (lost.length > 0) throw new Error(`the backup lacks ${lost}`)
  await trouble(house, 0, false)
  await house.start()
}

async function rotationRound(house: House, chance: Chance): Promise<void> {
  const taxpayer = living(house, chance)
  await house.service.api.json('POST', `${path(taxpayer.nip)}/webhooks`, { url: 'https://example.com/hook' })
  await house.kill()
  await house.cutOff('rotate-key', 100 + chance.below(700))
  // It opens every secret before it seals the first, and refuses where one cannot be opened.
  for (let times = 0; times < 2; times++) {
    const failed = await house.command('rotate-key').ended
    if (failed !== null) throw new Error(`the rotation does not go on: ${failed}`)
  }
  await house.start()
}

export const works: readonly Work[] = [
  {
    name: 'import',
    onFullDisk: true,
    round: async (house, chance, isFull) => {
      const taxpayer = living(house, chance)
      const parcels = parcelsFor(house, taxpayer)
      const streaming = stream(parcels, taxpayer)
      await Promise.all([streaming, trouble(house, chance.below(200), isFull)])
      await house.start()
      await house.check()
      // Sent again, everything is there, and once.
      await stream(parcels, taxpayer)
      const numbers = parcels.flatMap((parcel) => parcel.numbers)
      if (!numbers.every((number) => taxpayer.acknowledged.has(number)))
        throw new Error('a repetition was refused')
    },
  },
  { name: 'restore', onFullDisk: true, round: restoreRound },
  { name: 'erasure', onFullDisk: false, round: erasureRound },
  { name: 'migration', onFullDisk: false, round: migrationRound },
  { name: 'backup', onFullDisk: true, round: backupRound },
  { name: 'key rotation', onFullDisk: false, round: rotationRound },
]
