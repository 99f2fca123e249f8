import { useEffect, useRef, useState } from 'preact/hooks'
import type { DocumentReading, Draft } from '../../../client/index.ts'
import { KsefReconcileProblem } from '../../../client/problem.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { ConfidenceMark } from '../../parts/marks.tsx'
import { toast } from '../../parts/toast.tsx'
import { under } from '../../place.ts'
import { language } from '../../preferences.ts'
import { problemText } from '../../problem-text.ts'
import { amountTyped } from '../../typed.ts'
import { t } from '../../words.ts'
import { Discard } from './discard.tsx'
import { type AskedField, copyFilled, type Filled, fieldAt, fieldsAsked, filledFrom } from './fields.ts'
import { KindChoices } from './kind.tsx'

interface ConfirmingProps {
  nip: string
  draft: Draft
  reading: DocumentReading | null
  closed: (id: string) => void
  reopened: () => void
  /** Shows where on the paper a field was read. */
  choose: (name: string | null) => void
}

/** What was read, field by field; Enter records it and opens the next draft. */
export function Confirming({ nip, draft, reading, closed, reopened, choose }: ConfirmingProps) {
  const [filled, fill] = useState<Filled>(() => asWritten(filledFrom(reading)))
  const [told, tell] = useState({ receivedOn: draft.receivedOn, channel: draft.channel ?? '' })
  const [wrong, setWrong] = useState<Readonly<Record<string, string>>>({})
  const [isBusy, setBusy] = useState(false)
  const [isDiscarding, discard] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    // Where something is missing one types at once; where nothing is, Enter confirms.
    const missing = form.current?.querySelector<HTMLElement>('input:invalid, select:invalid')
    const first = missing ?? form.current?.querySelector<HTMLElement>('[type=submit]')
    // Who opens the screen sees its top; after that one draft follows the other where one types.
    first?.focus({ preventScroll: window.scrollY === 0 })
  }, [])
  const submit = async (event: Event) => {
    event.preventDefault()
    const copy = copyFilled(filled, told)
    if ('wrong' in copy) {
      setWrong(Object.fromEntries(Object.entries(copy.wrong).map(([name, code]) => [name, t(code)])))
      return
    }
    setBusy(true)
    try {
      const { outcome } = await api.confirmDraft({ nip, id: draft.id }, { ...reading?.copy, ...copy.body })
      toast(t('console.add.confirmed', { number: filled.number ?? '', outcome }))
      closed(draft.id)
    } catch (problem) {
      setWrong(problemsOf(problem))
      setBusy(false)
    }
  }
  return (
    <>
      <form ref={form} class="draft-form" onSubmit={submit} noValidate>
        <Notices nip={nip} reading={reading} problem={wrong['']} />
        <KindChoices filled={filled} fill={fill} told={told} tell={tell} problem={wrong.document} />
        {fieldsAsked.map((field) => (
          <AskedInput
            key={field.name}
            field={field}
            value={filled[field.name] ?? ''}
            fill={(value) => fill({ ...filled, [field.name]: value })}
            read={reading?.fields[field.name]}
            problem={wrong[field.name]}
            choose={choose}
          />
        ))}
        <p class="buttons">
          <Button look="main" type="submit" isDisabled={isBusy}>
            {t('console.add.confirm')}
          </Button>
          <Button onPress={() => discard(true)}>{t('console.add.discard')}</Button>
        </p>
      </form>
      {/* Outside the form: Enter in its field must not confirm. */}
      {isDiscarding && <Discard {...{ nip, draft, closed, reopened }} onClose={() => discard(false)} />}
    </>
  )
}

/** What the service refused, by the field it points at; what points nowhere is told above the form. */
function problemsOf(problem: unknown): Record<string, string> {
  const errors = problem instanceof KsefReconcileProblem ? problem.errors : []
  const known = errors.filter(({ pointer }) => fieldsAsked.some(({ name }) => name === fieldAt(pointer)))
  const told = Object.fromEntries(known.map(({ pointer, message }) => [fieldAt(pointer), message]))
  return known.length > 0 ? told : { '': problemText(problem) }
}

const Notices = (props: { nip: string; reading: DocumentReading | null; problem: string | undefined }) => (
  <>
    {props.problem !== undefined && (
      <p class="field-problem" role="alert">
        {props.problem}
      </p>
    )}
    {props.reading?.knownPurchase != null && (
      <p>
        <a href={under(props.nip, 'purchases', props.reading.knownPurchase)}>
          {t('console.add.known-purchase')}
        </a>
      </p>
    )}
    {props.reading?.warnings.map(({ code, message }) => (
      <p key={code} class="soft">
        {message}
      </p>
    ))}
  </>
)

/** Amounts with the comma that Poles write. */
const asWritten = (filled: Filled): Filled => {
  if (language.peek() !== 'pl') return filled
  const amounts = fieldsAsked.filter(({ type }) => type === 'amount').map(({ name }) => name)
  return {
    ...filled,
    ...Object.fromEntries(amounts.map((name) => [name, filled[name]?.replace('.', ',') ?? ''])),
  }
}

const isAsRead = ({ type }: AskedField, value: string, read: string | null): boolean =>
  value === read || (type === 'amount' && read !== null && amountTyped(value) === amountTyped(read))

interface InputProps {
  field: AskedField
  value: string
  fill: (value: string) => void
  read: DocumentReading['fields'][keyof DocumentReading['fields']]
  problem: string | undefined
  choose: (name: string | null) => void
}

function AskedInput({ field, value, fill, read, problem, choose }: InputProps) {
  return (
    <div class={field.type === 'amount' || field.type === 'date' ? 'draft-field' : 'draft-field draft-whole'}>
      <Field label={t(field.label)} problem={problem}>
        {(given) => (
          <input
            {...given}
            {...(field.type === 'date' ? { type: 'date' } : { type: 'text' })}
            required={'isNeeded' in field}
            value={value}
            onFocus={() => choose(field.name)}
            onInput={(event) => fill(event.currentTarget.value)}
          />
        )}
      </Field>
      {read !== undefined && isAsRead(field, value, read.value) && (
        <p class="soft">
          <ConfidenceMark confidence={read.confidence} /> {t('console.add.source', { source: read.source })}
        </p>
      )}
    </div>
  )
}
