import { createHash } from 'node:crypto'

/** The SHA-256 of bytes or a text, in Base64. */
export const sha256 = (data: Uint8Array | string): string =>
  createHash('sha256').update(data).digest('base64')
