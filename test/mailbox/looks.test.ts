import { afterEach, describe, expect, it } from 'vitest'
import { at, refused } from '../support/hostile.ts'
import { createMailboxStage, type MailboxStage, mailWith } from '../support/mailbox.ts'

/** Looking into a mailbox: each mail is taken in once, encrypted or not at all, and nothing is changed there unless that was asked for. */

let stage: MailboxStage
afterEach(() => stage.close())

/** What the summary of all taxpayers says of the mailbox. */
const standing = async () => (await stage.api.send('GET', '/v1/summary')).body.items[0].mailbox
const written = (drafts: { file: { name: string } }[]) => drafts.map(({ file }) => file.name).sort()

describe.each(['tls', 'starttls'] as const)('a mailbox over %s', (kind) => {
  it('gives each mail once, from the day that is wanted on, and stays as it is', async () => {
    stage = await createMailboxStage(kind)
    const { server, api } = stage
    server.add(mailWith('OLD'), new Date('2026-06-29T21:00:00Z'))
    server.add(mailWith('ONE'))
    server.add(mailWith('TWO'), new Date('2026-07-23T22:30:00Z'))
    server.add(mailWith('ONE'))
    const { status, body } = await stage.put()
    expect(status).toBe(201)
    expect(body).toMatchObject({ state: 'connecting', host: server.host, folder: 'INBOX', taken: 0 })
    expect(JSON.stringify(body)).not.toContain('hasło')

    await stage.app.idle()
    expect(await stage.state()).toMatchObject({
      ...{ state: 'connected', code: 'mailbox.connected', taken: 2, leftOut: 0 },
      lookedAt: '2026-07-24T10:00:00Z',
      nextLookAt: '2026-07-24T10:05:00Z',
    })
    expect(written(await stage.drafts())).toEqual(['ONE.pdf', 'TWO.pdf'])
    // They lay in the mailbox from then on: half past midnight of the 24th in Warsaw.
    expect((await stage.mails()).map((mail: { receivedOn: string }) => mail.receivedOn)).toEqual([
      '2026-07-24',
      '2026-07-20',
    ])
    expect(server.commands.some((command) => /^(?:SELECT|UID STORE|UID EXPUNGE)/.test(command))).toBe(false)

    server.add(mailWith('THREE'))
    server.commands.length = 0
    await stage.look()
    expect(written(await stage.drafts())).toEqual(['ONE.pdf', 'THREE.pdf', 'TWO.pdf'])
    expect(server.commands.filter((command) => command.includes('BODY.PEEK[]'))).toHaveLength(1)
    expect(await api.send('DELETE', `${at}/mailbox`)).toMatchObject({ status: 204 })
    refused(await api.send('GET', `${at}/mailbox`), { status: 404, code: 'mailbox-not-set' })
  })
})

