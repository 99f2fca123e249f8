import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSqlite } from '../../src/hosts/node/sqlite.ts'
import { onEdge } from '../support/app.ts'
import { at, buyer, createStage, document, refused, type Stage, seller, utf8 } from '../support/hostile.ts'
import { faXml } from '../support/ksef.ts'
import { attached, mailOf } from '../support/mail.ts'
import { pdf, written } from '../support/pdf.ts'

/** Mails that bring documents. */

let stage: Stage
beforeAll(async () => {
  stage = await createStage()
})
afterAll(() => stage.close())

type Bytes = Uint8Array<ArrayBuffer>
const paper = (text: string): Bytes => pdf([{ content: written(text) }])
const send = (mail: string | Bytes) =>
  stage.api.send('POST', `${at}/mails`, mail, { 'content-type': 'message/rfc822' })
const taken = async (mail: string | Bytes, status = 201) => {
  const answer = await send(mail)
  expect(answer.status, JSON.stringify(answer.body)).toBe(status)
  return answer.body.mail
}
const draftOf = async (id: string) => (await stage.api.send('GET', `${at}/drafts/${id}`)).body.draft
const whys = (mail: { parts: { why: { code: string } | null }[] }) =>
  mail.parts.map(({ why }) => why?.code ?? null)

