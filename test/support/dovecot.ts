import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testCertificate } from './certificates.ts'

/** Dovecot, a mail server that many providers run, with one mailbox, on ports of this machine. */

const program = '/usr/sbin/dovecot'

/** Why it cannot be started here; null where it can. */
export const whyNoDovecot = !existsSync(program)
  ? 'dovecot is not installed'
  : process.getuid?.() === 0
    ? null
    : 'dovecot is started by root alone'

export interface Dovecot {
  host: string
  ports: { tls: number; starttls: number }
  user: string
  password: string
  certificate: string
  /** Delivers a mail. */
  add(mail: Uint8Array): void
  /** How the mails lie there: names of files, whose flags stand behind the comma. */
  files(): string[]
  close(): Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })

const numberOf = (user: string, flag: string): number =>
  Number(execFileSync('id', [flag, user], { encoding: 'utf8' }))

export async function startDovecot(): Promise<Dovecot> {
  const folder = mkdtempSync(join(tmpdir(), 'dovecot-'))
  const [uid, gid] = [numberOf('mail', '-u'), numberOf('mail', '-g')]
  const maildir = join(folder, 'mail')
  for (const path of [folder, maildir, ...['cur', 'new', 'tmp'].map((name) => join(maildir, name))]) {
    mkdirSync(path, { recursive: true, mode: 0o755 })
    if (path !== folder) chownSync(path, uid, gid)
  }
  execFileSync('chmod', ['755', folder])
  const { pem, privateKeyPem } = testCertificate({ key: 'P-256', subject: { CN: 'localhost' } })
  writeFileSync(join(folder, 'cert.pem'), pem)
  writeFileSync(join(folder, 'key.pem'), privateKeyPem, { mode: 0o600 })
  const ports = { tls: await freePort(), starttls: await freePort() }
  const [user, password] = ['faktury', 'haslo']
  writeFileSync(join(folder, 'dovecot.conf'), configuration({ folder, maildir, ports, uid, gid, password }))
  const child = spawn(program, ['-F', '-c', join(folder, 'dovecot.conf')], { stdio: 'ignore' })
  await listening(ports.tls, child)
  let count = 0
  return {
    ...{ host: 'localhost', ports, user, password, certificate: pem },
    add: (mail) => {
      const path = join(maildir, 'new', `${1_784_534_400 + count}.M${count++}.test`)
      writeFileSync(path, mail)
      chownSync(path, uid, gid)
    },
    files: () =>
      execFileSync('find', [maildir, '-path', '*/cur/*', '-o', '-path', '*/new/*'], { encoding: 'utf8' })
        .split('\n')
        .filter((name) => name !== ''),
    close: async () => {
      const gone = new Promise((resolve) => child.once('close', resolve))
      child.kill('SIGTERM')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const configuration = (of: {
  folder: string
  maildir: string
  ports: { tls: number; starttls: number }
  uid: number
  gid: number
  password: string
}): string => `
base_dir = ${of.folder}/run
state_dir = ${of.folder}/state
log_path = ${of.folder}/log
protocols = imap
listen = 127.0.0.1
ssl = required
ssl_cert = <${of.folder}/cert.pem
ssl_key = <${of.folder}/key.pem
mail_location = maildir:${of.maildir}
first_valid_uid = 1
passdb {
  driver = static
  args = password=${of.password}
}
userdb {
  driver = static
  args = uid=${of.uid} gid=${of.gid} home=${of.folder}
}
service imap-login {
  inet_listener imap {
    port = ${of.ports.starttls}
  }
  inet_listener imaps {
    port = ${of.ports.tls}
    ssl = yes
  }
}
`

async function listening(port: number, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    if (child.exitCode !== null) throw new Error(`dovecot ended (${child.exitCode})`)
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
      socket.once('connect', () => socket.destroy())
    })
    if (isOpen) return
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error('dovecot does not listen')
}
