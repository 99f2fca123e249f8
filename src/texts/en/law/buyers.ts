/** Who a buyer may be, by the names of the contract. */
export const buyerTexts = {
  'buyer.domestic.who': 'taxpayer with a Polish NIP',
  'buyer.106gb-4-1.who': 'place of supply in another Member State or a third country',
  'buyer.106gb-4-2.who': 'buyer without seat and fixed establishment in Poland',
  'buyer.106gb-4-3.who': 'buyer whose Polish fixed establishment does not take part in the purchase',
  'buyer.106gb-4-4.who': 'taxpayer using the exemption of art. 113a ust. 1',
  'buyer.106gb-4-5.who': 'entity that does not use its tax number for the purchase',
  'buyer.106gb-4-6.who': 'natural person not in business',
}
