import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { enlarged, png, qrCode } from '../test/support/files.ts'
import { ksefDocument, packageOf, qrI } from '../test/support/ksef.ts'

/** Whether a service that was installed somewhere works: what the scripts that install it ask of it. */

const buyer = '9376032788'
const seller = '5265877635'
const at = `/v1/taxpayers/${buyer}`
const key = 'kr-only-for-trying-the-installation'
const json = { 'content-type': 'application/json' }

/** How it is started: a command, where, and with which surroundings beside those that every trial sets. */
export interface Start {
  command: string
  args: string[]
  cwd: string
  env: Record<string, string>
}

/**
 * Starts it twice on one data folder. The first time it takes in a package (read in one thread) and a picture with a code
 * (looked for in another, in WebAssembly), the second time it still has both; SIGTERM ends it in peace each time.
 * `meanwhile` runs while it listens. @throws Error that names what is not as it must be
 */
export async function tryService(
  start: (env: Record<string, string>) => Start,
  meanwhile: (port: number) => void = () => {},
): Promise<void> {
  const port = await freePort()
  const env = { PORT: String(port), ADMIN_KEY: key }
  const invoice = ksefDocument({
    seller: { nip: seller, name: 'Sprzedawca S.A.' },
    buyer: { nip: buyer, name: 'Odbiorca sp. z o.o.' },
    number: 'FV/12/06/2026',
    issueDay: '2026-06-10',
    amounts: { net: '100.00', vat: '23.00', gross: '123.00' },
    numberedAt: '2026-06-10T10:00:00+02:00',
  })
  const first = await started(start(env), port)
  try {
    await call(port, 'PUT', at, JSON.stringify({ name: 'Odbiorca sp. z o.o.' }), json)
    const zip = { 'content-type': 'application/zip' }
    const answer = await call(port, 'POST', `${at}/ksef/imports`, packageOf([invoice]), zip)
    assert.equal(answer.new, 1, `the package is taken in: ${JSON.stringify(answer)}`)
    const { outcome, file } = await call(port, 'POST', `${at}/copies`, await form(invoice.xml), {})
    assert.deepEqual([outcome, file.qrCodes.length], ['attached', 1], 'the code of the picture is read')
    meanwhile(port)
  } finally {
    await ended(first)
  }
  const second = await started(start(env), port)
  try {
    const { items } = await call(port, 'GET', `${at}/purchases`, undefined, {})
    const found = items.map(({ number, status }: Record<string, string>) => [number, status])
    assert.deepEqual(found, [['FV/12/06/2026', 'reconciled']], 'it has its data after a restart')
  } finally {
    await ended(second)
  }
}

/** A copy of the invoice as a picture with its code. */
async function form(xml: Uint8Array): Promise<FormData> {
  const picture = png(enlarged(await qrCode(qrI(seller, '2026-06-10', xml)), 3, 10))
  const facts = {
    number: 'FV/12/06/2026',
    gross: '123.00',
    currency: 'PLN',
    receivedOn: '2026-06-10',
    document: 'offline-invoice',
  }
  const parts = new FormData()
  parts.append('metadata', JSON.stringify(facts))
  parts.append('file', new Blob([picture]), 'faktura.png')
  return parts
}

async function call(
  port: number,
  method: string,
  path: string,
  body: BodyInit | undefined,
  headers: object,
  // biome-ignore lint/suspicious/noExplicitAny: what comes is compared at once.
): Promise<any> {
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: { authorization: `Bearer ${key}`, ...headers },
    ...(body === undefined ? {} : { body }),
  })
  const text = await answer.text()
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${text}`)
  return text === '' ? null : JSON.parse(text)
}

/** Resolves when the service is healthy. */
async function started({ command, args, cwd, env }: Start, port: number): Promise<ChildProcess> {
  const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) break
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null)
    if (answer?.ok) return child
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  child.kill('SIGKILL')
  throw new Error(`The service did not become healthy: ${said}`)
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = new Promise((resolve) => child.once('exit', (code, signal) => resolve(code ?? signal)))
  if (child.exitCode === null) child.kill('SIGTERM')
  else assert.fail(`the service ended by itself (${child.exitCode})`)
  const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
  assert.equal(await gone, 0, 'SIGTERM ends it with 0')
  clearTimeout(late)
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
