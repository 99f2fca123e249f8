import type { jpkCheckTexts } from '../../../src/texts/en/jpk-check.ts'
import type { SamplesOf } from './samples-of.ts'

const amount = { field: 'K_43', is: '230.00', shouldBe: '23.00' }
const differs = { is: 'FV/1', shouldBe: 'FV/7' }
const days = { is: '2026-06-11', shouldBe: '2026-06-10' }
const numbers = { is: 'BFK', shouldBe: '5265877635-20260610-0100001AF629-AF' }
const value = { field: 'K_43', value: '1,20' }
const sum = { element: 'PodatekNaliczony', is: '112.71', shouldBe: '112.70' }

export const jpkCheckSamples: SamplesOf<typeof jpkCheckTexts> = {
  'jpk-file.encoding': [{ encoding: 'EBCDIC' }],
  'jpk-file.not-as-declared': [{ encoding: 'UTF-8' }],
  'jpk-file.not-well-formed': [{ line: 12, column: 4, why: 'unexpected close tag.' }],
  'jpk-file.other-form': [{ element: 'Faktura', namespace: 'http://crd.gov.pl/wzor/2025/06/25/13775/' }],
  'jpk-file.header': [{ elements: ['Rok', 'Miesiac'] }, { elements: [] }],
  'jpk-file.other-taxpayer': [{ nip: '5265877635', wanted: '9376032788' }],
  'jpk-file.too-many-rows': [{ most: 500_000 }],
  'jpk-file.filed-before-month': [{ month: '2026-06', day: '2026-05-31' }],
  'jpk-check.unknown-check': [{ id: 'X1' }],
  'jpk-check.unknown-item': [{ id: '7' }],
  'jpk-check.other-month': [{ month: '2026-07', checked: '2026-06' }],
  'jpk-check.replaced': [{ month: '2026-06' }],
  'jpk-check.twice-in-file': [{ first: 3 }],
  'jpk-check.twice-across': [{ month: '2026-05' }],
  'jpk-check.parts-of-one': [{ rows: 2 }, { rows: 5 }],
  'jpk-check.held-finding': [
    { count: 1, codes: ['X'] },
    { count: 5, codes: ['X'] },
  ],
  'jpk-check.not-received': [{ day: '2026-07-24' }],
  'jpk-check.too-early': [{ month: '2026-06', from: '2026-07' }],
  'jpk-check.too-late': [{ month: '2026-12', until: '2026-09' }],
  'jpk-check.reduced-elsewhere': [{ month: '2026-07', only: '2026-06' }],
  'jpk-check.not-yet': [{ month: '2026-06', why: { said: 'problem.title.404' } }],
  'jpk-check.later': [{ month: '2026-07', from: '2026-06' }],
  'jpk-check.number-other': [differs],
  'jpk-check.number-near': [differs],
  'jpk-check.unreadable': [{ parts: [{ said: 'jpk-check.value.amount', params: value }] }],
  'jpk-check.value.day': [
    { field: 'DataWplywu', value: '31.06.2026' },
    { field: 'DataZakupu', value: '' },
  ],
  'jpk-check.value.amount': [value],
  'jpk-check.value.marker': [{ field: 'BFK', value: '2' }],
  'jpk-check.value.one-marker': [{ field: 'NrKSeF', value: 'OFF, BFK' }],
  'jpk-check.value.pair': [value],
  'jpk-check.value.document': [{ field: 'DokumentZakupu', value: 'FP' }],
  'jpk-check.value.text': [{ field: 'DowodZakupu', value: '' }],
  'jpk-check.receipt-day': [days],
  'jpk-check.receipt-day-left-out': [days],
  'jpk-check.issue-day': [days],
  'jpk-check.number-known': [numbers],
  'jpk-check.number-of-another': [numbers],
  'jpk-check.number-not-assigned': [{ ...numbers, day: '2026-07-30' }],
  'jpk-check.marker-other': [{ is: 'BFK', shouldBe: 'DI' }],
  'jpk-check.marker-none': [{ shouldBe: 'DI' }],
  'jpk-check.marker-unsettled': [{ is: 'BFK', shouldBe: 'DI' }],
  'jpk-check.amount': [amount],
  'jpk-check.sign': [amount],
  'jpk-check.gross-for-net': [amount],
  'jpk-check.net-for-gross': [amount],
  'jpk-check.in-pln': [{ ...amount, currency: 'EUR' }],
  'jpk-check.nothing-deductible': [amount],
  'jpk-check.smaller': [amount],
  'jpk-check.rounded': [amount],
  'jpk-check.other-field': [{ is: 'K_41', shouldBe: 'K_43' }],
  'jpk-check.adjusted': [amount],
  'jpk-check.seller': [{ is: '9376032788', shouldBe: '5265877635' }],
  'jpk-check.likely': [
    { number: 'FV/1', day: '2026-06-10', count: 1 },
    { number: 'FV/1', day: '2026-06-10', count: 3 },
  ],
  'jpk-check.missing': [{ month: '2026-06' }],
  'jpk-check.missing-open': [{ month: '2026-06', until: '2026-09' }],
  'jpk-check.control-rows': [sum, { ...sum, is: null }],
  'jpk-check.control-tax': [sum, { ...sum, is: null }],
  'jpk-check.control-declared': [{ ...sum, element: 'P_43', is: '113', shouldBe: '112' }],
}
