import { createServer, type Server, type Socket } from 'node:net'
import { createSecureContext, TLSSocket } from 'node:tls'
import { type TestCertificate, testCertificate } from './certificates.ts'

/** A mail server of our own on this machine: just enough IMAP (RFC 9051) to be looked into, and to be a bad one. */

export interface StoredMail {
  uid: number
  bytes: Uint8Array
  arrivedAt: Date
  flags: Set<string>
}

export class ImapServer {
  readonly host = 'imap.odbiorca.example'
  readonly user = 'faktury@odbiorca.example'
  password = 'hasło z "cudzysłowem"'
  port = 0
  /** `starttls`: plain until it is asked for; `plain`: never encrypted. */
  readonly kind: 'tls' | 'starttls' | 'plain'
  readonly certificate: TestCertificate
  mails: StoredMail[] = []
  uidValidity = 1
  /** What it says of the size of mails; as they are when left out. */
  sizeOf = (mail: StoredMail): number => mail.bytes.length
  /** What was asked for, without tags and passwords. */
  readonly commands: string[] = []
  /** To be called at each command; one that answers `end` has the connection cut. */
  before: (command: string) => 'end' | undefined = () => undefined
  /** Servers without UIDPLUS (RFC 4315) remove all that is marked as deleted. */
  capabilities = 'IMAP4rev1 UIDPLUS'
  #nextUid = 101
  readonly #server: Server
  readonly #open = new Set<Socket>()

  constructor(kind: 'tls' | 'starttls' | 'plain' = 'tls', certificate?: TestCertificate) {
    this.kind = kind
    this.certificate = certificate ?? testCertificate({ key: 'P-256', subject: { CN: this.host } })
    this.#server = createServer((socket) => {
      this.#open.add(socket)
      socket.on('error', () => {})
      if (kind === 'tls') this.#talk(this.#secured(socket), true)
      else this.#talk(socket, false)
    })
  }

  listen(port = 0): Promise<void> {
    return new Promise((resolve) =>
      this.#server.listen(port, '127.0.0.1', () => {
        this.port = (this.#server.address() as { port: number }).port
        resolve()
      }),
    )
  }

  close(): Promise<void> {
    for (const socket of this.#open) socket.destroy()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }

  /** Puts a mail into the mailbox. */
  add(mail: string | Uint8Array, arrivedAt = new Date('2026-07-20T08:00:00Z')): StoredMail {
    const bytes = typeof mail === 'string' ? new TextEncoder().encode(mail) : mail
    const uid = this.#nextUid++
    const stored = { uid, bytes, arrivedAt, flags: new Set<string>() }
    this.mails.push(stored)
    return stored
  }

  #secured(socket: Socket): TLSSocket {
    const { pem: cert, privateKeyPem: key } = this.certificate
    const secure = new TLSSocket(socket, {
      isServer: true,
      secureContext: createSecureContext({ cert, key }),
    })
    secure.on('error', () => {})
    return secure
  }

  #talk(socket: Socket, isSecure: boolean): void {
    new Conversation(this, socket, isSecure, () => this.#talk(this.#secured(socket), true))
  }
}

class Conversation {
  readonly #server: ImapServer
  readonly #socket: Socket
  readonly #isSecure: boolean
  readonly #secure: () => void
  #rest = Buffer.alloc(0)
  #line = ''
  #isReadOnly = true

  constructor(server: ImapServer, socket: Socket, isSecure: boolean, secure: () => void) {
    this.#server = server
    this.#socket = socket
    this.#isSecure = isSecure
    this.#secure = secure
    const isFresh = !isSecure || server.kind === 'tls'
    if (isFresh) this.#say('* OK ready')
    socket.on('data', this.#read)
  }

  #say(...lines: (string | Uint8Array)[]): void {
    for (const line of lines) this.#socket.write(typeof line === 'string' ? `${line}\r\n` : line)
  }

