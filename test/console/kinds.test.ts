import { expect, it } from 'vitest'
import { questionCodes } from '../../src/console/screens/decide/codes.ts'
import { findingCodes, severitiesOf } from '../../src/law/findings.ts'

it('every kind of finding that asks for a decision can be chosen, and no other', () => {
  const asking = findingCodes.filter((code) => severitiesOf(code).some((severity) => severity !== 'info'))
  expect(questionCodes.toSorted()).toEqual(asking.toSorted())
})