describe('a mailbox', () => {
  it('is read anew when its server numbers the mails anew, and nothing comes twice', async () => {
    stage = await createMailboxStage()
    for (const text of ['ONE', 'TWO']) stage.server.add(mailWith(text))
    // Without a Message-ID a mail is known again by its bytes.
    stage.server.add(mailWith('THREE', null))
    await stage.put()
    await stage.app.idle()
    stage.server.uidValidity++
    for (const mail of stage.server.mails) mail.uid -= 90
    stage.server.add(mailWith('FOUR'))
    await stage.look()
    expect(await stage.state()).toMatchObject({ state: 'connected', taken: 4 })
    expect(await stage.mails()).toHaveLength(4)
  })

  it('has its mails marked or deleted only where that was asked for, each by itself', async () => {
    stage = await createMailboxStage()
    const { server } = stage
    for (const text of ['ONE', 'TWO']) server.add(mailWith(text))
    server.add('no mail')
    await stage.put({ afterwards: 'mark-read' })
    await stage.app.idle()
    expect(server.mails.map(({ flags }) => [...flags])).toEqual([['\\Seen'], ['\\Seen'], []])

    // What somebody else marked as deleted stays, and so does what could not be taken in.
    server.mails[0]?.flags.add('\\Deleted')
    server.add(mailWith('THREE'))
    await stage.put({ afterwards: 'delete' })
    await stage.app.idle()
    expect(server.mails).toHaveLength(3)
    expect(await stage.state()).toMatchObject({ state: 'connected', taken: 3, leftOut: 1 })

    // A server that would remove all that is marked is asked to remove nothing, and the mail is here all the same.
    server.capabilities = 'IMAP4rev1'
    server.add(mailWith('FOUR'))
    await stage.look()
    expect(server.mails).toHaveLength(4)
    expect(await stage.drafts()).toHaveLength(4)
    expect(await stage.state()).toMatchObject({
      state: 'unavailable',
      params: { why: { code: 'mailbox.not-changed' }, failures: 1 },
    })
  })

  it('leaves out what is no mail, or too large, whatever its server says of it, and goes on', async () => {
    stage = await createMailboxStage()
    const { server, api } = stage
    server.add('no mail at all')
    server.add(mailWith('HUGE'))
    const liar = server.add(new Uint8Array(25 * 1024 * 1024 + 1).fill(97))
    server.add(mailWith('ONE'))
    server.sizeOf = (mail) =>
      mail === liar ? 1000 : mail === server.mails[1] ? 30_000_000 : mail.bytes.length
    await stage.put()
    await stage.app.idle()
    await stage.look()
    const state = await stage.state()
    expect(state).toMatchObject({ state: 'connected', taken: 1, leftOut: 3 })
    expect(state.lastLeftOut.map((one: { whyCode: string }) => one.whyCode)).toEqual([
      'mailbox.mail-too-large',
      'mailbox.mail-too-large',
      'mail.unreadable',
    ])
    expect(state.lastLeftOut[0]).toMatchObject({ sender: 'faktury@seller.example', subject: 'Faktura' })
    const polish = await api.send('GET', `${at}/mailbox`, undefined, { 'accept-language': 'pl' })
    expect(polish.body.lastLeftOut[0].why).toBe(
      'Wiadomość ma więcej niż 25 MB. Zapisz jej dokumenty i prześlij je pojedynczo.',
    )
  })

  it('is read on where the connection was cut, and waits longer with each failure', async () => {
    stage = await createMailboxStage()
    const { server } = stage
    for (let n = 0; n < 6; n++) server.add(mailWith(`N${n}`))
    let fetched = 0
    server.before = (command) => (command.includes('BODY.PEEK[]') && ++fetched === 3 ? 'end' : undefined)
    await stage.put()
    await stage.app.idle()
    const cut = await stage.state()
    expect(cut).toMatchObject({ state: 'unavailable', taken: 2 })
    expect(await standing()).toEqual({ state: 'unavailable', lookedAt: null })
    const wait = Date.parse(cut.nextLookAt) - stage.clock.ms
    expect(wait).toBeGreaterThanOrEqual(30_000)
    expect(wait).toBeLessThanOrEqual(36_000)
    await stage.look()
    expect(await stage.state()).toMatchObject({ state: 'connected', taken: 6 })
    server.before = () => 'end'
    for (let n = 0; n < 4; n++) await stage.look()
    const failing = await stage.state()
    expect(await standing()).toEqual({ state: 'unavailable', lookedAt: '2026-07-24T11:00:00Z' })
    expect(failing.message).toContain('Failed 4 times so far.')
    expect(Date.parse(failing.nextLookAt) - stage.clock.ms).toBeGreaterThanOrEqual(240_000)
  })

  it('goes on behind a mail at which its server breaks off each time', async () => {
    stage = await createMailboxStage()
    const { server } = stage
    server.add(mailWith('ONE'))
    const poison = server.add(mailWith('POISON'))
    server.add(mailWith('TWO'))
    server.before = (command) =>
      command.includes('BODY.PEEK[]') && command.includes(String(poison.uid)) ? 'end' : undefined
    await stage.put()
    for (let n = 0; n < 4; n++) await stage.look()
    expect(await stage.state()).toMatchObject({ state: 'unavailable', taken: 1, leftOut: 0 })
    for (let n = 0; n < 2; n++) await stage.look()
    const state = await stage.state()
    expect(state).toMatchObject({ state: 'connected', taken: 2, leftOut: 1 })
    expect(state.lastLeftOut[0]).toMatchObject({ whyCode: 'mailbox.mail-failing', whyParams: { tries: 5 } })
  })

  it('is not tried any more after three refused passwords, until somebody acts', async () => {
    stage = await createMailboxStage()
    const { server, api } = stage
    server.add(mailWith('ONE'))
    await stage.put({ password: 'wrong' })
    for (let n = 0; n < 5; n++) await stage.look()
    expect(server.commands.filter((command) => command === 'LOGIN')).toHaveLength(3)
    expect(await stage.state()).toMatchObject({ state: 'refused', nextLookAt: null })
    expect(await standing()).toEqual({ state: 'refused', lookedAt: null })
    await api.json('POST', `${at}/mailbox/looks`)
    await stage.app.idle()
    expect(server.commands.filter((command) => command === 'LOGIN')).toHaveLength(4)
    await stage.put()
    await stage.app.idle()
    expect(await stage.state()).toMatchObject({ state: 'connected', taken: 1 })
  })

  it('rests while it is paused', async () => {
    stage = await createMailboxStage()
    await stage.put({ paused: true })
    await stage.look()
    expect(stage.server.commands).toEqual([])
    expect(await stage.state()).toMatchObject({ state: 'paused', nextLookAt: null })
    refused(await stage.api.json('POST', `${at}/mailbox/looks`), { status: 409, code: 'mailbox-paused' })
  })
})
