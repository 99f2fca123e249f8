import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { ListedFinding } from '../../../client/index.ts'
import { consoleDecideTexts } from '../../../texts/en/console-decide.ts'
import { findingNameTexts } from '../../../texts/en/law/finding-names.ts'
import { polishConsoleDecideTexts } from '../../../texts/pl/console-decide.ts'
import { polishFindingNameTexts } from '../../../texts/pl/law/finding-names.ts'
import { useKeys } from '../../keys.ts'
import { pairOf } from '../../pairs.ts'
import { Button } from '../../parts/button.tsx'
import { Choice } from '../../parts/field.tsx'
import { PageFrame } from '../../parts/page.tsx'
import { Answered, Empty } from '../../parts/states.tsx'
import { ListEnd } from '../../parts/table.tsx'
import { choose, inAddress, place, under } from '../../place.ts'
import type { Params } from '../../routes.ts'
import { useHeld, useSettled } from '../../settled.ts'
import { addTexts, t } from '../../words.ts'
import { Bulk } from './bulk.tsx'
import { questionCodes } from './codes.ts'
import { answer, answeredHere } from './giving.ts'
import { kindsByName } from './kinds.ts'
import { QuestionList } from './list.tsx'
import { useOthers } from './others.ts'
import { Question } from './question.tsx'
import { onceEach, useQuestions, type Wanted } from './questions.ts'
import { UndoMerge } from './undo-merge.tsx'

addTexts({
  en: { ...consoleDecideTexts, ...findingNameTexts },
  pl: { ...polishConsoleDecideTexts, ...polishFindingNameTexts },
})

const nothing: readonly ListedFinding[] = []

/** What the address asks for; a kind that there is not is none. */
const wantedHere = (): Wanted => ({
  isOpen: inAddress('state') !== 'decided',
  code: questionCodes.find((code) => code === inAddress('code')) ?? null,
  text: (inAddress('q') ?? '').trim(),
})

/** Everything that waits for a person, one question after the other. */
export default function Decide({ params: { nip = '' } }: { params: Params }) {
  const wanted = wantedHere()
  const { isOpen, code } = wanted
  const list = useQuestions(nip, { ...wanted, text: useSettled(wanted.text) })
  useOthers(nip, list)
  // What is asked again may have left the list meanwhile.
  const back = (id: string) => {
    choose({ finding: id })
    list.reload()
  }
  const loaded = useHeld(list.value, `${nip} ${isOpen} ${code}`)
  const items = loaded?.items ?? nothing
  const answered = answeredHere.value
  const shown = useMemo(
    () => onceEach(items).filter((each) => !isOpen || !answered.has(pairOf(each.id))),
    [items, isOpen, answered],
  )
  const isUsedUp = shown.length === 0 && list.value?.next != null
  useEffect(() => {
    if (isUsedUp) void list.more()
  }, [isUsedUp, list.value])
  return (
    <PageFrame title={t('console.nav.decide')} isWide>
      <Panes nip={nip} wanted={wanted} shown={shown} list={{ ...list, value: loaded }} back={back} />
      <UndoMerge back={back} />
    </PageFrame>
  )
}

interface PanesProps {
  nip: string
  wanted: Wanted
  /** Those of the list that wait, once each. */
  shown: readonly ListedFinding[]
  list: ReturnType<typeof useQuestions>
  back: (id: string) => void
}

