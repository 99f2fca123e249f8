import { isIP } from 'node:net'
import type { FetchMessageObject, ImapFlow, ImapFlowError } from 'imapflow'
import { MailboxProblem, mostMailBytes, type OpenFolder, type OpenMailbox } from '../../mailbox/server.ts'
import type { Mailbox } from '../../store/mailbox.ts'
import { say } from '../../texts/say.ts'
import type { Said } from '../../texts/sentence.ts'
import { addDays } from '../../values/day.ts'
import { parseInstant } from '../../values/instant.ts'
import { propertyOf } from '../../values/record.ts'
import { isPublicAddress } from '../../webhooks/address.ts'
import { Names } from './name-resolution.ts'

/**
 * Mailboxes over IMAP (RFC 9051), encrypted from the first byte or by STARTTLS before the password is said, to a server
 * whose certificate bears its name. A name is resolved once, and the connection is made to the address that was checked.
 */

/** Milliseconds: until there is a connection, for each silence, and for all of it. */
const patience = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 }
const wholeMs = 3 * 60_000
/** What a server may send at once, in bytes: a mail, with a little around it; and UIDs of a few million mails. */
const bounds = {
  maxLiteralSize: mostMailBytes,
  maxResponseSize: mostMailBytes + 1024 * 1024,
  maxLineLength: 16 * 1024 * 1024,
  maxResponseTokens: 50_000,
}

interface ImapOptions {
  /** Servers of one's own network may be asked too. */
  allowPrivate: boolean
  names?: Names
  /** Certificates that are trusted instead of the usual ones, in PEM. */
  ca?: string
}

export function imapMailboxes({ allowPrivate, names = new Names(), ca }: ImapOptions): OpenMailbox {
  return async (mailbox, password, { nip, signal }) => {
    const address = await addressOf(mailbox, nip, { allowPrivate, names })
    const { ImapFlow } = await import('imapflow')
    const isTls = mailbox.security === 'tls'
    const client = new ImapFlow({
      ...{ ...patience, ...bounds },
      ...{ host: address, port: mailbox.port, secure: isTls, logger: false },
      ...(isTls ? {} : { doSTARTTLS: true }),
      ...(isIP(mailbox.host) === 0 ? { servername: mailbox.host } : {}),
      auth: { user: mailbox.user, pass: password },
      tls: { minVersion: 'TLSv1.2', ...(ca === undefined ? {} : { ca }) },
      clientInfo: { name: 'ksef-reconcile' },
      disableAutoIdle: true,
      disableCompression: true,
    })
    // The command that waits hears only that the connection is gone.
    let broken: unknown = null
    client.on('error', (error) => {
      broken ??= error
    })
    const told = (error: unknown) =>
      problemOf(error instanceof MailboxProblem ? error : (broken ?? error), mailbox)
    const end = () => client.close()
    const timer = setTimeout(end, wholeMs).unref()
    signal.addEventListener('abort', end)
    const close = async () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      // A server that takes its time over a farewell is not waited for.
      await Promise.race([client.logout().catch(() => {}), pause(2000)])
      client.close()
    }
    try {
      signal.throwIfAborted()
      await client.connect()
      const isChanged = mailbox.afterwards !== 'leave'
      const { uidValidity, exists } = await client.mailboxOpen(mailbox.folder, { readOnly: !isChanged })
      return folderOf(client, { uidValidity: String(uidValidity), mails: exists, close }, told)
    } catch (error) {
      await close()
      throw told(error)
    }
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())

/** The address to which the connection is made. @throws MailboxProblem */
async function addressOf(
  { host }: Mailbox,
  nip: string,
  { allowPrivate, names }: { allowPrivate: boolean; names: Names },
): Promise<string> {
  const found =
    isIP(host) > 0
      ? [{ address: host }]
      : await names.addressesOf(host, nip).catch((): { address: string }[] => [])
  const [first] = found
  if (first === undefined) throw new MailboxProblem('server', say('mailbox.no-name', { host }))
  if (!allowPrivate && !found.every(({ address }) => isPublicAddress(address)))
    throw new MailboxProblem('server', say('mailbox.not-public', { host }))
  return first.address
}

