import { expect, it } from 'vitest'
import { qrOutline } from '../../src/console/invoice/qr-outline.ts'
import { codesHere } from '../../src/hosts/node/files.ts'
import { parseDay } from '../../src/values/day.ts'
import { qrLinkI } from '../../src/values/qr.ts'
import { enlarged, png } from '../support/files.ts'

it('draws a code that reads as the link that it was made of', async () => {
  const day = parseDay('2026-06-10') as NonNullable<ReturnType<typeof parseDay>>
  const link = qrLinkI('production', '5265877635', day, 'UtQp9Gpc51y+u3xApZjIjgkpZ01js+J8KflSPW8WzIE=')
  const { side, outline } = qrOutline(link)
  const data = new Uint8Array(side * side).fill(255)
  for (const [, x, y] of outline.matchAll(/M(\d+) (\d+)h1v1h-1z/g)) data[Number(y) * side + Number(x)] = 0
  const picture = png(enlarged({ width: side, height: side, data }, 4, 0))
  expect((await codesHere(picture, 'image/png')).links).toEqual([link])
})
