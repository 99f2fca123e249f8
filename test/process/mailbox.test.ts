import { writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { testCertificate } from '../support/certificates.ts'
import { at, buyer, waitedForProcessor } from '../support/hostile.ts'
import { hostileMails } from '../support/hostile-mails.ts'
import { ImapServer } from '../support/imap-server.ts'
import { mailWith } from '../support/mailbox.ts'
import { type Bundle, bundleService, type RunningService, startService } from '../support/process.ts'

/** Two hundred mails, some twice and some hostile, and a process that is killed in between: each document is there once. */

const localhost = testCertificate({ key: 'P-256', subject: { CN: 'localhost' } })
const server = new ImapServer('tls', localhost)
let bundle: Bundle
let service: RunningService | undefined
beforeAll(async () => {
  bundle = await bundleService()
  await server.listen()
})
afterAll(async () => {
  await service?.end('SIGKILL')
  await server.close()
  bundle?.remove()
})

const mails = 200
/** Fills the mailbox; answers the names of the documents that are to come of it, and how many mails are left out. */
function fill(): { names: string[]; leftOut: number; known: number } {
  const kinds = Object.values(hostileMails)
  const names: string[] = []
  let [leftOut, known] = [0, 0]
  for (let n = 0; server.mails.length < mails; n++) {
    const make = kinds[n % kinds.length]
    if (n % 3 === 0 && make !== undefined) {
      const { bytes, brings, isLeftOut } = make(`H${n}`)
      server.add(bytes)
      names.push(...brings)
      if (isLeftOut) leftOut++
      continue
    }
    server.add(mailWith(`N${n}`))
    names.push(`N${n}.pdf`)
    if (n % 5 !== 0) continue
    server.add(mailWith(`N${n}`))
    known++
  }
  return { names: names.sort(), leftOut, known }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

it('takes in two hundred mails once, though it is killed four times, and answers others meanwhile', async () => {
  const { names, leftOut, known } = fill()
  const trusted = join(dirname(bundle.dataDir), 'ca.pem')
  writeFileSync(trusted, localhost.pem)
  const env = { NODE_EXTRA_CA_CERTS: trusted, MAILBOXES_ALLOW_PRIVATE: 'true' }
  const start = () => startService(bundle.entry, bundle.dataDir, env)
  let running = await start()
  service = running
  await running.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
  const { user, password, port } = server
  const settings = { host: 'localhost', port, user, password, from: '2026-07-01', everyMinutes: 1 }
  expect((await running.api.json('PUT', `${at}/mailbox`, settings)).status).toBe(201)
  const state = async () => (await running.api.send('GET', `${at}/mailbox`)).body
  let slowest = 0
  const until = async (isSo: (taken: number) => boolean) => {
    const { pid } = running
    const busyElsewhere = () => waitedForProcessor(process.pid) + waitedForProcessor(pid)
    for (let tries = 0; tries < 1200; tries++) {
      const [began, before] = [performance.now(), busyElsewhere()]
      const { taken, leftOut: out } = await state()
      slowest = Math.max(slowest, performance.now() - began - (busyElsewhere() - before))
      if (isSo(taken + out)) return
      await pause(50)
    }
    throw new Error(`The mailbox was not read in time: ${JSON.stringify(await state())}`)
  }
  for (const done of [3, 40, 41, 120]) {
    await until((count) => count >= done)
    await running.end('SIGKILL')
    running = await start()
    service = running
  }
  await until((count) => count >= mails - known)
  const after = await state()
  expect(after).toMatchObject({ state: 'connected', taken: mails - known - leftOut, leftOut })
  const drafts = (await running.api.send('GET', `${at}/drafts?limit=1000`)).body.items
  expect(drafts.map(({ file }: { file: { name: string } }) => file.name).sort()).toEqual(names)
  // Whoever asks meanwhile is answered. What others do on the machine is not counted.
  expect(slowest).toBeLessThan(2000)
}, 240_000)
