import { describe, expect, it } from 'vitest'
import { type Archive, archiveOf } from '../../src/ingest/archive.ts'
import { openPackage } from '../../src/ingest/package.ts'
import { directoryOf, field, ksefNumber, patch, patchEntry, rename, zip } from './zip-builder.ts'

const [first, second] = [ksefNumber(1), ksefNumber(2)]
const text = (bytes: Uint8Array | null | undefined) => (bytes ? new TextDecoder().decode(bytes) : null)
const files = {
  '_metadata.json': '{"invoices":[]}',
  [`${first}.xml`]: '<a>ł</a>',
  [`${second}.xml`]: '<b/>'.repeat(1000),
}
const whole = zip(files)

async function codes(archive: Uint8Array): Promise<string[]> {
  const { problems } = await openPackage(archive)
  return problems.map(({ code }) => code)
}

describe('entries that are refused alone', () => {
  const wrong: [string, string][] = [
    ['../etc/passwd', 'package-entry-name'],
    ['a/../../b', 'package-entry-name'],
    ['..', 'package-entry-name'],
    ['../', 'package-entry-name'],
    ['/etc/passwd', 'package-entry-name'],
    ['/', 'package-entry-name'],
    ['C:evil.xml', 'package-entry-name'],
    ['..\\..\\evil', 'package-entry-name'],
    ['a\u0000.xml', 'package-entry-name'],
    ['a\n.xml', 'package-entry-name'],
    [`sub/${second}.xml`, 'package-entry-name'],
    ['sub/_metadata.json', 'package-entry-name'],
    ['readme.txt', 'package-entry-unexpected'],
    ['faktura.xml', 'package-entry-unexpected'],
    ['_METADATA.json', 'package-entry-unexpected'],
    ['\uFEFF_metadata.json', 'package-entry-unexpected'],
    [`${second}.xml.exe`, 'package-entry-unexpected'],
    [` ${second}.xml`, 'package-entry-unexpected'],
    ['Łódź.xml', 'package-entry-unexpected'],
  ]
  it.each(wrong)('the name %j: %s', async (name, code) => {
    const { entries, problems, metadata } = await openPackage(zip({ [name]: 'x', [`${first}.xml`]: 'y' }))
    expect(problems.map((problem) => problem.code)).toEqual([code])
    expect(problems[0]?.name).not.toMatch(/\p{Cc}/u)
    expect([[...entries.keys()], metadata]).toEqual([[first], null])
  })

  it('a name that is not UTF-8, or empty', async () => {
    const archive = zip({ 'ab.xml': 'x', [`${first}.xml`]: 'y' })
    expect(
      await codes(rename(archive, 'ab.xml', Uint8Array.from([0xb3, 0xf3, 0x2e, 0x78, 0x6d, 0x6c]))),
    ).toEqual(['package-entry-name'])
    expect(await codes(zip({ '': 'x', [`${first}.xml`]: 'y' }))).toEqual(['package-entry-name'])
  })

  it('a second entry of the same name, in whatever case', async () => {
    const archive = rename(
      zip({ [`${first}.xml`]: 'one', [`${second}.xml`]: 'two' }),
      `${second}.xml`,
      `${first}.XML`,
    )
    const { entries, problems } = await openPackage(archive)
    expect(problems).toMatchObject([{ name: `${first}.XML`, code: 'package-entry-duplicate' }])
    expect(text(entries.get(first)?.read())).toBe('one')
  })

  it('an unknown method, one encrypted entry, data that are not where they should be', async () => {
    const damaged = [
      patchEntry(whole, 1, 'method', 12),
      patchEntry(whole, 1, 'flags', 1),
      patchEntry(whole, 1, 'localHeader', 7),
      patchEntry(whole, 1, 'localHeader', 0xfffffff0),
      patchEntry(whole, 1, 'compressedSize', 0x7fffffff),
    ]
    for (const archive of damaged) {
      const { entries, problems, metadata } = await openPackage(archive)
      expect(problems).toMatchObject([{ name: `${first}.xml`, code: 'package-entry-unreadable' }])
      expect([[...entries.keys()], text(metadata)]).toEqual([[second], '{"invoices":[]}'])
    }
  })

  it('a declared size beyond 3 MB, or 64 MB of metadata', async () => {
    expect(await codes(patchEntry(whole, 1, 'size', 3 * 1024 * 1024 + 1))).toEqual([
      'package-entry-too-large',
    ])
    // Without the rows every document would be called one of a package that was cut.
    const refused = (archive: Archive | Uint8Array) => expect(openPackage(archive)).rejects
    await refused(patchEntry(whole, 0, 'size', 64 * 1024 * 1024 + 1)).toMatchObject({
      code: 'package-too-large',
      message: expect.stringMatching(
        /^_metadata\.json declares 67108865 bytes; at most 67108864 are read here/,
      ),
    })
    await refused({ ...archiveOf(whole), largestEntry: 14 }).toMatchObject({ code: 'package-too-large' })
    expect(text((await openPackage({ ...archiveOf(whole), largestEntry: 15 })).metadata)).toHaveLength(15)
  })

  it('entries over the same bytes, all of them', async () => {
    const at = (n: number) =>
      new DataView(whole.buffer).getUint32(directoryOf(whole)[n]! + field.localHeader, true)
    const twice = patchEntry(patchEntry(whole, 2, 'localHeader', at(1)), 2, 'compressedSize', 5)
    const { entries, problems, metadata } = await openPackage(twice)
    expect(problems.map(({ name, code }) => [name, code]).sort()).toEqual([
      [`${first}.xml`, 'package-entry-overlap'],
      [`${second}.xml`, 'package-entry-overlap'],
    ])
    expect([entries.size, text(metadata)]).toEqual([0, '{"invoices":[]}'])
  })

  it('an entry that reaches into the next one, or into the directory', async () => {
    expect(await codes(patchEntry(whole, 0, 'compressedSize', 60))).toEqual([
      'package-entry-overlap',
      'package-entry-overlap',
    ])
    expect(await codes(patchEntry(whole, 2, 'compressedSize', 120))).toEqual(['package-entry-overlap'])
  })
})

