import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { imapMailboxes } from '../../src/hosts/node/imap.ts'
import { Names } from '../../src/hosts/node/name-resolution.ts'
import { ImapServer } from '../support/imap-server.ts'
import { nip } from '../support/ksef.ts'
import { mailWith } from '../support/mailbox.ts'
import { axe, type ConsoleStage, noBrowser, startConsole, visitSignedIn } from './support.ts'

/** The mailbox of a taxpayer among his settings, in a real browser. */

const us = nip('console mailbox')

describe.skipIf(noBrowser)('a mailbox', () => {
  const server = new ImapServer()
  let stage: ConsoleStage
  beforeAll(async () => {
    await server.listen()
    const names = new Names(async () => [{ address: '127.0.0.1', family: 4 }])
    const ca = server.certificate.pem
    stage = await startConsole({ openMailbox: imapMailboxes({ allowPrivate: true, names, ca }) })
    await stage.api.putTaxpayer(us, { name: 'Odbiorca sp. z o.o.' })
    server.add(mailWith('FV-1'), new Date())
    server.add('to nie jest wiadomość', new Date())
  })
  afterAll(async () => {
    await stage?.close()
    await server.close()
  })

  it('is tried, saved and looked into, says how it stands and what was left out, and keeps its password', async () => {
    const { page, close } = await visitSignedIn(stage, { path: `/${us}/settings` })
    const section = page.locator('section', {
      has: page.getByRole('heading', { name: 'Skrzynka z fakturami' }),
    })
    await section.getByLabel('Serwer poczty (IMAP)').fill(server.host)
    await section.getByLabel('Port', { exact: true }).fill(String(server.port))
    await section.getByLabel('Nazwa użytkownika').fill(server.user)
    await section.getByLabel('Hasło').fill('złe hasło')
    await section.getByRole('button', { name: 'Sprawdź połączenie' }).click()
    await section.getByText('Serwer poczty odrzucił nazwę użytkownika lub hasło').waitFor()
    await section.getByLabel('Hasło').fill(server.password)
    await section.getByRole('button', { name: 'Sprawdź połączenie' }).click()
    await section.getByText('Połączenie działa. Liczba wiadomości w tym folderze: 2.').waitFor()

    await section.getByRole('button', { name: 'Zapisz skrzynkę' }).click()
    await section.getByText('działa', { exact: true }).waitFor()
    await section.getByText('Przyjęte wiadomości: 1; pominięte: 1').waitFor()
    await section.getByText('Nie jest to wiadomość e-mail').waitFor()
    expect(await axe(page)).toEqual([])

    await section.getByRole('button', { name: 'Zmień ustawienia skrzynki' }).click()
    expect(await section.getByLabel('Hasło').inputValue()).toBe('')
    await section.getByLabel('Co ile minut').fill('60')
    await section.getByRole('button', { name: 'Zapisz skrzynkę' }).click()
    const mailbox = async () => (await stage.api.json('GET', `/v1/taxpayers/${us}/mailbox`)).body
    await expect.poll(async () => (await mailbox()).everyMinutes).toBe(60)
    expect(await mailbox()).toMatchObject({ taken: 1, afterwards: 'leave' })

    // A server that breaks off is told among all taxpayers too.
    server.before = () => 'end'
    await section.getByRole('button', { name: 'Sprawdź teraz' }).click()
    await section.getByText('chwilowo nie działa', { exact: true }).waitFor()
    await page.goto(stage.url)
    await page.getByRole('link', { name: /^skrzynki nie odczytano od/ }).click()

    await section.getByRole('button', { name: 'Wstrzymaj' }).click()
    await section.getByText('wstrzymano', { exact: true }).waitFor()
    await section.getByRole('button', { name: 'Usuń skrzynkę' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Usuń skrzynkę' }).click()
    await section.getByText('Usługa sama sprawdza skrzynkę').waitFor()

    // What it brought is discarded, and waits again.
    await page.goto(`${stage.url}/${us}/add`)
    await page.getByRole('button', { name: 'Odrzuć' }).click()
    await page.getByLabel('Powód').fill('pomyłka')
    await page.getByRole('dialog').getByRole('button', { name: 'Odrzuć' }).click()
    await page.getByText('Żaden dokument nie czeka na potwierdzenie').waitFor()
    await page.getByText('Odrzucone dokumenty').click()
    await page.getByRole('button', { name: 'Cofnij odrzucenie' }).click()
    await page.getByText('Do potwierdzenia: 1 dokument').waitFor()
    await close()
  })
})
