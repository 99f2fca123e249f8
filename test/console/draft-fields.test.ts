import { describe, expect, it } from 'vitest'
import { copyFilled, fieldAt, filledFrom } from '../../src/console/screens/add/fields.ts'

const told = { receivedOn: '2026-06-11', channel: 'email' }
const filled = {
  document: 'invoice',
  'seller.nip': '5265877635',
  'seller.name': ' Drewpol S.A. ',
  number: 'FV/1',
  issueDate: '2026-06-10',
  net: '1 000,00',
  vat: '',
  gross: '1 230,00 zł',
  currency: 'pln',
  ksefNumber: '',
}

describe('the form of a draft', () => {
  it('becomes the body of a copy; what was left empty is left out, not zero', () => {
    expect(copyFilled(filled, told)).toEqual({
      body: {
        receivedOn: '2026-06-11',
        channel: 'email',
        document: 'invoice',
        seller: { nip: '5265877635', name: 'Drewpol S.A.' },
        number: 'FV/1',
        issueDate: '2026-06-10',
        net: '1000.00',
        gross: '1230.00',
        currency: 'PLN',
      },
    })
  })
  it('names what is missing, and what is no amount', () => {
    expect(copyFilled({ ...filled, document: '', number: ' ', gross: '1,234' }, told)).toEqual({
      wrong: {
        document: 'console.add.required',
        number: 'console.add.required',
        gross: 'console.not-an-amount',
      },
    })
  })
  it('is filled with what was read, and with nothing where nothing was', () => {
    expect(filledFrom(null)).toMatchObject({ 'seller.nip': '', gross: '', currency: 'PLN', document: '' })
    const read = {
      value: '123.00',
      confidence: 'certain',
      source: 'text',
      page: 1,
      box: null,
      alternatives: [],
    }
    const reading = { fields: { gross: read }, document: { value: 'invoice' } }
    expect(filledFrom(reading as never)).toMatchObject({ gross: '123.00', number: '', document: 'invoice' })
  })
  it('finds the field that a refusal points at', () => {
    expect(['/seller/nip', '/gross'].map(fieldAt)).toEqual(['seller.nip', 'gross'])
  })
})
