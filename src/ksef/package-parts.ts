import { type Bytes, fromBase64, hashOf } from './bytes.ts'
import { answered, KsefError, type KsefHost, unavailable } from './call.ts'
import type { ExportPackage, ExportSecret, PackagePart } from './export.ts'

/** How often one part is asked for when it arrives damaged or its link has ended. */
const mostTries = 3

/**
 * Fetches the parts of a package and puts them together, decrypted: each is checked by size and SHA-256 before and
 * after (API notes, section 5.3), in whatever order KSeF lists them. The archive that comes out is as large as
 * `size` says: a ZIP is read from its end, so it must be there as a whole.
 * @throws KsefError when a part cannot be had
 */
export async function downloadPackage(
  host: KsefHost,
  from: ExportPackage,
  secret: ExportSecret,
  renewed: () => Promise<ExportPackage>,
): Promise<Bytes> {
  let listed = from
  const parts = from.parts.toSorted((a, b) => a.ordinalNumber - b.ordinalNumber)
  const size = parts.reduce((sum, part) => sum + part.partSize, 0)
  if (size !== from.size || parts.some(({ ordinalNumber }, i) => ordinalNumber !== i + 1))
    throw unavailable(
      `the package lists parts ${parts.map((p) => p.ordinalNumber)} of ${size} bytes, not of ${from.size}`,
    )
  const key = await crypto.subtle.importKey('raw', fromBase64(secret.key), 'AES-CBC', false, ['decrypt'])
  const archive = new Uint8Array(size)
  let at = 0
  for (const { ordinalNumber } of parts) {
    const plain = await wholePart(ordinalNumber)
    archive.set(plain, at)
    at += plain.length
  }
  return archive

  async function wholePart(ordinal: number): Promise<Bytes> {
    for (let tries = 1; ; tries++) {
      const part = listed.parts.find(({ ordinalNumber }) => ordinalNumber === ordinal)
      if (part === undefined) throw unavailable(`part ${ordinal} is not listed any more`)
      try {
        return await decrypted(await fetched(host, part), part)
      } catch (error) {
        if (tries >= mostTries || !(error instanceof KsefError)) throw error
        // Links are made anew at every question about the export.
        listed = await renewed()
      }
    }
  }

  async function decrypted(bytes: Bytes, part: PackagePart): Promise<Bytes> {
    await check(bytes, part.encryptedPartSize, part.encryptedPartHash, `part ${part.ordinalNumber}`)
    let plain: Bytes
    try {
      const algorithm = { name: 'AES-CBC', iv: fromBase64(secret.iv) }
      plain = new Uint8Array(await crypto.subtle.decrypt(algorithm, key, bytes))
    } catch {
      throw unavailable(`part ${part.ordinalNumber} cannot be decrypted with the key of this export`)
    }
    await check(plain, part.partSize, part.partHash, `part ${part.ordinalNumber}, decrypted`)
    return plain
  }
}

async function check(bytes: Bytes, size: number, hash: string, what: string): Promise<void> {
  if (bytes.length !== size) throw unavailable(`${what} has ${bytes.length} bytes instead of ${size}`)
  if ((await hashOf(bytes)) !== hash) throw unavailable(`${what} is damaged (its SHA-256 differs)`)
}

/** Fetches a link as it is; the storage behind it refuses the session's token. */
async function fetched(host: KsefHost, part: PackagePart): Promise<Bytes> {
  const { response, text: bytes } = await answered(host, part.url, { method: part.method }, (r) =>
    upTo(r, part.encryptedPartSize),
  )
  if (!response.ok)
    throw unavailable(`the storage answered ${response.status} for part ${part.ordinalNumber}`)
  return bytes
}

/** Reads a body into a buffer of the size that was announced; a longer one is cut after it and fails its check. */
async function upTo(response: Response, size: number): Promise<Bytes> {
  const bytes = new Uint8Array(size)
  let at = 0
  for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    if (at + piece.length > size) throw unavailable(`a part is longer than its ${size} bytes`)
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes.subarray(0, at)
}
