import { afterAll, beforeAll, expect, it } from 'vitest'
import { type IncomingMail, takeEmail } from '../../src/hosts/edge/email.ts'
import { at, buyer, createStage, type Stage } from '../support/hostile.ts'
import { attached, mailOf } from '../support/mail.ts'
import { pdf, written } from '../support/pdf.ts'

/** Mails that the platform hands in. */

let stage: Stage
let key = ''
beforeAll(async () => {
  stage = await createStage()
  const body = { name: 'mail', role: 'integration', taxpayers: '*' }
  key = (await stage.api.json('POST', '/v1/keys', body)).body.key
})
afterAll(() => stage.close())

const file = attached('a.pdf', 'application/pdf', pdf([{ content: written('EMAIL/1') }]))
/** Hands a mail in; answers why it was sent back, and how often the service was asked. */
async function handedIn(to: string, answers: (Response | null)[] = [], withKey: string | null = key) {
  const rejected: string[] = []
  let asked = 0
  const text = mailOf({ messageId: 'edge@seller.example', files: [file] })
  const raw = new Response(text).body as ReadableStream<Uint8Array>
  const mail: IncomingMail = { to, raw, setReject: (reason) => rejected.push(reason) }
  const send = async (request: Request) => answers[asked++] ?? stage.fetch(request)
  await takeEmail(mail, withKey, send, async () => {})
  return { rejected, asked }
}
const busy = () => new Response('', { status: 429, headers: { 'retry-after': '5' } })
const drafts = async () => (await stage.api.send('GET', `${at}/drafts`)).body.items

it('goes to the taxpayer of its address, once, also after a while', async () => {
  expect(await handedIn(`faktury+${buyer}@mail.example`)).toEqual({ rejected: [], asked: 1 })
  expect(await handedIn(`${buyer}@mail.example`, [busy(), busy()])).toEqual({ rejected: [], asked: 3 })
  expect(await drafts()).toHaveLength(1)
})

it.each<[string, string, (Response | null)[], string | null | undefined]>([
  ['an address without NIP', 'faktury@mail.example', [], undefined],
  ['a NIP that nobody here has', '5252344078@mail.example', [], undefined],
  ['a key that is none', `${buyer}@mail.example`, [], 'unknown'],
  ['no key', `${buyer}@mail.example`, [], null],
  ['a service that stays busy', `${buyer}@mail.example`, [busy(), busy(), busy()], undefined],
])('goes back to its sender with %s', async (_, to, answers, withKey) => {
  const { rejected } = await handedIn(to, answers, withKey === undefined ? key : withKey)
  expect(rejected).toEqual([expect.stringMatching(/not taken.* \/ .*nie została przyjęta/)])
})