function Panes({ nip, wanted, shown, list, back }: PanesProps) {
  const chosen = inAddress('finding')
  const at = shown.findIndex(({ id }) => id === chosen)
  const current = chosen ?? shown[0]?.id ?? null
  const step = (by: number) => {
    const from = chosen === null ? 0 : at
    const next = shown[from + by]
    if (next !== undefined) choose({ finding: next.id })
    else if (by > 0) void list.more()
  }
  useKeys({ j: () => step(1), p: () => step(1), k: () => step(-1) })
  const listed = shown.find(({ id }) => id === current)
  return (
    <div class="panes" data-open={chosen !== null}>
      <section class="pane-list">
        <Filters nip={nip} wanted={wanted} shown={shown} reload={list.reload} />
        <Listed wanted={wanted} shown={shown} list={list} current={current} />
      </section>
      <section class="pane-question">
        <p class="pane-back">
          <a href={withoutQuestion()}>{t('console.decide.back')}</a>
        </p>
        {listed?.quarantineId !== undefined ? (
          <Empty title={t('console.decide.quarantined')}>
            <p>{listed.message}</p>
            <a href={under(nip, 'quarantine')}>{t('console.nav.quarantine')}</a>
          </Empty>
        ) : (
          current !== null && (
            <Question
              key={current}
              nip={nip}
              id={current}
              listed={listed}
              give={(told, decision, note) => {
                const next = shown[at + 1] ?? shown[at - 1]
                const asked = { id: current, pair: pairOf(current), ...told }
                choose({ finding: next !== undefined && next.id !== current ? next.id : null })
                void answer(nip, asked, { decision, note }, back)
              }}
            />
          )
        )}
      </section>
    </div>
  )
}

/** The list as far as it is loaded, or that there is nothing. */
const Listed = ({
  wanted,
  shown,
  list,
  current,
}: Pick<PanesProps, 'wanted' | 'shown' | 'list'> & { current: string | null }) => (
  <Answered answer={list}>
    {(loaded) => (
      <>
        {shown.length > 0 && (
          <QuestionList questions={shown} chosenId={current} to={toQuestions()} isBusy={list.isLoading} />
        )}
        {shown.length === 0 && loaded.next === null && <NothingLeft wanted={wanted} />}
        {loaded.next !== null && <ListEnd list={loaded} more={() => void list.more()} />}
      </>
    )}
  </Answered>
)

/** The address with no question open, all else as it is. */
function withoutQuestion(): string {
  const url = new URL(place.value)
  url.searchParams.delete('finding')
  return `${url.pathname}${url.search}`
}

/** The same with a question open, up to its id. */
const toQuestions = (): string => {
  const address = withoutQuestion()
  return `${address}${address.includes('?') ? '&' : '?'}finding=`
}

/** Nothing at all waits, or nothing that fits. */
const NothingLeft = ({ wanted: { code, text } }: { wanted: Wanted }) =>
  code === null && text === '' ? (
    <Empty title={t('console.decide.empty')}>
      <p>{t('console.decide.empty.why')}</p>
    </Empty>
  ) : (
    <Empty title={t('console.decide.no-fit')}>
      <p>{t(text === '' ? 'console.decide.no-fit.kind' : 'console.decide.no-fit.text')}</p>
      <Button onPress={() => choose({ q: null, code: null })}>{t('console.decide.show-all')}</Button>
    </Empty>
  )

function Filters({
  nip,
  wanted,
  shown,
  reload,
}: Pick<PanesProps, 'nip' | 'wanted' | 'shown'> & { reload: () => void }) {
  const search = useRef<HTMLInputElement>(null)
  const [isBulk, openBulk] = useState(false)
  useKeys({ '/': () => search.current?.focus() })
  const { code, isOpen } = wanted
  const answerable = shown.filter(({ quarantineId }) => quarantineId === undefined)
  return (
    <div class="decide-filters">
      <input
        ref={search}
        type="search"
        maxLength={256}
        aria-label={t('console.search')}
        placeholder={t('console.decide.search')}
        value={inAddress('q') ?? ''}
        onInput={(event) => choose({ q: event.currentTarget.value })}
      />
      <Choice
        label={t('console.decide.code')}
        value={code ?? ''}
        options={[['', t('console.all')], ...kindsByName()]}
        onChoose={(value) => choose({ code: value, finding: null })}
      />
      <Choice
        label={t('console.decide.state')}
        value={isOpen ? '' : 'decided'}
        options={[
          ['', t('console.decide.open')],
          ['decided', t('console.decide.decided')],
        ]}
        onChoose={(value) => choose({ state: value, finding: null })}
      />
      <p class="soft">{t('console.decide.count', { count: shown.length })}</p>
      {code !== null && isOpen && answerable.length > 1 && (
        <Button onPress={() => openBulk(true)}>{t('console.decide.bulk')}</Button>
      )}
      {isBulk && code !== null && (
        <Bulk nip={nip} wanted={wanted} reload={reload} onClose={() => openBulk(false)} />
      )}
    </div>
  )
}
