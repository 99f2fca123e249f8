import { zipSync } from 'fflate'
import { attached, mailOf } from './mail.ts'
import { pdf, written } from './pdf.ts'

/** Mails as nobody should write them, and what is to become of each. */

export interface HostileMail {
  bytes: Uint8Array
  /** Names of the documents that it brings. */
  brings: string[]
  /** It is left out: it is no mail, or one that nobody reads to its end. */
  isLeftOut?: true
}

const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'))
const paper = (text: string): Uint8Array => pdf([{ content: written(text) }])
const head = (id: string, more: string[] = []): string =>
  [
    'From: Sprzedawca <faktury@seller.example>',
    `Message-ID: <${id}@hostile.example>`,
    'Date: Mon, 29 Jun 2026 09:00:00 +0200',
    'MIME-Version: 1.0',
    ...more,
    '',
  ].join('\r\n')

/** A ZIP whose one file says that it has so many bytes. */
function bomb(): Uint8Array {
  const zip = zipSync({ 'faktura.xml': new Uint8Array(30 * 1024 * 1024) })
  return Uint8Array.from(zip)
}
let packedBomb: Uint8Array | null = null

/** The kinds; `id` names the mail and what is in it, so that no two are alike. */
export const hostileMails: Record<string, (id: string) => HostileMail> = {
  'nested a hundred deep': (id) => {
    const open = Array.from(
      { length: 100 },
      (_, n) => `--b${n}\r\nContent-Type: multipart/mixed; boundary=b${n + 1}\r\n\r\n`,
    )
    const text = `${head(id, ['Content-Type: multipart/mixed; boundary=b0'])}\r\n${open.join('')}--b100\r\n${attached('deep.pdf', 'application/pdf', paper(id))}`
    return { bytes: latin1(text), brings: [], isLeftOut: true }
  },
  'with a hundred thousand headers': (id) => ({
    bytes: latin1(`${'X-A: b\r\n'.repeat(100_000)}${head(id)}\r\nx`),
    ...{ brings: [], isLeftOut: true },
  }),
  'whose documents lie about their kind': (id) => ({
    bytes: latin1(
      mailOf({
        messageId: id,
        files: [
          attached(`${id}.txt`, 'text/plain', paper(`${id} A`)),
          attached(`${id}.png`, 'image/png', paper(`${id} B`)),
          attached('setup.pdf', 'application/pdf', latin1('MZ this is a program')),
        ],
      }),
    ),
    brings: [`${id}.png`, `${id}.txt`],
  }),
  'with a bomb': (id) => {
    packedBomb ??= bomb()
    return {
      bytes: latin1(mailOf({ messageId: id, files: [attached('f.zip', 'application/zip', packedBomb)] })),
      brings: [],
    }
  },
  'of Outlook': (id) => ({
    bytes: latin1(
      mailOf({ messageId: id, files: [attached('winmail.dat', 'application/ms-tnef', latin1('x\x9f>"'))] }),
    ),
    brings: [],
  }),
  encrypted: (id) => ({
    bytes: latin1(
      `${head(id, ['Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m', 'Content-Transfer-Encoding: base64'])}\r\nMIAGCSqGSIb3DQEHA6CAMIACAQA=\r\n`,
    ),
    brings: [],
  }),
  'with a name that climbs': (id) => ({
    bytes: latin1(
      mailOf({ messageId: id, files: [attached(`../../${id}.pdf`, 'application/pdf', paper(id))] }),
    ),
    brings: [`../../${id}.pdf`],
  }),
  'of HTML alone': (id) => ({
    bytes: latin1(
      `${head(id, ['Content-Type: text/html; charset=utf-8'])}\r\n<img src="https://tracker.example/${id}"><script>alert(1)</script>`,
    ),
    brings: [],
  }),
  forwarded: (id) => {
    const inner = mailOf({
      messageId: `${id}-inner`,
      files: [attached(`${id}.pdf`, 'application/pdf', paper(id))],
    })
    const text = `${head(id, ['Content-Type: multipart/mixed; boundary=out'])}\r\n--out\r\nContent-Type: message/rfc822\r\nContent-Disposition: attachment; filename="fwd.eml"\r\n\r\n${inner}\r\n--out--\r\n`
    return { bytes: latin1(text), brings: [`${id}.pdf`] }
  },
  'of rubbish for Base64': (id) => ({
    bytes: latin1(
      `${head(id, ['Content-Type: application/pdf; name=f.pdf', 'Content-Disposition: attachment', 'Content-Transfer-Encoding: base64'])}\r\n!!!! ===%%% \x00\xff not base64 ${id}\r\n`,
    ),
    brings: [],
  }),
  'that lies about its characters': (id) => ({
    bytes: latin1(
      mailOf({
        messageId: id,
        files: [
          `Content-Type: text/plain; charset=utf-16\r\n\r\nabc`,
          `Content-Type: text/plain; charset=klingon-8\r\n\r\n\xb9\xea`,
          attached(`${id}.pdf`, 'application/pdf', paper(id)),
        ],
      }),
    ),
    brings: [`${id}.pdf`],
  }),
  'with headers of eight bits': (id) => ({
    bytes: latin1(
      mailOf({
        messageId: id,
        headers: ['Subject: za\xbf\xf3\xb3\xe6 g\xea\xb6l\xb1 \xff\xfe', 'X-\xb1: \x01\x02'],
        files: [attached(`${id}.pdf`, 'application/pdf', paper(id))],
      }),
    ),
    brings: [`${id}.pdf`],
  }),
  'with one boundary twice': (id) => ({
    bytes: latin1(
      `${head(id, ['Content-Type: multipart/mixed; boundary=same'])}\r\n--same\r\nContent-Type: multipart/mixed; boundary=same\r\n\r\n--same\r\n${attached(`${id}.pdf`, 'application/pdf', paper(id))}\r\n--same--\r\n--same--\r\n`,
    ),
    brings: [`${id}.pdf`],
  }),
  'that ends in its middle': (id) => {
    const whole = mailOf({ messageId: id, files: [attached(`${id}.pdf`, 'application/pdf', paper(id)), 'x'] })
    return { bytes: latin1(whole.slice(0, whole.lastIndexOf('--mail-of-tests\r\nx'))), brings: [`${id}.pdf`] }
  },
  'without documents': (id) => ({ bytes: latin1(mailOf({ messageId: id, files: [] })), brings: [] }),
  'that is no mail': (id) => ({ bytes: latin1(`\x00\x01\x02 ${id}`), brings: [], isLeftOut: true }),
  'of nobody, with a broken document': (id) => ({
    bytes: latin1(
      mailOf({
        messageId: null,
        files: [attached(`${id}.pdf`, 'application/pdf', latin1(`%PDF-1.7 ${id}`))],
      }),
    ),
    brings: [`${id}.pdf`],
  }),
}
