import { useState } from 'preact/hooks'
import { ExampleDoor, mayHaveExample } from '../../frame/example.tsx'
import { Button } from '../../parts/button.tsx'
import { Empty } from '../../parts/states.tsx'
import { t } from '../../words.ts'
import { AddTaxpayer } from './add-taxpayer.tsx'

const doors = ['ksef', 'files'] as const

/** Nobody is here yet: the ways to begin, each of which first asks for the firm. */
export function FirstStart({ isAdmin }: { isAdmin: boolean }) {
  const [door, open] = useState<(typeof doors)[number] | null>(null)
  if (!isAdmin) {
    return (
      <Empty title={t('console.office.start')}>
        <p>{t('console.office.start.nobody')}</p>
      </Empty>
    )
  }
  return (
    <Empty title={t('console.office.start')}>
      <p>{t('console.office.start.why')}</p>
      <ul class="doors">
        {doors.map((one) => (
          <li key={one}>
            <Button look="main" onPress={() => open(one)}>
              {t(`console.office.start.${one}`)}
            </Button>
            <p>{t(`console.office.start.${one}.why`)}</p>
          </li>
        ))}
        {mayHaveExample() && (
          <li>
            <ExampleDoor />
          </li>
        )}
      </ul>
      {door !== null && (
        <AddTaxpayer then={door === 'ksef' ? 'settings' : 'add'} onClose={() => open(null)} />
      )}
    </Empty>
  )
}
