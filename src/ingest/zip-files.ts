import { archiveOf } from './archive.ts'
import { readDirectory } from './package.ts'
import { extract, locate, type ZipEntry } from './zip-entry.ts'

/** What is read of a ZIP that somebody made by hand: more than this is no bundle of invoices. In bytes. */
const most = { entries: 200, entry: 10 * 1024 * 1024, total: 50 * 1024 * 1024 }

/** A file in a ZIP; `bytes` is null where it was not unpacked: too large, encrypted or damaged. */
interface ZippedFile {
  name: string
  bytes: Uint8Array | null
}

export const isZip = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04

/**
 * The files of a ZIP, without its folders; null when it is no readable ZIP, holds too many, or is a document that is
 * packed so by its program (of an office, for example).
 */
export async function filesInZip(zip: Uint8Array): Promise<ZippedFile[] | null> {
  const archive = archiveOf(zip)
  const found: { name: string; entry: ZipEntry | null }[] = []
  try {
    await readDirectory(archive, (entry, raw) => {
      const name = new TextDecoder().decode(raw).replaceAll(/\p{Cc}+/gu, ' ')
      if (name.endsWith('/')) return
      if (found.length >= most.entries) throw new RangeError('too many entries')
      found.push({ name, entry: locatedIn(archive, entry) })
    })
  } catch {
    return null
  }
  if (found.some(({ name }) => ['[Content_Types].xml', 'mimetype'].includes(name))) return null
  let left = most.total
  return found.map(({ name, entry }) => {
    const fits = entry !== null && entry.size <= Math.min(most.entry, left)
    if (!fits) return { name, bytes: null }
    left -= entry.size
    return { name, bytes: unpacked(archive, entry) }
  })
}

function locatedIn(...of: Parameters<typeof locate>): ZipEntry | null {
  try {
    return locate(...of)
  } catch {
    return null
  }
}

function unpacked(...of: Parameters<typeof extract>): Uint8Array | null {
  try {
    return extract(...of)
  } catch {
    return null
  }
}
