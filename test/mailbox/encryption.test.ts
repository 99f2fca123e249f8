import { join } from 'node:path'
import { createServer } from 'node:tls'
import { afterEach, describe, expect, it } from 'vitest'
import { imapMailboxes } from '../../src/hosts/node/imap.ts'
import { Names } from '../../src/hosts/node/name-resolution.ts'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { MailboxProblem } from '../../src/mailbox/server.ts'
import type { Mailbox } from '../../src/store/mailbox.ts'
import type { Said } from '../../src/texts/sentence.ts'
import type { Day } from '../../src/values/day.ts'
import { testCertificate } from '../support/certificates.ts'
import { at, buyer, refused } from '../support/hostile.ts'
import { ImapServer } from '../support/imap-server.ts'
import { createMailboxStage, type MailboxStage, mailWith } from '../support/mailbox.ts'

/** A password is said to the right server alone, over an encrypted connection. */

let stage: MailboxStage | null = null
const servers: ImapServer[] = []
afterEach(async () => {
  await stage?.close()
  stage = null
  for (const server of servers.splice(0)) await server.close()
})

const trial = (of: MailboxStage, more: object = {}) =>
  of.api.json('POST', `${at}/mailbox/trial`, { ...of.settings, ...more })

describe('a trial', () => {
  it('says that the mailbox can be read, and how many mails lie in it, and keeps nothing', async () => {
    stage = await createMailboxStage()
    stage.server.add(mailWith('ONE'))
    const { status, body } = await trial(stage)
    expect([status, body.works, body.mails, body.code]).toEqual([200, true, 1, 'mailbox.works'])
    expect(stage.server.commands.filter((command) => /SELECT|FETCH/.test(command))).toEqual([])
    refused(await stage.api.send('GET', `${at}/mailbox`), { status: 404, code: 'mailbox-not-set' })
  })

  it.each([
    [{ password: 'wrong' }, 'mailbox.sign-in-refused'],
    [{ folder: 'Faktury' }, 'mailbox.folder-missing'],
    [{ port: 1 }, 'mailbox.no-connection'],
    [{ host: 'other.example' }, 'mailbox.certificate'],
  ])('of %j says what is wrong', async (more, code) => {
    stage = await createMailboxStage()
    const { status, body } = await trial(stage, more)
    expect([status, body.works, body.code]).toEqual([200, false, code])
    expect(body.message.length).toBeGreaterThan(20)
    const isToldPassword = stage.server.commands.includes('LOGIN')
    expect(isToldPassword).toBe(code === 'mailbox.sign-in-refused' || code === 'mailbox.folder-missing')
  })
})

describe('a stored password', () => {
  it('is never said to another server, or for another user', async () => {
    stage = await createMailboxStage()
    refused(await stage.put({ password: undefined }), {
      status: 400,
      code: 'invalid-request',
      pointer: '/password',
    })
    await stage.put()
    for (const more of [{ host: 'attacker.example' }, { user: 'other' }]) {
      const without = { ...more, password: undefined }
      refused(await stage.put(without), { status: 400, code: 'invalid-request', pointer: '/password' })
      refused(await trial(stage, without), { status: 400, code: 'invalid-request', pointer: '/password' })
    }
    expect((await stage.put({ password: undefined, everyMinutes: 60 })).status).toBe(200)
    expect((await trial(stage, { password: undefined })).body.works).toBe(true)
  })
})

it('a password is not said to a server whose name somebody wrote into the database', async () => {
  stage = await createMailboxStage()
  await stage.put()
  const file = openSqlite(join(stage.app.dataDir, 'ledgers', `${buyer}.sqlite`))
  file.exec(`UPDATE mailbox SET settings = json_set(settings, '$.host', 'attacker.example')`)
  file.close()
  await stage.app.idle()
  expect(stage.server.commands).toEqual([])
  expect(await stage.state()).toMatchObject({ params: { why: { code: 'mailbox.password-unreadable' } } })
})

