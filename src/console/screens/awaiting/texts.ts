import { awaitingPageTexts } from '../../../texts/en/console-awaiting.ts'
import { polishAwaitingPageTexts } from '../../../texts/pl/console-awaiting.ts'
import { addTexts } from '../../words.ts'

addTexts({ en: awaitingPageTexts, pl: polishAwaitingPageTexts })
