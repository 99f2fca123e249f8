/** Characters with which a spreadsheet takes a cell for a formula. */
const formulaStart = /^[=+\-@\t\r]/
/** A plain number may begin with a minus. */
const plainNumber = /^-?\d+(\.\d+)?$/

/** One cell: quoted where needed, and never a formula, whatever a supplier calls himself. */
function cell(value: string | number | null | undefined): string {
  const text = value === null || value === undefined ? '' : String(value)
  const safe = formulaStart.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table for spreadsheets: UTF-8 with BOM, semicolons, CRLF. */
export const csv = (
  header: readonly string[],
  rows: readonly (readonly (string | number | null | undefined)[])[],
): string => `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`
