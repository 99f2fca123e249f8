import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedInvoices } from '../../scripts/ksef-stand-in/invoices.ts'
import { StandIn } from '../../scripts/ksef-stand-in/stand-in.ts'
import { VirtualTime } from '../../scripts/ksef-stand-in/virtual-time.ts'
import { PdfWriting } from '../../src/console/example/pdf-writing.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'
import { type ConsoleStage, noBrowser, startConsole, visitSignedIn } from './support.ts'

/** What somebody does from the first screen to the last one, with nothing prepared. */

const seller = { nip: nip('flows seller'), name: 'Drewpol S.A.' }
const nothing = { violations: [], external: [], errors: [] }
const soon = { timeout: 20_000 }
const minutes = 120_000

/** An invoice as it is printed. */
async function paper(number: string, buyer: string): Promise<Buffer> {
  const page = new PdfWriting()
  page.write(40, 760, 18, `Faktura VAT nr ${number}`)
  page.write(40, 735, 10, 'Data wystawienia: 2026-06-10')
  for (const [at, text] of ['Sprzedawca:', seller.name, 'ul. Leśna 4', `NIP: ${seller.nip}`].entries())
    page.write(40, 700 - at * 14, 10, text)
  for (const [at, text] of ['Nabywca:', 'Modrzew Handel', 'ul. Składowa 11', `NIP: ${buyer}`].entries())
    page.write(300, 700 - at * 14, 10, text)
  page.write(40, 528, 9, 'Razem netto 100,00   VAT 23% 23,00   brutto 123,00')
  page.write(40, 480, 14, 'Do zapłaty: 123,00 PLN')
  return Buffer.from(await page.file('x.pdf').arrayBuffer())
}
const fromKsef = (us: string, number: string, numberedAt: string) =>
  packageOf([
    ksefDocument({
      ...{ seller, buyer: { nip: us }, number, issueDay: '2026-06-10', numberedAt },
      amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    }),
  ])
/** Drops a file anywhere on the page. */
const drop = (page: Page, name: string, bytes: Uint8Array) =>
  page.evaluate(
    ([called, content]) => {
      const dropped = new DataTransfer()
      dropped.items.add(new File([new Uint8Array(content)], called))
      const options = { dataTransfer: dropped, bubbles: true, cancelable: true }
      for (const type of ['dragover', 'drop'])
        document.querySelector('h1')?.dispatchEvent(new DragEvent(type, options))
    },
    [name, [...bytes]] as const,
  )

