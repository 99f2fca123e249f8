import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'
import { type Road, roadTo } from './road.ts'
import { type ConsoleStage, noBrowser, startConsole, type Visit, visitSignedIn } from './support.ts'

/** Files on their way: how far they are, and what becomes of them when the connection fails or the page is left. */

const us = nip('uploads')
const soon = { timeout: 12_000 }

describe.skipIf(noBrowser)('files on their way', () => {
  let stage: ConsoleStage
  let visited: Visit
  let road: Road
  beforeAll(async () => {
    stage = await startConsole({ now: '2026-07-24T12:00:00+02:00' })
    await stage.api.putTaxpayer(us, { name: 'Odbiorca sp. z o.o.' })
    road = await roadTo(stage.url)
    visited = await visitSignedIn(road, { path: `/${us}/add` })
  }, 60_000)
  afterAll(async () => {
    await visited?.close()
    await road?.close()
    await stage?.close()
  })

  const choose = (name: string, mimeType: string, bytes: Uint8Array) =>
    visited.page.locator('input[type=file]').setInputFiles({ name, mimeType, buffer: Buffer.from(bytes) })
  const listed = () => visited.page.locator('.uploads li').allInnerTexts()
  const becomes = (...lines: RegExp[]) =>
    expect.poll(listed, soon).toEqual(lines.map((line) => expect.stringMatching(line)))
  const purchases = async () =>
    (await stage.api.json('GET', `/v1/taxpayers/${us}/purchases`)).body.items.length

  const invoice = (number: string) =>
    ksefDocument({
      ...{ seller: { nip: nip('uploads seller') }, buyer: { nip: us }, number, issueDay: '2026-06-10' },
      numberedAt: '2026-06-10T10:00:00+02:00',
    })

  it('tell the bytes that went, and go on by themselves once there is a connection again', async () => {
    const { page } = visited
    const large = packageOf([invoice('FV/0'), { xml: randomBytes(16_000_000), name: 'large.bin' }])
    road.narrow()
    await choose('large.zip', 'application/zip', large)
    await becomes(/large\.zip wysyłanie [1-9]\d* MB z 17 MB/)
    road.cut()
    await page.context().setOffline(true)
    await becomes(/large\.zip przerwano: .*połącz/)
    road.mend()
    await page.context().setOffline(false)
    await becomes(/large\.zip przyjęto: .*nowe 1/)
    expect(await purchases()).toBe(1)
    await page.getByRole('button', { name: 'Wyczyść listę' }).click()
    await becomes()
  })

  it('that the service had taken when the answer was lost are recognised as the same', async () => {
    const { page } = visited
    const keys: string[] = []
    let isLost = true
    await page.route('**/ksef/imports', async (route) => {
      keys.push(route.request().headers()['idempotency-key'] ?? '')
      const response = await route.fetch()
      if (isLost) await route.abort('connectionreset')
      else await route.fulfill({ response })
      isLost = false
    })
    await choose('package.zip', 'application/zip', packageOf([invoice('FV/1'), invoice('FV/2')]))
    await becomes(/package\.zip przerwano/)
    expect(await purchases()).toBe(3)
    await page.getByRole('button', { name: 'Wyślij ponownie' }).click()
    // The first answer comes again: two new ones, not two that were known.
    await becomes(/package\.zip przyjęto: .*nowe 2/)
    expect([keys.length, new Set(keys).size, await purchases()]).toEqual([2, 1, 3])
    await page.unroute('**/ksef/imports')
    await page.getByRole('button', { name: 'Wyczyść listę' }).click()
  })

  it('are found again after the page was left, and go on as the same when they are chosen again', async () => {
    const { page } = visited
    page.on('dialog', (dialog) => void dialog.accept())
    const keys: string[] = []
    await page.route('**/ksef/imports', async (route) => {
      keys.push(route.request().headers()['idempotency-key'] ?? '')
      if (keys.length > 1) await route.continue()
    })
    const file = packageOf([invoice('FV/3')])
    const choose = () =>
      page.evaluate(
        (bytes) => {
          const chosen = new DataTransfer()
          chosen.items.add(new File([new Uint8Array(bytes)], 'left.zip', { lastModified: 1 }))
          const input = document.querySelector('input[type=file]') as HTMLInputElement
          input.files = chosen.files
          input.dispatchEvent(new Event('change', { bubbles: true }))
        },
        [...file],
      )
    await choose()
    await becomes(/left\.zip (?:wysyłanie|odczytywanie)/)
    await page.reload()
    await becomes(/left\.zip Opuszczono stronę/)
    expect(await purchases()).toBe(3)
    await choose()
    await becomes(/left\.zip przyjęto/)
    expect([keys.length, new Set(keys).size, await purchases()]).toEqual([2, 1, 4])
  })

  it('are forgotten with the session', async () => {
    const { page } = visited
    await page.getByRole('button', { name: 'Wyloguj się' }).first().click()
    await page.locator('input[type=password], input[autocomplete]').first().waitFor()
    expect(await page.evaluate(() => sessionStorage.getItem('uploads'))).toBe('[]')
    expect(visited.wrong).toEqual({ violations: [], external: [], errors: [] })
  })
})
