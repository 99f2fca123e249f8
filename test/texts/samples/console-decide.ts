import type { consoleDecideTexts } from '../../../src/texts/en/console-decide.ts'
import type { SamplesOf } from './samples-of.ts'

export const consoleDecideSamples: SamplesOf<typeof consoleDecideTexts> = {
  'console.decide.count': [{ count: 1 }, { count: 3 }],
  'console.decide.equal': [{ count: 1 }, { count: 4 }, { count: 7 }],
  'console.decide.points': [{ points: 5 }, { points: -2 }],
  'console.decide.received': [{ day: '29.06.2026' }],
  'console.decide.deducted': [{ from: '2026-06' }],
  'console.decide.marker': [{ marker: 'BFK' }],
  'console.decide.posted': [{ reference: 'PZ/1' }],
  'console.decide.still-open': [{ count: 1 }, { count: 2 }],
  'console.decide.done': [{ answer: 'A', number: 'FV/1' }],
  'console.decide.by-other': [{ who: 'A-1', answer: 'B', number: 'FV/1' }],
  'console.decide.rolled-back': [{ number: 'FV/1', why: 'A.' }],
  'console.decide.undo-merge.why': [{ number: 'FV/1' }],
  'console.decide.bulk.why': [
    { count: 1, title: 'A', text: null },
    { count: 5, title: 'A', text: 'FV/1' },
  ],
  'console.decide.bulk.hidden': [{ count: 9900 }],
  'console.decide.bulk.chosen': [{ count: 3 }],
  'console.decide.bulk.done': [{ done: 3, skipped: 1 }],
  'console.decide.bulk.skipped': [{ count: 2, why: 'A.' }],
  'console.decide.copy-of': [
    { document: 'A', channel: null, day: '29.06.2026' },
    { document: 'A', channel: 'B', day: '29.06.2026' },
  ],
  'console.decide.ksef-of': [{ number: '5265877635-20260610-010080DD2B5E-26' }],
}
