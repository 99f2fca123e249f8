/** XML that no invoice is, made from one that is. */

export const within = (xml: string, name: string, value: string): string =>
  xml.replace(new RegExp(`<${name}>[^<]*`), `<${name}>${value}`)
const doctype = (inside: string) => (xml: string) =>
  xml.replace('?>', `?><!DOCTYPE Faktura ${inside}>`).replace('Stalmex', '&e;')
const lol = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join('')
export const deep = 100_000
/** What KSeF hands over for a PEF document, as small as it gets. */
export const ubl =
  '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"><ID>1</ID></Invoice>'

/** Changes the text of a sound document. */
type Edit = (xml: string) => string | Uint8Array
const largest = '90071992547409.91'
/** All totals together are within the range of amounts, those at Polish rates are not. */
const beyond: Edit = (xml) =>
  xml.replace(
    /<P_13_1>[^<]*<\/P_13_1>/,
    `<P_13_1>${largest}</P_13_1><P_13_7>-${largest}</P_13_7><P_13_2>${largest}</P_13_2>`,
  )

/** Title, code of the refusal, and how a sound document becomes that. */
export const corpus: [string, string, Edit][] = [
  ['mismatched tags', 'xml-not-well-formed', (xml) => xml.replace('</P_15>', '</P_51>')],
  ['two roots', 'xml-not-well-formed', (xml) => `${xml}<Faktura/>`],
  ['cut off', 'xml-not-well-formed', (xml) => xml.slice(0, -40)],
  ['text behind the root', 'xml-not-well-formed', (xml) => `${xml}x`],
  ['a bare ampersand', 'xml-not-well-formed', (xml) => xml.replace('Stalmex', 'A & B')],
  ['an entity that nobody defined', 'xml-not-well-formed', (xml) => xml.replace('Stalmex', '&nbsp;')],
  ['a control character', 'xml-not-well-formed', (xml) => xml.replace('Stalmex', 'A\u0001B')],
  ['a reference to a control character', 'xml-not-well-formed', (xml) => xml.replace('Stalmex', '&#0;')],
  ['a prefix that nobody declared', 'xml-not-well-formed', (xml) => xml.replace(/P_15>/g, 'x:P_15>')],
  ['an attribute twice', 'xml-not-well-formed', (xml) => xml.replace('<Fa>', '<Fa a="1" a="2">')],
  ['nothing at all', 'xml-not-well-formed', () => ''],
  ['no XML', 'xml-not-well-formed', () => '%PDF-1.7 not XML'],
  ['a DOCTYPE', 'xml-doctype', doctype('')],
  ['an external entity', 'xml-doctype', doctype('[<!ENTITY e SYSTEM "file:///etc/passwd">]')],
  ['an entity bomb', 'xml-doctype', doctype(`[<!ENTITY e0 "lol">${lol}<!ENTITY e "&e9;">]`)],
  [
    'bytes that are no UTF-8',
    'xml-not-utf8',
    (xml) => Buffer.from(xml.replace('Stalmex', 'Ż\u00d3ŁW'), 'latin1'),
  ],
  ['UTF-16', 'xml-not-utf8', (xml) => Buffer.from(xml, 'utf16le')],
  ['another encoding declared', 'xml-encoding', (xml) => xml.replace('"UTF-8"', '"windows-1250"')],
  [
    '100,000 levels',
    'xml-too-deep',
    (xml) => xml.replace('<Fa>', `<Fa>${'<a>'.repeat(deep)}${'</a>'.repeat(deep)}`),
  ],
  ['100,000 open tags', 'xml-too-deep', () => '<a>'.repeat(deep)],
  ['another namespace', 'xml-unknown-form', (xml) => xml.replace('13775', '99999')],
  ['HTML', 'xml-unknown-form', () => '<html><body>503</body></html>'],
  ['no gross amount', 'xml-missing-field', (xml) => xml.replace(/<P_15>.*<\/P_15>/, '')],
  ['no seller', 'xml-missing-field', (xml) => xml.replace(/<Podmiot1>[\s\S]*<\/Podmiot1>/, '')],
  ['an impossible day', 'xml-bad-value', (xml) => within(xml, 'P_1', '2026-02-30')],
  ['an amount with a comma', 'xml-bad-value', (xml) => within(xml, 'P_15', '1,5')],
  ['an amount 1e400', 'xml-bad-value', (xml) => within(xml, 'P_13_1', '1e400')],
  ['an amount beyond all', 'xml-bad-value', (xml) => within(xml, 'P_15', '9'.repeat(10_000))],
  ['totals that add up, of parts that do not', 'xml-bad-value', beyond],
  ['a kind from the prototype', 'xml-bad-value', (xml) => within(xml, 'RodzajFaktury', 'constructor')],
]
