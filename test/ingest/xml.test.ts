import { describe, expect, it } from 'vitest'
import { maxXmlBytes, readXml, XmlProblem } from '../../src/ingest/xml.ts'
import { processorMillis } from '../support/processor.ts'

const encoder = new TextEncoder()
const bytes = (text: string) => encoder.encode(text)
const read = (text: string) => readXml(bytes(text))

/** The problem that refuses the document; fails when it is accepted or another error is thrown. */
function refusal(document: Uint8Array | string): XmlProblem {
  try {
    readXml(typeof document === 'string' ? bytes(document) : document)
  } catch (error) {
    if (error instanceof XmlProblem) return error
    throw error
  }
  throw new Error('the document was accepted')
}

describe('documents that are not well-formed', () => {
  const corpus: Record<string, string> = {
    'mismatched tags': '<a><b></a></b>',
    'other case in the closing tag': '<Faktura></faktura>',
    'two roots': '<a/><b/>',
    'bare ampersand': '<a>Kowal & syn</a>',
    'ampersand before a semicolon further on': '<a>Kowal & syn; spółka</a>',
    'bare ampersand in an attribute': '<a b="x & y"/>',
    'entity of HTML': '<a>&nbsp;</a>',
    'entity nobody defined': '<a>&xxe;</a>',
    'control character': '<a>\u0001</a>',
    'reference to a control character': '<a>&#1;</a>',
    'reference to NUL': '<a>&#0;</a>',
    'reference to half a surrogate pair': '<a>&#xD800;</a>',
    'reference beyond Unicode': '<a>&#x110000;</a>',
    'control character in XML 1.1': '<?xml version="1.1"?><a>&#1;</a>',
    'non-character': '<a>\uFFFE</a>',
    'NUL byte': '<a>x\u0000</a>',
    'less-than in an attribute': '<a b="<"/>',
    'attribute without quotes': '<a b=1/>',
    'attribute without value': '<a b/>',
    'duplicate attribute': '<a b="1" b="2"/>',
    'duplicate attribute under two prefixes': '<a xmlns:x="urn:n" xmlns:y="urn:n" x:b="1" y:b="2"/>',
    'undeclared prefix': '<tns:a/>',
    'undeclared prefix of an attribute': '<a x:b="1"/>',
    'prefix declared elsewhere': '<a><b xmlns:x="urn:n"/><x:c/></a>',
    'text before the root': 'x<a/>',
    'text after the root': '<a/>x',
    'CDATA after the root': '<a/><![CDATA[x]]>',
    'declaration after white space': ' <?xml version="1.0"?><a/>',
    'second declaration': '<?xml version="1.0"?><?xml version="1.0"?><a/>',
    'double hyphen in a comment': '<a><!-- -- --></a>',
    'end of CDATA in text': '<a>]]></a>',
    'unclosed comment': '<a><!-- </a>',
    'unclosed CDATA': '<a><![CDATA[</a>',
    'cut off in a tag': '<a><b>1</b',
    'cut off between elements': '<a><b>1</b>',
    'cut off in a reference': '<a>&#32',
    'closing tag alone': '</a>',
    'name that starts with a digit': '<1a/>',
    'element declaration outside a DTD': '<a><!ELEMENT b ANY></a>',
    'DOCTYPE without its end': '<!DOCTYPE a [ <!ENTITY x "y">',
    'empty file': '',
    'white space alone': ' \n ',
    'BOM alone': '\uFEFF',
    'declaration alone': '<?xml version="1.0" encoding="UTF-8"?>',
    JSON: '{"invoices":[]}',
    HTML: '<html><body><br></body></html>',
  }

  it.each(Object.entries(corpus))('%s', (_, document) => {
    expect(refusal(document).code).toBe('xml-not-well-formed')
  })

  it('says where and what to do', () => {
    expect(refusal('<a>\n  <b></c>\n</a>').message).toMatch(/at 2:\d+: .*original file/)
  })

  it('truncation at any byte is refused', () => {
    const whole = bytes(
      '<?xml version="1.0"?><a xmlns="urn:n" b="1">ł<!-- c --><c>&amp;<![CDATA[x]]></c></a>',
    )
    for (let end = 0; end < whole.length; end += 1)
      expect(() => readXml(whole.subarray(0, end))).toThrow(XmlProblem)
  })
})

describe('DOCTYPE and entities', () => {
  const laughs = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
    '',
  )
  const corpus: Record<string, string> = {
    plain: '<!DOCTYPE a><a/>',
    'internal entity': '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>',
    'external entity': '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    'external subset': '<!DOCTYPE a SYSTEM "http://example.invalid/a.dtd"><a/>',
    'parameter entity': '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://example.invalid/x"> %x;]><a/>',
    'billion laughs': `<!DOCTYPE a [<!ENTITY l0 "ha">${laughs}]><a>&l12;</a>`,
    'after the root': '<a/><!DOCTYPE a>',
    'inside the root': '<a><!DOCTYPE a></a>',
    'after a comment': '<!-- c --><!DOCTYPE a><a/>',
  }

  it.each(Object.entries(corpus))('%s', (_, document) => {
    expect(refusal(document).code).toBe('xml-doctype')
  })
})

