import { useState } from 'preact/hooks'
import type { Key, KeyInput } from '../../../client/index.ts'
import { type Language, languages } from '../../../texts/language.ts'
import { useList } from '../../answers.ts'
import { api } from '../../api.ts'
import { Button } from '../../parts/button.tsx'
import { Dialog } from '../../parts/dialog.tsx'
import { Choice, Field } from '../../parts/field.tsx'
import { momentShown } from '../../parts/formats.ts'
import { PageFrame } from '../../parts/page.tsx'
import { useSaving } from '../../parts/saving.ts'
import { Answered, Empty } from '../../parts/states.tsx'
import { type Column, ListEnd, Table } from '../../parts/table.tsx'
import { toast } from '../../parts/toast.tsx'
import { addTexts, nameIn, t } from '../../words.ts'
import { serviceScreenTexts } from './texts.ts'

addTexts(serviceScreenTexts)

/** Who may call the service, in which role and for whom. */
export default function Keys() {
  const list = useList('keys', (at, signal) => api.listKeys(at, { signal }))
  const [isMaking, make] = useState(false)
  const [revoking, revoke] = useState<Key | null>(null)
  const [speaking, speak] = useState<Key | null>(null)
  const columns: Column<Key>[] = [
    { head: t('console.keys.name'), isName: true, cell: ({ name }) => <span class="long">{name}</span> },
    { head: t('console.keys.role'), cell: ({ role }) => nameIn('role', role) },
    {
      head: t('console.keys.for'),
      cell: ({ taxpayers }) => (taxpayers === '*' ? t('console.keys.for-all') : taxpayers.join(', ')),
    },
    { head: t('console.keys.used'), cell: ({ lastUsedAt }) => shown(lastUsedAt), isExtra: true },
    { head: t('console.keys.expires'), cell: ({ expiresAt }) => shown(expiresAt), isExtra: true },
    {
      head: t('console.language'),
      cell: (key) =>
        key.revokedAt === null ? (
          <Button look="quiet" onPress={() => speak(key)}>
            {languageNamed(key.language)}
          </Button>
        ) : (
          languageNamed(key.language)
        ),
      isExtra: true,
    },
    {
      head: t('console.keys.revoke'),
      cell: (key) =>
        key.revokedAt === null ? (
          <Button look="quiet" onPress={() => revoke(key)}>
            {t('console.keys.revoke')}
          </Button>
        ) : (
          <span class="soft">{t('console.keys.revoked', { at: momentShown(key.revokedAt) })}</span>
        ),
    },
  ]
  return (
    <PageFrame
      title={t('console.nav.keys')}
      actions={
        <Button look="main" onPress={() => make(true)}>
          {t('console.keys.make')}
        </Button>
      }
    >
      <Answered answer={list}>
        {(keys) =>
          keys.items.length === 0 ? (
            <Empty title={t('console.keys.none')}>
              <p>{t('console.keys.none.why')}</p>
            </Empty>
          ) : (
            <>
              <Table
                caption={t('console.nav.keys')}
                columns={columns}
                rows={keys.items}
                rowKey={({ id }) => id}
              />
              <ListEnd list={keys} more={() => void list.more()} />
            </>
          )
        }
      </Answered>
      {isMaking && <Making made={list.reload} onClose={() => make(false)} />}
      {speaking !== null && <Speaking of={speaking} changed={list.reload} onClose={() => speak(null)} />}
      {revoking !== null && <Revoking of={revoking} revoked={list.reload} onClose={() => revoke(null)} />}
    </PageFrame>
  )
}

const shown = (instant: string | null): string =>
  instant === null ? t('console.keys.never') : momentShown(instant)

const languageNamed = (language: Language | null): string =>
  language === null ? t('console.keys.language.none') : t(`console.language.${language}`)
const choices = (): [string, string][] => [null, ...languages].map((one) => [one ?? '', languageNamed(one)])
const languageChosen = (value: string): Language | null => languages.find((one) => one === value) ?? null

