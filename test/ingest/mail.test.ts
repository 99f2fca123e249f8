import { expect, it } from 'vitest'
import { handedOver, isAmong, readMail } from '../../src/ingest/mail.ts'
import type { Instant } from '../../src/values/instant.ts'
import { attached, mailOf } from '../support/mail.ts'

/** What is read of a mail, apart from the service. */

it('a large mail is read in many steps, and whole', async () => {
  const file = Uint8Array.from({ length: 2_000_000 }, (_, i) => (i * 2_654_435_761) >>> 13)
  const mail = mailOf({ messageId: 'large@x.example', files: [attached('a.pdf', 'application/pdf', file)] })
  let pauses = 0
  const read = await readMail(new TextEncoder().encode(mail), async () => {
    pauses++
  })
  // 2 MB are some 35,000 lines of 76 characters.
  expect(pauses).toBeGreaterThan(30)
  expect(Buffer.from(read.files[0]?.bytes as Uint8Array).equals(file)).toBe(true)
})

it.each<[string, string | null, boolean]>([
  ['ania@seller.example', 'ania@seller.example', true],
  ['*@seller.example', 'ania@seller.example', true],
  ['*@seller.example', 'ania@mail.seller.example', false],
  ['*@seller.example', 'ania@seller.example.evil.example', false],
  ['ania@seller.example', null, false],
])('%s lets %s in: %s', (sender, from, expected) => {
  expect(isAmong([sender], from)).toBe(expected)
})

it('a header that tells no server, or none of ours, hands nothing over', () => {
  const now = '2026-07-24T10:00:00Z' as Instant
  const day = 'Mon, 29 Jun 2026 09:00:00 +0200'
  expect(handedOver([`from x; ${day}`], 'mx.us.example', now)).toBeNull()
  expect(handedOver([`from mx.us.example by other.example; ${day}`], 'mx.us.example', now)).toBeNull()
  expect(handedOver([`by mx.us.example.; ${day}`], 'mx.us.example', now)?.day).toBe('2026-06-29')
})
