/** What a seller's duty to use KSeF rests on, as the console names it, by the statuses of the contract. */
export const dutyNames: Readonly<Record<string, string>> = {
  obliged: 'must use KSeF',
  'art-145l': 'sales of 2024 up to PLN 200 million (art. 145l)',
  'art-145m': 'up to PLN 10,000 a month outside KSeF (art. 145m)',
  'art-145n': 'invoices of cash registers, receipts with NIP (art. 145n)',
  'art-106ga-2': 'no duty (art. 106ga ust. 2)',
  foreign: 'foreign',
}
