import { parseArgs } from 'node:util'
import { feed } from './feed.ts'
import { makeMonths } from './months.ts'
import { printed, targetsOf } from './print.ts'
import { judge, strays } from './score.ts'
import { addTo, carrierOf, noSums } from './sums.ts'

/** `npm run bench:match -- [--seeds=1-3] [--size=5000] [--noise=0.3] [--field=0.05] [--xml] [--json] [--show=10]` */

const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1-3' },
    size: { type: 'string', default: '5000' },
    noise: { type: 'string', default: '0.3' },
    field: { type: 'string', default: '0.05' },
    xml: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    show: { type: 'string', default: '0' },
  },
})
const [from = 1, to = from] = options.seeds.split('-').map(Number)
const [size, noise, field, { xml }] = [
  Number(options.size),
  Number(options.noise),
  Number(options.field),
  options,
]
const show = Number(options.show)

const sums = noSums()
const startedAt = performance.now()
for (let seed = from; seed <= to; seed++) {
  const months = makeMonths({ seed, size, noise, field, xml })
  const judgement = judge(
    months,
    await feed(months, xml, (purchases, evidence) => strays(months, purchases, evidence)),
  )
  addTo(sums, judgement)
  const { copies, verdicts, heldWithoutCause } = judgement
  const doubtful = copies.filter(
    ({ fate, hasPartner, rank, copy }) =>
      fate === 'merged' ||
      fate === 'refused' ||
      (hasPartner && fate !== 'attached' && (!copy.noisy || fate === 'apart' || rank === null || rank > 3)),
  )
  for (const { copy, fate, rank } of doubtful.slice(0, show)) {
    const { invoice, body } = copy
    const says = `${body.number} ${body.issueDate} ${body.gross} ${body.currency} ${body.kind ?? '?'}`
    const truth = `${invoice.number} ${invoice.issueDay} ${(invoice.net + invoice.vat) / 100} ${invoice.currency} ${invoice.kind}`
    console.error(
      `seed ${seed} ${fate} rank ${rank} [${carrierOf(copy)}, ${copy.noise}, ${invoice.trap}] ${invoice.seller.habit.what}: ${says} <- ${truth}`,
    )
  }
  for (const { number, issueDate, gross, status, findings } of heldWithoutCause.slice(0, show)) {
    const why = findings
      .filter((f) => f.open && f.severity === 'blocking')
      .map((f) => `${f.code} ${f.message}`)
    console.error(
      `seed ${seed} held without cause: ${number} ${issueDate} ${gross} ${status}: ${why.join('; ')}`,
    )
  }
  for (const wrong of verdicts.wrong.slice(0, show))
    console.error(`seed ${seed} wrong ${JSON.stringify(wrong)}`)
  if (!options.json)
    console.error(
      `seed ${seed}: ${copies.length} copies, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`,
    )
}
const seconds = (performance.now() - startedAt) / 1000
const settings = {
  seeds: options.seeds,
  size,
  noise,
  field,
  xml,
  node: process.version,
  seconds: Math.round(seconds),
}
if (options.json) console.log(JSON.stringify({ ...settings, targets: targetsOf(sums), ...sums }))
else console.log(`${JSON.stringify(settings)}\n\n${printed(sums)}`)
