import { afterEach, expect, it } from 'vitest'
import { codesHere } from '../../src/hosts/node/files.ts'
import { say } from '../../src/texts/say.ts'
import { Refusal } from '../../src/values/refusal.ts'
import { createTestApp } from '../support/app.ts'
import { at, buyer, now, refused } from '../support/hostile.ts'
import { attached, mailOf } from '../support/mail.ts'
import { pdf, written } from '../support/pdf.ts'

/** Files that break the limits of reading have their sender wait: a mail of several such files comes to its end all the same. */

let app: Awaited<ReturnType<typeof createTestApp>>
afterEach(() => app.close())

it('what was read of a mail stays when the rest must wait, and the mail is whole when it comes again', async () => {
  let read = 0
  app = await createTestApp({
    now,
    codes: (...of) => {
      if (read++ % 3 !== 2) return codesHere(...of)
      throw new Refusal('too-many-files', say('refusal.too-many-files-waiting'), [], {
        retryAfterSeconds: 10,
      })
    },
  })
  await app.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' })
  const files = ['A', 'B', 'C', 'D', 'E'].map((text) =>
    attached(`${text}.pdf`, 'application/pdf', pdf([{ content: written(text) }])),
  )
  const mail = mailOf({ messageId: 'five@seller.example', files })
  const send = () => app.api.send('POST', `${at}/mails`, mail, { 'content-type': 'message/rfc822' })
  refused(await send(), { status: 429, code: 'too-many-files' })
  refused(await send(), { status: 429, code: 'too-many-files' })
  const { status, body } = await send()
  expect([status, body.mail.parts.map(({ name }: { name: string }) => name).sort()]).toEqual([
    200,
    ['A.pdf', 'B.pdf', 'C.pdf', 'D.pdf', 'E.pdf'],
  ])
  expect((await app.api.send('GET', `${at}/drafts`)).body.items).toHaveLength(5)
})