describe('a mail', () => {
  it('makes a draft of each document, with its text as note and its day of receipt', async () => {
    const xml = faXml(document('MAIL/1'))
    const mail = await taken(
      mailOf({
        messageId: 'one@seller.example',
        subject: 'Faktura MAIL/1 – zażółć',
        text: 'W załączeniu faktura.\r\nPozdrawiam',
        files: [
          attached('faktura.pdf', 'application/pdf', paper('MAIL/1')),
          attached('f.xml', 'text/xml', xml),
        ],
      }),
    )
    expect(mail).toMatchObject({
      messageId: 'one@seller.example',
      from: 'faktury@seller.example',
      subject: 'Faktura MAIL/1 – zażółć',
      receivedOn: '2026-07-24',
      receivedHeader: null,
      parts: [
        { name: 'faktura.pdf', mediaType: 'application/pdf', why: null },
        { name: 'f.xml', mediaType: 'application/xml', why: null },
      ],
    })
    const draft = await draftOf(mail.parts[0].draftId)
    expect(draft).toMatchObject({
      state: 'open',
      channel: 'email',
      receivedOn: '2026-07-24',
      note: 'Faktura MAIL/1 – zażółć\n\nW załączeniu faktura.\nPozdrawiam',
      file: { name: 'faktura.pdf' },
      mails: [{ id: mail.id, messageId: 'one@seller.example', from: 'faktury@seller.example' }],
    })
    expect((await stage.api.send('GET', `${at}/mails/${mail.id}`)).body.mail).toEqual(mail)
    const confirmed = await stage.api.json('POST', `${at}/drafts/${mail.parts[1].draftId}/copy`, {
      document: 'offline-invoice',
    })
    expect(confirmed.body).toMatchObject({
      outcome: 'new',
      copy: { channel: 'email' },
      purchase: { number: 'MAIL/1' },
    })
  })

  it('is known again by its Message-ID: nothing twice, and what is new in it is taken in', async () => {
    const file = attached('a.pdf', 'application/pdf', paper('MAIL/2'))
    const mail = mailOf({ messageId: 'two@seller.example', files: [file] })
    const first = await taken(mail)
    const again = await taken(mail, 200)
    expect(again).toEqual(first)
    const more = mailOf({
      messageId: 'two@seller.example',
      files: [file, attached('b.pdf', 'application/pdf', paper('MAIL/2b'))],
    })
    const grown = await taken(more, 200)
    expect(grown.parts).toHaveLength(2)
    expect(grown.parts[0]).toEqual(again.parts[0])
  })

  it('sent several times at once is one mail with one draft', async () => {
    const mail = mailOf({
      messageId: 'at-once@seller.example',
      files: [attached('a.pdf', 'application/pdf', paper('MAIL/3'))],
    })
    const answers = await Promise.all([1, 2, 3, 4].map(() => send(mail)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 201])
    expect(new Set(answers.map(({ body }) => JSON.stringify(body.mail))).size).toBe(1)
  })

  it('without a Message-ID is known again by its bytes', async () => {
    const mail = mailOf({ messageId: null, files: [attached('a.pdf', 'application/pdf', paper('MAIL/4'))] })
    const first = await taken(mail)
    expect(first.messageId).toBeNull()
    expect((await taken(mail, 200)).id).toBe(first.id)
  })

  it('that brings what another one brought leads to the same draft', async () => {
    const file = attached('a.pdf', 'application/pdf', paper('MAIL/5'))
    const one = await taken(mailOf({ messageId: 'five@seller.example', files: [file] }))
    const other = await taken(mailOf({ messageId: 'six@seller.example', files: [file] }))
    expect(other.parts[0].draftId).toBe(one.parts[0].draftId)
    expect((await draftOf(one.parts[0].draftId)).mails).toHaveLength(2)
  })

  it('that brings one file twice, also packed, lists it once under its first name', async () => {
    const file = paper('MAIL/TWICE')
    const mail = await taken(
      mailOf({
        messageId: 'twice@seller.example',
        files: [
          attached('faktura.pdf', 'application/pdf', file),
          attached('faktura (1).pdf', 'application/pdf', file),
          attached('faktury.zip', 'application/zip', zipSync({ 'faktura.pdf': file })),
          attached('druga.pdf', 'application/pdf', paper('MAIL/TWICE/2')),
        ],
      }),
    )
    expect(mail.parts.map(({ name }: { name: string }) => name)).toEqual(['faktura.pdf', 'druga.pdf'])
    expect((await draftOf(mail.parts[0].draftId)).mails).toHaveLength(1)
  })

  // A ledger keeps the name by which a mail is known again: in another form no mail of earlier releases would be.
  it.skipIf(onEdge)(
    'is kept under a Message-ID of 500 characters, and under the hash of a longer one',
    async () => {
      const [short, long] = [500, 501].map((length) => `${'i'.repeat(length - 9)}@example1`) as [
        string,
        string,
      ]
      const files = [attached('a.pdf', 'application/pdf', paper('MAIL/NAME'))]
      const ids: string[] = []
      for (const messageId of [short, long, `${long.slice(0, -1)}2`]) {
        const { id } = await taken(mailOf({ messageId, files }))
        expect((await taken(mailOf({ messageId, files }), 200)).id).toBe(id)
        ids.push(id)
      }
      expect(new Set(ids).size).toBe(3)
      const ledger = openSqlite(join(stage.dataDir, 'ledgers', `${buyer}.sqlite`), { readonly: true })
      const nameOf = (id: string | undefined) =>
        ledger.prepare('SELECT name FROM mails WHERE id = ?').pluck().get(id)
      const names = [nameOf(ids[0]), nameOf(ids[1])]
      ledger.close()
      expect(names).toEqual([`id ${short}`, `long ${createHash('sha256').update(long).digest('base64')}`])
    },
  )

  it('without documents is kept all the same', async () => {
    const mail = await taken(mailOf({ messageId: 'none@seller.example', text: 'Dzień dobry', files: [] }))
    expect(mail.parts).toEqual([])
  })

  it('tells of each file why it is no draft; those of its ZIPs are looked at', async () => {
    const zip = zipSync({ 'x/FV.pdf': paper('MAIL/ZIP'), 'x/opis.txt': utf8('opis') })
    const office = zipSync({ '[Content_Types].xml': utf8('<Types/>'), 'word/document.xml': utf8('<w/>') })
    const mail = await taken(
      mailOf({
        messageId: 'zip@seller.example',
        files: [
          attached('faktury.zip', 'application/zip', zip),
          attached('opis.docx', 'application/octet-stream', office),
          attached('strona.html', 'text/html', utf8('<html><body>Faktura</body></html>')),
          attached('logo.svg', 'image/svg+xml', utf8('<svg xmlns="http://www.w3.org/2000/svg"/>')),
          attached('logo.png', 'image/png', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)),
          attached('podpis.p7s', 'application/pkcs7-signature', utf8('MIIF')),
          attached('zly.zip', 'application/zip', utf8('PK\u0003\u0004 no zip')),
        ],
      }),
    )
    expect(mail.parts.map((p: { name: string }) => p.name).slice(0, 2)).toEqual([
      'faktury.zip/x/FV.pdf',
      'faktury.zip/x/opis.txt',
    ])
    expect(mail.parts.map((p: { bytes: number }) => p.bytes).slice(1, 3)).toEqual([4, office.length])
    expect(whys(mail)).toEqual([
      null,
      'other-kind',
      'unreadable-zip',
      'other-kind',
      'other-kind',
      'too-small',
      'other-kind',
      'unreadable-zip',
    ])
  })

  it('tells each file that was not unpacked by its name, once', async () => {
    const large = new Uint8Array(10 * 1024 * 1024 + 1)
    const zip = zipSync({ 'a.pdf': large, 'b.pdf': large })
    const files = [attached('skany.zip', 'application/zip', zip)]
    const mail = await taken(mailOf({ messageId: 'large@seller.example', files }))
    expect(mail.parts).toMatchObject([
      { name: 'skany.zip/a.pdf', bytes: 0, draftId: null, why: { code: 'unreadable-zip' } },
      { name: 'skany.zip/b.pdf', bytes: 0, draftId: null, why: { code: 'unreadable-zip' } },
    ])
    expect((await taken(mailOf({ messageId: 'large@seller.example', files }), 200)).parts).toEqual(mail.parts)
  })

  it('of which text or a name goes on and on is kept with what a note and a name have room for', async () => {
    const name = `${'x'.repeat(300)}.pdf`
    const file = attached(name, 'application/pdf', paper('MAIL/LONG'))
    const text = 'y'.repeat(5000)
    const mail = await taken(mailOf({ messageId: 'long@seller.example', subject: 'S', text, files: [file] }))
    expect(mail.parts[0].name).toBe(name.slice(0, 255))
    expect(await draftOf(mail.parts[0].draftId)).toMatchObject({
      note: `S\n\n${text}`.slice(0, 4000),
      file: { name: name.slice(0, 255) },
    })
  })

  it('forwarded in another mail, as part or as file, brings its documents', async () => {
    const inner = mailOf({
      messageId: 'inner@seller.example',
      files: [attached('inner.pdf', 'application/pdf', paper('MAIL/INNER'))],
    })
    for (const disposition of ['attachment', 'inline']) {
      const mail = await taken(
        mailOf({
          messageId: `${disposition}@seller.example`,
          files: [
            `Content-Type: message/rfc822\r\nContent-Disposition: ${disposition}; filename="x.eml"\r\n\r\n${inner}`,
          ],
        }),
      )
      expect(whys(mail)).toEqual([null])
      expect(mail.parts[0].name).toBe('inner.pdf')
    }
  })
})

