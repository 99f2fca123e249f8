import { describe, expect, it } from 'vitest'
import { isUblRoot } from '../../src/ingest/fa.ts'
import { readXml } from '../../src/ingest/xml.ts'
import { fa, ns, refusal } from './fa-builder.ts'

describe('what is refused', () => {
  it('names the published path of a missing field and what to do', () => {
    const problem = refusal(fa().replace(/<P_15>.*<\/P_15>/, ''))
    expect(problem).toMatchObject({ code: 'xml-missing-field', path: '/Faktura/Fa/P_15' })
    expect(problem.message).toMatch(/P_15 is missing.*original/)
  })

  const missing: [string, string][] = [
    ['KodWaluty', '/Faktura/Fa/KodWaluty'],
    ['P_1', '/Faktura/Fa/P_1'],
    ['P_2', '/Faktura/Fa/P_2'],
    ['RodzajFaktury', '/Faktura/Fa/RodzajFaktury'],
    ['Podmiot1', '/Faktura/Podmiot1'],
    ['Podmiot2', '/Faktura/Podmiot2'],
    ['NIP', '/Faktura/Podmiot1/DaneIdentyfikacyjne/NIP'],
    ['Fa', '/Faktura/Fa'],
  ]
  it.each(missing)('%s missing or empty', (name, path) => {
    const element = new RegExp(`<${name}>.*?</${name}>`)
    expect(refusal(fa().replace(element, ''))).toMatchObject({ code: 'xml-missing-field', path })
    if (!path.endsWith('Podmiot2') && name !== 'Podmiot1' && name !== 'Fa')
      expect(refusal(fa().replace(element, `<${name}> </${name}>`))).toMatchObject({
        code: 'xml-missing-field',
        path,
      })
  })

  const wrong: [string, string][] = [
    ['<P_1>2026-02-30</P_1>', '/Faktura/Fa/P_1'],
    ['<P_1>10-06-2026</P_1>', '/Faktura/Fa/P_1'],
    ['<P_15>1,00</P_15>', '/Faktura/Fa/P_15'],
    ['<P_15>1.005</P_15>', '/Faktura/Fa/P_15'],
    ['<P_15>1e3</P_15>', '/Faktura/Fa/P_15'],
    ['<KodWaluty>zł</KodWaluty>', '/Faktura/Fa/KodWaluty'],
    ['<RodzajFaktury>FAKTURA</RodzajFaktury>', '/Faktura/Fa/RodzajFaktury'],
    ['<NIP>0000000000</NIP>', '/Faktura/Podmiot1/DaneIdentyfikacyjne/NIP'],
  ]
  it.each(wrong)('%s', (element, path) => {
    const name = element.slice(1, element.indexOf('>'))
    const document = fa().replace(new RegExp(`<${name}>.*?</${name}>`), element)
    expect(refusal(document)).toMatchObject({ code: 'xml-bad-value', path })
  })

  it('a rated total, a line day and a corrected invoice are judged as well', () => {
    expect(refusal(fa('<P_13_1/>')).path).toBe('/Faktura/Fa/P_13_1')
    expect(refusal(fa('<P_14_1W>x</P_14_1W>')).path).toBe('/Faktura/Fa/P_14_1W')
    expect(refusal(fa('<FaWiersz><P_6A>x</P_6A></FaWiersz>')).path).toBe('/Faktura/Fa/FaWiersz/P_6A')
    expect(refusal(fa('<DaneFaKorygowanej/>')).path).toBe('/Faktura/Fa/DaneFaKorygowanej/NrFaKorygowanej')
  })

  it('amounts whose sum no longer is exact', () => {
    const huge = '90071992547409.91'
    expect(refusal(fa(`<P_13_1>${huge}</P_13_1><P_13_2>${huge}</P_13_2>`)).code).toBe('xml-bad-value')
  })

  it('other documents: wrong namespace, wrong root, UBL', () => {
    const ubl = '<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>'
    const others = ['<Faktura/>', '<Faktura xmlns="toString"/>', `<Fa xmlns="${ns['FA (3)']}"/>`, ubl]
    for (const document of others)
      expect(refusal(document), document).toMatchObject({ code: 'xml-unknown-form', path: '/' })
    expect(refusal(ubl).message).toContain('PEF')
  })

  it('knows UBL by its namespace', () => {
    const is = (document: string) => isUblRoot(readXml(new TextEncoder().encode(document)))
    expect(is('<u:Invoice xmlns:u="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>')).toBe(true)
    expect(is('<CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"/>')).toBe(true)
    expect(is('<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>')).toBe(false)
    expect(is('<Invoice/>')).toBe(false)
  })
})
