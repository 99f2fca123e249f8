import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Client, createClient } from '../../src/client/index.ts'
import { allRoutes } from '../../src/console/routes.ts'
import { adminKey } from '../support/admin-key.ts'
import { plainCopy } from '../support/copy.ts'
import { faXml, metadataFor, nip, packageOf, qrI, qrII } from '../support/ksef.ts'
import { attached, mailOf } from '../support/mail.ts'
import { pdf } from '../support/pdf.ts'
import { type ConsoleStage, noBrowser, settled, startConsole, type Visit, visitSignedIn } from './support.ts'

/** Whatever strangers write, wherever it is shown: it stays text, nothing of it runs, and nobody is asked for anything. */

const us = nip('strangers')
const seller = nip('strangers seller')
const minutes = 180_000

/** What would run where text became part of the page; it turns the direction of writing and ends a line of script. */
const evil = (name: string): string =>
  `${name}\u202e"'>\u2028<img src="https://evil.example/x" onerror="window.hit=1"><script>window.hit=1</script>`
/** As long as fields may be that have no bound of their own. */
const long = (name: string): string => `${evil(name)}${'<b>x</b>'.repeat(500)}`
const link = "javascript:window.hit='link'"
const inXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** An invoice in which a seller has written into every field that takes text, and into attributes and namespaces. */
function hostileXml(number: string, issueDay: string): { xml: Uint8Array<ArrayBuffer>; options: Options } {
  const options = {
    ...{ seller: { nip: seller, name: evil('xml seller') }, buyer: { nip: us, name: evil('xml buyer') } },
    ...{ number, issueDay, numberedAt: `${issueDay}T10:00:00+02:00`, amounts: { net: '77.00' } },
    thirdParties: [{ nip: nip('strangers third'), name: evil('xml third'), role: 2 }],
  }
  const element = (name: string, text: string) => `<${name}>${inXml(text)}</${name}>`
  const column = `<Kol Typ="${inXml(evil('xml attribute'))}">${element('NKom', evil('xml column'))}</Kol>`
  const row = `<Wiersz>${element('WKom', evil('xml cell'))}</Wiersz>`
  const more = {
    description: `<DodatkowyOpis>${element('Klucz', evil('xml key'))}${element('Wartosc', long('xml value'))}</DodatkowyOpis>`,
    payment: `<Platnosc>${element('OpisPlatnosci', evil('xml payment'))}<RachunekBankowy>${element('NrRB', evil('xml account'))}${element('NazwaBanku', evil('xml bank'))}</RachunekBankowy>${element('LinkDoPlatnosci', link)}</Platnosc>`,
    terms: `<WarunkiTransakcji>${element('WarunkiDostawy', evil('xml terms'))}</WarunkiTransakcji>`,
    unknown: element('Nieznane', evil('xml unknown')),
    attachment: `<Zalacznik><BlokDanych>${element('ZNaglowek', evil('xml heading'))}<MetaDane>${element('ZKlucz', evil('xml pair'))}${element('ZWartosc', evil('xml said'))}</MetaDane><Tekst>${element('Akapit', long('xml paragraph'))}</Tekst><Tabela><TNaglowek>${column}</TNaglowek>${row}</Tabela></BlokDanych></Zalacznik>`,
    footer: `<Stopka><Informacje>${element('StopkaFaktury', `${link} ${evil('xml footer')}`)}</Informacje><Rejestry>${element('PelnaNazwa', evil('xml register'))}</Rejestry></Stopka>`,
  }
  const text = new TextDecoder()
    .decode(faXml(options))
    .replace('<Faktura ', `<Faktura xmlns:e="${inXml(link)}" e:src="${inXml(evil('xml own'))}" `)
    .replace('Śruba M8x40 ocynk', inXml(evil('xml goods')))
    .replace('MAG-07/00001', inXml(evil('xml index')))
    .replace('szt.', inXml(evil('xml unit')))
    .replace('ul. Hutnicza 14, 41-800 Zabrze', inXml(evil('xml address')))
    .replace('</Fa>', `${more.description}${more.payment}${more.terms}${more.unknown}</Fa>`)
    .replace('</Faktura>', `${more.attachment}${more.footer}</Faktura>`)
  return { xml: new TextEncoder().encode(text), options }
}
type Options = Parameters<typeof metadataFor>[1]

