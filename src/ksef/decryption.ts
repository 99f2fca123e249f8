import { type Bytes, joinedBytes } from './bytes.ts'

const blockSize = 16

/**
 * Decrypts AES-256-CBC with PKCS#7 padding (API notes, section 5.3) piece by piece. WebCrypto takes whole messages alone,
 * and checks the padding at their end: so each piece is given a last block that decrypts to padding and nothing else.
 */
export class Decryption {
  readonly #key: CryptoKey
  #iv: Bytes
  #held: Bytes = new Uint8Array()

  private constructor(key: CryptoKey, iv: Bytes) {
    this.#key = key
    this.#iv = iv
  }

  static async begin(key: Bytes, iv: Bytes): Promise<Decryption> {
    return new Decryption(
      await crypto.subtle.importKey('raw', key, 'AES-CBC', false, ['encrypt', 'decrypt']),
      iv,
    )
  }

  /** What these bytes decrypt to, up to the last block, which waits for the end. */
  async update(bytes: Bytes): Promise<Bytes> {
    const all = joinedBytes(this.#held, bytes)
    const length = Math.floor(Math.max(0, all.length - 1) / blockSize) * blockSize
    this.#held = all.slice(length)
    if (length === 0) return new Uint8Array()
    const last = all.slice(length - blockSize, length)
    const padding = await crypto.subtle.encrypt({ name: 'AES-CBC', iv: last }, this.#key, new Uint8Array())
    const plain = await this.#decrypted(joinedBytes(all.subarray(0, length), new Uint8Array(padding)))
    this.#iv = last
    return plain
  }

  /** What the last block decrypts to. @throws DOMException when it is none, or its padding is wrong */
  end(): Promise<Bytes> {
    return this.#decrypted(this.#held)
  }

  async #decrypted(bytes: Bytes): Promise<Bytes> {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-CBC', iv: this.#iv }, this.#key, bytes))
  }
}
