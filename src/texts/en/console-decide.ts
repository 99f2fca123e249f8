import { counted, periodOf } from './words.ts'

/** Decisions: two documents side by side, what follows from each answer, and what became of it. */
export const consoleDecideTexts = {
  'console.decide.count': ({ count }: { count: number }) => `${counted(count, 'question')} shown`,
  'console.decide.open': 'To decide',
  'console.decide.decided': 'Decided',
  'console.decide.state': 'State',
  'console.decide.code': 'Kind',
  'console.decide.list': 'What needs a decision',
  'console.decide.empty': 'Nothing waits for a decision',
  'console.decide.empty.why':
    'New questions appear here by themselves. Next: what is awaited from KSeF, then the month.',
  'console.decide.no-fit': 'Nothing fits',
  'console.decide.no-fit.kind': 'Nothing of this kind. Other kinds may wait.',
  'console.decide.no-fit.text':
    'The seller by name or NIP, the number, the KSeF number and the beginning of the gross amount are searched.',
  'console.decide.show-all': 'Show all',
  'console.decide.search': 'Seller, NIP, number, amount',
  'console.decide.choose': 'Choose a question in the list.',
  'console.decide.back': 'Back to the list',
  'console.decide.gone': 'This question is not open any more: somebody decided it, or it closed by itself.',
  'console.decide.no-number': 'no number',
  'console.decide.quarantined': 'This document was set aside; no purchase has it yet.',
  'console.decide.compare': 'Comparison',
  'console.decide.this': 'This purchase',
  'console.decide.other': 'The other purchase',
  'console.decide.field': 'Field',
  'console.decide.relation': 'Relation',
  'console.decide.same': 'same',
  'console.decide.near': 'same but for writing',
  'console.decide.differs': 'differs',
  'console.decide.one-sided': 'only one has it',
  'console.decide.equal': ({ count }: { count: number }) => `${counted(count, 'field')} agree`,
  'console.decide.field.seller': 'Seller',
  'console.decide.field.nip': 'NIP of the seller',
  'console.decide.field.number': 'Number',
  'console.decide.field.issued': 'Issued',
  'console.decide.field.kind': 'Kind',
  'console.decide.field.currency': 'Currency',
  'console.decide.field.net': 'Net',
  'console.decide.field.vat': 'Tax',
  'console.decide.field.gross': 'Gross',
  'console.decide.field.ksef': 'KSeF number',
  'console.decide.field.received': 'Received',
  'console.decide.field.mode': 'Mode',
  'console.decide.field.documents': 'Documents',
  'console.decide.field.posting': 'Booked',
  'console.decide.candidates': 'Other purchases that may be the same invoice',
  'console.decide.points': ({ points }: { points: number }) => `${points > 0 ? '+' : ''}${points}`,

  'console.decide.answers': 'Answer',
  'console.decide.same-invoice': 'The same invoice',
  'console.decide.different-invoice': 'Different invoices',
  'console.decide.accepted': 'Accept as it is',
  'console.decide.dismissed': 'Does not matter',
  'console.decide.reopen': 'Take back',
  'console.decide.skip': 'Skip',
  'console.decide.previous': 'Previous',
  'console.decide.next': 'Next',
  'console.decide.note': 'Note',
  'console.decide.note.hint': 'It stays in the history beside the decision.',
  'console.decide.unchanged': 'Nothing changes in the purchases; the question closes.',
  'console.decide.one-purchase': 'One purchase',
  'console.decide.two-purchases': 'Two purchases',
  'console.decide.received': ({ day }: { day: string }) => `received ${day}`,
  'console.decide.not-received': 'not received',
  'console.decide.deducted': ({ from }: { from: string }) => `deducted from ${periodOf(from)}`,
  'console.decide.not-deducted': 'no deduction',
  'console.decide.marker': ({ marker }: { marker: string }) => `marker ${marker}`,
  'console.decide.no-row': 'no row',
  'console.decide.posted': ({ reference }: { reference: string }) => `booked as ${reference}`,
  'console.decide.not-posted': 'not booked',
  'console.decide.not-yet': 'may not be booked yet',
  'console.decide.free': 'may be booked',
  'console.decide.still-open': ({ count }: { count: number }) =>
    `${counted(count, 'question')} still ${count === 1 ? 'blocks' : 'block'}`,

  'console.decide.done': ({ answer, number }: { answer: string; number: string }) => `${number}: ${answer}.`,
  'console.decide.by-other': ({ who, answer, number }: { who: string; answer: string; number: string }) =>
    `${number} was decided by ${who}: ${answer}.`,
  'console.decide.rolled-back': ({ number, why }: { number: string; why: string }) =>
    `${number}: the decision was not taken. ${why}`,
  'console.decide.undo-merge': 'Take the merge back',
  'console.decide.undo-merge.why': ({ number }: { number: string }) =>
    `${number} was joined with another purchase. It can be compared once more, or the two can be kept apart for good.`,
  'console.decide.compare-again': 'Compare again',
  'console.decide.keep-apart': 'Keep apart',

  'console.decide.bulk': 'Decide several',
  'console.decide.bulk.why': ({
    count,
    title,
    text,
  }: {
    count: number
    title: string
    text: string | null
  }) =>
    `${title}${text === null ? '' : `, found by “${text}”`}: ${counted(count, 'question')}. One answer and one note for all that are chosen; each can be undone by itself.`,
  'console.decide.bulk.hidden': ({ count }: { count: number }) =>
    `Not shown here: ${count}. The answer is for them too.`,
  'console.decide.bulk.show-more': 'Show more',
  'console.decide.bulk.chosen': ({ count }: { count: number }) => `Chosen: ${count}`,
  'console.decide.bulk.go': 'Decide',
  'console.decide.bulk.done': ({ done, skipped }: { done: number; skipped: number }) =>
    `Decided: ${done}. Skipped: ${skipped}.`,
  'console.decide.bulk.skipped': ({ count, why }: { count: number; why: string }) =>
    `${count} skipped: ${why}`,

  'console.decide.evidence': 'Documents and history',
  'console.decide.history': 'History',
  'console.decide.copy-of': ({
    document,
    channel,
    day,
  }: {
    document: string
    channel: string | null
    day: string
  }) => `Copy: ${document}${channel === null ? '' : `, ${channel}`}, received ${day}`,
  'console.decide.ksef-of': ({ number }: { number: string }) => `KSeF document ${number}`,
  'console.decide.show-document': 'Show the document',
  'console.decide.no-file': 'No file was kept; the data were typed in.',
}
