import { describe, expect, it } from 'vitest'
import { invoiceKinds, kindGroup } from '../../src/values/invoice-kind.ts'

describe('kindGroup', () => {
  it('puts every kind into one group', () => {
    expect(Object.fromEntries(invoiceKinds.map((kind) => [kind, kindGroup(kind)]))).toEqual({
      VAT: 'invoice',
      UPR: 'invoice',
      VAT_PEF: 'invoice',
      VAT_PEF_SP: 'invoice',
      ZAL: 'advance',
      ROZ: 'final',
      VAT_RR: 'rr',
      KOR: 'correction',
      KOR_ZAL: 'correction',
      KOR_ROZ: 'correction',
      KOR_VAT_RR: 'correction',
      KOR_PEF: 'correction',
    })
  })
})
