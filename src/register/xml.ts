import { XMLBuilder } from 'fast-xml-parser'

/** Names that begin with `@` are attributes, `#text` is what stands beside them. */
const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressBooleanAttributes: false,
})

/**
 * Elements as XML, in their order, on one line. Values are escaped; characters that XML may not hold must have been
 * left out before, and a carriage return is written as it is, which readers take for a line feed.
 */
export const xmlOf = (elements: Record<string, unknown>): string => builder.build(elements)
