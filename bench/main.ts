/**
 * `npm run bench` measures imports and answers; `-- ksef` synchronisation with KSeF, `-- scale` what grows with a ledger,
 * `-- ledgers` many ledgers in one process, `-- family` many documents under one number, `-- chaos` what is left after
 * kills and full disks, `-- noise` what others hear of a key that does its worst.
 */

const [what, ...args] = process.argv.slice(2)
if (what === 'ksef') {
  const { benchKsef } = await import('./ksef.ts')
  await benchKsef(args)
} else if (what === 'scale') {
  const { benchScale } = await import('./scale.ts')
  await benchScale(args)
} else if (what === 'ledgers') {
  const { benchLedgers } = await import('./ledgers.ts')
  await benchLedgers(args)
} else if (what === 'family') {
  const { benchFamily } = await import('./family.ts')
  await benchFamily()
} else if (what === 'chaos') {
  const { benchChaos } = await import('./chaos.ts')
  await benchChaos(args)
} else if (what === 'noise') {
  const { benchNoise } = await import('./noise.ts')
  await benchNoise(args)
} else {
  await import('./bench.ts')
}

export {}
