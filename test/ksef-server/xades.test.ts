import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { verifyRequest } from '../../scripts/ksef-stand-in/xades.ts'

const samples = join(import.meta.dirname, '../../../shared/ksef/samples-auth')

describe.skipIf(!existsSync(samples))('the stand-in verifies the signed samples', () => {
  it.each(['auth-token-request-2.0.signed-ecdsa-p256.xml', 'auth-token-request-2.1.signed-rsa2048.xml'])(
    '%s',
    (name) => {
      const xml = readFileSync(join(samples, name), 'utf8')
      expect(verifyRequest(xml)).toMatchObject({
        challenge: '20261120-CR-226FB7B000-3ACF9BE4C0-10',
        nip: '9376032788',
      })
      expect(() => verifyRequest(xml.replace('9376032788</Nip>', '9376032789</Nip>'))).toThrow('digest')
      expect(() => verifyRequest(xml.replace('08:14:30Z', '08:14:31Z'))).toThrow('digest')
    },
  )
})
