import { deflateRawSync } from 'node:zlib'
import type { RawDocument } from './source.ts'

/** From so many bytes on a document is kept deflated. */
const large = 1024 * 1024

/** A document as it is kept. To deflate a large one takes long: whoever reads in a thread does it there. */
export const packed = (raw: RawDocument): RawDocument =>
  raw.encoding === 'identity' && raw.bytes.length >= large
    ? { ...raw, encoding: 'deflate-raw', bytes: deflateRawSync(raw.bytes) }
    : raw
