import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainCopy } from '../support/copy.ts'
import { nip } from '../support/ksef.ts'
import { pdf } from '../support/pdf.ts'
import { type ConsoleStage, noBrowser, startConsole, visitSignedIn } from './support.ts'

/** What somebody types and decides, and what happens beside it meanwhile. */

const us = nip('working')
const seller = { nip: nip('working seller'), name: 'Drewpol S.A.' }
const soon = { timeout: 15_000 }

describe.skipIf(noBrowser)('while somebody works', () => {
  let stage: ConsoleStage
  let purchase = ''
  beforeAll(async () => {
    stage = await startConsole({ now: '2026-07-24T12:00:00+02:00' })
    const { api } = stage
    await api.putTaxpayer(us, { name: 'Odbiorca sp. z o.o.' })
    const { purchase: made } = await api.postCopy(us, plainCopy(seller, 'FV/100/2026'))
    purchase = made?.id ?? ''
    await api.postCopy(us, plainCopy(seller, 'FV/1O0/2026', { externalId: 'scan' }))
  }, 60_000)
  afterAll(() => stage?.close())

  const stated = async () =>
    (await stage.api.json('GET', `/v1/taxpayers/${us}/purchases/${purchase}`)).body.stated

  it('in a draft, another file that comes leaves what was typed', async () => {
    const { page, close } = await visitSignedIn(stage, { path: `/${us}/add` })
    const add = (name: string) =>
      page.locator('input[type=file]').setInputFiles({
        name,
        mimeType: 'application/pdf',
        buffer: Buffer.from(pdf([{ content: `% ${name}` }])),
      })
    await add('one.pdf')
    const number = page.getByLabel('Numer faktury', { exact: true })
    await number.fill('FV/7/2026')
    await add('two.pdf')
    await expect.poll(() => page.locator('.questions li').count(), soon).toBe(2)
    expect(await number.inputValue()).toBe('FV/7/2026')
    await close()
  })

  it('a question that was answered and is asked again elsewhere is shown again', async () => {
    const { page, close } = await visitSignedIn(stage, { path: `/${us}/decide?code=POSSIBLE_DUPLICATE` })
    await page.locator('.answers .button').first().waitFor()
    await page.keyboard.press('r')
    await page.locator('.toast').waitFor()
    expect(await page.locator('.questions li').count()).toBe(0)
    await page.keyboard.press('g')
    await page.keyboard.press('z')
    await page.getByRole('heading', { name: 'Zakupy', exact: true }).waitFor()
    const { items } = (await stage.api.json('GET', `/v1/taxpayers/${us}/findings?open=false`)).body
    await stage.api.json('POST', `/v1/taxpayers/${us}/findings/${items[0].id}/decision`, {
      decision: 'reopen',
    })
    await page.keyboard.press('g')
    await page.keyboard.press('d')
    await expect.poll(() => page.locator('.questions li').count(), soon).toBe(1)
    await close()
  })

  it('a day that is typed key by key counts once it is whole, and amounts count as people write them', async () => {
    const { page, close } = await visitSignedIn(stage, {
      path: `/${us}/purchases/${purchase}`,
      language: 'en',
    })
    await page.getByText('What only a person knows').click()
    const told: string[] = []
    page.on('request', (request) => {
      if (request.method() === 'PATCH') told.push(request.postData() ?? '')
    })
    await page.getByLabel('Tax point').focus()
    await page.keyboard.type('06052026')
    await expect.poll(async () => (await stated()).taxPointDate, soon).toBe('2026-06-05')
    await page.getByLabel('Self-assessed VAT in PLN').fill('1,234.56')
    await page.keyboard.press('Tab')
    await expect.poll(async () => (await stated()).selfAssessedVat, soon).toBe('1234.56')
    await page.getByLabel('Paid on').fill('2026-06-20')
    await page.getByLabel('Amount').fill('about ten')
    await page.getByRole('button', { name: 'Add a payment' }).click()
    await page.locator('[aria-invalid=true]').waitFor()
    await page.getByLabel('Amount').fill('1 234,56 zł')
    await page.getByRole('button', { name: 'Add a payment' }).click()
    await expect
      .poll(async () => (await stated()).payments, soon)
      .toEqual([{ date: '2026-06-20', amount: '1234.56' }])
    expect(told.length).toBe(3)
    await close()
  })
})
