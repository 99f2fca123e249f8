const plain: Readonly<Record<string, string>> = {
  ą: 'a',
  ć: 'c',
  ę: 'e',
  ł: 'l',
  ń: 'n',
  ó: 'o',
  ś: 's',
  ź: 'z',
  ż: 'z',
}

/** The same words also without the marks of Polish letters, as older programs print them. */
export const printed = (form: RegExp): RegExp =>
  new RegExp(
    form.source.replace(/[ąćęłńóśźż]/g, (letter) => `[${letter}${plain[letter]}]`),
    form.flags,
  )
