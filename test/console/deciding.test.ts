import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, nip, packageOf } from '../support/ksef.ts'
import { axe, type ConsoleStage, noBrowser, startConsole, type Visit, visitSignedIn } from './support.ts'

/** Decisions by keyboard alone, as somebody makes them who never touches the mouse. */

const seller = { nip: nip('deciding seller'), name: 'Drewpol S.A.' }
const nothing = { violations: [], external: [], errors: [] }

/** A taxpayer with so many pairs of documents that look alike. */
async function withPairs({ api }: ConsoleStage, name: string, count: number): Promise<string> {
  const us = nip(name)
  await api.putTaxpayer(us, { name })
  for (let at = 10; at < 10 + count; at++) {
    const number = `FV/${at}0/2026`
    const amounts = { net: `${at}1.00`, vat: `${at}.00`, gross: `${at}9.00` }
    await api.postCopy(us, plainCopy(seller, number, amounts))
    await api.postCopy(us, plainCopy(seller, number.replace('0/', 'O/'), { ...amounts, externalId: number }))
  }
  return us
}

const open = async ({ api }: ConsoleStage, us: string, isOpen: boolean): Promise<number> => {
  const { items } = (
    await api.json('GET', `/v1/taxpayers/${us}/findings?open=${isOpen}&severity=blocking&limit=1000`)
  ).body as { items: { purchaseId: string; otherPurchaseId: string }[] }
  return new Set(items.map((one) => [one.purchaseId, one.otherPurchaseId].toSorted().join())).size
}

const current = ({ page }: Visit) => page.locator('.questions [aria-current]').getAttribute('href')
/** Presses the key of an answer once its consequences are shown, and waits until the next question stands there. */
async function answer(visited: Visit, key: string): Promise<void> {
  const { page } = visited
  await page.locator('.answers .button').first().waitFor()
  const before = await current(visited)
  await page.keyboard.press(key)
  await page.waitForFunction(
    (was) => document.querySelector('.questions [aria-current]')?.getAttribute('href') !== was,
    before,
  )
}

/** Waits longer than the feed is slow. */
const soon = { timeout: 15_000 }

describe.skipIf(noBrowser)('deciding', () => {
  let stage: ConsoleStage
  beforeAll(async () => {
    stage = await startConsole({ now: '2026-07-24T12:00:00+02:00' })
  }, 120_000)
  afterAll(() => stage?.close())

  it('of twelve findings takes twelve keys, and two of them are undone by keys, a merge after a question', async () => {
    const us = await withPairs(stage, 'deciding twelve', 14)
    const visited = await visitSignedIn(stage, { path: `/${us}/decide` })
    const { page, wrong } = visited
    for (const key of 'srasrasrasrs') await answer(visited, key)
    await expect.poll(() => open(stage, us, true), soon).toBe(2)

    await page.keyboard.press('z')
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Enter')
    await expect.poll(() => open(stage, us, true), soon).toBe(3)
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.keyboard.press('z')
    await expect.poll(() => open(stage, us, true), soon).toBe(4)
    await expect.poll(() => page.locator('.questions li').count(), soon).toBe(4)
    expect(await axe(page)).toEqual([])
    expect(wrong).toEqual(nothing)
    await visited.close()
  }, 120_000)

  it('by two people of the same finding lets the first answer stand, and tells the second who gave it', async () => {
    const us = await withPairs(stage, 'deciding two', 2)
    const key = (
      await stage.api.json('POST', '/v1/keys', { name: 'Beata', role: 'accountant', taxpayers: [us] })
    ).body.key as string
    const first = await visitSignedIn(stage, { path: `/${us}/decide` })
    const second = await visitSignedIn(stage, { path: `/${us}/decide`, key })
    await second.page.locator('.answers .button').first().waitFor()
    // The second one hears of nothing meanwhile.
    await second.page.route('**/changes?*', (route) => route.abort())
    await answer(first, 'r')
    await expect.poll(() => open(stage, us, true), soon).toBe(1)
    await second.page.keyboard.press('s')
    await second.page.locator('.toast-blocking').waitFor()
    expect(await second.page.locator('.toast-blocking').innerText()).toContain('admin')
    expect(await open(stage, us, true)).toBe(1)
    await Promise.all([first.close(), second.close()])
  })

  it('goes on after a reload where it was, and hears of what others decide', async () => {
    const us = await withPairs(stage, 'deciding on', 5)
    const visited = await visitSignedIn(stage, { path: `/${us}/decide`, language: 'en' })
    const { page } = visited
    await answer(visited, 'r')
    await page.keyboard.press('j')
    const before = await current(visited)
    await page.reload()
    await page.locator('.answers .button').first().waitFor()
    expect(await current(visited)).toBe(before)
    expect(await page.locator('.questions li').count()).toBe(4)
    const { items } = (
      await stage.api.json('GET', `/v1/taxpayers/${us}/findings?open=true&severity=blocking&limit=1`)
    ).body
    // The feed is followed once its end is known.
    await page.waitForResponse((response) => response.url().includes('/changes?'))
    const decided = { decision: 'different-invoice', note: 'two deliveries' }
    await stage.api.json('POST', `/v1/taxpayers/${us}/findings/${items[0].id}/decision`, decided)
    await expect.poll(() => page.locator('.questions li').count(), soon).toBe(3)
    await visited.close()
  })

  it('is possible on a telephone, and nothing reaches beyond its edge', async () => {
    const us = await withPairs(stage, 'deciding small', 2)
    const visited = await visitSignedIn(stage, { path: `/${us}/decide`, width: 360 })
    const { page } = visited
    await page.locator('.questions a').first().click()
    await page.locator('.answers .button').first().waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    expect(await axe(page)).toEqual([])
    await visited.close()
  })

  it('of many at once skips what does not fit, and says why', async () => {
    const us = await withPairs(stage, 'deciding many', 3)
    const number = 'FV/7/2026'
    await stage.api.postCopy(us, plainCopy(seller, number, { gross: '123.00' }))
    const document = { seller, buyer: { nip: us }, number, issueDay: '2026-06-10' }
    const amounts = { net: '200.00', vat: '46.00', gross: '246.00' }
    const from = ksefDocument({ ...document, amounts, numberedAt: '2026-06-12T10:00:00+02:00' })
    await stage.api.importPackage(us, packageOf([from]))
    const visited = await visitSignedIn(stage, {
      path: `/${us}/decide?code=POSSIBLE_DUPLICATE`,
      language: 'en',
    })
    const { page } = visited
    await page.getByRole('button', { name: 'Decide several' }).click()
    const dialog = page.getByRole('dialog')
    // One is left out, one is decided by somebody else meanwhile.
    await dialog.locator('input[type=checkbox]').first().uncheck()
    const { items } = (
      await stage.api.json('GET', `/v1/taxpayers/${us}/findings?open=true&code=POSSIBLE_DUPLICATE&limit=100`)
    ).body as { items: { id: string }[] }
    const last = items.at(-1)?.id
    await stage.api.json('POST', `/v1/taxpayers/${us}/findings/${last}/decision`, { decision: 'accepted' })
    await dialog.locator('select').selectOption('different-invoice')
    await dialog.getByRole('button', { name: /^Decide: 2/ }).click()
    await dialog.getByText('Decided: 1. Skipped: 1.').waitFor()
    expect(await dialog.innerText()).toContain('1 skipped: admin decided this meanwhile')
    expect(await axe(page)).toEqual([])
    await visited.close()
  })
})
