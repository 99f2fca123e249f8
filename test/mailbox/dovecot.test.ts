import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { imapMailboxes } from '../../src/hosts/node/imap.ts'
import { createTestApp } from '../support/app.ts'
import { type Dovecot, startDovecot, whyNoDovecot } from '../support/dovecot.ts'
import { at, buyer } from '../support/hostile.ts'
import { hostileMails } from '../support/hostile-mails.ts'
import { mailWith } from '../support/mailbox.ts'

/** A mailbox on a server that others wrote: encrypted both ways, with mails that nobody should write. */

if (whyNoDovecot !== null) console.warn(`A mailbox on Dovecot is not tried: ${whyNoDovecot}.`)

describe.skipIf(whyNoDovecot !== null)('a mailbox on Dovecot', () => {
  let server: Dovecot
  let app: Awaited<ReturnType<typeof createTestApp>>
  beforeAll(async () => {
    server = await startDovecot()
    const openMailbox = imapMailboxes({ allowPrivate: true, ca: server.certificate })
    app = await createTestApp({ openMailbox })
    await app.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
  })
  afterAll(async () => {
    await app?.close()
    await server?.close()
  })

  it('is read over TLS and STARTTLS, each mail once, and changed only where that is asked for', async () => {
    const names: string[] = []
    let leftOut = 0
    for (const [index, make] of Object.values(hostileMails).entries()) {
      const { bytes, brings, isLeftOut } = make(`D${index}`)
      server.add(bytes)
      names.push(...brings)
      if (isLeftOut) leftOut++
    }
    for (const text of ['ONE', 'TWO', 'ONE']) server.add(new TextEncoder().encode(mailWith(text)))
    names.push('ONE.pdf', 'TWO.pdf')
    const mails = Object.keys(hostileMails).length + 3
    const { host, ports, user, password } = server
    const settings = { host, port: ports.tls, user, password, from: '2026-01-01' }
    const api = app.api
    const trial = await api.json('POST', `${at}/mailbox/trial`, { ...settings, password: 'wrong' })
    expect(trial.body).toMatchObject({ works: false, code: 'mailbox.sign-in-refused' })
    const missing = await api.json('POST', `${at}/mailbox/trial`, { ...settings, folder: 'Faktury' })
    expect(missing.body).toMatchObject({ works: false, code: 'mailbox.folder-missing' })
    const starttls = { ...settings, port: ports.starttls, security: 'starttls' }
    expect((await api.json('POST', `${at}/mailbox/trial`, starttls)).body).toMatchObject({
      works: true,
      mails,
    })

    await api.json('PUT', `${at}/mailbox`, settings)
    await app.idle()
    const state = async () => (await api.send('GET', `${at}/mailbox`)).body
    expect(await state()).toMatchObject({ state: 'connected', taken: mails - 1 - leftOut, leftOut })
    const drafts = (await api.send('GET', `${at}/drafts?limit=1000`)).body.items
    expect(drafts.map(({ file }: { file: { name: string } }) => file.name).sort()).toEqual(names.sort())
    expect(server.files().filter((name) => /,[A-Z]*[ST]/.test(name))).toEqual([])

    server.add(new TextEncoder().encode(mailWith('THREE')))
    await api.json('PUT', `${at}/mailbox`, { ...starttls, afterwards: 'mark-read' })
    await app.idle()
    expect(server.files().filter((name) => /,[A-Z]*S/.test(name))).toHaveLength(1)
    server.add(new TextEncoder().encode(mailWith('FOUR')))
    await api.json('PUT', `${at}/mailbox`, { ...settings, afterwards: 'delete' })
    await app.idle()
    expect(await state()).toMatchObject({ state: 'connected', taken: mails + 1 - leftOut, leftOut })
    expect(server.files()).toHaveLength(mails + 1)
  }, 120_000)
})
