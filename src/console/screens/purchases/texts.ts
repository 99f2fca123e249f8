import { purchasePageTexts } from '../../../texts/en/console-purchases.ts'
import { polishPurchasePageTexts } from '../../../texts/pl/console-purchases.ts'
import { addTexts } from '../../words.ts'

addTexts({ en: purchasePageTexts, pl: polishPurchasePageTexts })
