import type { buyerTexts } from '../../en/law/buyers.ts'
import type { TextsLike } from '../../sentence.ts'

export const polishBuyerTexts: TextsLike<typeof buyerTexts> = {
  'buyer.domestic.who': 'podatnik z polskim NIP',
  'buyer.106gb-4-1.who': 'miejsce świadczenia w innym państwie członkowskim lub w państwie trzecim',
  'buyer.106gb-4-2.who': 'nabywca bez siedziby i stałego miejsca prowadzenia działalności w Polsce',
  'buyer.106gb-4-3.who':
    'nabywca, którego stałe miejsce prowadzenia działalności w Polsce nie uczestniczy w zakupie',
  'buyer.106gb-4-4.who': 'podatnik korzystający ze zwolnienia z art. 113a ust. 1 ustawy o VAT',
  'buyer.106gb-4-5.who': 'podmiot, który nie posługuje się przy zakupie numerem NIP',
  'buyer.106gb-4-6.who': 'osoba fizyczna nieprowadząca działalności gospodarczej',
}
