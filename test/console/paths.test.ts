import { describe, expect, it } from 'vitest'
import { paramsIn } from '../../src/console/paths.ts'

describe('a path', () => {
  it.each([
    ['/', '/', {}],
    ['/:nip', '/9376032788', { nip: '9376032788' }],
    ['/:nip', '/9376032788/', { nip: '9376032788' }],
    ['/:nip/month/:month', '/9376032788/month/2026-06', { nip: '9376032788', month: '2026-06' }],
    ['/:nip/suppliers/:id', '/9376032788/suppliers/DE%2F1', { nip: '9376032788', id: 'DE/1' }],
  ])('of the pattern %s names what stands in %s', (pattern, path, params) => {
    expect(paramsIn(pattern, path)).toEqual(params)
  })
  it.each([
    ['/:nip', '/keys'],
    ['/:nip', '/937603278'],
    ['/:nip', '/93760327881'],
    ['/:nip/decide', '/9376032788'],
    ['/:nip/decide', '/9376032788/decide/more'],
    ['/:nip/suppliers/:id', '/9376032788/suppliers/'],
    ['/:nip/suppliers/:id', '/9376032788/suppliers/%E0%A4%A'],
  ])('of the pattern %s is not %s', (pattern, path) => {
    expect(paramsIn(pattern, path)).toBeNull()
  })
})
