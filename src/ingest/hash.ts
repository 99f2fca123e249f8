import { createHash } from 'node:crypto'

/** The SHA-256 of bytes or a text, in Base64. */
export const sha256 = (data: Uint8Array | string): string =>
  createHash('sha256').update(data).digest('base64')

/** A SHA-256 that is taken while the bytes come. */
export class RunningSha256 {
  readonly #hash = createHash('sha256')

  update(bytes: Uint8Array): void {
    this.#hash.update(bytes)
  }

  /** In Base64, or as hexadecimal digits; once. */
  digest(as: 'base64' | 'hex' = 'base64'): string {
    return this.#hash.digest(as)
  }
}
