import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminKey } from '../support/admin-key.ts'
import type { Api } from '../support/api.ts'
import { plainCopy } from '../support/copy.ts'
import { apiAt } from '../support/hostile.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'
import { startWorkerd, workerScript } from '../support/workerd.ts'
import { builtConsole, noBrowser, type Visit, visit } from './support.ts'

/** What people do every day, in a browser, with the Worker in workerd behind it. */

const us = nip('edge console')
const seller = { nip: nip('edge console seller'), name: 'Drewpol S.A.' }
const soon = { timeout: 20_000 }
const minutes = 120_000

describe.skipIf(noBrowser)('the console at the edge', () => {
  let platform: Awaited<ReturnType<typeof startWorkerd>>
  let url = ''
  let api: Api
  let visited: Visit
  beforeAll(async () => {
    platform = await startWorkerd(await workerScript(), { assets: await builtConsole() })
    url = (await platform.ready).origin
    api = apiAt(url, adminKey)
    await api.putTaxpayer(us, { name: 'Odbiorca sp. z o.o.' })
    await api.postCopy(us, plainCopy(seller, 'FV/100/2026', { gross: '246.00', net: '200.00', vat: '46.00' }))
    await api.postCopy(us, plainCopy(seller, 'FV/1O0/2026', { gross: '246.00', net: '200.00', vat: '46.00' }))
    visited = await visit({ url }, { path: `/${us}/add` })
  }, minutes)
  afterAll(async () => {
    await visited?.close()
    await platform?.dispose()
  })

  const open = async (path: string) => {
    await visited.page.goto(url + path)
    await visited.page.locator('h1').waitFor()
  }

  it(
    'lets somebody in with a key, and goes on where he was',
    async () => {
      const { page } = visited
      await page.locator('form input').first().fill(adminKey)
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: 'Dodaj', exact: true }).waitFor()
      await page.reload()
      await page.getByRole('heading', { name: 'Dodaj', exact: true }).waitFor()
    },
    minutes,
  )

  it(
    'takes a package in, and its invoice is reconciled with the copy that came before',
    async () => {
      const { page } = visited
      await api.postCopy(us, plainCopy(seller, 'FV/1/2026'))
      const { metadata, xml } = ksefDocument({
        ...{ seller, buyer: { nip: us }, number: 'FV/1/2026', issueDay: '2026-06-10' },
        ...{ numberedAt: '2026-06-10T10:00:00+02:00', amounts: { net: '100.00' } },
      })
      const buffer = Buffer.from(packageOf([{ metadata, xml }]))
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'p.zip', mimeType: 'application/zip', buffer })
      await expect
        .poll(() => page.locator('.uploads li').allInnerTexts(), soon)
        .toEqual([expect.stringMatching(/p\.zip przyjęto: .*dołączone do zakupów 1/)])
      await open(`/${us}/purchases?status=reconciled`)
      await page.getByRole('link', { name: 'FV/1/2026' }).click()
      await page.locator('.invoice').waitFor()
      expect(await page.innerText('main')).toContain('uzgodniony')
    },
    minutes,
  )

  it(
    'takes an answer by a key, and takes it back by another',
    async () => {
      const { page } = visited
      await open(`/${us}/decide?code=POSSIBLE_DUPLICATE`)
      const questions = page.locator('.questions li')
      await page.locator('.answers .button').first().waitFor()
      const before = await questions.count()
      await page.keyboard.press('r')
      await page.locator('.toast').waitFor()
      await expect.poll(() => questions.count(), soon).toBe(before - 1)
      await page.keyboard.press('z')
      await expect.poll(() => questions.count(), soon).toBe(before)
      const { items } = (await api.json('GET', `/v1/taxpayers/${us}/findings?code=POSSIBLE_DUPLICATE`)).body
      expect(items.map(({ open }: { open: boolean }) => open)).toEqual(items.map(() => true))
      await page.keyboard.press('r')
      await page.locator('.toast').first().waitFor()
      await expect.poll(() => questions.count(), soon).toBe(before - 1)
    },
    minutes,
  )

  it(
    'shows the month with its rows, and keeps it as filed',
    async () => {
      const { page, wrong } = visited
      await open(`/${us}/month/2026-06`)
      await page.locator('.gates').waitFor()
      await page.getByRole('link', { name: 'FV/1/2026' }).first().waitFor()
      await page.getByRole('button', { name: 'Zapisz jako złożone' }).press('Enter')
      await page.getByText('Nic nie różni się od tego, co złożono').waitFor()
      const filed = await api.json('GET', `/v1/taxpayers/${us}/register/2026-06/filings`)
      expect(filed.body.items.length).toBe(1)
      expect(wrong).toEqual({ violations: [], external: [], errors: [] })
    },
    minutes,
  )
})
