import { useState } from 'preact/hooks'
import { type LoadedList, useAnswer } from '../answers.ts'
import { useKeys } from '../keys.ts'
import { Button } from '../parts/button.tsx'
import { Dialog } from '../parts/dialog.tsx'
import { Choice, Field } from '../parts/field.tsx'
import { countShown, momentShown, periodShown } from '../parts/formats.ts'
import { AmountCell, ConfidenceMark, DayCell, MarkerMark, SeverityMark } from '../parts/marks.tsx'
import { PageFrame } from '../parts/page.tsx'
import { Answered, Empty } from '../parts/states.tsx'
import { type Column, ListEnd, Table } from '../parts/table.tsx'
import { toast } from '../parts/toast.tsx'
import { choose, inAddress, under } from '../place.ts'
import { t } from '../words.ts'

interface Sample {
  name: string
  day: string | null
  amount: string | null
  marker: string | null
  severity: 'info' | 'review' | 'blocking'
  confidence: 'certain' | 'likely' | 'doubtful'
}

/** Names, amounts and gaps as they are at their worst. */
const samples: readonly Sample[] = [
  {
    name: 'Przedsiębiorstwo Wielobranżowe „Zażółć Gęślą Jaźń” Spółka z ograniczoną odpowiedzialnością Spółka komandytowa',
    day: '2026-06-29',
    amount: '-151851850484.76',
    marker: 'NrKSeF',
    severity: 'blocking',
    confidence: 'doubtful',
  },
  { name: 'A', day: null, amount: null, marker: null, severity: 'review', confidence: 'likely' },
  {
    name: 'Drewpol S.A.',
    day: '2026-07-01',
    amount: '0',
    marker: 'OFF',
    severity: 'info',
    confidence: 'certain',
  },
]

/** Every part of the screens at once, to be looked at: for who works on the console. */
export default function Styles() {
  return (
    <PageFrame
      title={t('console.nav.styles')}
      about={`${periodShown('2026-06')}, ${periodShown('2026-Q2')}, ${momentShown('2026-06-29T10:05:00+02:00')}, ${countShown(12345)}`}
      actions={<Actions />}
      isWide
    >
      <Samples />
      <Controls />
      <Answers />
    </PageFrame>
  )
}

function Actions() {
  const [isOpen, open] = useState(false)
  useKeys({ n: () => open(true) })
  return (
    <>
      <Button look="main" hint="N" onPress={() => open(true)}>
        {t('console.open')}
      </Button>
      <Button onPress={() => toast(t('console.saved'), { undo: () => toast(t('console.undone')) })}>
        {t('console.save')}
      </Button>
      <Button look="grave" onPress={() => toast(t('console.not-allowed'), { isRefusal: true })}>
        {t('console.cancel')}
      </Button>
      {isOpen && (
        <Dialog title={t('console.open')} onClose={() => open(false)}>
          <p>{t('console.single-keys.why')}</p>
          <Button onPress={() => open(false)}>{t('console.close')}</Button>
        </Dialog>
      )}
    </>
  )
}

function Samples() {
  const columns: Column<Sample>[] = [
    {
      head: t('console.nav.supplier'),
      isName: true,
      cell: ({ name }) => <a href={under('1111111111')}>{name}</a>,
    },
    { head: t('console.nav.today'), cell: ({ day }) => <DayCell day={day} /> },
    { head: t('console.nav.purchase'), align: 'end', cell: ({ amount }) => <AmountCell amount={amount} /> },
    { head: 'KSeF', cell: ({ marker }) => <MarkerMark marker={marker} />, isExtra: true },
    { head: t('console.filter'), cell: ({ severity }) => <SeverityMark severity={severity} /> },
    { head: t('console.search'), cell: ({ confidence }) => <ConfidenceMark confidence={confidence} /> },
  ]
  const end: LoadedList<Sample> = { items: samples, next: null }
  return (
    <section>
      <Table
        caption={t('console.nav.purchases')}
        columns={columns}
        rows={samples}
        rowKey={({ name }) => name}
        isChosen={({ name }) => name === 'A'}
      />
      <ListEnd list={end} more={() => {}} />
    </section>
  )
}

function Controls() {
  const [text, setText] = useState('')
  return (
    <div class="fields">
      <Field label={t('console.search')} hint={t('console.sign-in.why')}>
        {(given) => <input {...given} value={text} onInput={(event) => setText(event.currentTarget.value)} />}
      </Field>
      <Field label={t('console.filter')} problem={t('console.sign-in.refused')}>
        {(given) => <input {...given} type="month" value="2026-06" />}
      </Field>
      <Choice
        label={t('console.theme')}
        value={inAddress('chosen') ?? ''}
        options={[
          ['', t('console.all')],
          ['one', t('console.yes')],
        ]}
        onChoose={(value) => choose({ chosen: value })}
      />
    </div>
  )
}

function Answers() {
  const never = useAnswer<string>('styles never', () => new Promise(() => {}))
  const refused = useAnswer<string>('styles refused', () => Promise.reject(new TypeError('Failed to fetch')))
  return (
    <section>
      <Answered answer={never}>{(value) => value}</Answered>
      <Answered answer={refused}>{(value) => value}</Answered>
      <Empty title={t('console.none')}>
        <p>{t('console.not-found.why')}</p>
      </Empty>
    </section>
  )
}
