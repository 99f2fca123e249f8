import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exampleNip } from '../../src/values/nip.ts'
import { nip } from '../support/ksef.ts'
import { axe, type ConsoleStage, noBrowser, startConsole, visitSignedIn } from './support.ts'

/** The example of the first start in a browser: made by one click, marked on every screen, erased by one click. */

const now = '2026-07-14T12:00:00+02:00'
const minutes = 240_000

describe.skipIf(noBrowser)('the example', () => {
  let stage: ConsoleStage
  beforeAll(async () => {
    stage = await startConsole({ now })
  }, minutes)
  afterAll(() => stage?.close())

  it(
    'is a month that can be walked through, and goes without a trace',
    async () => {
      const { page, wrong, close } = await visitSignedIn(stage)
      await page.clock.setFixedTime(now)
      await page.getByRole('button', { name: 'Pokaż na przykładzie' }).click()
      await page.getByText('Zamknij okres czerwiec 2026').waitFor({ timeout: 60_000 })
      expect(new URL(page.url()).pathname).toBe(`/${exampleNip}`)

      for (const path of ['', '/decide', '/purchases', '/awaiting', '/month/2026-06', '/settings']) {
        await page.goto(`${stage.url}/${exampleNip}${path}`)
        await page.getByRole('complementary', { name: 'Przykład' }).waitFor()
      }
      await page.setViewportSize({ width: 360, height: 800 })
      expect(await axe(page)).toEqual([])
      await page.setViewportSize({ width: 1280, height: 800 })

      // The paper was printed before the price was changed: one purchase of two.
      await page.goto(`${stage.url}/${exampleNip}/decide`)
      await page.locator('h2').filter({ hasText: 'Ten dokument odłożono' }).waitFor()
      await page.keyboard.press('j')
      await page.getByRole('button', { name: /^Ta sama faktura/ }).click()
      await page.getByText('Cofnij').first().waitFor()
      const twice = await stage.api.send('GET', `/v1/taxpayers/${exampleNip}/purchases?number=DP/41/06/2026`)
      expect(twice.body.items).toHaveLength(1)

      // Each step that stands open leads to where it is gone, and a button that waits says for what.
      await page.goto(`${stage.url}/${exampleNip}/month/2026-06`)
      const step = (name: string) => page.locator('.gate').filter({ hasText: name })
      await step('Pobrano w całości').getByRole('link', { name: 'Ustawienia' }).waitFor()
      await step('Nic nie odłożono').getByRole('link', { name: 'Odłożone' }).waitFor()
      await page.getByText('Najpierw wybierz, czy uwzględnić wiersze wstrzymane.').waitFor()
      await step('Rozstrzygnięto').getByRole('link', { name: 'Do decyzji' }).click()
      await page.getByRole('heading', { name: 'Do decyzji', exact: true }).waitFor()

      await page.getByRole('button', { name: 'Usuń przykład' }).click()
      await page.getByRole('button', { name: 'Pokaż na przykładzie' }).waitFor()
      expect((await stage.api.send('GET', '/v1/taxpayers')).body.items).toEqual([])
      expect(wrong).toEqual({ violations: [], external: [], errors: [] })
      await close()
    },
    minutes,
  )

  it(
    'is for whoever may add firms, and leaves none behind where the service refuses it',
    async () => {
      const firm = nip('of the accountant')
      await stage.api.putTaxpayer(firm, { name: 'Firma' })
      const made = await stage.api.json('POST', '/v1/keys', {
        name: 'Biuro',
        role: 'accountant',
        taxpayers: [nip('of nobody')],
      })
      const { page, close } = await visitSignedIn(stage, { key: made.body.key })
      await page.locator('.empty').waitFor()
      expect(await page.getByRole('button', { name: 'Pokaż na przykładzie' }).count()).toBe(0)
      await close()

      await stage.api.send('DELETE', `/operator/taxpayers/${firm}`)
      const admin = await visitSignedIn(stage)
      await admin.page.route('**/ksef/imports', (route) => route.abort())
      await admin.page.getByRole('button', { name: 'Pokaż na przykładzie' }).click()
      await admin.page.getByText('Usługa nie odpowiada').waitFor({ timeout: 60_000 })
      expect((await stage.api.send('GET', '/v1/taxpayers')).body.items).toEqual([])
      await admin.close()
    },
    minutes,
  )
})