describe.skipIf(noBrowser)('from the beginning', () => {
  let stage: ConsoleStage
  beforeAll(async () => {
    stage = await startConsole({ now: '2026-07-24T12:00:00+02:00' })
  }, minutes)
  afterAll(() => stage?.close())

  it(
    'a firm is added, its papers are dropped and confirmed, and the first of them is reconciled with KSeF',
    async () => {
      const us = nip('flows first')
      const { page, wrong, close } = await visitSignedIn(stage)
      await page.getByRole('button', { name: 'Upuść pliki' }).click()
      await page.getByLabel('NIP').fill(us.replace(/^(...)(...)(..)/, '$1-$2-$3-'))
      await page.keyboard.press('Tab')
      await page.keyboard.type('Modrzew Handel sp. z o.o.')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Dodaj', exact: true }).waitFor()
      expect(new URL(page.url()).pathname).toBe(`/${us}/add`)

      const drafts = page.locator('.questions li')
      for (const [name, number] of Object.entries({ 'one.pdf': 'FV/1/06/2026', 'two.pdf': 'FV/2/06/2026' }))
        await drop(page, name, await paper(number, us))
      await expect.poll(() => drafts.count(), soon).toBe(2)
      const number = page.getByLabel('Numer faktury', { exact: true })
      await expect.poll(() => number.inputValue(), soon).toBe('FV/1/06/2026')
      await page.getByLabel('Data otrzymania').fill('2026-06-12')
      await page.keyboard.press('Enter')
      await expect.poll(() => drafts.count(), soon).toBe(1)
      // Whoever leaves in the middle finds the rest again.
      await page.reload()
      await expect.poll(() => number.inputValue(), soon).toBe('FV/2/06/2026')
      await page.getByRole('button', { name: 'Potwierdź' }).press('Enter')
      await page.getByText('Żaden dokument nie czeka na potwierdzenie').waitFor()

      await drop(page, 'p.zip', fromKsef(us, 'FV/1/06/2026', '2026-06-10T10:00:00+02:00'))
      await page.getByText(/dołączone do zakupów 1/).waitFor()
      await page.keyboard.press('g')
      await page.keyboard.press('z')
      await page.getByLabel('Status').selectOption('reconciled')
      await page.getByLabel('Oznaczenie').selectOption('NrKSeF')
      await page.getByRole('link', { name: 'FV/1/06/2026' }).click()
      await page.getByText('uzgodniony').first().waitFor()
      expect(wrong).toEqual(nothing)
      await close()
    },
    minutes,
  )

  it(
    'a month is closed and filed, and a number that comes late must be corrected by its day',
    async () => {
      const us = nip('flows month')
      const jpk = { officeCode: '1471', email: 'ksiegowosc@odbiorca.example' }
      const policy = { breachNumberAfterFiling: 'correct-14-days' }
      await stage.api.putTaxpayer(us, { name: 'Odbiorca sp. z o.o.', jpk, policy })
      // Who must use KSeF did not, as far as anybody knows in June.
      await stage.api.putSupplier(us, seller.nip, { ksefDuty: [{ status: 'obliged', from: '2026-02-01' }] })
      await stage.api.postCopy(us, plainCopy(seller, 'FV/7'))
      const { page, wrong, close } = await visitSignedIn(stage, { path: `/${us}/month/2026-06` })
      await page.locator('.gate').filter({ hasText: '1 wiersz bez numeru KSeF' }).waitFor()
      const filed = page.getByRole('button', { name: 'Zapisz jako złożone' })
      await page.getByLabel('Data złożenia').fill('2026-07-20')
      await filed.press('Enter')
      await page.getByText('Nic nie różni się od tego, co złożono').waitFor()

      await drop(page, 'p.zip', fromKsef(us, 'FV/7', '2026-07-23T10:00:00+02:00'))
      await page.getByText(/dołączone do zakupów 1/).waitFor()
      await page.goto(`${stage.url}/`)
      // Art. 109 ust. 3e: within 14 days of the number, which came on 23 July.
      await page
        .getByRole('row', { name: /Odbiorca/ })
        .getByText('do 06.08.2026')
        .click()
      const due = page
        .locator('section', { hasText: 'Korekty do złożenia' })
        .getByRole('row', { name: 'FV/7' })
      await due.getByText('06.08.2026').waitFor()
      expect(wrong).toEqual(nothing)
      await close()
    },
    minutes,
  )
})

it.skipIf(noBrowser)(
  'a connection with KSeF is refused with a wrong token, in words, and fetches with the right one',
  async () => {
    const us = '9376032788'
    const token = `20260201-EC-0123456789-0123456789-AB|nip-${us}|0123456789abcdef`
    const time = new VirtualTime(Date.parse('2026-11-20T08:00:00Z'))
    const standIn = new StandIn({ now: () => time.ms })
    const { store } = standIn.addTaxpayer(us, { token })
    const day = 86_400_000
    seedInvoices(store, {
      nip: us,
      from: time.ms - 5 * day,
      to: time.ms - day,
      count: 3,
      seed: 1,
      lagMs: 1000,
    })
    const stage = await startConsole({
      now: () => new Date(time.ms),
      after: time.after,
      ksefApiUrl: 'https://ksef.test/v2',
      fetch: standIn.fetch,
    })
    // An hour goes by as fast as the service works.
    const ticking = setInterval(() => void time.step(time.ms + 5_000), 10)
    const { page, wrong, close } = await visitSignedIn(stage)
    try {
      await page.getByRole('button', { name: 'Połącz z KSeF' }).click()
      await page.getByLabel('NIP').fill(us)
      await page.keyboard.press('Tab')
      await page.keyboard.type('Modrzew Handel sp. z o.o.')
      await page.keyboard.press('Enter')
      const section = page.locator('section', {
        has: page.getByRole('heading', { name: 'Połączenie z KSeF' }),
      })
      await section.getByLabel('Token').last().fill(token.replace('abcdef', 'fedcba'))
      await section.getByRole('button', { name: 'Połącz', exact: true }).press('Enter')
      await section.getByText('KSeF nie zna tego tokena').first().waitFor(soon)
      await page.reload()
      await section.getByText('KSeF nie zna tego tokena').first().waitFor(soon)
      await section.getByRole('button', { name: 'Zmień dostęp' }).click()
      await section.getByLabel('Token').last().fill(token)
      await section.getByRole('button', { name: 'Połącz', exact: true }).press('Enter')
      await section.getByText('3, w tym nowe 3').waitFor(soon)
      await section
        .getByText(/komplet do/)
        .first()
        .waitFor(soon)
      expect(await page.content()).not.toContain('0123456789abcdef')
      expect(wrong).toEqual(nothing)
    } finally {
      clearInterval(ticking)
      await close()
      await stage.close()
    }
  },
  minutes,
)
