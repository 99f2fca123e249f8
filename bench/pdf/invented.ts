import type { InvoiceKind } from '../../src/values/invoice-kind.ts'
import { Random } from '../match/random.ts'
import { factsOf, type Language, truthOfFacts } from './facts.ts'
import { families } from './families.ts'
import { layOut } from './layout.ts'
import { penOf } from './style.ts'
import type { Sample } from './truth.ts'
import { Wording } from './words.ts'

/** From this seed on layouts and wordings come in that no rule was made with: these seeds judge, and are not looked at. */
export const firstJudging = 1001

/** What each of two invoices has for itself. */
const ofOne = [
  ...(['number', 'issueDate', 'taxPointDate', 'net', 'vat', 'gross', 'vatPln', 'currency'] as const),
  'ksefNumber',
]

/** An invented document of a seed with its truth. The same seed is the same document. */
export function inventedOf(seed: number): { sample: Sample; bytes: Uint8Array<ArrayBuffer> } {
  const random = new Random(seed)
  const judging = seed >= firstJudging
  const all = families.filter((family) => judging || !family.kept)
  const family = all[seed % all.length] as (typeof families)[number]
  const language = random.pick<Language>(family.languages ?? ['pl', 'pl', 'pl', 'pl', 'en', 'de'])
  const kind = random.pick<InvoiceKind>(family.kinds ?? ['VAT'])
  const facts = factsOf(random, { language, kind, items: family.items ?? random.int(1, 8) })
  const words = new Wording(random, language, judging, family.bilingual ?? false)
  const pen = penOf(random, language, family.style ?? {})
  const sheet = { pen, words, family, random, judging }
  layOut({ ...sheet, facts })
  if (family.twice) {
    pen.canvas.newPage()
    const other = factsOf(random, { language, kind, items: random.int(1, 8) })
    layOut({
      ...sheet,
      facts: { ...other, seller: facts.seller, buyer: facts.buyer, vatId: facts.vatId, ksef: null },
    })
  }
  const fields = truthOfFacts(facts)
  const name = `${family.name}-${seed}`
  const document = family.none ? 'not-an-invoice' : facts.ksef ? 'numbered-visualisation' : 'invoice'
  const sample: Sample = {
    ...{ file: name, layout: family.name, input: 'text', document },
    fields: family.none ? {} : fields,
    ...(family.none ? { skip: ['*'] } : {}),
    ...(family.twice ? { doubt: [...ofOne], optional: [...ofOne] } : {}),
    ...(pen.toldCurrency ? {} : { optional: ['currency'] }),
  }
  return { sample: { ...sample, ours: facts.buyer.nip }, bytes: pen.canvas.bytes() }
}
