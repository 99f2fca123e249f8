import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createNodeService } from '../../src/hosts/node/service.ts'
import { adminKey } from '../../test/support/admin-key.ts'
import { Random } from '../match/random.ts'
import { filedOn, fileOf, rowOf } from './books.ts'
import { answerQuestions, handOver, home, monthsOf } from './hand-over.ts'
import { checkLarge } from './large.ts'
import { booksOf, type Expected } from './mistakes.ts'

/**
 * `npm run bench:jpk -- [--seeds=1-3] [--sizes=50,500,5000] [--share=0.1] [--show=10]`: months of books with mistakes put
 * in, and which of them the check of the file finds under their code. Seeds 1 to 20 are those that the rules were worked
 * with; figures are of later ones.
 * `-- --large=100000 [--rounds=3] [--data=FOLDER] [--profile]`: a file of so many rows, its time and memory, and how
 * long another taxpayer waits meanwhile.
 */
const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '101-103' },
    sizes: { type: 'string', default: '50,500,5000' },
    share: { type: 'string', default: '0.1' },
    show: { type: 'string', default: '0' },
    large: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    data: { type: 'string' },
    profile: { type: 'boolean', default: false },
  },
})
const [from = 1, to = from] = options.seeds.split('-').map(Number)

interface Item {
  code: string
  severity: string
  row: number | null
  message: string
  is: string | null
  shouldBe: string | null
  document: { DowodZakupu: string } | null
}
interface Judged {
  byMistake: Map<string, { made: number; found: number }>
  right: number
  flagged: number
  strayMissing: number
}

async function judged(seed: number, size: number): Promise<Judged & { seconds: number; rows: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'ksef-reconcile-jpk-'))
  const service = createNodeService({
    dataDir: folder,
    adminKey,
    qrEnvironment: 'production',
    log: () => {},
    now: () => new Date(`${filedOn}T10:00:00Z`),
  })
  const call = async (method: string, path: string, body?: BodyInit, type = 'application/json') => {
    const headers = {
      authorization: `Bearer ${adminKey}`,
      ...(body === undefined ? {} : { 'content-type': type }),
    }
    const answer = await service.app.fetch(
      new Request(`http://bench${path}`, { method, headers, ...(body === undefined ? {} : { body }) }),
    )
    const text = await answer.text()
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 500)}`)
    return JSON.parse(text)
  }
  try {
    const random = new Random(seed)
    const months = monthsOf(random, size)
    await call('PUT', home, JSON.stringify({ name: 'Odbiorca Testowy sp. z o.o.' }))
    for (const month of Object.values(months)) await handOver(call, month)
    await answerQuestions(call)
    await call(
      'POST',
      `${home}/jpk-checks?filedOn=${filedOn}`,
      fileOf(5, months.may.map(rowOf)),
      'application/xml',
    )
    const { rows, expected } = booksOf({ random, ...months }, Number(options.share))
    const file = fileOf(6, rows)
    const startedAt = performance.now()
    const { id } = await call('POST', `${home}/jpk-checks?filedOn=${filedOn}`, file, 'application/xml')
    const seconds = (performance.now() - startedAt) / 1000
    const items: Item[] = []
    for (let cursor = ''; ; ) {
      const page = await call('GET', `${home}/jpk-checks/${id}/items?limit=1000${cursor}`)
      items.push(...page.items)
      if (page.next === null) break
      cursor = `&cursor=${page.next}`
    }
    return { ...judge(items, expected, `seed ${seed}`), seconds, rows: rows.length }
  } finally {
    await service.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Holds what was told against what was put in; it knows nothing of the rules. */
function judge(items: readonly Item[], expected: readonly Expected[], label: string): Judged {
  const byRow = groupedByRow(items)
  const missing = new Map(items.filter((i) => i.row === null).map((i) => [i.document?.DowodZakupu, i]))
  const result: Judged = { byMistake: new Map(), right: 0, flagged: 0, strayMissing: 0 }
  const wanted = new Set<string | undefined>()
  let shown = Number(options.show)
  const show = (text: string) => {
    if (shown-- > 0) console.error(`${label}: ${text}`)
  }
  const brief = (own: readonly Item[]) =>
    own.map((i) => `${i.code} ${i.is} ${i.shouldBe} ${i.message}`).join(' | ')
  for (const { what, code, at } of expected) {
    const own = 'row' in at ? (byRow.get(at.row) ?? []) : []
    if (code === null) {
      result.right++
      const told = own.filter(({ severity }) => severity !== 'info')
      if (told.length > 0) {
        result.flagged++
        show(`right row ${JSON.stringify(at)} (${what}): ${brief(told)}`)
      }
      continue
    }
    const sum = result.byMistake.get(what) ?? { made: 0, found: 0 }
    result.byMistake.set(what, sum)
    sum.made++
    const isFound = 'row' in at ? own.some((i) => i.code === code) : missing.get(at.document)?.code === code
    if ('document' in at) wanted.add(at.document)
    if (isFound) sum.found++
    else show(`not found: ${what} ${code} ${JSON.stringify(at)}: ${brief(own)}`)
  }
  for (const [number, found] of missing)
    if (found.code === 'PURCHASE_MISSING' && !wanted.has(number)) {
      result.strayMissing++
      show(`stray: ${found.severity} ${number} ${found.message}`)
    }
  return result
}

async function findMistakes(): Promise<void> {
  const all = new Map<string, { made: number; found: number }>()
  const total = { right: 0, flagged: 0, strayMissing: 0 }
  for (const size of options.sizes.split(',').map(Number)) {
    for (let seed = from; seed <= to; seed++) {
      const { byMistake, right, flagged, strayMissing, seconds, rows } = await judged(seed, size)
      for (const [what, { made, found }] of byMistake) {
        const sum = all.get(what) ?? { made: 0, found: 0 }
        all.set(what, { made: sum.made + made, found: sum.found + found })
      }
      total.right += right
      total.flagged += flagged
      total.strayMissing += strayMissing
      console.error(`size ${size}, seed ${seed}: ${rows} rows in ${seconds.toFixed(2)} s`)
    }
  }
  console.log('mistake'.padEnd(44), 'made'.padStart(7), 'found'.padStart(7))
  for (const [what, { made, found }] of [...all].sort())
    console.log(what.padEnd(44), String(made).padStart(7), String(found).padStart(7))
  const [made, found] = [...all.values()].reduce(([a, b], sum) => [a + sum.made, b + sum.found], [0, 0])
  console.log(`found ${found} of ${made} (${((100 * found) / made).toFixed(2)} %)`)
  console.log(
    `right rows flagged above info: ${total.flagged} of ${total.right} (${((100 * total.flagged) / total.right).toFixed(3)} %)`,
  )
  console.log(`purchases told missing that were not left out: ${total.strayMissing}`)
  if (found < made * 0.99 || total.flagged > total.right * 0.001) process.exitCode = 1
}

function groupedByRow(items: readonly Item[]): Map<number | null, Item[]> {
  const rows = new Map<number | null, Item[]>()
  for (const found of items) rows.set(found.row, [...(rows.get(found.row) ?? []), found])
  return rows
}

if (options.large === undefined) await findMistakes()
else {
  const { large, rounds, share, data, profile } = options
  await checkLarge({ rows: Number(large), rounds: Number(rounds), share: Number(share), data, profile })
}
