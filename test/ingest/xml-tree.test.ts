import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { child, children, readXml, textAt, XmlProblem } from '../../src/ingest/xml.ts'

const encoder = new TextEncoder()
const bytes = (text: string) => encoder.encode(text)
const read = (text: string) => readXml(bytes(text))

describe('what readXml gives', () => {
  it('keeps every value a string, as written', () => {
    const root = read('<a n="007"><b>007</b><c>100.00</c><d>1e3</d><e>true</e></a>')
    expect(root.attributes.n).toBe('007')
    expect(root.children.map((node) => node.text)).toEqual(['007', '100.00', '1e3', 'true'])
  })

  it('reads character references, predefined entities and CDATA', () => {
    const root = read(
      '<a t="&quot;&#322;&quot;"><b>&#322;&#x141;&amp;&lt;</b><c><![CDATA[<x>&amp;]]> y</c></a>',
    )
    expect(root.attributes.t).toBe('"ł"')
    expect(textAt(root, 'b')).toBe('łŁ&<')
    expect(textAt(root, 'c')).toBe('<x>&amp; y')
  })

  it('joins text that comments and instructions cut', () => {
    expect(textAt(read('<a><b>FV/<!-- c -->1<?x y?>/26</b></a>'), 'b')).toBe('FV/1/26')
  })

  it('resolves prefixes, whatever they are called', () => {
    const ns = 'urn:example:form'
    const forms = [
      `<a xmlns="${ns}"><b/></a>`,
      `<tns:a xmlns:tns="${ns}"><tns:b/></tns:a>`,
      `<x:a xmlns:x="${ns}"><b xmlns="${ns}"/></x:a>`,
    ]
    for (const root of forms.map(read)) {
      expect([root.name, root.ns]).toEqual(['a', ns])
      expect([root.children[0]?.name, root.children[0]?.ns]).toEqual(['b', ns])
    }
  })

  it('leaves namespace declarations out of the attributes and marks attributes in a namespace', () => {
    const root = read('<a xmlns="urn:d" xmlns:p="urn:p" plain="1" p:other="2"/>')
    expect({ ...root.attributes }).toEqual({ plain: '1', '{urn:p}other': '2' })
  })

  it('takes names of the language as any other', () => {
    const root = read('<a __proto__="x" constructor="y"><__proto__>z</__proto__><toString/></a>')
    expect(Object.keys(root.attributes)).toEqual(['__proto__', 'constructor'])
    expect(textAt(root, '__proto__')).toBe('z')
    expect(textAt(root, 'hasOwnProperty')).toBeNull()
  })

  it('accepts a BOM, either line end and a declaration of UTF-8 in any case', () => {
    expect(read('\uFEFF<a>x</a>').text).toBe('x')
    expect(read('<?xml version="1.0" encoding="utf-8"?>\r\n<a>x\r\ny</a>\r\n').text).toBe('x\ny')
    expect(read('<?xml version="1.0" encoding="UTF-8" standalone="yes"?><a>x</a>').text).toBe('x')
  })

  it('finds children by first name and by path', () => {
    const root = read('<a><b> 1 </b><b>2</b><c><d>3</d></c></a>')
    expect(child(root, 'b')?.text).toBe(' 1 ')
    expect(children(root, 'b')).toHaveLength(2)
    expect([textAt(root, 'b'), textAt(root, 'c', 'd'), textAt(root, 'c', 'x', 'y')]).toEqual(['1', '3', null])
    expect([child(root, 'x'), children(root, 'x')]).toEqual([null, []])
  })

  it('drops white space between elements but keeps mixed text', () => {
    expect(read('<a>\n  <b/>\n</a>').text).toBe('')
    expect(read('<a>x<b/>y</a>').text).toBe('xy')
  })

  it('reads text back that was escaped, whatever it is', () => {
    const escaped = (text: string) => text.replace(/[&<>"\t\n\r]/g, (c) => `&#${c.charCodeAt(0)};`)
    const legal = fc.string({ unit: 'grapheme' }).filter((text) => !/[\p{Cc}\p{Cs}\uFFFE\uFFFF]/u.test(text))
    fc.assert(
      fc.property(legal, (text) => {
        const root = read(`<a t="${escaped(text)}"><b>${escaped(text)}</b></a>`)
        expect([root.attributes.t, root.children[0]!.text]).toEqual([text, text])
      }),
    )
  })
})

describe('skipping', () => {
  const skip = new Set(['s', 'a'])

  it('builds nothing of a skipped element, nested ones of the same name included', () => {
    const root = readXml(bytes('<a><b>1</b><s>x<b>2</b><s><b>3</b></s></s><s/><b>4</b></a>'), { skip })
    expect(root.children.map((node) => node.name + node.text)).toEqual(['b1', 'b4'])
    expect(root.text).toBe('')
  })

  it('still refuses what is wrong inside', () => {
    const wrong = [
      '<s><b></s></b>',
      '<s>&nbsp;</s>',
      '<s>&</s>',
      '<s a="1" a="2"/>',
      `<s>${'<x>'.repeat(40)}${'</x>'.repeat(40)}</s>`,
    ]
    for (const inside of wrong)
      expect(() => readXml(bytes(`<a>${inside}</a>`), { skip }), inside).toThrow(XmlProblem)
  })
})
