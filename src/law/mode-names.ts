/** The names that the contract gives to the ways an invoice was issued. */
export const modes = [
  'online',
  'online-late',
  'offline24',
  'offline24-overtaken-by-failure',
  'offline24-overtaken-by-total-failure',
  'maintenance',
  'emergency',
  'total-failure',
  'outside-lawful',
  'outside-breach',
  'early-copy',
  'foreign',
  'not-an-invoice',
] as const
export type Mode = (typeof modes)[number]
