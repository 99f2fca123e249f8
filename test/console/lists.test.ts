import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '../../src/client/index.ts'
import { adminKey } from '../support/admin-key.ts'
import { plainCopy } from '../support/copy.ts'
import { ksefDocument, nip, packageOf, qrI, qrII } from '../support/ksef.ts'
import { type ConsoleStage, noBrowser, settled, startConsole, type Visit, visitSignedIn } from './support.ts'

/** Lists are read at a glance: each row says what it is, and whole sentences stand beside it. */

const us = nip('lists')
const seller = { nip: nip('lists seller'), name: 'Przedsiębiorstwo Handlowe Drewpol Spółka Akcyjna' }

describe.skipIf(noBrowser)('lists of the console', () => {
  let stage: ConsoleStage
  let visited: Visit
  beforeAll(async () => {
    stage = await startConsole({ now: '2026-07-24T12:00:00+02:00' })
    const client = createClient({ baseUrl: stage.url, key: adminKey })
    await client.putTaxpayer({ nip: us }, { name: 'Odbiorca sp. z o.o.' })
    const buyer = { nip: us, name: 'Odbiorca sp. z o.o.' }
    const numberedAt = '2026-06-15T10:00:00+02:00'
    const row = ksefDocument({ seller, buyer, number: 'FV/3/06/2026', issueDay: '2026-06-15', numberedAt })
    // A row without its XML is set aside.
    await client.postImport({ nip: us }, packageOf([{ metadata: row.metadata }]))
    for (const day of ['2026-07-06', '2026-07-07']) await postOffline(day)
    await stage.api.postCopy(us, plainCopy(seller, 'FV/100/2026', { gross: '123456.78' }))
    visited = await visitSignedIn(stage)
  }, 60_000)
  afterAll(async () => {
    await visited?.close()
    await stage?.close()
  })

  /** A copy that says that it was issued offline, whose number the seller has still to get. */
  async function postOffline(day: string) {
    const number = `OFF/${day}`
    const { xml } = ksefDocument({
      ...{ seller, buyer: { nip: us }, number, issueDay: day },
      numberedAt: `${day}T10:00:00+02:00`,
    })
    const said = { document: 'offline-invoice', channel: 'email', issueDate: day, receivedOn: day }
    const qrCodes = [qrI(seller.nip, day, xml), qrII(seller.nip, xml)]
    await stage.api.postCopy(us, plainCopy(seller, number, { ...said, qrCodes }))
  }

  const shown = async (path: string) => {
    await visited.page.goto(stage.url + path)
    await visited.page.locator('h1').waitFor()
    await settled(visited.page)
    return visited.page
  }

  it('of awaited numbers name the risk in a word, and the law of it once below', async () => {
    const page = await shown(`/${us}/awaiting`)
    expect(await page.locator('tbody tr td:nth-child(6)').allInnerTexts()).toEqual([
      'kara nie grozi',
      'kara nie grozi',
    ])
    const whole = 'Kar za błędy związane z KSeF jeszcze nie ma: art. 106ni ust. 1-3 i 5-7'
    expect((await page.innerText('main')).split(whole).length - 1).toBe(1)
  })

  it('of decisions name a document that was set aside, and tell beside it why', async () => {
    const page = await shown(`/${us}/decide?code=KSEF_DOCUMENT_QUARANTINED`)
    const listed = page.locator('.questions li')
    expect(
      (await listed.allInnerTexts()).map((text) => text.split('\n').filter((line) => line !== '')),
    ).toEqual([
      ['Dokument odłożony', 'wstrzymuje', `${seller.name} ${seller.nip}`, 'FV/3/06/2026 · 15.06.2026'],
    ])
    expect(await page.locator('.pane-question').innerText()).toContain(
      'wiersz metadanych tego numeru bez pliku XML',
    )
    await page.getByLabel('Szukaj').fill('fv/3/06')
    await page.waitForResponse((response) => response.url().includes('text=fv%2F3%2F06'))
    await settled(page)
    expect(await listed.count()).toBe(1)
    await page.getByLabel('Szukaj').fill('fv/4/06')
    await page.getByText('Nic nie pasuje').waitFor()
    expect(await listed.count()).toBe(0)
  })

  it.each(['/', `/${us}/awaiting`, `/${us}/purchases`, `/${us}/month/2026-06`, `/${us}/quarantine`])(
    'need no scrolling to the side in a window of 1280 pixels: %s',
    async (path) => {
      const page = await shown(path)
      const reach = await page
        .locator('.table-box')
        .evaluateAll((boxes) => boxes.map((box) => box.scrollWidth - box.clientWidth))
      expect(reach.length).toBeGreaterThan(0)
      expect(Math.max(...reach)).toBe(0)
    },
  )

  it('of what a day asks for have a drawing of the month beside them, and its numbers as a table', async () => {
    const { page } = visited
    // The page goes by the clock of who looks at it.
    await page.clock.setFixedTime('2026-07-24T12:00:00+02:00')
    await shown(`/${us}`)
    const chart = page.getByRole('figure', { name: 'Stan okresu: czerwiec 2026' })
    expect(await chart.locator('svg text').allTextContents()).toEqual(['wiersze', '1', 'odłożone', '1'])
    await chart.getByText('To samo w tabeli').click()
    expect(await chart.locator('tbody tr').allInnerTexts()).toEqual(['wiersze\t1', 'odłożone\t1'])
    await chart.getByRole('link', { name: 'Przejdź do miesiąca' }).click()
    await page.getByRole('heading', { name: 'Czerwiec 2026', exact: true }).waitFor()
    expect(visited.wrong).toEqual({ violations: [], external: [], errors: [] })
  })
})
