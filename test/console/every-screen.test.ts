import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allRoutes } from '../../src/console/routes.ts'
import { languages } from '../../src/texts/language.ts'
import { plainCopy } from '../support/copy.ts'
import { nip } from '../support/ksef.ts'
import {
  axe,
  type ConsoleStage,
  noBrowser,
  settled,
  startConsole,
  unreached,
  visitSignedIn,
} from './support.ts'

/** Every screen there is: nothing is wrong with it for who cannot see or point, in either language, wide or narrow. */

const us = nip('every screen')
/** Of whom nothing is known yet. */
const newcomer = nip('every screen newcomer')
const seller = {
  nip: nip('every screen seller'),
  name: 'Przedsiębiorstwo Wielobranżowe „Zażółć Gęślą Jaźń” Spółka z ograniczoną odpowiedzialnością Spółka komandytowa',
}

/** Many screens one after the other, on a machine that has other things to do. */
const minutes = 240_000

describe.skipIf(noBrowser)('every screen', () => {
  let stage: ConsoleStage
  let purchase = ''
  beforeAll(async () => {
    stage = await startConsole({ now: '2026-07-24T12:00:00+02:00' })
    const { api } = stage
    await api.putTaxpayer(us, { name: 'Odbiorca sp. z o.o.' })
    await api.putTaxpayer(newcomer, { name: 'Nowy sp. z o.o.' })
    const large = { gross: '151851850484.76', net: '123456789012.00', vat: '28395061472.76' }
    const { purchase: made } = await api.postCopy(us, plainCopy(seller, 'FV/100/2026', large))
    purchase = made?.id ?? ''
    await api.postCopy(us, plainCopy(seller, 'FV/1O0/2026', { ...large, externalId: 'scan' }))
    const outage = {
      kind: 'failure',
      start: '2026-06-29',
      end: null,
      source: 'bip',
      reference: 'K/2026/AWR/02',
    }
    await api.json('POST', '/v1/outages', outage)
    await api.json('POST', '/v1/keys', { name: 'ERP', role: 'integration', taxpayers: [us] })
  }, minutes)
  afterAll(() => stage?.close())

  /** Tried in the same way with more in them: `reading-screens`. */
  const triedThere = /^\/:nip\/(?:purchases|awaiting|month\/:month|quarantine|jpk-check)/
  const addresses = () =>
    [...allRoutes.map(({ path }) => path).filter((path) => !triedThere.test(path)), '/:nip/_styles'].map(
      (path) =>
        path
          .replace(':nip', us)
          .replace(':month', '2026-06')
          .replace('suppliers/:id', `suppliers/${seller.nip}`)
          .replace(':id', purchase),
    )

  it.each(languages)(
    'is as it should be, wide and narrow: %s',
    async (language) => {
      const visited = await visitSignedIn(stage, { language, path: '/help' })
      const { page, wrong } = visited
      for (const address of [...addresses(), '/0000000000/nothing']) {
        await page.goto(stage.url + address)
        await page.locator('h1').waitFor()
        await settled(page)
        expect([address, await unreached(page)]).toEqual([address, []])
        for (const width of [1280, 360]) {
          await page.setViewportSize({ width, height: 800 })
          expect([address, width, await axe(page)]).toEqual([address, width, []])
          const reaches = await page.evaluate(() => document.documentElement.scrollWidth)
          expect([address, reaches]).toEqual([address, Math.min(reaches, width)])
        }
        const shown = await page.locator('.problem').count()
        // The page of the parts shows what a refusal looks like.
        expect([address, shown]).toEqual([address, address.endsWith('/_styles') ? 1 : 0])
      }
      expect(wrong).toEqual({ violations: [], external: [], errors: [] })
      await visited.close()
    },
    minutes,
  )

  it('keeps its place when the language changes, and what was typed', async () => {
    const visited = await visitSignedIn(stage, { path: `/${us}/purchases?seller=${seller.nip}` })
    const { page } = visited
    await page.locator('h1').waitFor()
    expect(await page.locator('h1').innerText()).toBe('Zakupy')
    await page.getByRole('button', { name: 'English' }).click()
    await page.getByRole('heading', { name: 'Purchases', exact: true }).waitFor()
    expect(page.url()).toBe(`${stage.url}/${us}/purchases?seller=${seller.nip}`)
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en')
    await page.reload()
    await page.getByRole('heading', { name: 'Purchases', exact: true }).waitFor()
    await visited.close()
  })

  it('is reached by keys, which can be switched off, and says so where there is nothing yet', async () => {
    const visited = await visitSignedIn(stage, { path: `/${newcomer}` })
    const { page } = visited
    // Which month is open goes by the clock of who looks.
    const pathname = () => new URL(page.url()).pathname.replace(/\/\d{4}-\d\d$/, '')
    const at = async (path: string) => expect.poll(pathname).toBe(path)
    await page.locator('h1').waitFor()
    for (const [key, path, says] of [
      ['d', '/decide', 'Nic nie czeka na rozstrzygnięcie'],
      ['z', '/purchases', 'Nie ma jeszcze żadnego zakupu'],
      ['c', '/awaiting', 'Nie czekamy na żaden numer KSeF'],
      ['a', '/add', 'Żaden dokument nie czeka na potwierdzenie'],
      ['m', '/month', 'W tym miesiącu nie ma zakupów'],
      ['o', '/quarantine', 'Nic nie zostało odłożone'],
      ['j', '/jpk-check', 'Nie sprawdzono jeszcze żadnego pliku'],
      ['u', '/settings', 'Brak połączenia'],
      ['t', '', 'Połącz z KSeF: faktury nie przychodzą same'],
    ] as const) {
      await page.keyboard.press('g')
      await page.keyboard.press(key)
      await at(`/${newcomer}${path}`)
      await page.getByText(says).first().waitFor()
      expect([path, await unreached(page)]).toEqual([path, []])
      expect([path, await page.locator('.problem').count()]).toEqual([path, 0])
    }
    await page.keyboard.press('?')
    await at('/help')
    await page.getByRole('checkbox').uncheck()
    await page.keyboard.press('g')
    await page.keyboard.press('b')
    await page.waitForTimeout(300)
    await at('/help')
    await visited.close()
  })
})
