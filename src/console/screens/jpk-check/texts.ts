import { jpkPageTexts } from '../../../texts/en/console-jpk.ts'
import { polishJpkPageTexts } from '../../../texts/pl/console-jpk.ts'
import { addTexts } from '../../words.ts'

addTexts({ en: jpkPageTexts, pl: polishJpkPageTexts })
