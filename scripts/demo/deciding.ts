import type { Client, CopyInput, Finding, KsefReconcileProblem, Purchase } from '../../src/client/index.ts'
import { counted, day, heading, note, purchaseLines, say } from './print.ts'

interface Stage {
  ksef: Client
  nip: string
  today: string
}

/** Books a purchase as an ERP does: it asks first, and asks again afterwards. */
export async function bookOnce({ ksef, nip }: Stage, purchase: Purchase, reference: string): Promise<void> {
  const question = { seller: { nip: purchase.seller.nip as string }, number: purchase.number }
  const before = await ksef.checkPosting({ nip }, question)
  await ksef.postPurchase({ nip, id: purchase.id }, { reference, postedOn: purchase.receipt.date as string })
  const after = await ksef.checkPosting({ nip }, question)
  say(
    `The ERP asks whether to book ${purchase.number}: "${before.answer}". It books it as ${reference} and asks again: "${after.answer}".`,
  )
}

/** A look-alike pair is held until somebody who has seen the papers decides; the decision can be taken back. */
export async function lookAlikes(stage: Stage, copy: CopyInput): Promise<void> {
  const { ksef, nip } = stage
  heading('5', 'Two documents that look alike')
  const typed = (await ksef.postCopy({ nip }, copy)).purchase as Purchase
  const scanned = await ksef.postCopy(
    { nip },
    { ...copy, number: copy.number.replace('01', 'O1'), channel: 'paper', externalId: 'scan-88' },
  )
  const other = scanned.purchase as Purchase
  const finding = openPair(other)
  say(`A PDF says "${typed.number}", a scan of the same day and amount "${other.number}".`)
  note(`${finding.code}: ${finding.message}`)
  const refused = await ksef
    .postPurchase({ nip, id: other.id }, { reference: 'PZ/2026/0902', postedOn: stage.today })
    .catch((error: KsefReconcileProblem) => error.detail)
  note(`Booking is refused: ${refused}`)

  const { answers } = await ksef.rehearseAnswers({ nip, id: finding.id })
  const fitting = answers.filter(({ refusal }) => refusal === null)
  note(
    `Before the answer it can be asked what each would lead to: ${fitting.map(({ decision, purchases }) => `${decision}: ${counted(purchases.length, 'purchase')}`).join(', ')}.`,
  )
  const merged = await decide(stage, finding, 'same-invoice', 'the scanner took 0 for O')
  say(
    `The accountant compares the papers: the same invoice. ${counted(merged.evidence.length, 'document')}, one purchase.`,
  )
  purchaseLines(merged)
  await decide(stage, finding, 'reopen', 'the second paper is another delivery')
  const { items } = await ksef.listPurchases({ nip, seller: typed.seller.nip as string, asOf: stage.today })
  say(
    `It was a mistake, so the decision is taken back: ${counted(items.length, 'purchase')} of this seller, as before, and both are held again:`,
  )
  for (const one of items) purchaseLines(one)
  const apart = await decide(stage, finding, 'different-invoice', 'two delivery notes, 88 and 89')
  say(
    'Which of the two it is no program can tell: same seller, day and amount, and a letter O is easily read for a zero. The accountant finds two delivery notes and decides: different invoices. Both are free, and stay two whatever comes later:',
  )
  for (const { id } of [typed, apart]) purchaseLines(await ksef.getPurchase({ nip, id, asOf: stage.today }))
  const asked = (await ksef.getPurchase({ nip, id: apart.id })).findings.find((f) => f.id === finding.id)
  note(`${finding.code} stands as decided: ${asked?.decision?.decision}, "${asked?.decision?.note}".`)
  await bookOnce(stage, await ksef.getPurchase({ nip, id: typed.id }), 'PZ/2026/0902')
  const told = (await ksef.listChanges({ nip, limit: 1000 })).items
  const of = told.filter((c) => c.purchaseId === typed.id || c.purchaseId === other.id).map((c) => c.type)
  note(
    `The change feed told ${counted(of.length, 'change')} of the two by ${day(stage.today)}, the last ones: ${of.slice(-3).join(', ')}.`,
  )
}

const openPair = (purchase: Purchase): Finding => {
  const finding = purchase.findings.find((f) => f.code === 'POSSIBLE_DUPLICATE' && f.open)
  if (!finding) throw new Error('The pair was not noticed.')
  return finding
}

const decide = (
  { ksef, nip }: Stage,
  { id }: Finding,
  decision: 'same-invoice' | 'different-invoice' | 'reopen',
  words: string,
): Promise<Purchase> => ksef.decideFinding({ nip, id }, { decision, note: words })
