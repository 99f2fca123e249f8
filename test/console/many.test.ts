import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyPurchases } from '../support/copied-rows.ts'
import { ksefDocument, nip } from '../support/ksef.ts'
import { type ConsoleStage, noBrowser, startConsole, visitSignedIn } from './support.ts'

/** Ten thousand questions: the list stays one that can be read, searched, gone through by keys and answered at once. */

const us = nip('many')
const others = nip('many others')
const count = 10_000
const pageSize = 100
const nothing = { violations: [], external: [], errors: [] }
/** Waits longer than the feed is slow. */
const soon = { timeout: 15_000 }

describe.skipIf(noBrowser)('a list of ten thousand questions', () => {
  let stage: ConsoleStage
  /** Invoices in euros, whose rate nobody named. */
  const importInEuros = (buyer: string, numbers: readonly string[]) => {
    const rows = numbers.map(
      (number) =>
        ksefDocument({
          ...{ seller: { nip: nip('many seller') }, buyer: { nip: buyer }, number, currency: 'EUR' },
          ...{ issueDay: '2026-06-10', numberedAt: '2026-06-10T10:00:00+02:00' },
        }).metadata,
    )
    return stage.api.importMetadata(buyer, rows)
  }
  beforeAll(async () => {
    stage = await startConsole({ now: '2026-07-24T12:00:00+02:00' })
    for (const taxpayer of [us, others])
      await stage.api.putTaxpayer(taxpayer, { name: 'Odbiorca sp. z o.o.' })
    const numbers = (prefix: string, length: number) => Array.from({ length }, (_, at) => `${prefix}/${at}`)
    await importInEuros(us, numbers('EUR', 10))
    copyPurchases(stage.dataDir, us, count / 10)
    await importInEuros(others, [...numbers('USŁUGA', 103), ...numbers('TOWAR', 3)])
  }, 60_000)
  afterAll(() => stage?.close())

  const rowsOf = (page: Page) => page.locator('.questions li')
  const search = (page: Page) => page.getByLabel('Szukaj')

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

  /** Watches how many rows the page has at most, from now on. */
  const watchRows = (page: Page) =>
    page.evaluate(() => {
      const rows = () => document.querySelectorAll('.questions li').length
      const seen = { most: rows() }
      new MutationObserver(() => {
        seen.most = Math.max(seen.most, rows())
      }).observe(document.body, { subtree: true, childList: true })
      Object.assign(window, { rowsSeen: seen })
    })
  const mostRows = (page: Page) =>
    page.evaluate(() => (window as unknown as { rowsSeen: { most: number } }).rowsSeen.most)

  it('is loaded page by page, searched where it lies, and gone through by keys', async () => {
    const { page, wrong, close } = await visitSignedIn(stage, { path: `/${us}/decide` })
    const rows = rowsOf(page)
    await rows.first().waitFor()
    expect(await rows.count()).toBe(pageSize)
    await page.getByRole('button', { name: 'Wczytaj więcej' }).click()
    await expect.poll(() => rows.count(), soon).toBe(2 * pageSize)
    // The row that was open and the one that is: nothing else of the list is touched.
    for (let n = 0; n < 9; n++) expect(await changedByKey(page, 'j')).toBe(2)

    await watchRows(page)
    await search(page).fill('eur 7/999')
    await expect.poll(() => rows.count(), soon).toBe(1)
    expect(await rows.innerText()).toContain('EUR/7/999')
    await search(page).fill('EUR')
    await expect.poll(() => rows.count(), soon).toBe(pageSize)
    await page.getByRole('button', { name: 'Wczytaj więcej' }).click()
    await expect.poll(() => rows.count(), soon).toBe(2 * pageSize)
    await search(page).fill('nikt')
    await page.getByText('Nic nie pasuje').waitFor()
    expect(await rows.count()).toBe(0)
    await page.getByRole('button', { name: 'Pokaż wszystkie' }).click()
    await expect.poll(() => rows.count(), soon).toBeGreaterThan(1)
    expect(await mostRows(page)).toBe(2 * pageSize)

    await search(page).fill('EUR/3/12')
    await expect.poll(() => rows.count(), soon).toBe(11)
    await page.reload()
    await expect.poll(() => rows.count(), soon).toBe(11)
    expect(await search(page).inputValue()).toBe('EUR/3/12')
    expect(wrong).toEqual(nothing)
    await close()
  }, 60_000)

  it('is asked for what was typed at last, and for nothing on the way there', async () => {
    const { page, close } = await visitSignedIn(stage, { path: `/${us}/decide` })
    const rows = rowsOf(page)
    await rows.first().waitFor()
    const asked: (string | null)[] = []
    const aborted: (string | null)[] = []
    const textIn = (url: string) => new URL(url).searchParams.get('text')
    page.on('request', (request) => {
      if (request.url().includes('text=')) asked.push(textIn(request.url()))
    })
    page.on('requestfailed', (request) => aborted.push(textIn(request.url())))
    await page.route(/text=EUR%2F5$|text=EUR%2F5&/, () => {})
    // Faster than anybody types: letter by letter, without a pause.
    await search(page).evaluate((input: HTMLInputElement) => {
      for (const letter of 'EUR/5') {
        input.value += letter
        input.dispatchEvent(new Event('input', { bubbles: true }))
      }
    })
    await expect.poll(() => asked, soon).toEqual(['EUR/5'])
    await search(page).fill('EUR/5/55')
    await expect.poll(() => rows.count(), soon).toBe(11)
    expect(new Set(asked)).toEqual(new Set(['EUR/5', 'EUR/5/55']))
    expect(aborted).toEqual(['EUR/5'])
    await close()
  }, 60_000)

  it('tells how many are answered at once, however few of them it shows', async () => {
    const path = `/${us}/decide?code=EXCHANGE_RATE_MISSING&q=EUR/7`
    const { page, close } = await visitSignedIn(stage, { path })
    await page.getByRole('button', { name: 'Rozstrzygnij wiele' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('szukane: „EUR/7”: 1000 uwag').waitFor()
    const boxes = dialog.locator('input[type=checkbox]')
    expect(await boxes.count()).toBe(pageSize)
    await boxes.first().uncheck()
    await dialog.getByRole('button', { name: 'Rozstrzygnij: 999' }).waitFor()
    await dialog.getByRole('button', { name: 'Pokaż więcej' }).click()
    expect(await boxes.count()).toBe(2 * pageSize)
    await close()
  }, 60_000)

  it('answers at once all that a text finds, and goes on to hear of what others do', async () => {
    const left = async () =>
      (await stage.api.json('GET', `/v1/taxpayers/${others}/findings?open=true&severity=review&limit=1000`))
        .body.items as { id: string; invoice: { number: string } }[]
    const path = `/${others}/decide?code=EXCHANGE_RATE_MISSING&q=usluga`
    const { page, wrong, close } = await visitSignedIn(stage, { path })
    await page.getByRole('button', { name: 'Rozstrzygnij wiele' }).click()
    await page.getByRole('button', { name: 'Rozstrzygnij: 103' }).click()
    await page
      .getByRole('dialog')
      .getByText('Rozstrzygnięto: 103. Pominięto: 0.')
      .waitFor({ timeout: 40_000 })
    await page.getByRole('dialog').getByRole('button', { name: 'Zamknij' }).last().click()
    await page.getByText('Nic nie pasuje').waitFor()
    const open = await left()
    expect(open.map(({ invoice }) => invoice.number).toSorted()).toEqual(['TOWAR/0', 'TOWAR/1', 'TOWAR/2'])

    await search(page).fill('towar')
    const rows = rowsOf(page)
    await expect.poll(() => rows.count(), soon).toBe(3)
    const decided = `/v1/taxpayers/${others}/findings/${open[0]?.id}/decision`
    expect((await stage.api.json('POST', decided, { decision: 'accepted' })).status).toBe(200)
    await expect.poll(() => rows.count(), soon).toBe(2)
    await importInEuros(others, ['TOWAR/3', 'INNY/1'])
    await expect.poll(() => rows.count(), soon).toBe(3)
    expect(wrong).toEqual(nothing)
    await close()
  }, 90_000)
})
