import type { FileChooser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'
import { type ConsoleStage, noBrowser, startConsole, visitSignedIn } from './support.ts'

/** The file of an accounting program, from the first screen to the repaired file, without a mouse. */

const us = nip('jpk by keyboard')
const seller = { nip: nip('jpk by keyboard seller'), name: 'Drewpol S.A.' }
const invoice = (number: string, issueDay: string) =>
  ksefDocument({
    ...{ seller, buyer: { nip: us }, number, issueDay, numberedAt: `${issueDay}T10:00:00+02:00` },
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
  })

/** Goes from control to control until this one has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor()
  for (let step = 0; step < 150; step++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`no key leads to ${wanted}`)
}

describe.skipIf(noBrowser)('the check of a file, by keyboard alone', () => {
  let stage: ConsoleStage
  let right = ''
  beforeAll(async () => {
    stage = await startConsole({ now: '2026-07-24T12:00:00+02:00' })
    await stage.api.putTaxpayer(us, {
      name: 'Odbiorca sp. z o.o.',
      jpk: { officeCode: '1471', email: 'biuro@example.com' },
    })
    await stage.api.importPackage(
      us,
      packageOf([
        invoice('FV/1', '2026-06-10'),
        invoice('FV/2', '2026-06-11'),
        invoice('FV/3', '2026-06-12'),
      ]),
    )
    right = (await stage.api.send('GET', `/v1/taxpayers/${us}/register/2026-06?format=xml`)).body
  })
  afterAll(() => stage?.close())

  it('leads from the first screen to what is wrong, what is called right, and the file that was repaired', async () => {
    const { page, wrong, close } = await visitSignedIn(stage, { path: `/${us}` })
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('j')
    await page.waitForURL(/jpk-check$/)
    // Listened to throughout: a key could be quicker than the browser's news that somebody listens now.
    const choosers: FileChooser[] = []
    page.on('filechooser', (chooser) => choosers.push(chooser))
    const chooseFile = async (name: string, content: string) => {
      // It takes no file while it reads one.
      const button = page.locator('button:enabled', { hasText: 'Wybierz plik' })
      await tabTo(page, button)
      await page.keyboard.press('Enter')
      await expect.poll(() => choosers.length).toBe(1)
      await choosers.pop()?.setFiles({ name, mimeType: 'text/xml', buffer: Buffer.from(content) })
    }
    const faulty = right
      .replace('<DataWplywu>2026-06-10', '<DataWplywu>2026-06-09')
      .replace('<DataWplywu>2026-06-11', '<DataWplywu>2026-06-10')
      .replace(/<K_43>23.00(?![\s\S]*<K_43>)/, '<K_43>32.00')
    await chooseFile('lipiec.xml', faulty)
    await page.waitForURL(/check=/)

    await tabTo(page, page.getByRole('link', { name: 'Inna data wpływu' }))
    await page.keyboard.press('Enter')
    await page.waitForURL(/kind=RECEIPT_DAY_DIFFERS/)
    await expect.poll(() => page.locator('ol.items > li').count()).toBe(2)
    await tabTo(page, page.getByRole('button', { name: 'To jest w porządku' }).first())
    await page.keyboard.press('Enter')
    await tabTo(page, page.getByLabel('Notatka'))
    await page.keyboard.type('Ustalono ze sprzedawcą')
    await tabTo(page, page.locator('dialog').getByRole('button', { name: 'To jest w porządku' }))
    await page.keyboard.press('Enter')
    await page.getByText('„Ustalono ze sprzedawcą”').waitFor()

    await tabTo(page, page.getByRole('button', { name: 'Zapisz wynik jako CSV' }))
    const [download] = await Promise.all([page.waitForEvent('download'), page.keyboard.press('Enter')])
    expect(download.suggestedFilename()).toBe(`jpk-${us}-2026-06.csv`)

    // Repaired but for the row that is right as it is.
    await chooseFile(
      'lipiec-poprawiony.xml',
      right.replace('<DataWplywu>2026-06-10', '<DataWplywu>2026-06-09'),
    )
    const kinds = page.getByRole('table', { name: 'Wynik sprawdzenia' })
    await kinds.getByRole('columnheader', { name: 'Poprzednio' }).waitFor()
    const amounts = kinds.getByRole('row', { name: /Inna kwota/ })
    expect((await amounts.getByRole('cell').allInnerTexts()).slice(0, 2)).toEqual(['1', '0'])
    expect(await page.getByText('„Ustalono ze sprzedawcą”').count()).toBeGreaterThan(0)
    expect(wrong).toEqual({ violations: [], external: [], errors: [] })
    await close()
  }, 60_000)
})
