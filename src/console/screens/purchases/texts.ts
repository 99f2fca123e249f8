import { purchasePageTexts } from '../../../texts/en/console-purchases.ts'
import { buyerTexts } from '../../../texts/en/law/buyers.ts'
import { jpkFieldTexts } from '../../../texts/en/law/jpk-fields.ts'
import { polishPurchasePageTexts } from '../../../texts/pl/console-purchases.ts'
import { polishBuyerTexts } from '../../../texts/pl/law/buyers.ts'
import { polishJpkFieldTexts } from '../../../texts/pl/law/jpk-fields.ts'
import { addTexts } from '../../words.ts'

addTexts({
  en: { ...purchasePageTexts, ...buyerTexts, ...jpkFieldTexts },
  pl: { ...polishPurchasePageTexts, ...polishBuyerTexts, ...polishJpkFieldTexts },
})
