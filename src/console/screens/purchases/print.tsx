import './texts.ts'
import { useEffect, useState } from 'preact/hooks'
import type { Purchase } from '../../../client/index.ts'
import { api } from '../../api.ts'
import { parsedDocument } from '../../invoice/dom.ts'
import { Invoice } from '../../invoice/invoice.tsx'
import type { ReadableInvoice } from '../../invoice/model.ts'
import { readableInvoice } from '../../invoice/read.ts'
import { Button } from '../../parts/button.tsx'
import { PageFrame } from '../../parts/page.tsx'
import { Empty, Loading, ProblemBox } from '../../parts/states.tsx'
import { inAddress, place, under } from '../../place.ts'
import type { Params } from '../../routes.ts'
import { t } from '../../words.ts'
import { fileOf } from './file.ts'
import { filterOf } from './filter.ts'
import { inKsef } from './in-ksef.ts'

/** So many purchases are printed at once: more fill the memory of a browser. */
const most = 300

interface Sheet {
  id: string
  invoice: ReadableInvoice
  ksefNumber: string | null
  link: string | null
}
interface Loaded {
  all: number
  done: number
  sheets: readonly Sheet[]
  isCutOff: boolean
}

/** The invoices of a filtered list, one below the other, as one print. */
export default function PrintPage({ params: { nip = '' } }: { params: Params }) {
  const [loaded, setLoaded] = useState<Loaded | null>(null)
  const [problem, setProblem] = useState<unknown>(null)
  useEffect(() => {
    const controller = new AbortController()
    load(nip, controller.signal, setLoaded).catch((why: unknown) => {
      if (!controller.signal.aborted) setProblem(why)
    })
    return () => controller.abort()
  }, [nip])
  const isDone = loaded !== null && loaded.done === loaded.all
  return (
    <PageFrame
      title={t('purchases.print.title')}
      about={<a href={`${under(nip, 'purchases')}${place.value.search}`}>{t('purchase.back')}</a>}
      actions={
        isDone &&
        loaded.sheets.length > 0 && (
          <Button look="main" onPress={() => window.print()}>
            {t('console.print')}
          </Button>
        )
      }
    >
      {problem !== null && <ProblemBox problem={problem} />}
      {loaded === null ? problem === null && <Loading /> : <Sheets loaded={loaded} />}
    </PageFrame>
  )
}

const Sheets = ({ loaded: { all, done, sheets, isCutOff } }: { loaded: Loaded }) => (
  <>
    <div class="no-print" role="status">
      {done < all && (
        <p>
          <progress value={done} max={all} aria-label={t('purchases.printing', { done, all })} />{' '}
          {t('purchases.printing', { done, all })}
        </p>
      )}
      {done === all && all === 0 && <Empty title={t('purchases.print.nothing')} />}
      {done === all && sheets.length < all && (
        <p>{t('purchases.print.left-out', { count: all - sheets.length })}</p>
      )}
      {isCutOff && <p>{t('purchases.print.most', { most })}</p>}
    </div>
    {sheets.map(({ id, invoice, ksefNumber, link }) => (
      <section key={id} class="printed">
        <h2 class="unseen">{invoice.number}</h2>
        <Invoice invoice={invoice} ksefNumber={ksefNumber} link={link} />
      </section>
    ))}
  </>
)

/** Loads the documents one after the other, so that nobody else waits for them, and shows those that are here. */
async function load(nip: string, signal: AbortSignal, show: (loaded: Loaded) => void): Promise<void> {
  const { items, next } = await api.listPurchases({ nip, ...filterOf(inAddress), limit: most }, { signal })
  const sheets: Sheet[] = []
  const loaded = { all: items.length, done: 0, sheets, isCutOff: next !== null }
  show({ ...loaded })
  for (const purchase of items) {
    const sheet = await sheetOf(nip, purchase, signal)
    loaded.done += 1
    if (sheet !== null) loaded.sheets = [...loaded.sheets, sheet]
    if (loaded.done % 10 === 0 || loaded.done === loaded.all) show({ ...loaded })
  }
}

/** The XML of a purchase, that of KSeF before any other; null where it has none that can be read. */
async function sheetOf(nip: string, purchase: Purchase, signal: AbortSignal): Promise<Sheet | null> {
  const { id, evidence } = purchase
  const documents = evidence.filter((e) => e.type === 'ksef' || e.file === 'application/xml')
  const document = documents.find(({ type }) => type === 'ksef') ?? documents[0]
  const file = document === undefined ? null : await fileOf(nip, document, signal)
  const root = file === null ? null : parsedDocument(await file.arrayBuffer())
  if (root === null || document === undefined) return null
  return { id, invoice: readableInvoice(root), ...inKsef(document, purchase) }
}