function folderOf(
  client: ImapFlow,
  known: Pick<OpenFolder, 'uidValidity' | 'mails' | 'close'>,
  told: (error: unknown) => unknown,
): OpenFolder {
  const asked = async <T>(command: () => Promise<T>): Promise<T> => {
    try {
      return await command()
    } catch (error) {
      throw told(error)
    }
  }
  const one = (uid: number, query: Parameters<ImapFlow['fetchOne']>[1]) =>
    asked(() => client.fetchOne(String(uid), query, { uid: true }))
  return {
    ...known,
    after: (uid, from) =>
      asked(async () => {
        const since = new Date(`${addDays(from, -1)}T00:00:00Z`)
        const found = await client.search({ uid: `${uid + 1}:*`, since }, { uid: true })
        if (!found) throw new MailboxProblem('server', say('mailbox.broken'))
        // The last mail answers to every range that begins behind it.
        return found.filter((one) => one > uid).sort((a, b) => a - b)
      }),
    about: async (uid) => {
      const found = await one(uid, { uid: true, size: true, internalDate: true, envelope: true })
      return found ? aboutOf(found) : null
    },
    fetch: async (uid) => {
      const found = await one(uid, { uid: true, source: true })
      return !found || found.source === undefined ? null : Uint8Array.from(found.source)
    },
    finish: async (uid, how) => {
      const done = await asked(async () => {
        if (how === 'mark-read') return client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })
        // Without it whatever others marked would be removed too.
        if (!client.capabilities.has('UIDPLUS')) return false
        return client.messageDelete(String(uid), { uid: true })
      })
      if (!done) throw new MailboxProblem('server', say('mailbox.not-changed', { how }))
    },
  }
}

function aboutOf({ size = 0, internalDate, envelope }: FetchMessageObject) {
  const at = internalDate === undefined ? Number.NaN : new Date(internalDate).getTime()
  return {
    size,
    arrivedAt: Number.isNaN(at) ? null : parseInstant(new Date(at).toISOString()),
    sender: lineOf(envelope?.from?.[0]?.address),
    subject: lineOf(envelope?.subject),
  }
}

const longestLine = 200
/** As it may be stored and shown; null where nothing is left of it. */
const lineOf = (text: string | undefined): string | null =>
  (text ?? '')
    .toWellFormed()
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, longestLine)
    .toWellFormed() || null

/** Codes of Node and OpenSSL for a certificate that is not to be trusted. */
const ofCertificates = /CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|HOSTNAME/
/** Codes for a connection that was not made. */
const ofConnections = /^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|CONNECT_TIMEOUT|GREETING_TIMEOUT)$/

/** What went wrong, in words for whoever set the mailbox up. */
function problemOf(error: unknown, { host, port, folder }: Mailbox): unknown {
  if (error instanceof MailboxProblem) return error
  const of = (name: keyof ImapFlowError) => propertyOf(error, name)
  const textOf = (name: keyof ImapFlowError) => {
    const text = of(name)
    return typeof text === 'string' ? text : undefined
  }
  const code = textOf('code') ?? ''
  const responseText = textOf('responseText')
  if (of('authenticationFailed')) {
    const why = lineOf(responseText)
    // Servers say so when they cannot look the password up now (RFC 5530).
    const isForNow = /^(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG)$/.test(textOf('serverResponseCode') ?? '')
    return new MailboxProblem(isForNow ? 'server' : 'sign-in', say('mailbox.sign-in-refused', { why }))
  }
  if (/^(?:LiteralTooLarge|ResponseTooLarge)$/.test(code))
    return new MailboxProblem('too-large', say('mailbox.mail-too-large'))
  return new MailboxProblem('server', serverProblem())

  function serverProblem(): Said {
    if (ofCertificates.test(code)) return say('mailbox.certificate', { host, why: code })
    if (of('tlsFailed')) return say('mailbox.no-encryption', { host, port })
    if (ofConnections.test(code)) return say('mailbox.no-connection', { host, port })
    if (of('mailboxMissing')) return say('mailbox.folder-missing', { folder })
    const said = lineOf(responseText)
    return said === null ? say('mailbox.broken') : say('mailbox.server-said', { said })
  }
}
