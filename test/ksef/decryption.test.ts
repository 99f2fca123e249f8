import { createCipheriv } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { joinedBytes } from '../../src/ksef/bytes.ts'
import { Decryption } from '../../src/ksef/decryption.ts'

const key = new Uint8Array(32).fill(7)
const iv = new Uint8Array(16).fill(9)

function encrypted(plain: Uint8Array): Uint8Array<ArrayBuffer> {
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  return Uint8Array.from(Buffer.concat([cipher.update(plain), cipher.final()]))
}

async function inPieces(bytes: Uint8Array<ArrayBuffer>, sizes: number[]): Promise<Uint8Array> {
  const decryption = await Decryption.begin(key, iv)
  const plain: Uint8Array[] = []
  let at = 0
  for (const size of sizes) {
    plain.push(await decryption.update(bytes.slice(at, at + size)))
    at += size
  }
  plain.push(await decryption.update(bytes.slice(at)), await decryption.end())
  return joinedBytes(...plain)
}

it('decrypts in any pieces what was encrypted as a whole', async () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 70 }), { maxLength: 8 })
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), sizes, async (plain, pieces) => {
      expect(await inPieces(encrypted(plain), pieces)).toEqual(plain)
    }),
  )
})

it.each([
  ['nothing', 0],
  ['a part of a block', 40],
])('refuses %s at the end', async (_, length) => {
  await expect(inPieces(encrypted(new Uint8Array(100)).slice(0, length), [16])).rejects.toThrow()
})

it('refuses a padding that is wrong', async () => {
  const bytes = encrypted(new Uint8Array(100))
  bytes[bytes.length - 20]! ^= 0xff
  await expect(inPieces(bytes, [])).rejects.toThrow()
})
