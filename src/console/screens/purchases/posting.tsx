import { useState } from 'preact/hooks'
import type { Purchase } from '../../../client/index.ts'
import { present } from '../../../values/present.ts'
import type { Answer } from '../../answers.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Field } from '../../parts/field.tsx'
import { today } from '../../parts/formats.ts'
import { DayCell } from '../../parts/marks.tsx'
import { ProblemBox } from '../../parts/states.tsx'
import { toast } from '../../parts/toast.tsx'
import { may } from '../../session.ts'
import { t } from '../../words.ts'

/** That the purchase was booked, once; or the form with which it is marked. */
export function Posting({ nip, answer }: { nip: string; answer: Answer<Purchase> }) {
  const purchase = present(answer.value)
  const [problem, setProblem] = useState<unknown>(null)
  const act = async (what: () => Promise<unknown>, done: string) => {
    setProblem(null)
    try {
      await what()
      answer.put(await api.getPurchase({ nip, id: purchase.id }))
      toast(done)
    } catch (refused) {
      setProblem(refused)
    }
  }
  const posting = purchase.posting
  return (
    <section class="card">
      <h2>{t('purchase.posting')}</h2>
      {problem !== null && <ProblemBox problem={problem} />}
      {posting === null ? (
        <p class="soft">{t('purchase.posting.none')}</p>
      ) : (
        <p>
          <strong>
            <bdi>{posting.reference}</bdi>
          </strong>
          , <DayCell day={posting.postedOn} />
        </p>
      )}
      {may('integration') &&
        (posting === null ? (
          <Post
            onPost={(reference, postedOn) =>
              act(
                () => api.postPurchase({ nip, id: purchase.id }, { reference, postedOn }),
                t('purchase.posting.done'),
              )
            }
          />
        ) : (
          <Void
            onVoid={(reason) =>
              act(
                () => api.voidPosting({ nip, id: purchase.id, reason, reference: posting.reference }),
                t('purchase.posting.voided'),
              )
            }
          />
        ))}
    </section>
  )
}

function Post({ onPost }: { onPost: (reference: string, postedOn: string) => void }) {
  const [reference, setReference] = useState('')
  const [postedOn, setDay] = useState<string>(today())
  return (
    <form
      class="fields"
      onSubmit={(event) => {
        event.preventDefault()
        onPost(reference.trim(), postedOn)
      }}
    >
      <Field label={t('purchase.posting.reference')}>
        {(given) => (
          <input {...given} required value={reference} onInput={(e) => setReference(e.currentTarget.value)} />
        )}
      </Field>
      <Field label={t('purchase.posting.day')}>
        {(given) => (
          <input
            {...given}
            type="date"
            required
            value={postedOn}
            onInput={(e) => setDay(e.currentTarget.value)}
          />
        )}
      </Field>
      <Button type="submit">{t('purchase.posting.do')}</Button>
    </form>
  )
}

function Void({ onVoid }: { onVoid: (reason: string) => void }) {
  const [reason, setReason] = useState('')
  return (
    <details>
      <summary>{t('purchase.posting.void')}</summary>
      <form
        class="fields"
        onSubmit={(event) => {
          event.preventDefault()
          onVoid(reason.trim())
        }}
      >
        <Field label={t('purchase.posting.void.why')}>
          {(given) => (
            <input {...given} required value={reason} onInput={(e) => setReason(e.currentTarget.value)} />
          )}
        </Field>
        <Button type="submit" look="grave">
          {t('purchase.posting.void')}
        </Button>
      </form>
    </details>
  )
}
