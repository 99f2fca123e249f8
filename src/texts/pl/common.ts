import type { commonTexts } from '../en/common.ts'
import type { TextsLike } from '../sentence.ts'

export const polishCommonTexts: TextsLike<typeof commonTexts> = {
  together: ({ parts }, tell) => parts.map(tell).join(' '),
}
