import type { packageTexts } from '../../../src/texts/en/packages.ts'
import { say } from '../../../src/texts/say.ts'
import type { SamplesOf } from './samples-of.ts'

export const packageSamples: SamplesOf<typeof packageTexts> = {
  'zip.entry': [{ name: 'x.exe', why: say('zip.entry-unexpected') }],
  'zip.unreadable': [{ why: say('zip.encrypted') }],
  'zip.reader': [{ why: 'End of central directory record signature not found' }, { why: null }],
  'zip.too-many-entries': [{ count: 50_001, most: 50_000 }],
  'zip.too-large': [{ bytes: 1_200_000_000, most: 1_073_741_824 }],
  'zip.metadata-too-large': [{ bytes: 70_000_000, most: 67_108_864 }],
  'zip.entry-unreadable': [{ why: say('zip.crc') }],
  'zip.method': [{ method: 12 }],
  'zip.other-size': [{ bytes: 10, declared: 12 }],
  'zip.entry-larger': [{ declared: 12 }],
  'zip.entry-too-large': [{ bytes: 4_000_000, most: 3_145_728 }],
  'import.unknown': [{ id: '0197a2c4' }],
  'import.given-up': [{ failures: 5 }],
}