describe('encodings', () => {
  const polish = '<a>Łódź</a>'
  const utf16 = (text: string) => new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer)

  it('UTF-16 with and without a BOM, in either order', () => {
    expect(refusal(utf16(`\uFEFF${polish}`)).code).toBe('xml-not-utf8')
    expect(refusal(utf16(polish)).code).toBe('xml-not-utf8')
    expect(refusal(utf16(polish).map((_, i, all) => all[i ^ 1]!)).code).toBe('xml-not-utf8')
  })

  it('bytes of Latin-2 and invalid UTF-8', () => {
    const wrong = [
      [0xa3],
      [0xf3],
      [0xc3],
      [0xc0, 0xaf],
      [0xed, 0xa0, 0x80],
      [0xf5, 0x80, 0x80, 0x80],
      [0xe2, 0x82],
    ]
    for (const inside of wrong) {
      const document = Uint8Array.from([...bytes('<a>'), ...inside, ...bytes('</a>')])
      expect(refusal(document).code, String(inside)).toBe('xml-not-utf8')
    }
  })

  it('a declaration of anything but UTF-8, though the bytes are ASCII', () => {
    for (const name of ['ISO-8859-2', 'windows-1250', 'UTF-16', 'US-ASCII'])
      expect(refusal(`<?xml version="1.0" encoding="${name}"?><a/>`).code).toBe('xml-encoding')
  })
})

describe('sizes', () => {
  it('takes 3 MB and refuses one byte more', () => {
    const frame = '<a></a>'.length
    expect(read(`<a>${'x'.repeat(maxXmlBytes - frame)}</a>`).text).toHaveLength(maxXmlBytes - frame)
    expect(refusal(`<a>${'x'.repeat(maxXmlBytes - frame + 1)}</a>`).code).toBe('xml-too-large')
  })

  it('takes 200,000 elements and 100,000 attributes, and refuses one more, before anything is built', () => {
    const elements = (count: number) => `<a>${'<b/>'.repeat(count - 1)}</a>`
    const attributes = (count: number) => `<a>${"<b c='&lt;='/>".repeat(count)}</a>`
    expect(read(elements(200_000)).children).toHaveLength(199_999)
    expect(read(attributes(100_000)).children).toHaveLength(100_000)
    for (const [document, what] of [
      [elements(200_001), 'elements than 200000;'],
      [attributes(100_001), 'attributes than 100000 '],
      // It need not be well-formed to be too much.
      ['<a>'.repeat(200_001), 'elements than 200000;'],
      [`<a ${'b="" '.repeat(1001)}/>`, 'attributes than 100000 '],
    ] as const) {
      const { code, message } = refusal(document)
      expect([code, message]).toEqual(['xml-too-many-parts', expect.stringContaining(`more ${what}`)])
      expect(message).toContain('Check that')
    }
  })

  it('counts what stands in tags alone: not in text, comments, sections, instructions and values', () => {
    const inside = '<b c="1"/>'.repeat(150_000)
    const document = `<a d="${'='.repeat(110_000)}>"><!--${inside}--><![CDATA[${inside.slice(0, 1_000_000)}]]><?p ${'='.repeat(110_000)}?>${'='.repeat(110_000)}</a>`
    expect(read(document).name).toBe('a')
  })

  it('takes 32 levels and refuses 33', () => {
    const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth)
    expect(read(nested(32)).name).toBe('a')
    expect(refusal(nested(33)).code).toBe('xml-too-deep')
    expect(refusal(`${'<a>'.repeat(32)}<b/>`).code).toBe('xml-too-deep')
  })

  it('stops at once in a document 100 000 levels deep', () => {
    const document = bytes('<a xmlns:p="urn:p">'.repeat(100_000))
    let code = ''
    const taken = processorMillis(() => {
      code = refusal(document).code
    })
    expect([code, taken < 1000]).toEqual(['xml-too-deep', true])
  })

  it('is linear in many attributes, comments, references and broken names', () => {
    const parts: [string, number][] = [
      [`<a>${`<b ${Array.from({ length: 1000 }, (_, i) => `a${i}="1"`).join(' ')}/>`.repeat(100)}</a>`, 0],
      [`<a ${Array.from({ length: 100_000 }, (_, i) => `a${i}="1"`).join(' ')}/>`, 1],
      [`<a>${'<!-- - -->'.repeat(250_000)}</a>`, 0],
      [`<a>${'&#322;'.repeat(400_000)}</a>`, 0],
      [`<a>${'<b/>'.repeat(199_999)}</a>`, 0],
      [`<a>${'<b/>'.repeat(700_000)}</a>`, 1],
      [`<a ${'b="" '.repeat(500_000)}/>`, 1],
      [`<a>&${'#'.repeat(2_500_000)};</a>`, 1],
      [`<!DOCTYPE ${'['.repeat(2_500_000)}`, 1],
    ]
    for (const [document, problems] of parts) {
      const taken = processorMillis(() => (problems === 0 ? read(document) : refusal(document)))
      expect(taken, document.slice(0, 20)).toBeLessThan(5000)
    }
  })
})
