import { Button } from '../../parts/button.tsx'
import { Choice, Field } from '../../parts/field.tsx'
import { t } from '../../words.ts'

interface Span {
  from: string
  to: string | null
}

interface SpansProps<S extends Span> {
  title: string
  spans: readonly S[]
  /** What is added before anything is chosen in it. */
  fresh: S
  what: (span: S) => string
  options: readonly (readonly [value: string, words: string])[]
  choose: (span: S, value: string) => S
  change: (spans: S[]) => void
}

/** What holds from one day to another, one row a span. */
export function Spans<S extends Span>({ title, spans, fresh, what, options, choose, change }: SpansProps<S>) {
  const replaced = (at: number, span: S) => change(spans.map((one, index) => (index === at ? span : one)))
  return (
    <fieldset class="spans">
      <legend>{title}</legend>
      {spans.map((span, at) => (
        <div key={`${at} ${spans.length}`} class="fields">
          <Choice
            label={title}
            value={what(span)}
            options={options}
            onChoose={(value) => replaced(at, choose(span, value))}
          />
          <Field label={t('console.supplier.from')}>
            {(given) => (
              <input
                {...given}
                type="date"
                required
                value={span.from}
                onInput={(event) => replaced(at, { ...span, from: event.currentTarget.value })}
              />
            )}
          </Field>
          <Field label={t('console.supplier.to')}>
            {(given) => (
              <input
                {...given}
                type="date"
                value={span.to ?? ''}
                onInput={(event) => replaced(at, { ...span, to: event.currentTarget.value || null })}
              />
            )}
          </Field>
          <Button look="quiet" onPress={() => change(spans.filter((_, index) => index !== at))}>
            {t('console.supplier.remove')}
          </Button>
        </div>
      ))}
      <Button onPress={() => change([...spans, fresh])}>{t('console.supplier.add')}</Button>
    </fieldset>
  )
}
