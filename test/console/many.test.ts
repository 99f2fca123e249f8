import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ksefDocument, nip } from '../support/ksef.ts'
import { type ConsoleStage, noBrowser, startConsole, visitSignedIn } from './support.ts'

/** Ten thousand questions: the list stays one that can be read, searched and gone through by keys. */

const us = nip('many')
const count = 10_000
const pageSize = 100
const minutes = 240_000

describe.skipIf(noBrowser)('a list of ten thousand questions', () => {
  let stage: ConsoleStage
  beforeAll(async () => {
    stage = await startConsole({ now: '2026-07-24T12:00:00+02:00' })
    await stage.api.putTaxpayer(us, { name: 'Odbiorca sp. z o.o.' })
    // Each in euros, whose rate nobody named.
    const rows = Array.from(
      { length: count },
      (_, at) =>
        ksefDocument({
          ...{
            seller: { nip: nip(`many ${at % 40}`) },
            buyer: { nip: us },
            number: `EUR/${at}`,
            currency: 'EUR',
          },
          ...{ issueDay: '2026-06-10', numberedAt: '2026-06-10T10:00:00+02:00' },
          amounts: { net: `${1000 + at}.00` },
        }).metadata,
    )
    for (let at = 0; at < count; at += 1000) await stage.api.importMetadata(us, rows.slice(at, at + 1000))
  }, minutes)
  afterAll(() => stage?.close())

  /** Milliseconds until the page shows what a key does, as the page itself measures them. */
  const timeOfKey = (page: Page, key: string) =>
    page.evaluate(
      (pressed) =>
        new Promise<{ took: number; changed: number }>((resolve) => {
          const list = document.querySelector('.questions') as Element
          let changed = 0
          const watch = new MutationObserver((records) => {
            changed += records.length
          })
          watch.observe(list, { subtree: true, childList: true, attributes: true, characterData: true })
          const began = performance.now()
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }))
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              watch.disconnect()
              resolve({ took: performance.now() - began, changed })
            }),
          )
        }),
      key,
    )

  /** Milliseconds until the page shows what is searched for, and how many rows that are. */
  const timeOfSearch = (page: Page, text: string) =>
    page.evaluate(
      (written) =>
        new Promise<{ took: number; shown: number }>((resolve) => {
          const field = document.querySelector('input[type=search]') as HTMLInputElement
          const began = performance.now()
          field.value = written
          field.dispatchEvent(new InputEvent('input', { bubbles: true }))
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              const rows = [...document.querySelectorAll('.questions li')]
              const took = performance.now() - began
              resolve({ took, shown: rows.filter((row) => row.checkVisibility()).length })
            }),
          )
        }),
      text,
    )

  it(
    'is loaded page by page, gone through by keys, and searched',
    async () => {
      const { page, wrong, close } = await visitSignedIn(stage, { path: `/${us}/decide` })
      const rows = page.locator('.questions li')
      await rows.first().waitFor()
      expect(await rows.count()).toBe(pageSize)
      await page.getByRole('button', { name: 'Wczytaj więcej' }).click()
      await expect.poll(() => rows.count(), { timeout: 20_000 }).toBe(2 * pageSize)

      // All are searched, not those alone that were shown.
      const shown = rows.filter({ visible: true })
      await page.getByLabel('Szukaj').fill('EUR/9999')
      await expect.poll(() => shown.count(), { timeout: 60_000 }).toBe(1)
      await page.getByLabel('Szukaj').fill('EUR/')
      await expect.poll(() => shown.count(), { timeout: 20_000 }).toBe(count)

      const keys = []
      for (let n = 0; n < 9; n++) keys.push(await timeOfKey(page, 'j'))
      // The row that was open and the one that is: nothing else of the list is touched.
      expect(keys.map(({ changed }) => changed)).toEqual(keys.map(() => 2))
      const times = keys.map(({ took }) => took).sort((a, b) => a - b)
      expect(times[4]).toBeLessThan(1000)

      const written = await timeOfSearch(page, 'EUR/9999')
      expect(written.shown).toBe(1)
      expect(written.took).toBeLessThan(1000)
      await page.getByLabel('Szukaj').fill('')
      await expect.poll(() => shown.count()).toBe(count)
      expect(wrong).toEqual({ violations: [], external: [], errors: [] })
      await close()
    },
    minutes,
  )
})
