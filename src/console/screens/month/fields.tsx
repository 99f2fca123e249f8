import type { RegisterRow } from '../../../client/index.ts'

/** What a row says of net or of tax, for fixed assets and for other purchases, as far as it says it. */
export const amountFields = (row: RegisterRow, which: 'net' | 'tax'): string[] =>
  (which === 'net' ? [row.K_40, row.K_42] : [row.K_41, row.K_43]).filter((amount) => amount !== undefined)
