import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, createClient } from '../../src/client/index.ts'
import { adminKey } from '../support/admin-key.ts'
import { ksefDocument, nip, packageOf, qrI, qrII } from '../support/ksef.ts'
import { pdf } from '../support/pdf.ts'
import {
  axe,
  type ConsoleStage,
  noBrowser,
  settled,
  startConsole,
  unreached,
  visitSignedIn,
} from './support.ts'

/** The screens on which purchases, months and files are read, in a real browser. */

const us = '9376032788'
const seller = { nip: nip('Drewpol'), name: 'Drewpol S.A.' }
/** What a stranger may write wherever text goes. */
const hostile = '"><img src=x onerror="window.hit=1"><script>window.hit=1</script>'

let stage: ConsoleStage
let client: Client
let folder = ''
let purchaseId = ''
let longId = ''

const invoice = (number: string, issueDay: string, more: object = {}) =>
  ksefDocument({
    ...{ seller, buyer: { nip: us, name: 'Modrzew Handel sp. z o.o.' }, number, issueDay },
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    numberedAt: `${issueDay}T10:00:00+02:00`,
    ...more,
  })

beforeAll(async () => {
  if (noBrowser) return
  folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-reading-'))
  stage = await startConsole({ now: '2026-07-24T12:00:00+02:00' })
  client = createClient({ baseUrl: stage.url, key: adminKey })
  await client.putTaxpayer(
    { nip: us },
    { name: 'Modrzew Handel sp. z o.o.', jpk: { officeCode: '1471', email: 'ksiegowosc@odbiorca.example' } },
  )
  await client.postImport(
    { nip: us },
    packageOf([
      invoice('FV/1/06/2026', '2026-06-10'),
      invoice('FV/2/06/2026', '2026-06-11', { amounts: { net: '200.00', vat: '46.00', gross: '246.00' } }),
      invoice(`X${hostile}`, '2026-06-12', { seller: { nip: nip('Obcy'), name: `Firma ${hostile}` } }),
      // As long as names, numbers and amounts may be.
      invoice(`${'N'.repeat(250)}/26`, '2026-06-13', {
        seller: { nip: nip('Długa'), name: 'Przedsiębiorstwo Wielobranżowe '.repeat(8).slice(0, 240).trim() },
        amounts: { net: '123456789012.34', vat: '28395061472.84', gross: '151851850485.18' },
      }),
      // A row without its XML is set aside.
      { metadata: invoice('FV/3/06/2026', '2026-06-15').metadata },
    ]),
  )
  const offline = { ...seller, number: 'OFF/1/07/2026' }
  const { xml } = invoice(offline.number, '2026-07-06')
  await client.postCopy(
    { nip: us },
    {
      ...{
        seller,
        number: offline.number,
        issueDate: '2026-07-06',
        currency: 'PLN',
        receivedOn: '2026-07-06',
      },
      ...{ net: '100.00', vat: '23.00', gross: '123.00', document: 'offline-invoice', channel: 'email' },
      qrCodes: [qrI(seller.nip, '2026-07-06', xml), qrII(seller.nip, xml)],
    },
  )
  const { items } = await client.listPurchases({ nip: us, number: 'FV/1/06/2026' })
  purchaseId = items[0]?.id as string
  const long = await client.listPurchases({ nip: us, seller: nip('Długa') })
  longId = long.items[0]?.id as string
}, 60_000)
afterAll(async () => {
  await stage?.close()
  if (folder !== '') rmSync(folder, { recursive: true, force: true })
})

const nothing = { violations: [], external: [], errors: [] }
/** Whether the page has to be scrolled sideways. */
const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
const text = (page: Page): Promise<string> => page.innerText('main')
const routes = () => [
  `/${us}/purchases`,
  `/${us}/purchases/${purchaseId}`,
  `/${us}/purchases/${longId}`,
  `/${us}/purchases/print`,
  `/${us}/awaiting`,
  `/${us}/awaiting?by=seller`,
  `/${us}/month/2026-06`,
  `/${us}/quarantine`,
  `/${us}/jpk-check`,
]

