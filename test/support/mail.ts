/** Mails as programs write them. */

/** A part of a mail: a file, as Base64. */
export const attached = (name: string, mediaType: string, bytes: Uint8Array): string =>
  [
    `Content-Type: ${mediaType}; name="${name}"`,
    `Content-Disposition: attachment; filename="${name}"`,
    'Content-Transfer-Encoding: base64',
    '',
    (
      Buffer.from(bytes)
        .toString('base64')
        .match(/.{1,76}/g) ?? []
    ).join('\r\n'),
  ].join('\r\n')

const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`

/** A mail with these parts; `headers` stand above all others, as those of servers do. */
export function mailOf(of: {
  messageId: string | null
  from?: string
  subject?: string
  text?: string
  headers?: string[]
  files: string[]
}): string {
  const { messageId, from = 'Sprzedawca <faktury@seller.example>', subject = 'Faktura', text = 'x' } = of
  const boundary = 'mail-of-tests'
  const plain = `Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text).toString('base64')}`
  return [
    ...(of.headers ?? []),
    `From: ${from}`,
    'To: faktury@odbiorca.example',
    `Subject: ${encoded(subject)}`,
    'Date: Mon, 29 Jun 2026 09:00:00 +0200',
    ...(messageId === null ? [] : [`Message-ID: <${messageId}>`]),
    'MIME-Version: 1.0',
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    '',
    ...[plain, ...of.files].map((part) => `--${boundary}\r\n${part}`),
    `--${boundary}--`,
    '',
  ].join('\r\n')
}
