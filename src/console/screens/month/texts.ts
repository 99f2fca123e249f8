import { monthPageTexts } from '../../../texts/en/console-month.ts'
import { polishMonthPageTexts } from '../../../texts/pl/console-month.ts'
import { addTexts } from '../../words.ts'

addTexts({ en: monthPageTexts, pl: polishMonthPageTexts })
