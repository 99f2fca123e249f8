/**
 * An amount as people type it (`1 234,56`, `1.234,56`, `1,234.56 zł`) as the contract writes it; null for what is none.
 * The last comma or full stop parts the hundredths where one or two digits follow it, and no digits stand in doubt: where
 * three follow and nothing else tells, it is no amount.
 */
export function amountTyped(text: string): string | null {
  const plain = text.replaceAll(/[\s\u00a0\u202f]|zł|PLN/gi, '').replaceAll(/[−–]/g, '-')
  const found = /^(-?)(\d{1,3}(?:([.,])\d{3})*|\d+)(?:([.,])(\d{1,2}))?$/.exec(plain)
  if (found === null) return null
  const [, sign = '', whole = '', group, point, hundredths] = found
  // 1,234 may be one thousand or one and a bit.
  if (group !== undefined && (point === group || point === undefined)) return null
  const digits = whole.replaceAll(/\D/g, '').replace(/^0+(?=\d)/, '')
  return `${sign}${digits}${hundredths === undefined ? '' : `.${hundredths.padEnd(2, '0')}`}`
}
