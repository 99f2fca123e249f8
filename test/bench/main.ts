/** `npm run bench` measures imports and answers; `npm run bench -- ksef` measures synchronisation with KSeF. */

const [what, ...args] = process.argv.slice(2)
if (what === 'ksef') {
  const { benchKsef } = await import('./ksef.ts')
  await benchKsef(args)
} else {
  await import('./bench.ts')
}

export {}
