import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'
import type { Day } from '../values/day.ts'
import { type Instant, parseInstant, warsawDay } from '../values/instant.ts'

/** Reading mails (RFC 5322, MIME). */

/** A mail that is none, or is made to break its reader. */
export class MailProblem extends Error {
  override readonly name = 'MailProblem'
}

/** A file that came with a mail. `mediaType`: as the mail says, lower case. */
export interface MailFile {
  name: string | null
  mediaType: string
  bytes: Uint8Array
}

export interface Mail {
  /** Without angle brackets; null where the mail has none. */
  messageId: string | null
  /** Address in small letters. */
  from: string | null
  subject: string | null
  /** What is written in it, as plain text. */
  text: string | null
  /** `Received` headers, the topmost first. */
  received: string[]
  files: MailFile[]
}

/** Bounds of the parts of a mail: whoever writes one to be read has far fewer. */
const bounds = { maxNestingDepth: 32, maxHeadersSize: 512 * 1024, maxRfc822NestingDepth: 4 }
const marks = new Set(['from', 'date', 'received', 'message-id'])
const mostReceived = 50
const longestLine = 998

/** Lets other work go on before the next step. */
type Pause = () => Promise<void>

/** A large mail takes more than a second: others have their turn after so many of its lines. */
const linesAtOnce = 1000

/** The package reads line by line in one go; its types leave out where. `test/ingest/mail.test.ts` notices a change. */
const LineReader = PostalMime as unknown as new (
  options: typeof bounds,
) => Pick<PostalMime, 'parse'> & {
  processLine(line: Uint8Array<ArrayBuffer>, isFinal: boolean): Promise<void>
}

/** Reads a mail line by line and pauses meanwhile. */
class PausingReader extends LineReader {
  readonly #pause: Pause
  #lines = 0

  constructor(pause: Pause) {
    super(bounds)
    this.#pause = pause
  }

  override async processLine(line: Uint8Array<ArrayBuffer>, isFinal: boolean): Promise<void> {
    if (++this.#lines % linesAtOnce === 0) await this.#pause()
    return super.processLine(line, isFinal)
  }
}

/** Reads a mail and those that were forwarded in it. @throws MailProblem */
export async function readMail(bytes: Uint8Array, pause: Pause): Promise<Mail> {
  const mail = await parsed(bytes, pause)
  const received = mail.headers.filter(({ key }) => key === 'received').slice(0, mostReceived)
  return {
    messageId: lineOf(mail.messageId?.replace(/^\s*<|>\s*$/g, '')),
    from: lineOf(addressOf(mail.from))?.toLowerCase() ?? null,
    subject: lineOf(mail.subject),
    text: textOf(mail.text),
    received: received.map(({ value }) => value.slice(0, longestLine)),
    files: await filesOf(mail, bounds.maxRfc822NestingDepth, pause),
  }
}

async function parsed(bytes: Uint8Array, pause: Pause): Promise<Email> {
  let mail: Email
  try {
    mail = await new PausingReader(pause).parse(bytes)
  } catch (error) {
    throw new MailProblem(error instanceof Error ? error.message : String(error))
  }
  // Any text can be taken for a mail that says nothing of itself.
  if (!mail.headers.some(({ key }) => marks.has(key))) throw new MailProblem('it has no headers of a mail')
  return mail
}

/** Files of a mail, and of mails that are attached to it as files. */
async function filesOf({ attachments }: Email, depth: number, pause: Pause): Promise<MailFile[]> {
  const files: MailFile[] = []
  for (const attachment of attachments) {
    const bytes = bytesOf(attachment)
    const isMail = attachment.mimeType === 'message/rfc822' && depth > 0
    const inner = isMail ? await parsed(bytes, pause).catch(() => null) : null
    if (inner !== null) files.push(...(await filesOf(inner, depth - 1, pause)))
    else files.push({ name: lineOf(attachment.filename), mediaType: attachment.mimeType, bytes })
  }
  return files
}

const bytesOf = ({ content }: Attachment): Uint8Array =>
  typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)

const addressOf = (from: Address | undefined): string | undefined =>
  from?.address ?? from?.group?.[0]?.address

/** A line of a header as it may be stored and shown; null where nothing is left of it. */
function lineOf(text: string | null | undefined): string | null {
  const plain = wellFormed(text ?? '').replaceAll(/\p{Cc}+/gu, ' ')
  return plain.trim().slice(0, longestLine) || null
}

function textOf(text: string | undefined): string | null {
  const plain = wellFormed(text ?? '').replaceAll('\r\n', '\n')
  return plain.replaceAll(/(?!\n|\t)\p{Cc}/gu, '').trim() || null
}

/** Half characters become marks of replacement. */
const wellFormed = (text: string): string => new TextDecoder().decode(new TextEncoder().encode(text))

/**
 * When the taxpayer's own server took a mail over: the day of its topmost `Received` header, with the header; null
 * where there is none of it, and where that lies after `now`. Those of other servers are their senders' word.
 * @param server name of the server as its headers write it after `by`, or of its domain, in lower case
 */
export function handedOver(
  received: readonly string[],
  server: string,
  now: Instant,
): { day: Day; header: string } | null {
  for (const header of received) {
    const by = /\bby\s+([^\s;()]+)/i.exec(header)?.[1]?.toLowerCase().replace(/\.$/, '')
    if (by !== server && by?.endsWith(`.${server}`) !== true) continue
    const at = Date.parse(header.slice(header.lastIndexOf(';') + 1).trim())
    if (Number.isNaN(at) || at > Date.parse(now)) return null
    const arrived = parseInstant(new Date(at).toISOString())
    return arrived && { day: warsawDay(arrived), header }
  }
  return null
}

/** Whether a sender is one of these: an address, or `*@domain` for all of a domain, in small letters. */
export const isAmong = (senders: readonly string[], from: string | null): boolean =>
  from !== null && senders.some((one) => (one.startsWith('*@') ? from.endsWith(one.slice(1)) : from === one))
