import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plainCopy } from '../support/copy.ts'
import { nip } from '../support/ksef.ts'
import { type ConsoleStage, noBrowser, startConsole, visitSignedIn } from './support.ts'

/** What is set for a taxpayer and his suppliers, in a real browser. */

const us = nip('settings')
const seller = { nip: nip('settings seller'), name: 'Drewpol S.A.' }
const other = { nip: nip('settings other'), name: 'Obcy sp. z o.o.' }

describe.skipIf(noBrowser)('settings', () => {
  let stage: ConsoleStage
  beforeAll(async () => {
    stage = await startConsole({ now: '2026-07-24T12:00:00+02:00' })
    const { api } = stage
    await api.putTaxpayer(us, { name: 'Odbiorca sp. z o.o.' })
    await api.postCopy(us, plainCopy(seller, 'FV/1'))
    await api.postCopy(us, plainCopy(other, 'FV/2'))
    const ksefDuty = [{ status: 'obliged', from: '2026-02-01' }]
    await api.putSupplier(us, seller.nip, { name: seller.name, ksefDuty })
  })
  afterAll(() => stage?.close())

  it('saves what was changed in the form, and leaves what was chosen beside it meanwhile', async () => {
    const { page, close } = await visitSignedIn(stage, { path: `/${us}/settings` })
    const name = page.getByLabel('Nazwa', { exact: true })
    await name.fill('Odbiorca S.A.')
    const disputed = page.locator('.policy').first()
    expect(await page.locator('.policy-option').allInnerTexts()).not.toContainEqual(
      expect.stringContaining('policy.'),
    )
    const taxpayer = async () => (await stage.api.json('GET', `/v1/taxpayers/${us}`)).body
    const other = disputed.locator('input:not(:checked)').first()
    const chosen = await other.getAttribute('value')
    await other.check()
    // One copy is of a seller who must use KSeF: received when it came, or not before its number.
    await disputed.getByText('data wpływu – 1').waitFor()
    expect((await taxpayer()).policy).toEqual({})
    await disputed.getByRole('button', { name: 'Zostaw dotychczasową' }).click()
    expect(await other.isChecked()).toBe(false)
    await other.check()
    await disputed.getByRole('button', { name: 'Zapisz tę zasadę' }).click()
    await expect.poll(async () => Object.values((await taxpayer()).policy)).toContain(chosen)
    await page.getByRole('button', { name: 'Zapisz', exact: true }).click()
    await expect.poll(async () => (await taxpayer()).name).toBe('Odbiorca S.A.')
    expect(Object.values((await taxpayer()).policy)).toContain(chosen)
    await close()
  })

  it('shows the days of a connection as they were typed, so that saving it again moves none', async () => {
    const put = await stage.api.json('PUT', `/v1/taxpayers/${us}/ksef/connection`, {
      credential: { type: 'token', token: 'invented' },
      from: '2026-02-01T00:00:00+01:00',
      credentialValidUntil: '2026-12-31T00:00:00+01:00',
      paused: true,
    })
    expect(put.status).toBeLessThan(300)
    const { page, close } = await visitSignedIn(stage, { path: `/${us}/settings` })
    await page.getByRole('button', { name: 'Zmień dostęp' }).click()
    expect(await page.locator('[name=from]').inputValue()).toBe('2026-02-01')
    expect(await page.locator('[name=until]').inputValue()).toBe('2026-12-31')
    await close()
  })

  it('leads from a supplier to his purchases alone', async () => {
    const { page, close } = await visitSignedIn(stage, { path: `/${us}/suppliers/${seller.nip}` })
    await page.getByRole('link', { name: 'Zakupy od tego dostawcy' }).click()
    await page.getByRole('link', { name: 'FV/1' }).waitFor()
    expect(await page.getByRole('link', { name: 'FV/2' }).count()).toBe(0)
    expect(await page.getByRole('searchbox').inputValue()).toBe(seller.nip)
    await close()
  })
})
