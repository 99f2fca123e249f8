import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import { t } from '../words.ts'

/** A screen with its heading; the title of the window follows it. */
export function PageFrame(props: {
  title: string
  /** Beside the heading: numbers, a day. */
  about?: ComponentChildren
  /** What can be done with the whole screen. */
  actions?: ComponentChildren
  /** Uses the whole width of the window. */
  isWide?: boolean
  children: ComponentChildren
}) {
  const { title } = props
  const name = t('console.name')
  useEffect(() => {
    document.title = `${title} · ${name}`
  }, [title, name])
  return (
    <div class={props.isWide ? 'page page-wide' : 'page'}>
      <header class="page-head">
        <h1>{title}</h1>
        {props.about !== undefined && <div class="page-about">{props.about}</div>}
        {props.actions !== undefined && <div class="page-actions">{props.actions}</div>}
      </header>
      {props.children}
    </div>
  )
}
