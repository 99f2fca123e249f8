import { say } from '../../texts/say.ts'
import { tell } from '../../texts/tell.ts'

/** A mail as the platform's routing of mails hands it in. */
export interface IncomingMail {
  readonly to: string
  readonly raw: ReadableStream<Uint8Array>
  /** Sends it back to whoever sent it, with the reason. */
  setReject(reason: string): void
}

/** How often it is tried while the service has too much to do, and how long between, in milliseconds. */
const [tries, pauseMs] = [3, 5000]

/**
 * Takes a mail in for the taxpayer whose NIP its address has: alone, or after a plus, as in `faktury+9376032788@…`. What is
 * not taken goes back to its sender, so that nothing is lost in silence.
 * @param key of somebody who may send documents; null: none are taken by mail
 * @param send answers a request as if it came from outside
 */
export async function takeEmail(
  mail: IncomingMail,
  key: string | null,
  send: (request: Request) => Promise<Response>,
  pause: (ms: number) => Promise<void>,
): Promise<void> {
  const nip = /(?:^|\+)(\d{10})@/.exec(mail.to)?.[1]
  const reason = (['en', 'pl'] as const).map((language) => tell(say('mail.not-taken'), language)).join(' / ')
  if (key === null || nip === undefined) return mail.setReject(reason)
  const body = await new Response(mail.raw).arrayBuffer()
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'message/rfc822' }
  for (let tried = 1; ; tried++) {
    const url = `https://mail/v1/taxpayers/${nip}/mails`
    const answer = await send(new Request(url, { method: 'POST', headers, body }))
    if (answer.ok) return
    if (answer.headers.get('retry-after') === null || tried === tries) return mail.setReject(reason)
    await pause(pauseMs)
  }
}
