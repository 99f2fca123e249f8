import { say } from '../texts/say.ts'
import { type Bytes, fromBase64, joinedBytes } from './bytes.ts'
import { answered, KsefError, type KsefHost, unavailable } from './call.ts'
import { Decryption } from './decryption.ts'
import type { ExportPackage, ExportSecret, PackagePart } from './export.ts'

/** How often one part is asked for when it arrives damaged or its link has ended. */
const maxTries = 3
/** So many bytes are decrypted at once. */
const stride = 1024 * 1024

/** Takes the decrypted bytes of a package in their order. */
interface PackageSink {
  write(bytes: Bytes): void
  /** What was written from `at` on was wrong: it comes anew. */
  rewind(at: number): void
}

/** A SHA-256 that is taken while the bytes come; `digest` in Base64. WebCrypto has none. */
interface RunningHash {
  update(bytes: Bytes): void
  digest(): string
}

/** A package in memory. */
export class PackageInMemory implements PackageSink {
  readonly bytes: Bytes
  #at = 0

  constructor(size: number) {
    this.bytes = new Uint8Array(size)
  }

  /** @throws RangeError beyond the size */
  write(bytes: Bytes): void {
    this.bytes.set(bytes, this.#at)
    this.#at += bytes.length
  }

  rewind(at: number): void {
    this.#at = at
  }
}

/**
 * Fetches the parts of a package and hands them over, decrypted: each is checked by size and SHA-256 before and after
 * (API notes, section 5.3), in whatever order KSeF lists them. One that fails is rewound and fetched again.
 * @throws KsefError when a part cannot be had
 */
export async function downloadPackage(
  host: KsefHost,
  from: ExportPackage,
  secret: ExportSecret,
  renewed: () => Promise<ExportPackage>,
  { sink, newHash }: { sink: PackageSink; newHash: () => RunningHash },
): Promise<void> {
  let listed = from
  const parts = from.parts.toSorted((a, b) => a.ordinalNumber - b.ordinalNumber)
  const size = parts.reduce((sum, part) => sum + part.partSize, 0)
  if (size !== from.size || parts.some(({ ordinalNumber }, i) => ordinalNumber !== i + 1))
    throw unavailable(
      say('package.parts-wrong', { parts: parts.map((p) => p.ordinalNumber), size, whole: from.size }),
    )
  let at = 0
  for (const { ordinalNumber, partSize } of parts) {
    await wholePart(ordinalNumber)
    at += partSize
  }

  async function wholePart(ordinal: number): Promise<void> {
    let accept: string | null = null
    for (let tries = 1; ; tries++) {
      const part = listed.parts.find(({ ordinalNumber }) => ordinalNumber === ordinal)
      if (part === undefined) throw unavailable(say('package.part-unlisted', { part: ordinal }))
      const receiver = new PartReceiver(part, sink, newHash)
      try {
        return await fetched(host, part, secret, receiver, accept)
      } catch (error) {
        receiver.close()
        sink.rewind(at)
        if (tries >= maxTries || !(error instanceof KsefError)) throw error
        // Links are made anew at every question about the export.
        listed = await renewed()
        accept = accept === null ? namedType : null
      }
    }
  }
}

/** Some requests were answered 406 (reported in May 2026, KSeF 805): the next one says which type it takes. */
const namedType = 'application/octet-stream'

/** Fetches a link as it is; the storage behind it refuses the session's token. */
async function fetched(
  host: KsefHost,
  part: PackagePart,
  secret: ExportSecret,
  receiver: PartReceiver,
  accept: string | null,
): Promise<void> {
  refuseStranger(host, part)
  const decryption = await Decryption.begin(fromBase64(secret.key), fromBase64(secret.iv))
  const init = { method: part.method, ...(accept === null ? {} : { headers: { accept } }) }
  const { response } = await answered(host, part.url, init, async (r) => {
    if (r.ok) await receiver.receive(r, decryption)
    // What a refusal says nobody reads; nor is waited for its end.
    else r.body?.cancel().catch(() => {})
  })
  if (response.ok) return
  const of = { part: part.ordinalNumber }
  if (response.status === 406) throw unavailable(say('package.storage-refused-types', of))
  throw unavailable(say('package.storage-answered', { status: response.status, ...of }))
}

/** A package is fetched over TLS, or from where KSeF itself is asked. @throws KsefError */
function refuseStranger({ apiUrl }: KsefHost, { ordinalNumber, url }: PackagePart): void {
  const link = URL.canParse(url) ? new URL(url) : null
  if (link?.protocol === 'https:' || link?.origin === new URL(apiUrl).origin) return
  const origin = link === null ? null : link.origin
  throw unavailable(say('package.address-strange', { part: ordinalNumber, origin }))
}

/** Takes one part, once; once closed it hands nothing over any more, even if bytes still come. */
class PartReceiver {
  readonly #part: PackagePart
  readonly #sink: PackageSink
  readonly #encrypted: Checked
  readonly #plain: Checked
  #isClosed = false

  constructor(part: PackagePart, sink: PackageSink, newHash: () => RunningHash) {
    this.#part = part
    this.#sink = sink
    const { ordinalNumber, encryptedPartSize, encryptedPartHash, partSize, partHash } = part
    const named = (decrypted: boolean): PartName => ({ part: ordinalNumber, decrypted })
    this.#encrypted = new Checked(named(false), encryptedPartSize, encryptedPartHash, newHash())
    this.#plain = new Checked(named(true), partSize, partHash, newHash())
  }

  close(): void {
    this.#isClosed = true
  }

  async receive(response: Response, decryption: Decryption): Promise<void> {
    this.#encrypted.expect(Number(response.headers.get('content-length') ?? 0))
    let [held, size]: [Uint8Array[], number] = [[], 0]
    for await (const piece of response.body ?? []) {
      this.#encrypted.add(piece)
      held.push(piece)
      size += piece.length
      if (size < stride) continue
      this.#write(await decryption.update(joinedBytes(...held)))
      ;[held, size] = [[], 0]
    }
    this.#encrypted.check()
    this.#write(await decryption.update(joinedBytes(...held)))
    const last = await decryption.end().catch(() => {
      throw unavailable(say('package.part-encrypted-otherwise', { part: this.#part.ordinalNumber }))
    })
    this.#write(last)
    this.#plain.check()
  }

  #write(bytes: Bytes): void {
    if (this.#isClosed) throw unavailable(say('package.part-late', { part: this.#part.ordinalNumber }))
    this.#plain.add(bytes)
    this.#sink.write(bytes)
  }
}

type PartName = { part: number; decrypted: boolean }

/** Bytes of which size and SHA-256 are known before. */
class Checked {
  readonly #what: PartName
  readonly #size: number
  readonly #hash: string
  readonly #running: RunningHash
  #seen = 0

  constructor(what: PartName, size: number, hash: string, running: RunningHash) {
    this.#what = what
    this.#size = size
    this.#hash = hash
    this.#running = running
  }

  /** Told before that so many bytes will come: they may be too many already. */
  expect(declared: number): void {
    if (declared > this.#size)
      throw unavailable(say('package.part-too-long', { ...this.#what, size: this.#size }))
  }

  add(bytes: Bytes): void {
    this.#seen += bytes.length
    this.expect(this.#seen)
    this.#running.update(bytes)
  }

  check(): void {
    if (this.#seen !== this.#size)
      throw unavailable(say('package.part-short', { ...this.#what, seen: this.#seen, size: this.#size }))
    if (this.#running.digest() !== this.#hash) throw unavailable(say('package.part-damaged', this.#what))
  }
}