describe.skipIf(noBrowser)('reading in the console', () => {
  it.each(['pl', 'en'] as const)(
    'leaves nobody out, and fits a phone, in %s',
    async (language) => {
      const { page, wrong, close } = await visitSignedIn(stage, { language })
      for (const route of routes()) {
        await page.setViewportSize({ width: 1280, height: 800 })
        await page.goto(stage.url + route)
        await page.waitForSelector('main h1')
        await settled(page)
        expect([route, await unreached(page), await axe(page)]).toEqual([route, [], []])
        await page.setViewportSize({ width: 360, height: 800 })
        expect([route, await axe(page), await isTooWide(page)]).toEqual([route, [], false])
      }
      expect(wrong).toEqual(nothing)
      await close()
    },
    120_000,
  )

  it('shows what a stranger wrote as text and runs none of it', async () => {
    const { page, wrong, close } = await visitSignedIn(stage)
    for (const route of [`/${us}/purchases`, `/${us}/purchases/print`, `/${us}/month/2026-06`]) {
      await page.goto(stage.url + route)
      await settled(page)
      await expect.poll(() => text(page), { timeout: 20_000 }).toContain(hostile)
      expect(await page.evaluate(() => 'hit' in window)).toBe(false)
    }
    expect(wrong).toEqual(nothing)
    await close()
  }, 60_000)

  it('finds a purchase by keyboard, tells why it was received when, and has it marked as booked', async () => {
    const { page, wrong, close } = await visitSignedIn(stage)
    await page.goto(`${stage.url}/${us}/purchases`)
    await page.focus('input[type=search]')
    await page.keyboard.type('fv 1 06 2026')
    await page.keyboard.press('Enter')
    await page.waitForURL(/text=fv/)
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1)
    await page.focus('tbody a')
    await page.keyboard.press('Enter')
    await page.waitForSelector('.invoice')
    expect(await page.innerText('.receipt-day')).toContain('10.06.2026')
    expect(await text(page)).toContain('Dlaczego ta data?')
    expect(await page.innerText('.invoice')).toMatch(/Sprzedawca[\s\S]*Drewpol S\.A\.[\s\S]*123,00/)
    // KOD I leads to the invoice in KSeF.
    const { xml } = invoice('FV/1/06/2026', '2026-06-10')
    expect(await page.locator('.qr-code a').getAttribute('href')).toBe(qrI(seller.nip, '2026-06-10', xml))
    await page.getByLabel('Numer w księgach').focus()
    await page.keyboard.type('PZ/7')
    await page.keyboard.press('Enter')
    await page.waitForSelector('text=Oznaczono jako zaksięgowaną')
    expect((await client.getPurchase({ nip: us, id: purchaseId })).posting?.reference).toBe('PZ/7')
    expect(wrong).toEqual(nothing)
    await close()
  }, 60_000)

  it('draws a PDF as it is, page by page', async () => {
    const file = pdf([
      { content: '0 0 0 rg 0 421 595 421 re f' },
      { content: 'BT /F 24 Tf 100 700 Td (Faktura) Tj ET' },
    ])
    const metadata = {
      ...{ seller, number: 'PDF/1', issueDate: '2026-06-20', currency: 'PLN' },
      ...{ net: '8.13', vat: '1.87', gross: '10.00', receivedOn: '2026-06-21', document: 'invoice' },
    }
    const form = new FormData()
    form.append('file', new Blob([file], { type: 'application/pdf' }))
    form.append('metadata', JSON.stringify(metadata))
    const { purchase } = await client.postCopy({ nip: us }, form)
    const { page, wrong, close } = await visitSignedIn(stage)
    await page.goto(`${stage.url}/${us}/purchases/${purchase?.id}`)
    await page.getByRole('img', { name: 'Strona 2 z 2' }).waitFor()
    // The upper half of the first page is black, the lower one white.
    const grey = await page.evaluate(() => {
      const shown = document.querySelector('canvas') as HTMLCanvasElement
      const canvas = new OffscreenCanvas(1, 2)
      const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
      context.drawImage(shown, 0, 0, 1, 2)
      const { data } = context.getImageData(0, 0, 1, 2)
      return [data[0], data[4]]
    })
    expect(grey[0]).toBeLessThan(60)
    expect(grey[1]).toBeGreaterThan(200)
    expect(wrong).toEqual(nothing)
    await close()
  }, 60_000)

  it('writes the seller a letter in either language', async () => {
    const { page, wrong, close } = await visitSignedIn(stage)
    await page.goto(`${stage.url}/${us}/awaiting`)
    await page.getByRole('button', { name: 'Ponaglij' }).press('Enter')
    const letter = page.locator('dialog textarea')
    expect(await letter.inputValue()).toContain('OFF/1/07/2026')
    await page.locator('dialog select').selectOption('en')
    expect(await letter.inputValue()).toMatch(/invoice no\. OFF\/1\/07\/2026|OFF\/1\/07\/2026/)
    await page.keyboard.press('Escape')
    await page.waitForSelector('dialog', { state: 'detached' })
    expect(wrong).toEqual(nothing)
    await close()
  }, 60_000)

  it('checks a file, takes an answer with its note, and shows what the repaired file no longer has', async () => {
    const { page, wrong, close } = await visitSignedIn(stage)
    const right = await client.getRegister({ nip: us, month: '2026-06' }, { accept: 'application/xml' })
    const faulty = right
      .replace('<DataWplywu>2026-06-10', '<DataWplywu>2026-06-09')
      .replace('<K_43>46.00', '<K_43>64.00')
    const bad = join(folder, 'bad.xml')
    writeFileSync(bad, faulty)
    await page.goto(`${stage.url}/${us}/jpk-check`)
    await page.setInputFiles('input[type=file]', bad)
    await page.waitForURL(/check=/)
    await page.waitForSelector('ol.items li')
    const found = await text(page)
    for (const kind of ['Inna data wpływu', 'Inna kwota', 'Suma kontrolna']) expect(found).toContain(kind)
    const item = page.locator('ol.items > li', { hasText: 'Inna data wpływu' })
    await item.getByRole('button', { name: 'To jest w porządku' }).press('Enter')
    await page.locator('dialog textarea').fill('Ustalono ze sprzedawcą')
    await page.locator('dialog').getByRole('button', { name: 'To jest w porządku' }).press('Enter')
    await page.waitForSelector('text=„Ustalono ze sprzedawcą”')
    // The address holds it: a page that is loaded anew shows the same.
    await page.reload()
    await page.waitForSelector('text=„Ustalono ze sprzedawcą”')
    // A file that is dropped beside the control is the file of the program too, and no document to be added.
    await page.evaluate((content) => {
      const dropped = new DataTransfer()
      dropped.items.add(new File([content], 'good.xml', { type: 'text/xml' }))
      const options = { dataTransfer: dropped, bubbles: true, cancelable: true }
      document.querySelector('h1')?.dispatchEvent(new DragEvent('dragover', options))
      document.querySelector('h1')?.dispatchEvent(new DragEvent('drop', options))
    }, right)
    await page.waitForSelector('text=Wszystkie wiersze są zgodne')
    expect(new URL(page.url()).pathname).toBe(`/${us}/jpk-check`)
    expect(wrong).toEqual(nothing)
    await close()
  }, 60_000)

  it('sets a document aside for good, with the reason, and takes that back', async () => {
    const { page, wrong, close } = await visitSignedIn(stage)
    await page.goto(`${stage.url}/${us}/quarantine`)
    await page.getByRole('button', { name: 'Odrzuć' }).first().press('Enter')
    await page.locator('dialog textarea').fill('Nie nasza faktura')
    await page.locator('dialog').getByRole('button', { name: 'Odrzuć' }).press('Enter')
    await page.waitForSelector('text=Nic nie zostało odłożone')
    await page.getByRole('checkbox').press('Space')
    await page.waitForSelector('text=„Nie nasza faktura”')
    await page.getByRole('button', { name: 'Cofnij' }).first().press('Enter')
    await page.waitForSelector('text=do załatwienia')
    expect(wrong).toEqual(nothing)
    await close()
  }, 60_000)

  it('keeps a month as filed, and shows what has to be corrected after it', async () => {
    const { page, wrong, close } = await visitSignedIn(stage)
    await page.goto(`${stage.url}/${us}/month/2026-06`)
    await page.waitForSelector('.gates')
    await page.waitForSelector('.marker >> text=numer KSeF')
    expect(await text(page)).not.toContain('NrKSeF')
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Zapisz jako CSV' }).press('Enter')
    const csv = readFileSync((await (await download).path()) as string, 'utf8')
    expect(csv).toContain('FV/2/06/2026')
    await page.getByRole('button', { name: 'Zapisz jako złożone' }).press('Enter')
    await page.waitForSelector('text=Nic nie różni się od tego, co złożono')
    await client.patchPurchase({ nip: us, id: purchaseId }, { deductIn: '2026-07' })
    await page.reload()
    await page.waitForSelector('text=Korekty do złożenia')
    await page.waitForFunction(() => document.body.innerText.includes('korekta'))
    expect(wrong).toEqual(nothing)
    await close()
  }, 60_000)
})
