import { useState } from 'preact/hooks'
import { KsefReconcileProblem } from '../../client/problem.ts'
import { exampleNip } from '../../values/nip.ts'
import { forgetAnswers } from '../answers.ts'
import { api } from '../api.ts'
import { Button } from '../parts/button.tsx'
import { today } from '../parts/formats.ts'
import { Icon } from '../parts/icon.tsx'
import { useSaving } from '../parts/saving.ts'
import { go, nipHere } from '../place.ts'
import { language } from '../preferences.ts'
import { signedIn } from '../session.ts'
import { t } from '../words.ts'

/** Whether who is signed in may make and erase the example: an admin for all taxpayers. */
export function mayHaveExample(): boolean {
  const who = signedIn()
  return who?.role === 'admin' && who.taxpayers === '*'
}

/** Says above every screen of the example what it is, and erases it with one click. */
export function ExampleBanner() {
  const { isBusy, save } = useSaving()
  if (nipHere.value !== exampleNip) return null
  return (
    <aside class="example" aria-label={t('console.example')}>
      <p>
        <Icon name="info" /> <strong>{t('console.example')}</strong> {t('console.example.what')}
      </p>
      {mayHaveExample() && (
        <Button
          isDisabled={isBusy}
          onPress={() =>
            void save(async () => {
              await eraseExample()
              go('/')
            }, t('console.example.erased'))
          }
        >
          {t('console.example.erase')}
        </Button>
      )}
    </aside>
  )
}

/** The way into the example: makes it, and opens its day. */
export function ExampleDoor() {
  const [isMaking, setMaking] = useState(false)
  const { isBusy, save } = useSaving()
  const open = () =>
    void save(async () => {
      setMaking(true)
      const { makeExample } = await import('../example/make.ts')
      try {
        await makeExample(api, {
          name: t('console.example.firm'),
          today: today(),
          environment: signedIn()?.qrEnvironment ?? 'production',
        })
      } catch (problem) {
        // Half an example would mislead; what is wrong is told all the same.
        await eraseExample()
        throw problem
      } finally {
        setMaking(false)
      }
      go(`/${exampleNip}`)
    }, t('console.example.made'))
  return (
    <>
      <Button look="main" isDisabled={isBusy} onPress={open}>
        {t('console.example.show')}
      </Button>
      <p role="status">{t(isMaking ? 'console.example.making' : 'console.example.why')}</p>
    </>
  )
}

/** @throws KsefReconcileProblem */
async function eraseExample(): Promise<void> {
  const path = `/operator/taxpayers/${exampleNip}`
  const response = await fetch(path, { method: 'DELETE', headers: { 'accept-language': language.peek() } })
  if (!response.ok)
    throw new KsefReconcileProblem(
      `DELETE ${path}`,
      response.status,
      await response.json(),
      response.headers.get('x-request-id'),
    )
  forgetAnswers()
}
