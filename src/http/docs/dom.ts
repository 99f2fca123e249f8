type Attributes = Record<string, string | boolean>

/** An element with attributes (`true`: without a value; `false`: left out) and what stands in it, text as text. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...inside: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes))
    if (value !== false) element.setAttribute(name, value === true ? '' : value)
  element.append(...inside)
  return element
}

/** An element that the page has from the start. */
export function there(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`The page has no #${id}.`)
  return found
}

/** A field for text that the page has from the start. */
export function inputThere(id: string): HTMLInputElement {
  const found = there(id)
  if (!(found instanceof HTMLInputElement)) throw new Error(`#${id} of the page takes no text.`)
  return found
}

/** A control with its label above it; `note` says what is meant. */
export function field(label: string, control: HTMLElement, note = ''): HTMLElement {
  const { id } = control
  if (note === '') return make('div', { class: 'field' }, make('label', { for: id }, label), control)
  control.setAttribute('aria-describedby', `${id}-note`)
  const said = make('p', { id: `${id}-note`, class: 'note' }, note)
  return make('div', { class: 'field' }, make('label', { for: id }, label), control, said)
}

/** A block of code with a button that copies it. */
export function codeBlock(text: string, label: string): HTMLElement {
  const button = make('button', { type: 'button', class: 'copy', 'aria-label': `Copy ${label}` }, 'Copy')
  button.addEventListener('click', () => {
    navigator.clipboard?.writeText(text).then(
      () => said(button, 'Copied'),
      () => said(button, 'Select it by hand'),
    )
  })
  const block = make('pre', { tabindex: '0', role: 'group', 'aria-label': label }, make('code', {}, text))
  return make('div', { class: 'code' }, ...(navigator.clipboard ? [button] : []), block)
}

function said(button: HTMLElement, words: string): void {
  button.textContent = words
  setTimeout(() => {
    button.textContent = 'Copy'
  }, 2000)
}

/** A value as people read JSON. */
export const jsonText = (value: unknown): string => JSON.stringify(value, null, 2)