describe('content that lies', () => {
  async function reading(archive: Uint8Array): Promise<unknown> {
    const { entries, problems } = await openPackage(archive)
    expect(problems).toEqual([])
    try {
      return entries.get(second)!.read()
    } catch (error) {
      return error
    }
  }

  it('a bomb that declares little is inflated no further than that', async () => {
    const bomb = zip({ [`${first}.xml`]: 'x', [`${second}.xml`]: new Uint8Array(100 * 1024 * 1024) })
    const before = process.memoryUsage().arrayBuffers
    expect(await reading(patchEntry(bomb, 1, 'size', 1000))).toMatchObject({
      code: 'package-entry-too-large',
    })
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * 1024 * 1024)
  })

  it('more or less content than declared, deflated or stored', async () => {
    for (const level of [0, 6] as const) {
      const archive = zip(files, level)
      expect(await reading(patchEntry(archive, 2, 'size', 3999))).toMatchObject({
        code: 'package-entry-too-large',
      })
      expect(await reading(patchEntry(archive, 2, 'size', 0))).toMatchObject({
        code: 'package-entry-too-large',
      })
      expect(await reading(patchEntry(archive, 2, 'size', 4001))).toMatchObject({
        code: 'package-entry-unreadable',
      })
    }
  })

  it('a wrong CRC-32, damaged or cut-off data', async () => {
    expect(await reading(patchEntry(whole, 2, 'crc', 1))).toMatchObject({ code: 'package-entry-unreadable' })
    expect(await reading(patchEntry(whole, 2, 'compressedSize', 3))).toMatchObject({
      code: 'package-entry-unreadable',
    })
    const data =
      new DataView(whole.buffer).getUint32(directoryOf(whole)[2]! + field.localHeader, true) +
      30 +
      `${second}.xml`.length
    expect(await reading(patch(whole, { at: data, bytes: 4, value: 0xffffffff }))).toMatchObject({
      code: 'package-entry-unreadable',
    })
  })

  it('damaged metadata are a problem, the invoices stay readable', async () => {
    const { metadata, problems, entries } = await openPackage(patchEntry(whole, 0, 'crc', 1))
    expect([metadata, problems]).toMatchObject([
      null,
      [{ name: '_metadata.json', code: 'package-entry-unreadable' }],
    ])
    expect(text(entries.get(first)?.read())).toBe('<a>ł</a>')
  })
})