/** Opens what a server offers; answers the code of why that failed, null where it did not. */
async function opened(
  server: ImapServer,
  more: Partial<Mailbox> = {},
  options: object = {},
): Promise<string | null> {
  servers.push(server)
  await server.listen()
  const names = new Names(async () => [{ address: '127.0.0.1', family: 4 }])
  const open = imapMailboxes({ allowPrivate: true, names, ca: server.certificate.pem, ...options })
  const { host, port, user } = server
  const mailbox: Mailbox = {
    ...{ host, port, user, security: 'tls', folder: 'INBOX', from: '2026-07-01' as Day },
    ...{ everyMinutes: 5, afterwards: 'leave', paused: false, ...more },
  }
  try {
    const who = { nip: '9376032788', signal: new AbortController().signal }
    await (await open(mailbox, server.password, who)).close()
    return null
  } catch (error) {
    if (!(error instanceof MailboxProblem)) throw error
    return (error.detail as Said).said
  }
}

describe('an encrypted connection', () => {
  it('is asked for where a server offers none, and then nothing is said', async () => {
    const server = new ImapServer('plain')
    expect(await opened(server, { security: 'starttls' })).toBe('mailbox.no-encryption')
    expect(server.commands).not.toContain('LOGIN')
  })

  it('is refused with a certificate of nobody, of another server, or of before', async () => {
    const nobody = new ImapServer()
    expect(await opened(nobody, {}, { ca: testCertificate({ key: 'P-256' }).pem })).toBe(
      'mailbox.certificate',
    )
    const subject = { CN: nobody.host }
    const past = testCertificate({ key: 'P-256', subject, from: '2024-01-01', to: '2025-01-01' })
    const late = new ImapServer('tls', past)
    expect(await opened(late)).toBe('mailbox.certificate')
    expect([...nobody.commands, ...late.commands]).toEqual([])
    for (const kind of ['tls', 'starttls'] as const)
      expect(await opened(new ImapServer(kind), { security: kind })).toBeNull()
  })

  it('is made to public addresses alone, however a name or an address leads elsewhere', async () => {
    const server = new ImapServer()
    expect(await opened(server, {}, { allowPrivate: false })).toBe('mailbox.not-public')
    for (const host of ['127.0.0.1', '169.254.169.254', '::1', '::ffff:10.0.0.1', '0.0.0.0'])
      expect(await opened(new ImapServer(), { host }, { allowPrivate: false })).toBe('mailbox.not-public')
    const names = new Names(() => Promise.reject(new Error('no such name')))
    expect(await opened(new ImapServer(), {}, { names })).toBe('mailbox.no-name')
    expect(server.commands).toEqual([])
  })
})

it('a server that talks without end is left, and costs no more memory than a mail may', async () => {
  const { pem: cert, privateKeyPem: key } = testCertificate({
    key: 'P-256',
    subject: { CN: 'imap.odbiorca.example' },
  })
  const flood = new Uint8Array(64 * 1024).fill(97)
  let sent = 0
  const server = createServer({ cert, key }, (socket) => {
    const pour = () => {
      while (!socket.destroyed && sent < 400e6) {
        sent += flood.length
        if (!socket.write(flood)) return
      }
    }
    socket.on('error', () => {}).on('drain', pour)
    socket.write('* OK ready\r\n* ')
    pour()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const names = new Names(async () => [{ address: '127.0.0.1', family: 4 }])
  const open = imapMailboxes({ allowPrivate: true, names, ca: cert })
  const mailbox = { host: 'imap.odbiorca.example', port, security: 'tls', user: 'us', folder: 'INBOX' }
  const who = { nip: '9376032788', signal: new AbortController().signal }
  const opening = open({ ...mailbox, afterwards: 'leave' } as Mailbox, 'x', who)
  await expect(opening).rejects.toBeInstanceOf(MailboxProblem)
  expect(sent).toBeLessThan(60e6)
  await new Promise((resolve) => server.close(resolve))
})

describe('settings of a mailbox', () => {
  it.each([
    [{ host: 'imap://x' }, '/host'],
    [{ host: 'imap.example.com:993' }, '/host'],
    [{ host: '' }, '/host'],
    [{ port: 0 }, '/port'],
    [{ security: 'none' }, '/security'],
    [{ user: 'a\r\nb' }, '/user'],
    [{ password: 'a\r\nA1 DELETE INBOX' }, '/password'],
    [{ folder: 'a\u0000b' }, '/folder'],
    [{ from: '2026-02-30' }, '/from'],
    [{ everyMinutes: 0 }, '/everyMinutes'],
    [{ afterwards: 'move' }, '/afterwards'],
  ])('%j are refused', async (more, pointer) => {
    stage = await createMailboxStage()
    refused(await stage.put(more), { status: 400, code: 'invalid-request', pointer })
  })
})
