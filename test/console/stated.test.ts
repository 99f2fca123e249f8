import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainCopy } from '../support/copy.ts'
import { nip } from '../support/ksef.ts'
import { axe, type ConsoleStage, noBrowser, startConsole, type Visit, visitSignedIn } from './support.ts'

/** What a person states of a purchase on its page reaches the service as it is meant, and can be taken back. */

const us = nip('stated')
const seller = { nip: nip('stated seller'), name: 'Drewpol S.A.' }
const soon = { timeout: 15_000 }

describe.skipIf(noBrowser)('what only a person knows', () => {
  let stage: ConsoleStage
  let visited: Visit
  let correction = ''
  beforeAll(async () => {
    stage = await startConsole({ now: '2026-07-24T12:00:00+02:00' })
    const { api } = stage
    await api.putTaxpayer(us, { name: 'Odbiorca sp. z o.o.' })
    await api.postCopy(us, plainCopy(seller, 'FV/1/2026'))
    const { purchase } = await api.postCopy(
      us,
      plainCopy(seller, 'KOR/1/2026', {
        ...{ kind: 'KOR', net: '-10.00', vat: '-2.30', gross: '-12.30' },
        corrects: [{ number: 'FV/1/2026', issueDate: '2026-06-10' }],
      }),
    )
    correction = purchase?.id ?? ''
    visited = await visitSignedIn(stage, { path: `/${us}/purchases/${correction}`, language: 'en' })
    await visited.page.getByText('What only a person knows').click()
  }, 60_000)
  afterAll(async () => {
    await visited?.close()
    await stage?.close()
  })

  const stated = async () =>
    (await stage.api.json('GET', `/v1/taxpayers/${us}/purchases/${correction}`)).body.stated
  const becomes = (what: Record<string, unknown>) =>
    expect.poll(stated, soon).toEqual(expect.objectContaining(what))

  it('names the buyer as the law does', async () => {
    const { page } = visited
    await page
      .getByLabel('The buyer of this invoice')
      .selectOption({ label: 'natural person not in business' })
    await becomes({ buyerCategory: '106gb-4-6' })
    await page.getByRole('button', { name: 'Undo' }).click()
    await expect.poll(stated, soon).not.toHaveProperty('buyerCategory')
  })

  it('adds an original to those of the documents, takes one away, and goes back to the documents', async () => {
    const { page } = visited
    const box = page.getByRole('group', { name: 'Invoices that it corrects' })
    await box.getByLabel('Number of the original', { exact: true }).fill('FV/2/2026')
    await box.getByLabel('Original issued on').fill('2026-06-11')
    await box.getByRole('button', { name: 'Add an original' }).click()
    const [first, second] = ['1', '2'].map((n) => ({
      number: `FV/${n}/2026`,
      issueDate: `2026-06-1${Number(n) - 1}`,
      ksefNumber: null,
    }))
    await becomes({ corrects: [first, second] })
    await box.getByRole('button', { name: 'Remove FV/1/2026' }).click()
    await becomes({ corrects: [second] })
    await box.getByRole('button', { name: 'As the documents say' }).click()
    await expect.poll(stated, soon).not.toHaveProperty('corrects')
    await box.getByText('FV/1/2026').waitFor()
  })

  it('says that the VAT of the original was not deducted, or where it was; nothing is said by looking', async () => {
    const { page } = visited
    const original = page.getByLabel('VAT of the original')
    await original.selectOption('was deducted in a period')
    expect(await stated()).not.toHaveProperty('originalDeductedIn')
    await original.selectOption('not deducted yet')
    await becomes({ originalDeductedIn: null })
    await original.selectOption('was deducted in a period')
    await page.getByLabel('Deducted in', { exact: true }).fill('2026-06')
    await becomes({ originalDeductedIn: '2026-06' })
  })

  it('keeps corrections of input tax once each of them is an amount', async () => {
    const { page } = visited
    await page.getByText('Corrections of input tax').click()
    const [assets, others] = ['fixed assets', 'other purchases'].map((of) =>
      page.getByLabel(`correction of the input tax of ${of}`),
    )
    await assets?.fill('-1 234,5')
    await others?.fill('half')
    await page.getByLabel('In the row of the month').fill('2026-07')
    const save = page.getByRole('button', { name: 'Save', exact: true })
    await save.click()
    await page.getByText('This is no amount').waitFor()
    expect(await stated()).not.toHaveProperty('adjustments')
    await others?.fill('')
    await save.click()
    await becomes({ adjustments: { month: '2026-07', K_44: '-1234.50' } })
    await assets?.fill('')
    await save.click()
    await expect.poll(stated, soon).not.toHaveProperty('adjustments')
    expect(await axe(page)).toEqual([])
    expect(visited.wrong).toEqual({ violations: [], external: [], errors: [] })
  })
})
