import { describe, expect, it } from 'vitest'
import { filterOf } from '../../src/console/screens/purchases/filter.ts'
import { periodsBetween } from '../../src/console/screens/purchases/periods.ts'

const filterIn = (search: string) => {
  const params = new URLSearchParams(search)
  return filterOf((name) => params.get(name))
}

describe('the filter of purchases in the address', () => {
  it('asks for a month by the day of receipt, or of issue, to its last day', () => {
    expect(filterIn('month=2028-02')).toEqual({ receivedFrom: '2028-02-01', receivedTo: '2028-02-29' })
    expect(filterIn('month=2026-06&by=issued')).toEqual({ issuedFrom: '2026-06-01', issuedTo: '2026-06-30' })
  })
  it('tells a seller and a KSeF number from the number of an invoice', () => {
    expect(filterIn('text=526-58-77-635')).toEqual({ seller: '5265877635' })
    expect(filterIn('text=PL5265877635')).toEqual({ seller: '5265877635' })
    expect(filterIn('text=de123456789')).toEqual({ seller: 'DE123456789' })
    expect(filterIn('text=5265877635-20260610-c00412de447e-94')).toEqual({
      ksefNumber: '5265877635-20260610-C00412DE447E-94',
    })
    expect(filterIn('seller=US-123')).toEqual({ seller: 'US-123' })
    for (const number of ['FV/12/06/2026', 'fv 1 06 2026', 'FV1062026', 'DE/1'])
      expect(filterIn(`text=${number}`)).toEqual({ number })
  })
  it('takes no notice of what is no filter', () => {
    expect(filterIn('status=x&month=2026-13&mode=%3Cb%3E&overdue=1&text=')).toEqual({})
    expect(filterIn('status=reconciled&overdue=true&marker=off')).toEqual({
      status: 'reconciled',
      overdue: true,
    })
  })
  it('asks for the marker that rows have today', () => {
    expect(filterIn('marker=OFF')).toEqual({ marker: 'OFF' })
    expect(filterIn('marker=NrKSeF&seller=DE1')).toEqual({ marker: 'NrKSeF', seller: 'DE1' })
  })
})

describe('the periods of a window', () => {
  it('are the months or quarters from the first to the last', () => {
    expect(periodsBetween('2026-11', '2027-02')).toEqual(['2026-11', '2026-12', '2027-01', '2027-02'])
    expect(periodsBetween('2026-Q4', '2027-Q1')).toEqual(['2026-Q4', '2027-Q1'])
    expect(periodsBetween('2026-06', '2026-06')).toEqual(['2026-06'])
  })
})
