import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminKey } from '../support/admin-key.ts'
import { axe, type ConsoleStage, noBrowser, startConsole, visit, visitSignedIn } from './support.ts'

/** Signing in and out in a real browser: what is loaded, what stays in the address bar, and what a reload keeps. */

const nothing = { violations: [], external: [], errors: [] }
const words = {
  pl: { signOut: 'Wyloguj' },
  en: { signOut: 'Sign out' },
}

describe.skipIf(noBrowser)('in a browser', () => {
  let stage: ConsoleStage
  beforeAll(async () => {
    stage = await startConsole()
    await stage.api.putTaxpayer('9376032788', { name: 'Modrzew Handel sp. z o.o.' })
  })
  afterAll(() => stage.close())

  it.each(['pl', 'en'] as const)(
    'somebody signs in with a key by keyboard, reloads, and signs out: %s',
    async (language) => {
      const { page, wrong, close } = await visit(stage, { language })
      const field = page.locator('input[type=password]')
      await field.waitFor()
      expect(await page.evaluate(() => document.documentElement.lang)).toBe(language)
      expect(await axe(page)).toEqual([])

      await field.fill('kr_wrong')
      await page.keyboard.press('Enter')
      await page.locator('[aria-invalid=true]').waitFor()
      expect(await axe(page)).toEqual([])

      await field.fill(adminKey)
      await page.keyboard.press('Enter')
      const name = page.getByText('Modrzew Handel sp. z o.o.').first()
      await name.waitFor()
      expect(await axe(page)).toEqual([])
      expect(await page.evaluate(() => document.cookie)).toBe('')

      await page.reload()
      await name.waitFor()
      await page.getByRole('button', { name: words[language].signOut }).click()
      await field.waitFor()
      await page.reload()
      await field.waitFor()
      expect(wrong).toEqual(nothing)
      await close()
    },
  )

  it('the address with a key is signed in at once, and nothing keeps the key', async () => {
    const { page, wrong, close } = await visitSignedIn(stage)
    await page.getByText('Modrzew Handel sp. z o.o.').first().waitFor()
    expect(page.url()).toBe(`${stage.url}/`)
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.title]),
    )
    expect(kept).not.toContain(adminKey)
    await page.goBack()
    expect(page.url()).not.toContain('key=')
    expect(wrong).toEqual(nothing)
    await close()
  })

  it('speaks the language of the key, until another is chosen here', async () => {
    const { body: made } = await stage.api.json('POST', '/v1/keys', {
      ...{ name: 'Anna', role: 'admin', taxpayers: '*', language: 'en' },
    })
    const { page, wrong, close } = await visitSignedIn(stage, { key: made.key, path: '/keys' })
    const lang = (language: string) => page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' })
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    await lang('en')
    // Whose key it is gives it another language on the screen of keys.
    await page.getByRole('row', { name: /^Anna/ }).getByRole('button', { name: 'English' }).click()
    await page.getByLabel('Language', { exact: true }).last().selectOption('pl')
    expect(await axe(page)).toEqual([])
    await button('Save').click()
    await page.getByRole('row', { name: /^Anna/ }).getByRole('button', { name: 'Polski' }).waitFor()
    await page.reload()
    await lang('pl')
    await page.locator('fieldset.languages').getByRole('button', { name: 'English' }).click()
    await lang('en')
    await page.reload()
    await lang('en')
    expect(wrong).toEqual(nothing)
    await close()
  })

  it.each(['/', '/9376032788/decide'])('a first load of %s is 60 KB packed at most', async (path) => {
    const { page, close } = await visitSignedIn(stage, { path })
    // As they came over the network, without headers.
    const sizes = await page.evaluate(() =>
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .filter(({ name }) => !name.includes('/v1/') && !name.endsWith('/session'))
        .map((entry) => (entry as PerformanceResourceTiming).encodedBodySize),
    )
    expect(sizes.length).toBeGreaterThan(2)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(60 * 1024)
    await close()
  })
})
