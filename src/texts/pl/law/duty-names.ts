export const polishDutyNames: Readonly<Record<string, string>> = {
  obliged: 'ma obowiązek korzystania z KSeF',
  'art-145l': 'sprzedaż za 2024 r. do 200 mln zł (art. 145l)',
  'art-145m': 'do 10 000 zł miesięcznie poza KSeF (art. 145m)',
  'art-145n': 'faktury z kas i paragony z NIP (art. 145n)',
  'art-106ga-2': 'bez obowiązku (art. 106ga ust. 2)',
  foreign: 'podmiot zagraniczny',
}