describe.skipIf(noBrowser)('what strangers write', () => {
  let stage: ConsoleStage
  let client: Client
  let visited: Visit
  const ids = { invoice: '', copy: '' }
  beforeAll(async () => {
    stage = await startConsole({ now: '2026-07-24T12:00:00+02:00' })
    client = createClient({ baseUrl: stage.url, key: adminKey })
    await client.putTaxpayer(
      { nip: us },
      { name: evil('taxpayer'), jpk: { officeCode: '1471', email: 'a@b.example' } },
    )
    await documents()
    await words()
    visited = await visitSignedIn(stage, { path: '/help' })
    await visited.page.clock.setFixedTime('2026-07-24T12:00:00+02:00')
  }, minutes)
  afterAll(async () => {
    await visited?.close()
    await stage?.close()
  })

  /** Documents that came: from KSeF, by hand, as files, by mail, and one that was set aside. */
  async function documents(): Promise<void> {
    const [{ xml, options }, aside] = [
      hostileXml(evil('number'), '2026-06-10'),
      hostileXml(evil('aside'), '2026-06-15'),
    ]
    const rows = [
      { metadata: metadataFor(xml, options), xml },
      { metadata: metadataFor(aside.xml, aside.options) },
    ]
    await client.postImport({ nip: us }, packageOf(rows))
    const said = {
      net: '500.00',
      vat: '115.00',
      gross: '615.00',
      issueDate: '2026-07-06',
      receivedOn: '2026-07-06',
    }
    const party = { nip: seller, name: evil('copy seller') }
    const offline = hostileXml(evil('copy number'), '2026-07-06').xml
    const copy = {
      ...{ ...said, document: 'offline-invoice', channel: 'email', externalId: evil('external') },
      qrCodes: [qrI(seller, '2026-07-06', offline), qrII(seller, offline)],
    }
    await stage.api.postCopy(us, plainCopy(party, evil('copy number'), copy))
    await stage.api.postCopy(us, plainCopy(party, evil('twin number'), { ...said, externalId: 'again' }))
    const form = new FormData()
    const file = new Blob([pdf([{ content: '% a file' }])], { type: 'application/pdf' })
    form.set('file', file, '<img src=x onerror=window.hit=1>.pdf')
    taken(await stage.api.send('POST', `/v1/taxpayers/${us}/drafts`, form))
    const mail = mailOf({
      ...{
        messageId: 'evil@seller.example',
        from: `"${evil('sender').replaceAll(/["\u2028\u202e]/g, '')}" <x@seller.example>`,
      },
      subject: evil('subject'),
      files: [
        attached(
          '<script>window.hit=1</script>.xml',
          'application/xml',
          hostileXml(evil('mail'), '2026-07-20').xml,
        ),
      ],
    })
    taken(
      await stage.api.send('POST', `/v1/taxpayers/${us}/mails`, mail, { 'content-type': 'message/rfc822' }),
    )
    const { items } = await client.listPurchases({ nip: us })
    const idOf = (name: string) => items.find(({ number }) => number.startsWith(name))?.id as string
    ids.invoice = idOf('number')
    ids.copy = idOf('copy')
  }

  /** What was sent was taken: what is refused is shown nowhere. */
  const taken = ({ status, body }: { status: number; body: unknown }) =>
    expect([status < 300, body]).toEqual([true, expect.anything()])

  /** Words that people of the office and programs write. */
  async function words(): Promise<void> {
    const home = `/v1/taxpayers/${us}`
    const { items } = await client.listFindings({ nip: us, open: 'true' })
    const asked = items.find(({ code }) => code === 'POSSIBLE_DUPLICATE')
    const aside = (await client.listQuarantine({ nip: us })).items[0]?.id
    const start = { kind: 'failure', start: '2026-06-29', end: null, source: 'bip' }
    const written: [path: string, body: object][] = [
      [`${home}/purchases/${ids.invoice}/posting`, { reference: evil('reference'), postedOn: '2026-07-01' }],
      [`${home}/findings/${asked?.id}/decision`, { decision: 'different-invoice', note: evil('note') }],
      [`${home}/ksef/quarantine/${aside}/decision`, { decision: 'dismissed', note: evil('aside note') }],
      [`${home}/webhooks`, { url: 'https://erp.example/hook', description: evil('webhook').slice(0, 100) }],
      ['/v1/outages', { ...start, reference: evil('notice').slice(0, 200), text: long('notice text') }],
      ['/v1/keys', { name: evil('key').slice(0, 100), role: 'integration', taxpayers: [us] }],
    ]
    for (const [path, body] of written) taken(await stage.api.json('POST', path, body))
    await client.putSupplier({ nip: us, sellerId: seller }, { name: evil('supplier') })
  }

  /** Opens a screen and everything folded on it. */
  async function open(path: string): Promise<string> {
    const { page } = visited
    await page.goto(stage.url + path)
    await page.locator('h1').waitFor()
    await settled(page)
    for (const tab of await page.getByRole('tab').all()) {
      await tab.click()
      await settled(page)
    }
    await page.evaluate(() => {
      for (const folded of document.querySelectorAll('details')) folded.open = true
    })
    const became = await page.evaluate(() =>
      [
        ...document.querySelectorAll(
          'script:not([src]), [onerror], [src*="evil"], [href^="javascript"], main b',
        ),
      ].map((element) => element.outerHTML),
    )
    expect([path, became, await page.evaluate(() => 'hit' in window)]).toEqual([path, [], false])
    return page.evaluate(() => document.body.textContent ?? '')
  }
  const whole = (name: string) => expect.stringContaining(evil(name))

  it('would be noticed if it ran', async () => {
    const { page, wrong } = visited
    await page.evaluate((html) => {
      document.body.insertAdjacentHTML('beforeend', html)
    }, evil('noticed'))
    await expect.poll(() => wrong.violations.length).toBeGreaterThan(0)
    for (const noted of Object.values(wrong)) noted.length = 0
    await page.reload()
  })

  it(
    'stays text on every screen, and reaches nobody',
    async () => {
      const addresses = allRoutes.map(({ path }) =>
        path
          .replace(':nip', us)
          .replace(':month', '2026-06')
          .replace('suppliers/:id', `suppliers/${seller}`)
          .replace(':id', ids.copy),
      )
      const shown: Record<string, string> = {}
      for (const address of addresses) shown[address] = await open(address)
      for (const [address, names] of Object.entries({
        '/': ['taxpayer'],
        [`/${us}/purchases`]: ['number', 'copy number', 'twin number', 'copy seller', 'xml seller'],
        [`/${us}/awaiting`]: ['copy number', 'copy seller'],
        [`/${us}/month/2026-06`]: ['number'],
        '/outages': ['notice'],
        [`/${us}/suppliers/${seller}`]: ['supplier'],
      }))
        for (const name of names) expect([address, shown[address]]).toEqual([address, whole(name)])
      expect(shown['/keys']).toContain('key\u202e')
      expect(shown[`/${us}/add`]).toContain('<img src=x onerror=window.hit=1>.pdf')
      expect(visited.wrong).toEqual({ violations: [], external: [], errors: [] })
    },
    minutes,
  )

  it(
    'stays text in the readable invoice, on the screen and in print',
    async () => {
      const names = [
        'seller',
        'buyer',
        'third',
        'goods',
        'index',
        'unit',
        'address',
        'key',
        'value',
        'payment',
        'account',
        'bank',
        'terms',
        'unknown',
        'heading',
        'pair',
        'said',
        'paragraph',
        'column',
        'cell',
        'footer',
        'register',
      ]
      for (const path of [`/${us}/purchases/${ids.invoice}`, `/${us}/purchases/print`]) {
        const text = await open(path)
        for (const name of names) expect([path, text]).toEqual([path, whole(`xml ${name}`)])
        expect(text).toContain(link)
        await visited.page.emulateMedia({ media: 'print' })
        expect(await visited.page.evaluate(() => 'hit' in window)).toBe(false)
        await visited.page.emulateMedia({ media: null })
      }
      expect(await open(`/${us}/purchases/${ids.invoice}`)).toEqual(whole('reference'))
      expect(visited.wrong).toEqual({ violations: [], external: [], errors: [] })
    },
    minutes,
  )

  it(
    'stays text in what was decided, set aside, and checked',
    async () => {
      const { page } = visited
      expect(await open(`/${us}/quarantine?all=true`)).toEqual(whole('aside note'))
      await open(`/${us}/decide?state=decided`)
      await open(`/${us}/awaiting?by=seller`)
      await page.getByRole('button', { name: 'Ponaglij' }).first().click()
      expect(await page.locator('dialog textarea').inputValue()).toContain('window.hit=1')
      await page.keyboard.press('Escape')
      const register = await client.getRegister({ nip: us, month: '2026-06' }, { accept: 'application/xml' })
      await page.goto(`${stage.url}/${us}/jpk-check`)
      const file = {
        name: '<img src=x onerror=window.hit=1>.xml',
        mimeType: 'text/xml',
        buffer: Buffer.from(register.replace('2026-06-10</DataWplywu>', '2026-06-09</DataWplywu>')),
      }
      await page.setInputFiles('input[type=file]', file)
      await page.waitForURL(/check=/)
      await page.locator('ol.items li').first().waitFor()
      expect(await open(new URL(page.url()).pathname + new URL(page.url()).search)).toContain('window.hit=1')
      expect(visited.wrong).toEqual({ violations: [], external: [], errors: [] })
    },
    minutes,
  )
})
