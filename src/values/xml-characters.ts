/** Which characters an XML document may hold. */

/**
 * Everything that XML 1.0 (fifth edition, production 2, Char) does not allow in a document, whatever it is escaped as: the
 * control characters below U+0020 but tab and line ends, lone surrogates, U+FFFE and U+FFFF. Those from U+007F to U+009F
 * are allowed.
 */
export const forbiddenInXml = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu
