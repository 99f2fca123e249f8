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

  /** How many places of the list a key changes until the page is drawn. */
  const changedByKey = (page: Page, key: string) =>
    page.evaluate(
      (pressed) =>
        new Promise<number>((resolve) => {
          const list = document.querySelector('.questions') as Element
          let changed = 0
          const watch = new MutationObserver((records) => {
            changed += records.length
          })
          watch.observe(list, { subtree: true, childList: true, attributes: true, characterData: true })
          document.body.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, bubbles: true }))
          requestAnimationFrame(() =>
            requestAnimationFrame(() => {
              watch.disconnect()
              resolve(changed)
            }),
          )
        }),
      key,
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

      // The row that was open and the one that is: nothing else of the list is touched.
      for (let n = 0; n < 9; n++) expect(await changedByKey(page, 'j')).toBe(2)

      await page.getByLabel('Szukaj').fill('EUR/9999')
      await expect.poll(() => shown.count()).toBe(1)
      await page.getByLabel('Szukaj').fill('')
      await expect.poll(() => shown.count()).toBe(count)
      expect(wrong).toEqual({ violations: [], external: [], errors: [] })
      await close()
    },
    minutes,
  )
})
