import { consoleTodayTexts } from '../../../texts/en/console-today.ts'
import { polishConsoleTodayTexts } from '../../../texts/pl/console-today.ts'
import { addDays } from '../../../values/day.ts'
import { startOfWarsawDay } from '../../../values/instant.ts'
import { useAnswer } from '../../answers.ts'
import { api } from '../../api.ts'
import { useChanges } from '../../feed.ts'
import { dayShown, momentShown, periodShown, today } from '../../parts/formats.ts'
import { Icon } from '../../parts/icon.tsx'
import { PageFrame } from '../../parts/page.tsx'
import { Answered, Empty } from '../../parts/states.tsx'
import { under } from '../../place.ts'
import type { Params } from '../../routes.ts'
import { addTexts, t } from '../../words.ts'
import { dayFacts } from './facts.ts'
import { MonthChart } from './month-chart.tsx'
import { type DayTask, tasksOf } from './tasks.ts'

addTexts({ en: consoleTodayTexts, pl: polishConsoleTodayTexts })

/** What to do now in order, the connection with KSeF, and what changed since yesterday. */
export default function Today({ params: { nip = '' } }: { params: Params }) {
  const answer = useAnswer(`today ${nip}`, (signal) => dayFacts(nip, signal))
  useChanges(nip, () => answer.reload())
  return (
    <PageFrame title={t('console.nav.today')} about={dayShown(today())}>
      <Answered answer={answer}>
        {({ facts, connection, check }) => (
          <div class="today">
            <div>
              <Tasks nip={nip} tasks={tasksOf(facts)} month={facts.waiting.month.month} />
              {check !== null && <MonthChart nip={nip} check={check} />}
            </div>
            <div>
              <section>
                <h2>{t('console.today.ksef')}</h2>
                {connection === null ? (
                  <p>{t('console.today.not-connected')}</p>
                ) : (
                  <>
                    <p>{connection.message}</p>
                    <p class="soft">
                      {connection.lastSyncedAt === null
                        ? t('console.today.never-synced')
                        : t('console.today.synced', { at: momentShown(connection.lastSyncedAt) })}
                    </p>
                  </>
                )}
              </section>
              <Since nip={nip} />
            </div>
          </div>
        )}
      </Answered>
    </PageFrame>
  )
}

function Tasks({ nip, tasks, month }: { nip: string; tasks: readonly DayTask[]; month: string }) {
  if (tasks.length === 0) {
    return (
      <Empty title={t('console.today.nothing')}>
        <p>{t('console.today.nothing.why')}</p>
      </Empty>
    )
  }
  return (
    <section>
      <h2>{t('console.today.now')}</h2>
      <ol class="tasks">
        {tasks.map((task) => (
          <li key={task.code} class={task.isGrave ? 'task-grave' : undefined}>
            <Icon name={task.isGrave ? 'blocking' : 'next'} />
            <a href={under(nip, ...task.to.filter((part) => part !== ''))}>{wordsOf(task, month)}</a>
            {task.dueBy !== null && <Due dueBy={task.dueBy} />}
          </li>
        ))}
      </ol>
    </section>
  )
}

const wordsOf = ({ code, count }: DayTask, month: string): string =>
  t(code as 'console.today.month', { count, month: periodShown(month) })

const Due = ({ dueBy }: { dueBy: string }) => {
  const days = Math.round((Date.parse(dueBy) - Date.parse(today())) / 86_400_000)
  return (
    <span class={days < 0 ? 'due due-late' : 'due'}>
      {t('console.today.by', { day: dayShown(dueBy), left: t('console.days-left', { days }) })}
    </span>
  )
}

/** What is counted of the feed: how many of each kind. */
function Since({ nip }: { nip: string }) {
  const since = startOfWarsawDay(addDays(today(), -1))
  const answer = useAnswer(`since ${nip} ${since}`, async (signal) => {
    const { items, next } = await api.listChanges({ nip, since, limit: 1000 }, { signal })
    const counts = new Map<string, number>()
    for (const { type } of items) counts.set(type, (counts.get(type) ?? 0) + 1)
    counts.delete('purchase.changed')
    return { counts: [...counts], isMore: next !== null }
  })
  return (
    <section>
      <h2>{t('console.today.since')}</h2>
      <Answered answer={answer}>
        {({ counts, isMore }) =>
          counts.length === 0 ? (
            <p class="soft">{t('console.today.since.nothing')}</p>
          ) : (
            <>
              <ul class="plain">
                {counts.map(([type, count]) => (
                  <li key={type}>{t('console.today.change', { type, count })}</li>
                ))}
              </ul>
              {isMore && <p class="soft">{t('console.today.since.more')}</p>}
            </>
          )
        }
      </Answered>
    </section>
  )
}
