import { createCipheriv, createHash } from 'node:crypto'
import { zipSync } from 'fflate'
import { type KsefDocument, packageOf } from '../../test/support/ksef.ts'
import { badRequest, gone, json, stamp, ticksOf } from './answers.ts'
import { type Fault, type PackageFault, packageFaults } from './faults.ts'
import type { Store } from './invoices.ts'
import type { Keys } from './keys.ts'

interface Part {
  name: string
  plain: { size: number; hash: string }
  bytes: Buffer
  hash: string
}

interface Export {
  reference: string
  startedAt: number
  readyAt: number
  status: { code: number; description: string; details?: string[] } | null
  package: object | null
  parts: Part[]
}

interface ExportRequest {
  encryption: { encryptedSymmetricKey: string; initializationVector: string; publicKeyId?: string }
  compressionType?: string
  filters: {
    subjectType: string
    dateRange: { dateType: string; from: string; to?: string; restrictToPermanentStorageHwmDate?: boolean }
  }
}

/** A package with a fault; null: as it should be. */
function packed(documents: readonly KsefDocument[], fault: PackageFault | null): Uint8Array {
  if (fault === 'list-cut') {
    const [name, ...rest] = ['_metadata.json', ...documents.map((d) => `${d.metadata.ksefNumber}.xml`)]
    const list = JSON.stringify({ invoices: documents.map(({ metadata }) => metadata) })
    const files = Object.fromEntries(rest.map((file, i) => [file, documents[i]?.xml as Uint8Array]))
    const cut = new TextEncoder().encode(list.slice(0, list.length / 4))
    return zipSync({ [name as string]: cut, ...files }, { level: 1 })
  }
  const middle = Math.floor(documents.length / 2)
  return packageOf(
    documents.flatMap((document, i) => {
      if (i !== middle || fault === null || fault === 'silently-truncated') return [document]
      if (fault === 'list-short') return []
      const { metadata, xml } = document
      return [fault === 'xml-missing' ? { metadata } : { metadata, xml: xml.slice(0, -20) }]
    }),
  )
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64')
const day = 24 * 3_600_000
const texts: Record<number, string> = {
  210: 'Eksport faktur wygasł i nie jest już dostępny do pobrania',
  415: 'Błąd odszyfrowania dostarczonego klucza',
  420: 'Zakres filtrowania wykracza poza dostępny zakres danych',
  500: 'Nieznany błąd',
  550: 'Operacja została anulowana przez system',
}

/** `/invoices/exports` of KSeF and the storage behind it (API notes, section 5), of one taxpayer. */
export class Exports {
  readonly #now: () => number
  readonly #keys: Keys
  readonly #store: Store
  readonly #reference: () => string
  readonly #exports = new Map<string, Export>()
  /** Invoices in one package, bytes of one decrypted part, and how long KSeF takes. */
  packageLimit = 10_000
  partBytes = 50_000_000
  processingMs = 8_000
  linkMs = 3_600_000
  /** What a package says of itself, where it is to say something else than the truth. */
  says: (found: Record<string, unknown>) => object = (found) => found

  constructor(now: () => number, keys: Keys, store: Store, reference: () => string) {
    this.#now = now
    this.#keys = keys
    this.#store = store
    this.#reference = reference
  }

  start(request: Request, body: ExportRequest, fault: Fault | null = null): Response {
    const { encryption, filters } = body
    const { dateRange } = filters
    const now = this.#now()
    if (
      encryption.publicKeyId !== undefined &&
      !this.#keys.isKnown('SymmetricKeyEncryption', encryption.publicKeyId)
    )
      return badRequest(request, 21470, 'Przesłany identyfikator klucza jest nieznany.')
    if (Buffer.from(encryption.initializationVector, 'base64').length !== 16)
      return badRequest(request, 21405, 'Nieprawidłowy wektor inicjujący.')
    const zoned = /(Z|[+-]\d\d:\d\d)$/
    const to = dateRange.to ?? stamp(now)
    if (dateRange.dateType !== 'PermanentStorage' || !zoned.test(dateRange.from) || !zoned.test(to))
      return badRequest(request, 21405, 'Nieprawidłowy zakres dat.')
    if (
      Date.parse(to) - Date.parse(dateRange.from) > 100 * day ||
      Date.parse(to) < Date.parse(dateRange.from)
    )
      return badRequest(request, 21405, 'Zakres dat przekracza 100 dni.')
    const running = [...this.#exports.values()].filter((e) => now < e.readyAt).length
    if (running >= 10) return badRequest(request, 21182, 'Osiągnięto limit trwających eksportów.')
    const made: Export = {
      reference: this.#reference(),
      startedAt: now,
      readyAt: fault?.kind === 'never' ? Number.POSITIVE_INFINITY : now + this.processingMs,
      status: null,
      package: null,
      parts: [],
    }
    this.#fill(made, body, to, packageFaults.find((kind) => kind === fault?.kind) ?? null)
    this.#exports.set(made.reference, made)
    return json(201, { referenceNumber: made.reference })
  }

  #fill(made: Export, { encryption, filters }: ExportRequest, to: string, fault: PackageFault | null): void {
    const key = this.#keys.decrypt('SymmetricKeyEncryption', encryption.encryptedSymmetricKey)
    if (key?.length !== 32) {
      this.#end(made, 415)
      return
    }
    const now = this.#now()
    const mark = this.#store.highWater(now)
    const from = ticksOf(filters.dateRange.from)
    const restricted = filters.dateRange.restrictToPermanentStorageHwmDate === true
    const markTicks = BigInt(mark) * 10_000n
    if (restricted && from > markTicks) {
      this.#end(made, 420)
      return
    }
    const asked = ticksOf(to)
    const until = restricted && markTicks < asked ? markTicks : asked
    const found = this.#store.find(filters.subjectType, from, until, now)
    const taken = found.slice(0, this.packageLimit)
    const isTruncated = found.length > taken.length && fault !== 'silently-truncated'
    const last = isTruncated ? taken.at(-1)?.metadata : undefined
    const zip = taken.length === 0 ? new Uint8Array() : packed(taken, fault)
    const iv = Buffer.from(encryption.initializationVector, 'base64')
    for (let at = 0, n = 1; at < zip.length; at += this.partBytes, n++) {
      const plain = zip.subarray(at, at + this.partBytes)
      const cipher = createCipheriv('aes-256-cbc', key, iv)
      const bytes = Buffer.concat([cipher.update(plain), cipher.final()])
      const name = `${made.reference}-${String(n).padStart(3, '0')}.zip.aes`
      made.parts.push({ name, plain: { size: plain.length, hash: hash(plain) }, bytes, hash: hash(bytes) })
    }
    made.package = {
      invoiceCount: taken.length,
      size: zip.length,
      isTruncated,
      ...(last === undefined
        ? {}
        : {
            lastPermanentStorageDate: last.permanentStorageDate,
          }),
      permanentStorageHwmDate: stamp(mark),
    }
  }

  #end(made: Export, code: number): void {
    made.status = { code, description: texts[code] ?? 'Błąd' }
  }

  status(request: Request, reference: string, fault: Fault | null): Response {
    const found = this.#exports.get(reference)
    const now = this.#now()
    if (found === undefined) return badRequest(request, 21175, 'Nieznany eksport.')
    if (now > found.startedAt + 7 * day) return gone()
    if (fault?.kind === 'outcome') this.#end(found, fault.code)
    if (found.status !== null) return json(200, { status: found.status })
    if (now < found.readyAt) return json(200, { status: { code: 100, description: 'Eksport faktur w toku' } })
    const origin = new URL(request.url).origin
    const until = now + this.linkMs
    const parts = found.parts.map((part, index) => ({
      ordinalNumber: index + 1,
      partName: part.name,
      method: 'GET',
      url: `${origin}/storage/${reference}/${part.name}?se=${until}&sig=${encodeURIComponent(hash(Buffer.from(`${part.name}${until}`)))}`,
      partSize: part.plain.size,
      partHash: part.plain.hash,
      encryptedPartSize: part.bytes.length,
      encryptedPartHash: part.hash,
      expirationDate: stamp(until),
    }))
    return json(200, {
      status: { code: 200, description: 'Eksport faktur zakończony sukcesem' },
      completedDate: stamp(found.readyAt),
      packageExpirationDate: stamp(found.readyAt + 7 * day),
      // The last part first: nobody may rely on their order.
      package: this.says({ ...found.package, parts: parts.reverse() }),
    })
  }

  /** `/invoices/query/metadata`: a page of what is stored, oldest first. */
  query(request: Request, { subjectType, dateRange }: ExportRequest['filters']): Response {
    const now = this.#now()
    const mark = this.#store.highWater(now)
    const { searchParams } = new URL(request.url)
    const [offset, size] = ['pageOffset', 'pageSize'].map((name) => Number(searchParams.get(name)))
    if (offset === undefined || size === undefined || size < 10 || size > 250)
      return badRequest(request, 21405, 'Nieprawidłowa strona.')
    const from = ticksOf(dateRange.from)
    const markTicks = BigInt(mark) * 10_000n
    if (from > markTicks) return badRequest(request, 21183, 'Zakres wykracza poza dostępne dane.')
    const to = ticksOf(dateRange.to ?? stamp(now))
    const found = this.#store.find(subjectType, from, markTicks < to ? markTicks : to, now)
    const invoices = found.slice(offset * size, (offset + 1) * size).map(({ metadata }) => metadata)
    const hasMore = found.length > (offset + 1) * size
    return json(200, { hasMore, isTruncated: false, permanentStorageHwmDate: stamp(mark), invoices })
  }

  /** The storage answers a link: no Authorization header, not after it ended. */
  part(request: Request, name: string, fault: Fault | null): Response {
    const { searchParams } = new URL(request.url)
    const until = searchParams.get('se')
    const signed = searchParams.get('sig') === hash(Buffer.from(`${name}${until}`))
    if (request.headers.has('authorization'))
      return new Response('<Error>AuthorizationFailure</Error>', { status: 400 })
    if (!signed || this.#now() > Number(until) || fault?.kind === 'expired-link')
      return new Response('<Error>AuthenticationFailed</Error>', { status: 403 })
    const part = [...this.#exports.values()].flatMap((e) => e.parts).find((p) => p.name === name)
    if (part === undefined) return new Response('<Error>BlobNotFound</Error>', { status: 404 })
    const bytes = Buffer.from(part.bytes)
    if (fault?.kind === 'corrupt') bytes[5] = (bytes[5] ?? 0) ^ 1
    return new Response(bytes, { headers: { 'x-ms-meta-hash': part.hash } })
  }

  /** Whether a part of this name was made here. */
  holds = (reference: string): boolean => this.#exports.has(reference)

  /** Forgets packages that nobody will ask for any more. */
  sweep(): void {
    for (const [reference, { startedAt }] of this.#exports)
      if (this.#now() > startedAt + day) this.#exports.delete(reference)
  }
}
