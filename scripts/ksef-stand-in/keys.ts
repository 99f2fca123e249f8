import {
  createHash,
  createPrivateKey,
  generateKeyPairSync,
  type KeyObject,
  privateDecrypt,
} from 'node:crypto'
import { testCertificate } from '../../test/support/certificates.ts'
import { stamp } from './answers.ts'

/** KSeF's own key pairs (API notes, section 4). Making one takes time, so that those of one process are made once. */

export type Usage = 'KsefTokenEncryption' | 'SymmetricKeyEncryption'
interface Pair {
  /** Base64 DER as published: an X.509 certificate, or a bare SubjectPublicKeyInfo as in the published example. */
  published: string
  id: string
  certificateId: string
  key: KeyObject
}

const made: Pair[] = []
function pair(index: number): Pair {
  const known = made[index]
  if (known !== undefined) return known
  const hash = (bytes: Buffer) => createHash('sha256').update(bytes).digest('base64')
  if (index % 2 === 0) {
    const { der, privateKey, keyId } = testCertificate({ key: 'rsa', subject: { CN: 'KSeF', C: 'PL' } })
    made[index] = {
      published: der.toString('base64'),
      id: keyId,
      certificateId: hash(der),
      key: createPrivateKey(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    }
  } else {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const spki = publicKey.export({ type: 'spki', format: 'der' })
    made[index] = {
      published: spki.toString('base64'),
      id: hash(spki),
      certificateId: hash(spki),
      key: privateKey,
    }
  }
  return made[index] as Pair
}

export class Keys {
  #generation = 0
  readonly #validTo = stamp(Date.parse('2048-07-11T12:00:00Z'))

  /** An emergency rotation: the old keys are withdrawn at once. */
  rotate(): void {
    this.#generation++
  }

  #pair = (usage: Usage): Pair => pair(this.#generation * 2 + (usage === 'KsefTokenEncryption' ? 0 : 1))

  published(): object[] {
    const usages: Usage[] = ['KsefTokenEncryption', 'SymmetricKeyEncryption']
    return usages.map((usage) => {
      const { published, id, certificateId } = this.#pair(usage)
      const validFrom = stamp(Date.parse('2024-07-11T12:00:00Z') + this.#generation)
      return {
        certificate: published,
        certificateId,
        publicKeyId: id,
        validFrom,
        validTo: this.#validTo,
        usage: [usage],
      }
    })
  }

  isKnown = (usage: Usage, id: string): boolean => this.#pair(usage).id === id

  /** RSA-OAEP with SHA-256 and MGF1-SHA-256; null when it was encrypted for another key. */
  decrypt(usage: Usage, base64: string): Buffer | null {
    try {
      const key = { key: this.#pair(usage).key, oaepHash: 'sha256' }
      return privateDecrypt(key, Buffer.from(base64, 'base64'))
    } catch {
      return null
    }
  }
}
