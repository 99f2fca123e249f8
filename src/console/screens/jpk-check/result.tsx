import { useState } from 'preact/hooks'
import type { JpkCheck } from '../../../client/index.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { saveFile } from '../../parts/files.ts'
import { momentShown, periodShown } from '../../parts/formats.ts'
import { ProblemBox } from '../../parts/states.tsx'
import { toast } from '../../parts/toast.tsx'
import { may } from '../../session.ts'
import { t } from '../../words.ts'
import { Items } from './items.tsx'
import { Kinds } from './kinds.tsx'
import { Sums } from './sums.tsx'

interface ResultProps {
  nip: string
  check: JpkCheck
  reload: () => void
}

/** What was found in a file: sums beside those of the register, findings by kind, and each of them. */
export function CheckResult({ nip, check, reload }: ResultProps) {
  const isClean = Object.keys(check.counts).length === 0
  return (
    <>
      <section class="card">
        <h2>
          {periodShown(check.month)}, {t(`jpk.purpose.${check.purpose}`)}
        </h2>
        <p class="soft">
          {t('jpk.checked-at')} {momentShown(check.createdAt)}
          {check.system !== null && (
            <>
              {' · '}
              <bdi>{check.system}</bdi>
            </>
          )}
          {check.agrees !== null && ` · ${t('jpk.agrees')}: ${check.agrees} / ${check.rows}`}
        </p>
        {isClean && <p class="good">{t('jpk.clean')}</p>}
        <Actions nip={nip} check={check} />
      </section>
      <div class="charts">
        <Sums check={check} />
        {!isClean && <Kinds nip={nip} check={check} />}
      </div>
      {!isClean && <Items nip={nip} check={check} onAnswered={reload} />}
    </>
  )
}

function Actions({ nip, check }: { nip: string; check: JpkCheck }) {
  const [problem, setProblem] = useState<unknown>(null)
  const [isBusy, setBusy] = useState(false)
  // Pressed twice it would be a filing and its correction.
  const act = async (what: () => Promise<void>) => {
    setProblem(null)
    setBusy(true)
    try {
      await what()
    } catch (refused) {
      setProblem(refused)
    } finally {
      setBusy(false)
    }
  }
  const { id, month, filedOn } = check
  const csv = async () => {
    const file = await api.listJpkCheckItems({ nip, id }, { accept: 'text/csv' })
    saveFile(new Blob([file], { type: 'text/csv' }), `jpk-${nip}-${month}.csv`)
  }
  const post = async () => toast(t('jpk.posted', await api.postJpkRows({ nip, id }, { codes: [] })))
  const file = async () => {
    await api.fileMonth({ nip, month }, { filedOn, jpkCheck: id })
    toast(t('jpk.filed'))
  }
  return (
    <>
      {problem !== null && <ProblemBox problem={problem} />}
      <div class="document-actions">
        <Button isDisabled={isBusy} onPress={() => void act(csv)}>
          {t('jpk.csv')}
        </Button>
        {may('integration') && check.agrees !== null && (
          <Button isDisabled={isBusy} onPress={() => void act(post)}>
            {t('jpk.post')}
          </Button>
        )}
        {may('accountant') && check.agrees !== null && (
          <Button isDisabled={isBusy} onPress={() => void act(file)}>
            {t('jpk.file')}
          </Button>
        )}
      </div>
    </>
  )
}
