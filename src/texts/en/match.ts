import type { Said, Tell } from '../sentence.ts'

/** What makes two purchases perhaps one invoice. */
export const matchTexts = {
  'near.other-day': 'the same number on another day',
  'near.mistaken-number':
    'numbers that differ in characters which are easily confused, in separators or in leading zeros',
  'near.amount-in-month':
    'the same gross amount within a month under a number that lacks a part, is misread or has two neighbours swapped',
  'near.amount-on-day':
    'the same gross amount on the same day, or with day and month swapped, under a number that lacks characters, is misread or has two neighbours swapped',
  'near.net-for-gross':
    'the gross amount of one is the net amount of the other, on the same day, under a number that has two neighbours swapped',
  'near.amount-in-days': 'the same gross amount within five days under another number',
  'near.number-dated-otherwise':
    'the same gross amount within a month, or with day and month swapped, under a number whose year or month is written otherwise',
  'near.foreign-number':
    'the same number and gross amount within a month, or with day and month swapped, under a foreign number of the seller and a Polish NIP',
  'near.foreign-net-for-gross':
    'the same number on the same day, the gross amount of one the net amount of the other, under a foreign number of the seller and a Polish NIP',
  'candidate.number-same': 'The number is the same.',
  'candidate.number-confusable':
    'The numbers differ only in characters that are easily confused, in separators or in leading zeros.',
  'candidate.number-dated': 'The numbers differ only in how the year or the month is written.',
  'candidate.number-part': 'One number is the other without its beginning or its end.',
  'candidate.number-cut': 'One number is the other cut off in the middle.',
  'candidate.number-swapped': 'The numbers differ in two neighbours that are swapped.',
  'candidate.number-slip': 'The numbers differ in one character, as numbers given one after the other do.',
  'candidate.gross-same': 'The gross amount is the same.',
  'candidate.net-for-gross': 'The gross amount of one is the net amount of the other.',
  'candidate.currency-other': 'The amount is the same in another currency.',
  'candidate.gross-rounded': 'The gross amounts differ by a few hundredths, as by rounding.',
  'candidate.day-same': 'The issue day is the same.',
  'candidate.day-swapped': 'Day and month are swapped.',
  'candidate.day-near': 'The issue days are at most five days apart.',
  'candidate.day-month': 'The issue days are at most a month apart.',
  'candidate.day-year': 'The issue days are more than three months apart: sellers use numbers again.',
  'candidate.half-and-half': 'One is known from KSeF alone, the other from outside KSeF alone.',
  'candidate.kind-other': 'They are invoices of different kinds.',
  'conflict.AMOUNT_MISMATCH':
    'Another document has the same seller, number and day and another gross amount.',
  'conflict.DOUBLE_ISSUE': 'Another KSeF number has the same seller, number, day and kind.',
  'conflict.several': 'Several purchases fit this document.',
  'conflict.misread':
    'This document has the number of a misread copy of that purchase: it may be the same, or another invoice misread alike.',
  'conflict.day':
    'That purchase fits only by a day of issue that is doubtful, with day and month perhaps swapped.',
  'conflict.neighbour':
    'This document reads as that invoice, but KSeF has another one of the same day and amount whose number is easily mistaken for it.',
  'conflict.code':
    'That document carries the code of the same file under another number and amount: the code is wrong on one of them, or on both.',
  'conflict.seller':
    'That document of another seller carries the same KSeF number, or the code of the same file: it is wrong on one of them.',
  'conflict.replaced':
    'One of the two states to replace the file whose code the other carries (technical correction), and seller or gross amount are not the same.',
  'conflict.slip':
    'That invoice, of the same day and amount, has a number that is easily mistaken for the one of this document.',
  'conflict.merged':
    'It was decided to be the same invoice as another purchase, which was merged into this one.',
  near: ({ isSameSeller, rule }: { isSameSeller: boolean; rule: Said }, tell: Tell) =>
    `Another purchase ${isSameSeller ? 'of this seller' : 'that may be of this seller'} is very near: ${tell(rule)}.`,
  'conflict.posted-twice': ({ references }: { references: readonly string[] }) =>
    `One invoice was posted as ${references.map((reference) => `"${reference}"`).join(' and as ')}.`,
  'conflict.too-many': ({ most }: { most: number }) =>
    `More than ${most} documents of this seller stand under this number and day, under numbers that are easily taken for it, or under this number in the same year. Which of them are one invoice was not looked at any further.`,
}
