import type { jpkFieldTexts } from '../../en/law/jpk-fields.ts'
import type { TextsLike } from '../../sentence.ts'

export const polishJpkFieldTexts: TextsLike<typeof jpkFieldTexts> = {
  'jpk-field.K_40.what': 'kwota netto środków trwałych',
  'jpk-field.K_41.what': 'podatek naliczony od środków trwałych',
  'jpk-field.K_42.what': 'kwota netto pozostałych towarów i usług',
  'jpk-field.K_43.what': 'podatek naliczony od pozostałych towarów i usług',
  'jpk-field.K_44.what': 'korekta podatku naliczonego od środków trwałych',
  'jpk-field.K_45.what': 'korekta podatku naliczonego od pozostałych nabyć',
  'jpk-field.K_46.what': 'korekta podatku naliczonego z nieopłaconych faktur (art. 89b ust. 1 ustawy o VAT)',
  'jpk-field.K_47.what':
    'korekta podatku naliczonego po opłaceniu takich faktur (art. 89b ust. 4 ustawy o VAT)',
  'jpk-field.ZakupVAT_Marza.what': 'kwota brutto nabyć do procedury marży',
}
