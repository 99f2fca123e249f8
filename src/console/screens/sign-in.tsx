import { useState } from 'preact/hooks'
import { LanguageSwitch } from '../frame/language-switch.tsx'
import { Button } from '../parts/button.tsx'
import { Field } from '../parts/field.tsx'
import { PageFrame } from '../parts/page.tsx'
import { openSession, session } from '../session.ts'
import { t } from '../words.ts'

/** Asks for the key; whoever was on a screen is on it again afterwards. */
export function SignIn() {
  const [key, setKey] = useState('')
  const [problem, setProblem] = useState<string>()
  const [isBusy, setBusy] = useState(false)
  const submit = async (event: Event) => {
    event.preventDefault()
    setBusy(true)
    try {
      setProblem((await openSession(key)) ? undefined : t('console.sign-in.refused'))
    } catch {
      setProblem(t('console.offline'))
    } finally {
      setBusy(false)
    }
  }
  return (
    <main class="door">
      <PageFrame title={t('console.sign-in')} about={<LanguageSwitch />}>
        {session.value === 'ended' && <p role="status">{t('console.sign-in.ended')}</p>}
        <form onSubmit={submit}>
          <Field label={t('console.sign-in.key')} hint={t('console.sign-in.why')} problem={problem}>
            {(given) => (
              <input
                {...given}
                type="password"
                autocomplete="current-password"
                required
                value={key}
                onInput={(event) => setKey(event.currentTarget.value)}
              />
            )}
          </Field>
          <Button type="submit" look="main" isDisabled={isBusy}>
            {t('console.sign-in')}
          </Button>
        </form>
      </PageFrame>
    </main>
  )
}
