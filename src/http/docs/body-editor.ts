import type { CallPart, FilledCall } from './call.ts'
import { type Content, type Contract, type ListedOperation, resolved } from './contract.ts'
import { field, jsonText, make } from './dom.ts'

/** Where a body is filled in. */
export interface BodyEditor {
  view: HTMLElement
  /** What is to be sent; its media type is null where the browser says it, or nothing is sent. */
  filled(): { type: string | null; body: FilledCall['body'] }
}

/** An editor for a body: text with the example in it, a file, or a form; where there are several, one of them. */
export function bodyEditor(
  id: string,
  { content }: NonNullable<ListedOperation['requestBody']>,
  contract: Contract,
): BodyEditor {
  const editors = Object.entries(content).map(
    ([type, one]) => [type, editorOf(id, type, one, contract)] as const,
  )
  const [first] = editors
  if (first === undefined || editors.length === 1) return first?.[1] ?? { view: make('div'), filled: nothing }
  const choice = make('select', { id: `${id}-type` }, ...editors.map(([type]) => make('option', {}, type)))
  const place = make('div', {}, first[1].view)
  const chosen = () => (editors.find(([type]) => type === choice.value) ?? first)[1]
  choice.addEventListener('change', () => place.replaceChildren(chosen().view))
  return { view: make('div', {}, field('Body as', choice), place), filled: () => chosen().filled() }
}

const nothing = () => ({ type: null, body: null })

function editorOf(id: string, type: string, content: Content, contract: Contract): BodyEditor {
  if (type === 'application/json') return textEditor(id, type, content.example)
  if (type === 'multipart/form-data') return formEditor(id, content, contract)
  const file = make('input', { id: `${id}-file`, type: 'file' })
  const filled = () => {
    const [chosen] = file.files ?? []
    return chosen ? { type, body: { file: chosen } } : nothing()
  }
  return { view: field(`File (${type})`, file), filled }
}

function textEditor(id: string, type: string, example: unknown): BodyEditor {
  const text = example === undefined ? '{}' : jsonText(example)
  const rows = String(Math.min(24, text.split('\n').length + 1))
  const area = make('textarea', { id: `${id}-body`, rows, spellcheck: 'false' })
  area.value = text
  return {
    view: field('Body (JSON)', area),
    filled: () => (area.value.trim() === '' ? nothing() : { type, body: { text: area.value } }),
  }
}

/** What an example says of each part of a form. */
const partsOf = (example: unknown): Map<string, unknown> =>
  new Map(typeof example === 'object' && example !== null ? Object.entries(example) : [])

function formEditor(id: string, content: Content, contract: Contract): BodyEditor {
  const examples = partsOf(content.example)
  const parts = Object.entries(resolved(content.schema, contract).properties ?? {}).map(([name, shape]) => {
    const isFile = resolved(shape, contract).format === 'binary'
    const control = isFile
      ? make('input', { id: `${id}-form-${name}`, type: 'file' })
      : make('textarea', { id: `${id}-form-${name}`, rows: '8', spellcheck: 'false' })
    if (!isFile) control.value = jsonText(examples.get(name) ?? {})
    return { name, control }
  })
  const filledPart = ({ name, control }: (typeof parts)[number]): CallPart[] => {
    if (control instanceof HTMLTextAreaElement) return [{ name, text: control.value }]
    const [file] = control.files ?? []
    return file ? [{ name, file }] : []
  }
  return {
    view: make('div', {}, ...parts.map(({ name, control }) => field(`Part: ${name}`, control))),
    filled: () => ({ type: null, body: { form: parts.flatMap(filledPart) } }),
  }
}
