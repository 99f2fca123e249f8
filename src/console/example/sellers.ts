import { type ExampleInvoice, exampleParty } from './invoice.ts'

type Seller = ExampleInvoice['seller']
const seller = (digit: number, name: string, street: string, city: string, goods: string): Seller => ({
  ...{ ...exampleParty(digit, name, street, city), goods },
})

/** Who sells to the firm of the example. */
export const exampleSellers = {
  drewpol: seller(1, 'Drewpol S.A.', 'ul. Leśna 4', '16-300 Augustów', 'Deska tarasowa modrzewiowa'),
  stalmex: seller(2, 'Stalmex Hurt sp. z o.o.', 'ul. Hutnicza 14', '41-800 Zabrze', 'Śruby M8x40, ocynk'),
  logos: seller(3, 'Logos Transport sp. z o.o.', 'ul. Spedycyjna 9', '62-800 Kalisz', 'Usługa transportowa'),
  meblex: seller(4, 'Meblex Dostawy s.c.', 'ul. Stolarska 2', '63-600 Kępno', 'Stelaże do regałów'),
  druk: seller(5, 'Druk i Papier Kowalska', 'ul. Wąska 7', '90-113 Łódź', 'Druk katalogów'),
  energia: seller(6, 'Energia Północ S.A.', 'ul. Portowa 30', '81-350 Gdynia', 'Energia elektryczna'),
  wisla: seller(7, 'Telekom Wisła sp. z o.o.', 'ul. Nadbrzeżna 1', '00-325 Warszawa', 'Abonament i łącze'),
}
