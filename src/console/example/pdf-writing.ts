/** Polish letters in the places of an encoding that Helvetica has by name; all else that is written is ASCII. */
const letters = {
  ą: 'aogonek',
  ć: 'cacute',
  ę: 'eogonek',
  ł: 'lslash',
  ń: 'nacute',
  ó: 'oacute',
  ś: 'sacute',
  ź: 'zacute',
  ż: 'zdotaccent',
  Ą: 'Aogonek',
  Ć: 'Cacute',
  Ę: 'Eogonek',
  Ł: 'Lslash',
  Ń: 'Nacute',
  Ó: 'Oacute',
  Ś: 'Sacute',
  Ź: 'Zacute',
  Ż: 'Zdotaccent',
}
const firstPlace = 128
const places = new Map(Object.keys(letters).map((letter, at) => [letter, firstPlace + at]))
const names = Object.values(letters)
  .map((name) => `/${name}`)
  .join('')
const font = `<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[${firstPlace}${names}]>>>>`

const encoded = (text: string): string =>
  [...text]
    .map((letter) => {
      const code = places.get(letter) ?? letter.charCodeAt(0)
      return code < 127 && !'()\\'.includes(letter) ? letter : `\\${code.toString(8).padStart(3, '0')}`
    })
    .join('')

/** A PDF of one page of A4 that is written on; places in points from its lower left corner. */
export class PdfWriting {
  #painted = ''

  write(x: number, y: number, size: number, text: string): void {
    this.#painted += `BT /F ${size} Tf ${x} ${y} Td (${encoded(text)}) Tj ET\n`
  }

  /** A line from margin to margin. */
  rule(y: number): void {
    this.#painted += `40 ${y} m 555 ${y} l S\n`
  }

  file(name: string): File {
    const objects = [
      '<</Type/Catalog/Pages 2 0 R>>',
      '<</Type/Pages/Count 1/Kids[3 0 R]>>',
      '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
      `<</Length ${this.#painted.length}>>stream\n${this.#painted}\nendstream`,
      font,
    ]
    let text = '%PDF-1.7\n'
    const offsets = objects.map((object, at) => {
      const begins = text.length
      text += `${at + 1} 0 obj\n${object}\nendobj\n`
      return `${String(begins).padStart(10, '0')} 00000 n \n`
    })
    const count = objects.length + 1
    const table = `xref\n0 ${count}\n0000000000 65535 f \n${offsets.join('')}`
    text += `${table}trailer<</Size ${count}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF`
    return new File([text], name, { type: 'application/pdf' })
  }
}
