import { createCipheriv, createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { RunningSha256 } from '../../src/ingest/hash.ts'
import { KsefError, type KsefHost } from '../../src/ksef/call.ts'
import type { ExportPackage, PackagePart } from '../../src/ksef/export.ts'
import { downloadPackage, PackageInMemory } from '../../src/ksef/package-parts.ts'
import type { Instant } from '../../src/values/instant.ts'
import { allInEnglish } from '../support/words.ts'

/** A package in parts: each is fetched, checked before and after it is decrypted, and fetched again where it is damaged. */

const [key, iv] = [Buffer.alloc(32, 7), Buffer.alloc(16, 9)]
const secret = { key: key.toString('base64'), iv: iv.toString('base64') }
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('base64')
const sealed = (plain: Uint8Array) => {
  const cipher = createCipheriv('aes-256-cbc', key, iv)
  return Buffer.concat([cipher.update(plain), cipher.final()])
}
const plainOf = (n: number) => Buffer.from(`part number ${n} with its own words`.repeat(n))
const partOf = (n: number, said: Partial<PackagePart> = {}): PackagePart => {
  const [plain, encrypted] = [plainOf(n), sealed(plainOf(n))]
  return {
    ordinalNumber: n,
    method: 'GET',
    url: `https://storage.test/${n}`,
    partSize: plain.length,
    partHash: hash(plain),
    encryptedPartSize: encrypted.length,
    encryptedPartHash: hash(encrypted),
    expirationDate: null,
    ...said,
  }
}
const packageOf = (parts: PackagePart[], size = parts.reduce((sum, p) => sum + p.partSize, 0)) =>
  ({ invoiceCount: 1, size, parts, isTruncated: false }) as unknown as ExportPackage

type Answer = Uint8Array | number | 'broken'
/** Downloads a package; `answers`: what each request for a part brings, one after the other, else the part itself. */
async function downloaded(
  listed: ExportPackage,
  answers: Record<string, Answer[]> = {},
  renewed: ExportPackage[] = [],
) {
  const requests: Request[] = []
  const host: KsefHost = {
    apiUrl: 'http://ksef.test/v2',
    fetch: async (request) => {
      requests.push(request)
      const n = request.url.split('/').at(-1) as string
      const answer = answers[n]?.shift() ?? sealed(plainOf(Number(n)))
      if (answer === 'broken') throw new TypeError('reset')
      return typeof answer === 'number'
        ? new Response('<html>', { status: answer })
        : new Response(Uint8Array.from(answer))
    },
    now: () => '2026-11-20T08:00:00Z' as Instant,
    patience: 5_000,
    signal: new AbortController().signal,
    log: () => {},
  }
  let renewals = 0
  const again = async () => renewed[renewals++] ?? listed
  const sink = new PackageInMemory(listed.size)
  const error = await downloadPackage(host, listed, secret, again, {
    sink,
    newHash: () => new RunningSha256(),
  }).catch((e: unknown) => e)
  if (error !== undefined && !(error instanceof KsefError)) throw error
  const asked = requests.map((r) => `${r.method} ${r.url.split('/').slice(2).join('/')}`)
  return {
    error: allInEnglish(error?.failure ?? null),
    text: Buffer.from(sink.bytes).toString(),
    asked,
    renewals,
    requests,
  }
}
const why = (detail: string | RegExp) => ({
  kind: 'unavailable',
  detail: typeof detail === 'string' ? detail : expect.stringMatching(detail),
})
const [one, two] = [plainOf(1).toString(), plainOf(2).toString()]

describe('a package', () => {
  it('is put together in the order of its numbers, without a token', async () => {
    const { error, text, asked, renewals, requests } = await downloaded(packageOf([partOf(2), partOf(1)]))
    expect([error, text, renewals]).toEqual([null, one + two, 0])
    expect(asked).toEqual(['GET storage.test/1', 'GET storage.test/2'])
    expect(requests.some((r) => r.headers.has('authorization'))).toBe(false)
  })
  it('is asked for as KSeF says', async () => {
    const { asked, error } = await downloaded(packageOf([partOf(1, { method: 'POST' })]))
    expect([asked, error]).toEqual([['POST storage.test/1'], null])
  })
  it('of nothing has nothing', async () => {
    expect(await downloaded(packageOf([]))).toMatchObject({ error: null, text: '', asked: [] })
  })
  it.each<[string, ExportPackage, RegExp]>([
    ['another size than its parts', packageOf([partOf(1)], 5), /lists parts 1 of \d+ bytes, not of 5$/],
    ['a gap in its numbers', packageOf([partOf(1), partOf(3)]), /lists parts 1,3 /],
    ['two parts of one number', packageOf([partOf(1), partOf(1)]), /lists parts 1,1 /],
    ['numbers from zero on', packageOf([partOf(1, { ordinalNumber: 0 })]), /lists parts 0 /],
  ])('with %s is not fetched at all', async (_, listed, detail) => {
    expect(await downloaded(listed)).toMatchObject({ error: why(detail), asked: [], renewals: 0 })
  })
})

describe('a link', () => {
  it.each([
    ['http://storage.test/1', 'http://storage.test'],
    ['http://ksef.test:81/1', 'http://ksef.test:81'],
    ['ftp://storage.test/1', 'ftp://storage.test'],
  ])('%s is not followed', async (url, origin) => {
    const { error, asked } = await downloaded(packageOf([partOf(1, { url })]))
    expect(error).toEqual(why(`part 1 is offered at ${origin}, not over https: it is not fetched from there`))
    expect(asked).toEqual([])
  })
  it('that is none is not followed', async () => {
    const { error, asked } = await downloaded(packageOf([partOf(1, { url: '/1' })]))
    expect([error, asked]).toEqual([why(/^part 1 is offered at no address/), []])
  })
  it('to where KSeF itself is asked is followed, whatever its protocol', async () => {
    const { error, text } = await downloaded(packageOf([partOf(1, { url: 'http://ksef.test/storage/1' })]))
    expect([error, text]).toEqual([null, one])
  })
})

describe('a part that fails', () => {
  const both = packageOf([partOf(1), partOf(2)])
  const good = sealed(plainOf(2))
  const flipped = Buffer.from(good)
  flipped[3] = (flipped[3] as number) ^ 1

  it.each<[string, Answer]>([
    ['a changed byte', flipped],
    ['bytes too few', good.subarray(0, 16)],
    ['bytes too many', Buffer.concat([good, Buffer.alloc(16)])],
    ['nothing', Buffer.alloc(0)],
    ['a refusal', 403],
    ['a broken connection', 'broken'],
  ])('by %s is fetched again by a new link, and the others are not', async (_, answer) => {
    const moved = packageOf([partOf(1), partOf(2, { url: 'https://new.test/2' })])
    const { error, text, asked, renewals } = await downloaded(both, { 2: [answer] }, [moved])
    expect([error, text, renewals]).toEqual([null, one + two, 1])
    expect(asked).toEqual(['GET storage.test/1', 'GET storage.test/2', 'GET new.test/2'])
  })
  it('twice is fetched a third time, and not a fourth', async () => {
    expect(await downloaded(both, { 2: [500, flipped] })).toMatchObject({
      error: null,
      text: one + two,
      renewals: 2,
    })
    const { error, asked, renewals } = await downloaded(both, { 2: [500, 500, flipped] })
    expect(error).toEqual(why('part 2 is damaged (its SHA-256 differs)'))
    expect([asked.length, renewals]).toEqual([4, 2])
  })
  it('has tries of its own for each part', async () => {
    const { error, text } = await downloaded(both, { 1: [500, 500], 2: [500, 500] })
    expect([error, text]).toEqual([null, one + two])
  })
  it.each<[string, Partial<PackagePart>, Answer, RegExp]>([
    ['too short', {}, good.subarray(0, 16), /^part 2 has 16 bytes instead of \d+$/],
    ['too long', {}, Buffer.concat([good, Buffer.alloc(16)]), /^part 2 is longer than its \d+ bytes$/],
    ['refused', {}, 404, /^the storage answered 404 for part 2$/],
    [
      'refused for its type',
      {},
      406,
      /^the storage answered 406 for part 2, whichever type is asked for: a fault of KSeF that passes$/,
    ],
    ['of another content', { partHash: hash(plainOf(1)) }, good, /^part 2, decrypted is damaged/],
    [
      'shorter when decrypted',
      { partSize: plainOf(2).length + 1 },
      good,
      /^part 2, decrypted has \d+ bytes instead of \d+$/,
    ],
    ['longer when decrypted', { partSize: plainOf(2).length - 1 }, good, /^part 2, decrypted is longer than/],
    [
      'encrypted with another key',
      { encryptedPartHash: hash(flipped16()), encryptedPartSize: 16 },
      flipped16(),
      /^part 2 cannot be decrypted with the key of this export$/,
    ],
  ])('%s is told in words', async (_, said, answer, detail) => {
    const { error } = await downloaded(packageOf([partOf(1), partOf(2, said)]), {
      2: [answer, answer, answer],
    })
    expect(error).toEqual(why(detail))
  })
  it('and is not listed any more is given up', async () => {
    const { error, asked } = await downloaded(both, { 2: [500] }, [packageOf([partOf(1)])])
    expect(error).toEqual(why('part 2 is not listed any more'))
    expect(asked).toHaveLength(2)
  })
  it('is asked for with its type named every other time', async () => {
    const { requests } = await downloaded(packageOf([partOf(1)]), { 1: [406, 406] })
    expect(requests.map((r) => r.headers.get('accept'))).toEqual([null, 'application/octet-stream', null])
  })
  it('by a fault of ours is not tried again', async () => {
    const bad = packageOf([partOf(1)])
    let asked = 0
    const host = {
      fetch: async () => {
        asked += 1
        return new Response(sealed(plainOf(1)))
      },
      patience: 5_000,
      signal: new AbortController().signal,
    } as unknown as KsefHost
    const failing = downloadPackage(host, bad, { key: 'AAAA', iv: secret.iv }, async () => bad, {
      sink: new PackageInMemory(bad.size),
      newHash: () => new RunningSha256(),
    })
    await expect(failing).rejects.not.toBeInstanceOf(KsefError)
    expect(asked).toBe(0)
  })

  /** One block that decrypts to no padding under this key. */
  function flipped16(): Buffer {
    const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
    return Buffer.concat([cipher.update(Buffer.alloc(16, 0)), cipher.final()])
  }
})

describe('bytes that come piece by piece', () => {
  const parted = async (part: PackagePart, bodies: ReadableStream<Uint8Array>[]) => {
    const writes: number[] = []
    const sink = new PackageInMemory(part.partSize)
    const counting = {
      write: (bytes: Uint8Array<ArrayBuffer>) => {
        writes.push(bytes.length)
        sink.write(bytes)
      },
      rewind: (at: number) => sink.rewind(at),
    }
    const signal = new AbortController().signal
    const host = {
      fetch: async () => new Response(bodies.shift()),
      // Only what comes last is waited for, however slow the machine is.
      get patience() {
        return bodies.length > 1 ? 30 : 5_000
      },
      signal,
    } as unknown as KsefHost
    const listed = packageOf([part])
    await downloadPackage(host, listed, secret, async () => listed, {
      sink: counting,
      newHash: () => new RunningSha256(),
    })
    return { writes, sink }
  }
  const pieces = (bytes: Uint8Array, size: number) => {
    let at = 0
    return new ReadableStream<Uint8Array>({
      pull: (stream) => {
        if (at >= bytes.length) return stream.close()
        stream.enqueue(Uint8Array.from(bytes.subarray(at, at + size)))
        at += size
      },
    })
  }

  it('are decrypted a megabyte at a time, so that a large part is never held as a whole', async () => {
    const plain = Buffer.alloc(2_500_000, 'abcdefg')
    const encrypted = sealed(plain)
    const part = partOf(1, {
      partSize: plain.length,
      partHash: hash(plain),
      encryptedPartSize: encrypted.length,
      encryptedPartHash: hash(encrypted),
    })
    const { writes, sink } = await parted(part, [pieces(encrypted, 256 * 1024)])
    expect(Buffer.compare(sink.bytes, plain)).toBe(0)
    // The last block of what came waits, for it may be the end.
    expect(writes.slice(0, 2)).toEqual([1024 * 1024 - 16, 1024 * 1024])
    expect(writes.length).toBe(4)
  })
  it('too late are not written: the part came by another link meanwhile', async () => {
    const good = sealed(plainOf(1))
    let late: ReadableStreamDefaultController<Uint8Array> | undefined
    const stalled = new ReadableStream<Uint8Array>({
      start: (stream) => {
        late = stream
        stream.enqueue(Uint8Array.from(good.subarray(0, 16)))
      },
    })
    const { writes, sink } = await parted(partOf(1), [stalled, pieces(good, 1000)])
    const before = writes.length
    late?.enqueue(Uint8Array.from(good.subarray(16)))
    late?.close()
    await new Promise((resolve) => setTimeout(resolve, 20))
    expect(writes.length).toBe(before)
    expect(Buffer.from(sink.bytes).toString()).toBe(one)
  })
})

it('a package in memory has its size, and is written anew from where it was wrong', () => {
  const sink = new PackageInMemory(3)
  sink.write(Uint8Array.from([1, 2]))
  sink.rewind(1)
  sink.write(Uint8Array.from([7, 8]))
  expect([...sink.bytes]).toEqual([1, 7, 8])
  expect(() => sink.write(Uint8Array.from([9]))).toThrow(RangeError)
})
