import type { Said, Tell } from '../../sentence.ts'

/** What the tables of deduction, reduction, tax points and rates say, and which condition of a deduction came last. */
export const deductionTexts = {
  'condition.taxPoint.day': 'the tax point of the seller',
  'condition.taxPoint.appliesTo': 'every purchase',
  'condition.taxPoint.waits': 'the tax point is not known',
  'condition.advance.day': 'the payment of an advance, which is its tax point',
  'condition.advance.appliesTo': 'advance invoices (ZAL, KOR_ZAL), and what was paid before the supply',
  'condition.advance.waits': 'the payment is not known',
  'condition.selfAssessed.day': 'the tax point of what the buyer taxes himself',
  'condition.selfAssessed.appliesTo':
    'import of services, reverse charge, goods of art. 17 ust. 1 pkt 5: with the output tax reported',
  'condition.selfAssessed.waits': 'the tax point is not known',
  'condition.acquisition.day':
    'the tax point of what the buyer taxes himself, goods or services from another Member State',
  'condition.acquisition.appliesTo':
    'a seller of another Member State, whose goods nothing tells from his services: with the output tax reported',
  'condition.acquisition.waits': 'the tax point is not known',
  'condition.receipt.day': 'the receipt of the invoice',
  'condition.receipt.appliesTo':
    'domestic purchases; not import of services and other purchases taxed by the buyer',
  'condition.receipt.waits': 'the invoice has not been received',
  'condition.paymentByCashBuyer.day': 'the (first) payment by a buyer on the cash method',
  'condition.paymentByCashBuyer.appliesTo': 'buyers on the cash method',
  'condition.paymentByCashBuyer.waits': 'a buyer on the cash method deducts when he has paid',
  'condition.paymentToCashSeller.day': 'the (first) payment to a seller on the cash method',
  'condition.paymentToCashSeller.appliesTo': 'invoices marked "metoda kasowa"',
  'condition.paymentToCashSeller.waits': 'the tax point of a seller on the cash method is the payment',
  'condition.paymentToFarmer.day': 'the payment to the bank account of a flat-rate farmer',
  'condition.paymentToFarmer.appliesTo': 'VAT RR invoices',
  'condition.paymentToFarmer.waits': 'the flat-rate refund is deducted when the farmer has been paid',
  'deduction.not-yet': ({ why }: { why: Said }, tell: Tell) => `No deduction yet: ${tell(why)}.`,
  'deduction.last-condition': ({ condition, day }: { condition: Said; day: string }, tell: Tell) =>
    `The last condition was ${tell(condition)} on ${day}.`,
  'after-window.deducted':
    'Correct the return of the period in which the right arose, or of one of the periods of the window, within five years from the beginning of the year in which it arose (art. 86 ust. 13).',
  'after-window.selfAssessed':
    'Correct the return of the period in which the right arose, within five years from the end of that year (art. 86 ust. 13a).',
  'after-window.reduced':
    'Correct the return of the period in which the correction was received (art. 86 ust. 19a).',
  'window.contested.flatRateFarmer':
    'The act places the flat-rate refund in the period of its payment; whether the three following ones are open too is contested.',
  'reduction.rule.agreed':
    'period in which the conditions were agreed and fulfilled; the receipt stands in for a day not recorded',
  'reduction.rule.received':
    'period in which the correcting invoice was received; with the original when that is deducted later',
  'reduction.not-received': 'No reduction yet: the correction has not been received.',
  'reduction.original-not-deducted':
    'The original is not yet deducted: the reduction belongs to the period in which it will be; state that period then.',
  'reduction.original-waits':
    'The original is held and not deductible yet: the reduction stands with it, never alone, unless the period in which it was deducted is stated.',
  'reduction.received': ({ received }: { received: string }) =>
    `A correction in minus reduces input tax in the period in which it was received, on ${received}.`,
  'reduction.with-original': ({ period }: { period: string }) =>
    `The original is deducted in ${period}, after the correction was received: both stand in that period.`,
  'new-totals.unless':
    'the lines as they are less the lines as they were before (StanPrzed) are the total stated, or one that adds up with it',
  'tax-point.accountant.what': 'the day that the accountant stated, of a correction that of its cause',
  'tax-point.accountant.told': 'stated by the accountant',
  'tax-point.copy.what': 'the day that was stated with a copy',
  'tax-point.copy.told': 'stated with the copy',
  'tax-point.P_6Z.what': 'each of several payments of one advance invoice, with its own amount',
  'tax-point.P_6Z.told': 'derived from P_6Z',
  'tax-point.P_6.advances.what': 'on an advance invoice the day on which the seller received the payment',
  'tax-point.P_6.told': 'derived from P_6',
  'tax-point.payments.what': 'the payments that the accountant stated, each with its own amount',
  'tax-point.payments.told': 'derived from the payments stated',
  'tax-point.payments-before-supply.what':
    'what was paid before the supply of an invoice issued before it; the rest has the supply',
  'tax-point.payments-before-supply.told': 'derived from payments before the supply',
  'tax-point.payments-before': ({ field }: { field: string }) => `derived from payments before ${field}`,
  'tax-point.P_6.what': 'the supply as printed for the whole invoice',
  'tax-point.OkresFa.what': 'the last day of the period that the invoice is for',
  'tax-point.OkresFa.told': 'derived from OkresFa',
  'tax-point.P_6A.what': 'the last of the days of supply printed for its lines',
  'tax-point.P_6A.told': 'derived from P_6A',
  'tax-point.P_4A.what': 'the purchase from a flat-rate farmer',
  'tax-point.P_4A.told': 'derived from P_4A',
  'tax-point.P_1.what':
    'the day of issue: for what art. 19a ust. 5 pkt 3-4 names it is the tax point, for all else a guess, and of an advance one to be asked about',
  'tax-point.P_1.told': 'derived from P_1',
  'exchange-rate.accountant': 'the rate that the accountant stated',
  'exchange-rate.invoice': 'the rate printed on the invoice (KursWaluty), by which its tax is stated in PLN',
  'exchange-rate.original':
    'of a correction without a rate that of what it corrects: a base that changed is converted as it was before',
  'reverse-charge.goods.gas': 'gas',
  'reverse-charge.goods.electricity': 'electricity',
  'reverse-charge.goods.allowances': 'emission allowances',
  'rate.P_13_1': '23 % or 22 %',
  'rate.P_13_2': '8 % or 7 %',
  'rate.P_13_3': '5 %',
  'rate.P_13_4': 'flat rate of taxis',
  'rate.P_11_1': 'purchase from a flat-rate farmer, with the flat-rate refund',
  'rate.P_13_5': 'special procedure OSS: tax of another country',
  'rate.P_13_6_1': '0 %, domestic',
  'rate.P_13_6_2': '0 %, intra-EU supply',
  'rate.P_13_6_3': '0 %, export',
  'rate.P_13_7': 'exempt',
  'rate.P_13_8': 'supply outside Poland',
  'rate.P_13_9': 'service of art. 100 ust. 1 pkt 4',
  'rate.P_13_10': 'domestic reverse charge',
  'rate.P_13_11': 'margin scheme',
}