const roles = ['accountant', 'viewer', 'integration', 'admin'] as const

function Making({ made, onClose }: { made: () => void; onClose: () => void }) {
  const [input, change] = useState<KeyInput>({ name: '', role: 'accountant', taxpayers: '*' })
  const [key, show] = useState<string | null>(null)
  const { isBusy, save } = useSaving()
  const submit = (event: Event) => {
    event.preventDefault()
    void save(async () => {
      show((await api.postKey(input, { idempotencyKey: crypto.randomUUID() })).key)
      made()
    })
  }
  return (
    <Dialog title={t('console.keys.make')} onClose={onClose}>
      {key !== null ? (
        <ShownOnce secret={key} />
      ) : (
        <form onSubmit={submit}>
          <Field label={t('console.keys.name')}>
            {(given) => (
              <input
                {...given}
                required
                maxLength={100}
                value={input.name}
                onInput={(event) => change({ ...input, name: event.currentTarget.value })}
              />
            )}
          </Field>
          <Choice
            label={t('console.keys.role')}
            value={input.role}
            options={roles.map((role) => [role, nameIn('role', role)])}
            onChoose={(value) => change({ ...input, role: roles.find((role) => role === value) ?? 'viewer' })}
          />
          <Choice
            label={t('console.language')}
            value={input.language ?? ''}
            options={choices()}
            onChoose={(value) => change({ ...input, language: languageChosen(value) })}
          />
          <Field label={t('console.keys.for')} hint={t('console.keys.for-some')}>
            {(given) => (
              <input
                {...given}
                onInput={(event) => change({ ...input, taxpayers: nipsOf(event.currentTarget.value) })}
              />
            )}
          </Field>
          <Button type="submit" look="main" isDisabled={isBusy}>
            {t('console.keys.make')}
          </Button>
        </form>
      )}
    </Dialog>
  )
}

function nipsOf(text: string): KeyInput['taxpayers'] {
  const nips = text.split(/[\s,;]+/).filter((part) => part !== '')
  return nips.length === 0 ? '*' : nips
}

const ShownOnce = ({ secret }: { secret: string }) => (
  <>
    <p role="status">{t('console.keys.once')}</p>
    <p class="secret">{secret}</p>
    <Button
      look="main"
      onPress={() => void navigator.clipboard.writeText(secret).then(() => toast(t('console.copied')))}
    >
      {t('console.copy')}
    </Button>
  </>
)

/** In which language the service answers whoever comes with the key and asks for none. */
function Speaking(props: { of: Key; changed: () => void; onClose: () => void }) {
  const [language, choose] = useState(props.of.language)
  const { isBusy, save } = useSaving()
  return (
    <Dialog title={props.of.name} onClose={props.onClose}>
      <p>{t('console.keys.language.why')}</p>
      <Choice
        label={t('console.language')}
        value={language ?? ''}
        options={choices()}
        onChoose={(value) => choose(languageChosen(value))}
      />
      <Button
        look="main"
        isDisabled={isBusy}
        onPress={() =>
          void save(async () => {
            await api.patchKey({ id: props.of.id }, { language })
            props.changed()
            props.onClose()
          })
        }
      >
        {t('console.save')}
      </Button>
    </Dialog>
  )
}

function Revoking(props: { of: Key; revoked: () => void; onClose: () => void }) {
  const { isBusy, save } = useSaving()
  const { id, name } = props.of
  return (
    <Dialog title={t('console.keys.revoke')} onClose={props.onClose}>
      <p>{t('console.keys.revoke.why', { name })}</p>
      <Button
        look="grave"
        isDisabled={isBusy}
        onPress={() =>
          void save(async () => {
            await api.revokeKey({ id })
            props.revoked()
            props.onClose()
          })
        }
      >
        {t('console.keys.revoke')}
      </Button>
    </Dialog>
  )
}
