import { expect, it } from 'vitest'
import { rememberingScans } from '../../src/hosts/node/recent-scans.ts'
import type { CodeReader, FileCodes, FileSender, ScansRead } from '../../src/ingest/file-codes.ts'

// A scan that was read is not read again for the same taxpayer.

const file = (value: number) => Uint8Array.of(value)
const of = (taxpayer: string, more: Partial<FileSender> = {}): FileSender => ({
  ...{ taxpayer, key: 'k', signal: new AbortController().signal },
  ...more,
})
function reading(scans?: ScansRead) {
  let count = 0
  const read: CodeReader = async () => {
    const codes: FileCodes = { pages: 1, links: [String(++count)], complete: true }
    return scans === undefined ? codes : { ...codes, scans }
  }
  return rememberingScans(read)
}
const whole: ScansRead = { pages: 1, read: 1, unread: null }
const linkOf = async (read: CodeReader, bytes: Uint8Array, sender: FileSender) =>
  (await read(bytes, 'image/png', sender)).links[0]

it('knows a scan again by its bytes, for its taxpayer', async () => {
  const read = reading(whole)
  expect(await linkOf(read, file(1), of('1'))).toBe('1')
  expect(await linkOf(read, file(1), of('1', { key: 'other' }))).toBe('1')
  expect(await linkOf(read, file(2), of('1'))).toBe('2')
  expect(await linkOf(read, file(1), of('2'))).toBe('3')
  expect((await read(file(1), 'image/jpeg', of('1'))).links).toEqual(['4'])
  // Who asks for what is proven alone is told no more.
  expect(await linkOf(read, file(1), of('1', { provenOnly: true }))).toBe('5')
})

it.each<[string, ScansRead | undefined]>([
  ['is none', undefined],
  ['nothing here reads', { pages: 1, read: 0, unread: 'not-here' }],
  ['took too long', { pages: 2, read: 1, unread: 'too-long' }],
])('reads again what %s', async (_, scans) => {
  const read = reading(scans)
  expect(await linkOf(read, file(1), of('1'))).toBe('1')
  expect(await linkOf(read, file(1), of('1'))).toBe('2')
})

it('remembers a hundred', async () => {
  const read = reading(whole)
  for (let value = 0; value <= 100; value++) await read(file(value), 'image/png', of('1'))
  expect(await linkOf(read, file(1), of('1'))).toBe('2')
  expect(await linkOf(read, file(0), of('1'))).toBe('102')
})
