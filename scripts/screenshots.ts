import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createClient } from '../src/client/index.ts'
import { makeExample } from '../src/console/example/make.ts'
import type { Day } from '../src/values/day.ts'
import { exampleNip } from '../src/values/nip.ts'
import { noBrowser, startConsole, visit, visitSignedIn } from '../test/console/support.ts'
import { adminKey } from '../test/support/admin-key.ts'

/**
 * `tsx scripts/screenshots.ts [FOLDER [WIDTH]]`: a picture of each screen of the console, in Polish and light, with the
 * firm of the example, on a clock that stands. With a width each is as long as its page.
 */

const today = '2026-07-14'
const now = `${today}T12:00:00+02:00`
const [folder = join(import.meta.dirname, '../docs/images'), width] = process.argv.slice(2)
const at = `/${exampleNip}`

if (noBrowser) process.exit(1)
const stage = await startConsole({ now })
try {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await picture('sign-in', '/', visit)
  await picture('first-start', '/')
  const client = createClient({ baseUrl: stage.url, key: adminKey })
  await makeExample(client, {
    name: 'Przykład: Modrzew Handel sp. z o.o.',
    today: today as Day,
    environment: 'production',
  })
  await client.postOutage({
    ...{ kind: 'failure', start: '2026-06-29', end: '2026-07-01' },
    ...{ source: 'bip', reference: 'K/2026/AWR/02' },
  })
  const [{ id: purchase } = { id: '' }] = (
    await client.listPurchases({ nip: exampleNip, number: 'SH/21/06/2026' })
  ).items
  const screens = {
    office: '/',
    today: at,
    decide: `${at}/decide`,
    'decide-amounts': `${at}/decide?code=AMOUNT_MISMATCH`,
    add: `${at}/add`,
    purchases: `${at}/purchases`,
    purchase: `${at}/purchases/${purchase}`,
    awaiting: `${at}/awaiting`,
    month: `${at}/month/2026-06`,
    quarantine: `${at}/quarantine`,
    'jpk-check': `${at}/jpk-check`,
    supplier: `${at}/suppliers/2222222222`,
    settings: `${at}/settings`,
    outages: '/outages',
    keys: '/keys',
    audit: '/audit',
    help: '/help',
  }
  for (const [name, path] of Object.entries(screens)) await picture(name, path)
} finally {
  await stage.close()
}
process.exit(0)

/** Writes the picture of an address as it is once nothing is on its way any more. */
async function picture(name: string, path: string, open: typeof visit = visitSignedIn): Promise<void> {
  const { page, close } = await open(stage, { path: '/help', width: Number(width ?? 1280) })
  await page.clock.setFixedTime(now)
  let pending = 0
  page.on('request', () => void pending++)
  page.on('requestfinished', () => void pending--)
  page.on('requestfailed', () => void pending--)
  await page.goto(stage.url + path)
  await page.locator('h1').waitFor()
  for (let quiet = 0; quiet < 5; quiet = pending === 0 ? quiet + 1 : 0)
    await new Promise((resolve) => setTimeout(resolve, 200))
  await page.screenshot({
    path: join(folder, `${name}.png`),
    fullPage: width !== undefined,
    animations: 'disabled',
  })
  await close()
}
