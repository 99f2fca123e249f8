import { PageFrame } from '../parts/page.tsx'
import { t } from '../words.ts'

/** For addresses that name no screen. */
export const NotFound = () => (
  <PageFrame title={t('console.not-found')}>
    <p>{t('console.not-found.why')}</p>
    <p>
      <a href="/">{t('console.nav.office')}</a>
    </p>
  </PageFrame>
)
