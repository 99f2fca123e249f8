/** The ways to issue an invoice as people call them, by the names of the contract. */
export const modeNames = {
  online: 'online',
  'online-late': 'online, sent after its date',
  offline24: 'offline24',
  'offline24-overtaken-by-failure': 'offline24, then a failure of KSeF',
  'offline24-overtaken-by-total-failure': 'offline24, then a total failure',
  maintenance: 'unavailability of KSeF',
  emergency: 'failure of KSeF',
  'total-failure': 'total failure',
  'outside-lawful': 'outside KSeF, lawfully',
  'outside-breach': 'outside KSeF despite the duty',
  'early-copy': 'copy before the number',
  foreign: 'foreign invoice',
  'not-an-invoice': 'no invoice',
}

export type ModeName = keyof typeof modeNames
