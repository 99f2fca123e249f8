import { imapMailboxes } from '../../src/hosts/node/imap.ts'
import { Names } from '../../src/hosts/node/name-resolution.ts'
import { at, createStage } from './hostile.ts'
import { ImapServer } from './imap-server.ts'
import { attached, mailOf } from './mail.ts'
import { pdf, written } from './pdf.ts'

/** A service with one taxpayer whose mailbox lies on a server of our own, and a clock that is moved. */

export type MailboxStage = Awaited<ReturnType<typeof createMailboxStage>>

export async function createMailboxStage(
  kind: 'tls' | 'starttls' | 'plain' = 'tls',
  server = new ImapServer(kind),
) {
  await server.listen()
  const clock = { ms: Date.parse('2026-07-24T10:00:00Z') }
  const names = new Names(async () => [{ address: '127.0.0.1', family: 4 }])
  const options = { allowPrivate: true, names, ca: server.certificate.pem }
  const app = await createStage({
    now: () => new Date(clock.ms),
    openMailbox: imapMailboxes(options),
    after: () => () => {},
  })
  const settings = {
    host: server.host,
    port: server.port,
    security: kind === 'starttls' ? 'starttls' : 'tls',
    user: server.user,
    password: server.password,
    from: '2026-07-01',
  }
  const put = (more: object = {}) => app.api.json('PUT', `${at}/mailbox`, { ...settings, ...more })
  return {
    ...{ app, api: app.api, server, clock, settings, put },
    state: async () => (await app.api.send('GET', `${at}/mailbox`)).body,
    drafts: async () => (await app.api.send('GET', `${at}/drafts?limit=1000`)).body.items,
    mails: async () => (await app.api.send('GET', `${at}/mails?limit=1000`)).body.items,
    /** Has a look when the next one is due. */
    look: async () => {
      clock.ms += 3_600_000
      await app.idle()
    },
    close: async () => {
      await app.close()
      await server.close()
    },
  }
}

/** A mail with one PDF in which this is written. */
export const mailWith = (text: string, messageId: string | null = `${text}@seller.example`): string =>
  mailOf({
    messageId,
    files: [attached(`${text}.pdf`, 'application/pdf', pdf([{ content: written(text) }]))],
  })
