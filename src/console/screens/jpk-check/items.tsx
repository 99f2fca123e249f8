import { useState } from 'preact/hooks'
import type { JpkCheck, JpkCheckItem } from '../../../client/index.ts'
import { useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { SeverityMark } from '../../parts/marks.tsx'
import { Answered } from '../../parts/states.tsx'
import { ListEnd } from '../../parts/table.tsx'
import { toast } from '../../parts/toast.tsx'
import { inAddress } from '../../place.ts'
import { problemText } from '../../problem-text.ts'
import { may } from '../../session.ts'
import { t } from '../../words.ts'
import { jpkCheckKinds } from './codes.ts'
import { Rightness } from './rightness.tsx'
import { SideBySide } from './side-by-side.tsx'

interface ItemsProps {
  nip: string
  check: JpkCheck
  onAnswered: () => void
}

/** What was found, the most tax first: what it is, what it should be, and what to do about it. */
export function Items({ nip, check: { id, counts }, onAnswered }: ItemsProps) {
  const kind = inAddress('kind')
  const code = jpkCheckKinds.find((one) => one === kind && one in counts)
  const list = useList<JpkCheckItem>(`jpk items ${nip} ${id} ${code}`, (at, signal) =>
    api.listJpkCheckItems({ nip, id, code, ...at }, { signal }),
  )
  const [asked, ask] = useState<JpkCheckItem | null>(null)
  const answer = async (item: JpkCheckItem, note: string | null | undefined) => {
    try {
      const now =
        note === undefined
          ? await api.takeBackJpkAnswer({ nip, id, item: item.id })
          : await api.answerJpkItem({ nip, id, item: item.id }, { note })
      if (list.value !== undefined)
        list.put({ ...list.value, items: list.value.items.map((one) => (one.id === now.id ? now : one)) })
      onAnswered()
      if (note === undefined) toast(t('jpk.right.taken-back'))
      else toast(t('jpk.right.done'), { undo: () => void answer(item, undefined) })
    } catch (refused) {
      toast(problemText(refused), { isRefusal: true })
    }
  }
  return (
    <section class="card">
      <h2>{code === undefined ? t('jpk.items') : t(`jpk.kind.${code}`)}</h2>
      <Answered answer={list}>
        {(shown) => (
          <>
            <ol class="items">
              {shown.items.map((item) => (
                <Item
                  key={item.id}
                  nip={nip}
                  item={item}
                  onAsk={() => ask(item)}
                  onTakeBack={() => void answer(item, undefined)}
                />
              ))}
            </ol>
            <ListEnd list={shown} more={list.more} />
          </>
        )}
      </Answered>
      {asked !== null && (
        <Rightness
          item={asked}
          onClose={() => ask(null)}
          onSay={(note) => {
            ask(null)
            void answer(asked, note)
          }}
        />
      )}
    </section>
  )
}

interface ItemProps {
  nip: string
  item: JpkCheckItem
  onAsk: () => void
  onTakeBack: () => void
}

const Item = ({ nip, item, onAsk, onTakeBack }: ItemProps) => (
  <li class={item.answer === null ? undefined : 'answered'}>
    <p class="item-head">
      <SeverityMark severity={item.severity} /> <strong>{t(`jpk.kind.${item.code}`)}</strong>{' '}
      <span class="soft">{item.row === null ? t('jpk.row.none') : t('jpk.row', { row: item.row })}</span>{' '}
      {item.document !== null && (
        <span>
          <bdi>{item.document.DowodZakupu}</bdi> · <bdi>{item.document.NrDostawcy}</bdi>
        </span>
      )}
    </p>
    <p>{item.message}</p>
    <p>
      <span class="soft">{t('jpk.do')}:</span> {item.whatToDo}{' '}
      <span class="soft">({item.legalBasis.join(', ')})</span>
    </p>
    <SideBySide nip={nip} item={item} />
    {item.answer !== null && <p class="soft">{t('jpk.right.by', item.answer)}</p>}
    {may('accountant') && item.severity !== 'info' && (
      <p>
        {item.answer === null ? (
          <Button onPress={onAsk}>{t('jpk.right')}</Button>
        ) : (
          <Button onPress={onTakeBack}>{t('jpk.right.back')}</Button>
        )}
      </p>
    )}
  </li>
)
