import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openPackage, PackageProblem } from '../../src/ingest/package.ts'
import { directoryOf, endOf, field, ksefNumber, patch, patchEntry, zip } from './zip-builder.ts'

const [first, second] = [ksefNumber(1), ksefNumber(2)]
const text = (bytes: Uint8Array | null | undefined) => (bytes ? new TextDecoder().decode(bytes) : null)
const files = {
  '_metadata.json': '{"invoices":[]}',
  [`${first}.xml`]: '<a>ł</a>',
  [`${second}.xml`]: '<b/>'.repeat(1000),
}
const whole = zip(files)

async function refusal(archive: Uint8Array): Promise<PackageProblem> {
  try {
    await openPackage(archive)
  } catch (error) {
    if (error instanceof PackageProblem) return error
    throw error
  }
  throw new Error('the package was accepted')
}

describe('a whole package', () => {
  it.each([0, 6] as const)('at level %i gives metadata and invoices, byte for byte', async (level) => {
    const { metadata, entries, problems } = await openPackage(zip(files, level))
    expect(problems).toEqual([])
    expect(text(metadata)).toBe('{"invoices":[]}')
    expect([...entries.keys()]).toEqual([first, second])
    expect(text(entries.get(first)?.read())).toBe('<a>ł</a>')
    expect(text(entries.get(second)?.read())).toBe('<b/>'.repeat(1000))
    expect(entries.get(second)?.size).toBe(4000)
  })

  it('may lack the metadata, or be empty', async () => {
    expect(await openPackage(zip({ [`${first}.xml`]: 'x' }))).toMatchObject({ metadata: null, problems: [] })
    expect(await openPackage(zip({}))).toMatchObject({ metadata: null, entries: new Map(), problems: [] })
  })

  it('keys on the number in upper case, the form of KSeF 1.0 included', async () => {
    const old = '5265877635-20250826-010000-1AF629-AF'
    const { entries } = await openPackage(zip({ [`${first.toLowerCase()}.XML`]: 'x', [`${old}.xml`]: 'y' }))
    expect([...entries.keys()]).toEqual([first, old])
  })

  it('reads empty entries, and a view into a larger buffer', async () => {
    const inside = zip({ [`${first}.xml`]: '' })
    const larger = new Uint8Array(inside.length + 20).fill(0x50)
    larger.set(inside, 10)
    const { entries } = await openPackage(larger.subarray(10, 10 + inside.length))
    expect(entries.get(first)?.read()).toHaveLength(0)
  })

  it('ignores directories', async () => {
    const { problems, entries } = await openPackage(zip({ 'sub/': '', [`${first}.xml`]: 'x' }))
    expect([problems, entries.size]).toEqual([[], 1])
  })
})

describe('files that are no package', () => {
  const archives: [string, Uint8Array][] = [
    ['nothing', new Uint8Array()],
    ['XML', new TextEncoder().encode('<a/>')],
    ['bytes without a directory', whole.subarray(0, directoryOf(whole)[0])],
    ['the local headers alone', whole.subarray(0, 200)],
    ['trailing bytes', Uint8Array.from([...whole, 0])],
    ['a directory elsewhere', patch(whole, { at: endOf(whole) + 16, bytes: 4, value: 3 })],
    ['a directory beyond the end', patch(whole, { at: endOf(whole) + 16, bytes: 4, value: 0xfffffff0 })],
    ['more entries than records', patch(whole, { at: endOf(whole) + 10, bytes: 2, value: 9 })],
    ['several disks', patch(whole, { at: endOf(whole) + 4, bytes: 2, value: 1 })],
    ['strong encryption', patchEntry(whole, 0, 'flags', 0x41)],
  ]
  it.each(archives)('%s', async (_, archive) => {
    expect((await refusal(archive)).code).toBe('package-unreadable')
  })

  it('an archive that is encrypted throughout', async () => {
    const encrypted = patchEntry(patchEntry(patchEntry(whole, 0, 'flags', 1), 1, 'flags', 1), 2, 'flags', 1)
    expect(await refusal(encrypted)).toMatchObject({ code: 'package-unreadable', message: /password/ })
  })

  it('a ZIP64 record that points nowhere', async () => {
    const end = endOf(whole)
    for (const offset of [0, 5, whole.length, 0xffffffff]) {
      const locator = new Uint8Array(20)
      new DataView(locator.buffer).setUint32(0, 0x07064b50, true)
      new DataView(locator.buffer).setUint32(8, offset, true)
      new DataView(locator.buffer).setUint32(12, offset === 5 ? 0xffffffff : 0, true)
      const archive = Uint8Array.from([...whole.subarray(0, end), ...locator, ...whole.subarray(end)])
      expect((await refusal(archive)).code).toBe('package-unreadable')
    }
  })

  it('truncation at any byte is refused', async () => {
    for (let end = 0; end < whole.length; end += 7)
      expect((await refusal(whole.subarray(0, end))).code).toBe('package-unreadable')
  })

  it('more than 50 000 entries', async () => {
    const archive = patch(whole, { at: endOf(whole) + 10, bytes: 2, value: 50_001 })
    expect((await refusal(archive)).code).toBe('package-too-many-entries')
  })

  it('more than 1 GB of declared content, each entry within its limit', async () => {
    const many = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`${ksefNumber(i)}.xml`, 'x']))
    const archive = zip(many)
    const changes = directoryOf(archive).map(
      (at) => ({ at: at + field.size, bytes: 4, value: 3_000_000 }) as const,
    )
    expect((await refusal(patch(archive, ...changes))).code).toBe('package-too-large')
  })

  it('no damage of a few bytes brings the process down', async () => {
    const damage = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 })
    const ends = fc.constantFrom(directoryOf(whole)[0]!, endOf(whole), 0)
    await fc.assert(
      fc.asyncProperty(damage, ends, async (changes, from) => {
        const archive = whole.slice()
        for (const [at, value] of changes) archive[from + (at % (whole.length - from))] = value
        try {
          const { entries } = await openPackage(archive)
          for (const entry of entries.values()) expect(entry.read()).toHaveLength(entry.size)
        } catch (error) {
          expect(error).toBeInstanceOf(PackageProblem)
        }
      }),
      { numRuns: 2000 },
    )
  })
})