  #read = (chunk: Buffer): void => {
    this.#rest = Buffer.concat([this.#rest, chunk])
    for (;;) {
      const literal = /\{(\d+)(\+?)\}$/.exec(this.#line)
      if (literal) {
        const length = Number(literal[1])
        if (this.#rest.length < length) return
        const text = this.#rest.subarray(0, length).toString().replaceAll(/["\\]/g, '\\$&')
        this.#line = `${this.#line.slice(0, literal.index)}"${text}"`
        this.#rest = this.#rest.subarray(length)
      }
      const end = this.#rest.indexOf('\r\n')
      if (end < 0) return
      this.#line += this.#rest.subarray(0, end).toString()
      this.#rest = this.#rest.subarray(end + 2)
      const next = /\{\d+(\+?)\}$/.exec(this.#line)
      if (next) {
        if (next[1] === '') this.#say('+ go on')
        continue
      }
      const line = this.#line
      this.#line = ''
      if (!this.#answer(line)) return
    }
  }

  /** Answers a command; false where the connection goes on otherwise. */
  #answer(line: string): boolean {
    const [, tag = '*', command = ''] = /^(\S+) (.*)$/s.exec(line) ?? []
    const name = (/^(?:UID )?\S+/i.exec(command)?.[0] ?? '').toUpperCase()
    this.#server.commands.push(name === 'LOGIN' ? name : command)
    if (this.#server.before(command) === 'end') {
      this.#socket.destroy()
      return false
    }
    if (name === 'STARTTLS' && this.#server.kind === 'starttls' && !this.#isSecure) {
      this.#socket.off('data', this.#read)
      this.#say(`${tag} OK begin`)
      this.#secure()
      return false
    }
    const work = this.#works[name]
    if (work === undefined) this.#say(`${tag} BAD what is ${name}`)
    else work(tag, command)
    return true
  }

  readonly #works: Record<string, (tag: string, command: string) => void> = {
    CAPABILITY: (tag) => {
      const canSecure = this.#server.kind === 'starttls' && !this.#isSecure
      this.#say(`* CAPABILITY ${this.#server.capabilities}${canSecure ? ' STARTTLS' : ''}`, `${tag} OK`)
    },
    NOOP: (tag) => this.#say(`${tag} OK`),
    LIST: (tag, command) => {
      if (/INBOX|\*/i.test(command)) this.#say('* LIST () "/" INBOX')
      this.#say(`${tag} OK`)
    },
    LSUB: (tag) => this.#say('* LSUB () "/" INBOX', `${tag} OK`),
    LOGOUT: (tag) => {
      this.#say('* BYE', `${tag} OK`)
      this.#socket.end()
    },
    LOGIN: (tag, command) => {
      const { user, password } = this.#server
      const quoted = (text: string) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`
      const [, who = '', secret = ''] = /^LOGIN ("(?:[^"\\]|\\.)*"|\S+) (.*)$/is.exec(command) ?? []
      const isHe = [user, quoted(user)].includes(who) && [password, quoted(password)].includes(secret)
      this.#say(isHe ? `${tag} OK` : `${tag} NO [AUTHENTICATIONFAILED] Invalid credentials`)
    },
    EXAMINE: (tag, command) => this.#select(tag, command, true),
    SELECT: (tag, command) => this.#select(tag, command, false),
    'UID SEARCH': (tag, command) => {
      const from = Number(/(\d+):\*/.exec(command)?.[1] ?? 1)
      const since = Date.parse(`${/SINCE (\S+)/i.exec(command)?.[1] ?? '1-Jan-1970'} UTC`)
      const last = this.#server.mails.at(-1)
      const found = this.#server.mails.filter(
        (mail) => (mail.uid >= from || mail === last) && mail.arrivedAt.getTime() >= since,
      )
      this.#say(`* SEARCH ${found.map(({ uid }) => uid).join(' ')}`, `${tag} OK`)
    },
    'UID FETCH': (tag, command) => {
      const [, uid, what = ''] = /^UID FETCH (\d+) (.*)$/i.exec(command) ?? []
      const index = this.#server.mails.findIndex((mail) => mail.uid === Number(uid))
      const mail = this.#server.mails[index]
      if (mail !== undefined) this.#fetch(index + 1, mail, what)
      this.#say(`${tag} OK`)
    },
    'UID STORE': (tag, command) => {
      const [, uid, flag = ''] = /^UID STORE (\d+) \+FLAGS(?:\.SILENT)? \((\S+)\)/i.exec(command) ?? []
      if (this.#isReadOnly) {
        this.#say(`${tag} NO read-only`)
        return
      }
      this.#server.mails.find((mail) => mail.uid === Number(uid))?.flags.add(flag)
      this.#say(`${tag} OK`)
    },
    'UID EXPUNGE': (tag, command) => {
      const uid = Number(/\d+/.exec(command)?.[0])
      this.#server.mails = this.#server.mails.filter(
        (mail) => mail.uid !== uid || !mail.flags.has('\\Deleted'),
      )
      this.#say(`${tag} OK`)
    },
  }

  #select(tag: string, command: string, isReadOnly: boolean): void {
    const { mails, uidValidity } = this.#server
    if (!/INBOX/i.test(command)) {
      this.#say(`${tag} NO [NONEXISTENT] no such folder`)
      return
    }
    this.#isReadOnly = isReadOnly
    const next = (mails.at(-1)?.uid ?? 100) + 1
    this.#say(`* ${mails.length} EXISTS`, `* OK [UIDVALIDITY ${uidValidity}]`, `* OK [UIDNEXT ${next}]`)
    this.#say(`${tag} OK [${isReadOnly ? 'READ-ONLY' : 'READ-WRITE'}] done`)
  }

  #fetch(seq: number, mail: StoredMail, what: string): void {
    const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')
    const at = mail.arrivedAt
    const day = String(at.getUTCDate()).padStart(2, ' ')
    const date = `${day}-${months[at.getUTCMonth()]}-${at.getUTCFullYear()} ${at.toISOString().slice(11, 19)} +0000`
    const items = [`UID ${mail.uid}`]
    if (/RFC822\.SIZE/i.test(what)) items.push(`RFC822.SIZE ${this.#server.sizeOf(mail)}`)
    if (/INTERNALDATE/i.test(what)) items.push(`INTERNALDATE "${date}"`)
    if (/ENVELOPE/i.test(what))
      items.push(
        'ENVELOPE (NIL "Faktura" (("Sprzedawca" NIL "faktury" "seller.example")) NIL NIL NIL NIL NIL NIL NIL)',
      )
    if (!/BODY\.PEEK\[\]/i.test(what)) {
      this.#say(`* ${seq} FETCH (${items.join(' ')})`)
      return
    }
    this.#socket.write(`* ${seq} FETCH (${items.join(' ')} BODY[] {${mail.bytes.length}}\r\n`)
    this.#say(mail.bytes, ')')
  }
}