describe('the day of receipt of a mail', () => {
  const server = 'MX.Odbiorca.example'
  beforeAll(() => stage.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.', mail: { server } }))
  afterAll(() => stage.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' }))
  let count = 0
  const dayOf = async (...received: string[]) => {
    const mail = mailOf({
      messageId: `received-${++count}@seller.example`,
      headers: received.map((value) => `Received: ${value}`),
      files: [attached('a.pdf', 'application/pdf', paper(`RECEIVED/${count}`))],
    })
    const { receivedOn, parts } = await taken(mail)
    expect((await draftOf(parts[0].draftId)).receivedOn).toBe(receivedOn)
    return receivedOn
  }

  it('is the Warsaw day of the topmost header of the own server', async () => {
    // 23:30 in Lisbon is 0:30 of the next day in Warsaw.
    const own =
      'from a.example (a.example [192.0.2.1])\r\n by mx.odbiorca.example (Postfix) with ESMTPS id 4711; Mon, 29 Jun 2026 23:30:00 +0100 (WEST)'
    expect(await dayOf(own)).toBe('2026-06-30')
    const inside =
      'from mx.odbiorca.example by store.mx.odbiorca.example with LMTP; Wed, 01 Jul 2026 08:00:00 +0200'
    expect(await dayOf(inside, own)).toBe('2026-07-01')
  })

  it.each<[string, string[]]>([
    ['no header', []],
    [
      'headers of other servers alone',
      ['from x by mail.seller.example with SMTP; Mon, 01 Jun 2026 10:00:00 +0200'],
    ],
    ['a name that only ends alike', ['from x by evil-mx.odbiorca.example; Mon, 01 Jun 2026 10:00:00 +0200']],
    ['a day that is none', ['from x by mx.odbiorca.example; some day']],
    ['a time to come', ['from x by mx.odbiorca.example; Mon, 01 Jun 2037 10:00:00 +0200']],
  ])('is that of the call with %s', async (_, received) => {
    expect(await dayOf(...received)).toBe('2026-07-24')
  })
})

describe('a mail from somebody who is not among the senders', () => {
  const mail = { senders: ['ksiegowosc@partner.example', '*@SELLER.example'] }
  beforeAll(() => stage.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.', mail }))
  afterAll(() => stage.api.putTaxpayer(buyer, { name: 'Odbiorca sp. z o.o.' }))
  const from = async (address: string, file: Bytes, id: string) => {
    const files = [attached('f.xml', 'application/xml', file)]
    const { parts } = await taken(mailOf({ messageId: id, from: address, files }))
    return draftOf(parts[0].draftId)
  }

  it('is set aside, holds nothing, and is released by a person', async () => {
    const xml = new Uint8Array(faXml(document('MAIL/HELD')))
    const draft = await from('Obcy <x@stranger.example>', xml, 'held@stranger.example')
    expect(draft.state).toBe('held')
    const ask = async () => {
      const question = { seller: { nip: seller }, number: 'MAIL/HELD' }
      return (await stage.api.json('POST', `${at}/posting-checks`, question)).body.answer
    }
    expect(await ask()).toBe('post')
    const open = (await stage.api.send('GET', `${at}/drafts?state=open&limit=1000`)).body.items
    expect(open.map((d: { id: string }) => d.id)).not.toContain(draft.id)
    for (let n = 0; n < 2; n++)
      expect((await stage.api.send('POST', `${at}/drafts/${draft.id}/release`)).body.draft.state).toBe('open')
    expect(await ask()).toBe('hold')
    await stage.api.send('DELETE', `${at}/drafts/${draft.id}?reason=x`)
    refused(await stage.api.send('POST', `${at}/drafts/${draft.id}/release`), {
      status: 409,
      code: 'draft-closed',
    })
  })

  it('is open when somebody among them sends the same document', async () => {
    const xml = new Uint8Array(faXml(document('MAIL/HELD/2')))
    const held = await from('x@seller.example.evil.example', xml, 'held2@stranger.example')
    expect(held.state).toBe('held')
    expect(await from('Ania <Ania@Seller.Example>', xml, 'good2@seller.example')).toMatchObject({
      id: held.id,
      state: 'open',
    })
  })

  it('is open when somebody sends the same document here', async () => {
    const xml = new Uint8Array(faXml(document('MAIL/HELD/3')))
    const held = await from('x@stranger.example', xml, 'held3@stranger.example')
    expect(held.state).toBe('held')
    const form = new FormData()
    form.append('file', new Blob([xml]), 'f.xml')
    const { status, body } = await stage.api.send('POST', `${at}/drafts`, form)
    expect([status, body.draft.id, body.draft.state]).toEqual([200, held.id, 'open'])
  })
})

describe('hostile mails', () => {
  it('are refused or taken in, and the service goes on', async () => {
    const nested = (depth: number): string =>
      depth === 0
        ? 'Content-Type: text/plain\r\n\r\nx\r\n'
        : `Content-Type: multipart/mixed; boundary="b${depth}"\r\n\r\n--b${depth}\r\n${nested(depth - 1)}\r\n--b${depth}--\r\n`
    const mails: (string | Bytes)[] = [
      '',
      'no mail at all',
      '\r\n\r\n',
      nested(200),
      `X: ${'a'.repeat(3_000_000)}\r\n\r\nx`,
      Array.from({ length: 100_000 }, (_, i) => `X-${i}: y`).join('\r\n'),
      `Content-Type: multipart/mixed; boundary=""\r\n\r\n--\r\n\r\nx\r\n----`,
      `Content-Type: text/plain; charset=x-nothing\r\nMessage-ID: <${'i'.repeat(2000)}>\r\n\r\nx`,
      `Message-ID: <c@x>\r\nContent-Type: text/plain; charset=utf-16\r\nContent-Transfer-Encoding: base64\r\n\r\n2D0=`,
      Uint8Array.from({ length: 100_000 }, (_, i) => (i * 2_654_435_761) >>> 13),
    ]
    for (const mail of mails) {
      const { status, body } = await send(mail)
      expect([status, body.code ?? null].join(' ')).toMatch(/^(?:20[01] |422 mail-unreadable)/)
    }
    expect((await stage.api.send('GET', '/health')).status).toBe(200)
  })

  it('with a ZIP that grows beyond measure leave that alone', async () => {
    const bomb = zipSync({ 'a.pdf': new Uint8Array(60 * 1024 * 1024) }, { level: 9 })
    const many = zipSync(
      Object.fromEntries(Array.from({ length: 300 }, (_, i) => [`${i}.pdf`, utf8('%PDF-')])),
    )
    const mail = mailOf({
      messageId: 'bomb@seller.example',
      files: [attached('bomb.zip', 'application/zip', bomb), attached('many.zip', 'application/zip', many)],
    })
    expect(whys(await taken(mail))).toEqual(['unreadable-zip', 'unreadable-zip'])
  })

  it('with more documents than anybody sends bring the first of them', async () => {
    const papers = Array.from({ length: 103 }, (_, i) =>
      attached(`${i}.xml`, 'text/xml', utf8(`<?xml version="1.0"?><x>${i}</x>`)),
    )
    const mail = await taken(mailOf({ messageId: 'many@seller.example', files: papers }))
    expect(whys(mail).filter((why) => why === 'too-many')).toHaveLength(3)
  })

  it('that are none, too large or of another type are refused', async () => {
    refused(await send('x'), { status: 422, code: 'mail-unreadable' })
    const wrong = await stage.api.send('POST', `${at}/mails`, 'x', { 'content-type': 'text/plain' })
    refused(wrong, { status: 415, code: 'media-type' })
    refused(await send(new Uint8Array(25 * 1024 * 1024 + 1)), { status: 413, code: 'body-too-large' })
    refused(await stage.api.send('GET', `${at}/mails/none`), { status: 404, code: 'mail-unknown' })
  })
})

it('mails are listed with the last one first, page by page', async () => {
  const all = (await stage.api.send('GET', `${at}/mails?limit=1000`)).body.items
  const { items, next } = (await stage.api.send('GET', `${at}/mails?limit=2`)).body
  expect(items).toEqual(all.slice(0, 2))
  expect((await stage.api.send('GET', `${at}/mails?limit=2&cursor=${next}`)).body.items).toEqual(
    all.slice(2, 4),
  )
})
