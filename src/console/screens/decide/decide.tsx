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
import { language } from '../../preferences.ts'
import type { Params } from '../../routes.ts'
import { addTexts, nameIn, t } from '../../words.ts'
import { Bulk } from './bulk.tsx'
import { answer, answeredHere } from './giving.ts'
import { QuestionList } from './list.tsx'
import { useOthers } from './others.ts'
import { Question } from './question.tsx'
import { matching, onceEach, useQuestions } from './questions.ts'
import { UndoMerge } from './undo-merge.tsx'

addTexts({
  en: { ...consoleDecideTexts, ...findingNameTexts },
  pl: { ...polishConsoleDecideTexts, ...polishFindingNameTexts },
})

const titleOf = (code: string): string => nameIn('finding', code)
const nothing: readonly ListedFinding[] = []

/** Everything that waits for a person, one question after the other. */
export default function Decide({ params: { nip = '' } }: { params: Params }) {
  const isOpen = inAddress('state') !== 'decided'
  const code = inAddress('code')
  const text = (inAddress('q') ?? '').trim()
  const list = useQuestions(nip, { isOpen, code })
  useOthers(nip, list)
  // All are searched, not those alone that were shown so far.
  useEffect(() => {
    if (text !== '' && list.value?.next != null) void list.more()
  }, [text === '', list.value])
  // What is asked again may have left the list meanwhile.
  const back = (id: string) => {
    choose({ finding: id })
    list.reload()
  }
  const items = list.value?.items ?? nothing
  const answered = answeredHere.value
  const waiting = useMemo(
    () => onceEach(items).filter((each) => !isOpen || !answered.has(pairOf(each.id))),
    [items, isOpen, answered],
  )
  const shown = useMemo(() => matching(waiting, text, titleOf), [waiting, text, language.value])
  return (
    <PageFrame title={t('console.nav.decide')} isWide>
      <Answered answer={list}>
        {(loaded) => (
          <Panes
            nip={nip}
            shown={shown}
            all={waiting}
            end={loaded.next !== null && <ListEnd list={loaded} more={() => void list.more()} />}
            more={list.more}
            back={back}
          />
        )}
      </Answered>
      <UndoMerge back={back} />
    </PageFrame>
  )
}

interface PanesProps {
  nip: string
  shown: readonly ListedFinding[]
  all: readonly ListedFinding[]
  end: preact.ComponentChildren
  more: () => Promise<void>
  back: (id: string) => void
}

function Panes({ nip, shown, all, end, more, back }: PanesProps) {
  const wanted = inAddress('finding')
  const at = shown.findIndex(({ id }) => id === wanted)
  const current = wanted ?? shown[0]?.id ?? null
  const step = (by: number) => {
    const from = wanted === null ? 0 : at
    const next = shown[from + by]
    if (next !== undefined) choose({ finding: next.id })
    else if (by > 0) void more()
  }
  useKeys({ j: () => step(1), p: () => step(1), k: () => step(-1) })
  const found = useMemo(() => (shown === all ? null : new Set(shown.map(({ id }) => id))), [shown, all])
  const listed = shown.find(({ id }) => id === current)
  return (
    <div class="panes" data-open={wanted !== null}>
      <section class="pane-list">
        <Filters nip={nip} shown={shown} all={all} />
        {shown.length === 0 && end === false && <NothingLeft />}
        {all.length > 0 && (
          <QuestionList questions={all} found={found} chosenId={current} to={toQuestions()} />
        )}
        {end}
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

const NothingLeft = () => {
  const isFiltered = inAddress('q') !== null || inAddress('code') !== null
  return (
    <Empty title={t('console.decide.empty')}>
      <p>{t(isFiltered ? 'console.decide.empty.filtered' : 'console.decide.empty.why')}</p>
    </Empty>
  )
}

function Filters({
  nip,
  shown,
  all,
}: {
  nip: string
  shown: readonly ListedFinding[]
  all: readonly ListedFinding[]
}) {
  const search = useRef<HTMLInputElement>(null)
  const [isBulk, openBulk] = useState(false)
  useKeys({ '/': () => search.current?.focus() })
  const code = inAddress('code')
  const codes = [...new Set([...all.map((finding) => finding.code), ...(code === null ? [] : [code])])]
  const isOpen = inAddress('state') !== 'decided'
  return (
    <div class="decide-filters">
      <input
        ref={search}
        type="search"
        aria-label={t('console.search')}
        placeholder={t('console.search')}
        value={inAddress('q') ?? ''}
        onInput={(event) => choose({ q: event.currentTarget.value })}
      />
      <Choice
        label={t('console.decide.code')}
        value={code ?? ''}
        options={[['', t('console.all')], ...codes.map((one) => [one, titleOf(one)] as const)]}
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
      {code !== null && isOpen && shown.length > 1 && (
        <Button onPress={() => openBulk(true)}>{t('console.decide.bulk')}</Button>
      )}
      {isBulk && code !== null && (
        <Bulk nip={nip} title={titleOf(code)} questions={shown} onClose={() => openBulk(false)} />
      )}
    </div>
  )
}
