import { answerLine, answerView } from './answer-view.ts'
import { type BodyEditor, bodyEditor } from './body-editor.ts'
import { curlOf, type FilledCall, sent } from './call.ts'
import { type Contract, choicesOf, type InputParameter, type ListedOperation, resolved } from './contract.ts'
import { codeBlock, field, inputThere, make } from './dom.ts'

type Control = HTMLInputElement | HTMLSelectElement
type Pair = [name: string, value: string]

/** The form that sends a call of an endpoint to this service, and shows what it answers. */
export function tryOut(o: ListedOperation, contract: Contract): HTMLElement {
  const controls = (o.parameters ?? []).map((p) => [p, parameterControl(o, p, contract)] as const)
  const editor = o.requestBody ? bodyEditor(o.operationId, o.requestBody, contract) : null
  const accept = acceptControl(o)
  const curl = make('div')
  const result = { line: make('p', { role: 'status' }), answer: make('div') }
  const filled = () => filledCall(o, controls, editor, accept)
  const showCurl = () => curl.replaceChildren(codeBlock(curlOf(filled(), needsKey(o)), 'Call as curl'))
  const send = make('button', { type: 'submit', class: 'send' }, 'Send')
  const form = make('form', { class: 'try', 'aria-label': `Try out ${o.operationId}` })
  form.append(
    make('h4', {}, 'Try it out'),
    make('p', { class: 'note' }, warningOf(o)),
    make(
      'div',
      { class: 'fields' },
      ...controls.map(([p, control]) => field(labelOf(p), control, noteOf(p))),
    ),
    ...(editor ? [editor.view] : []),
    ...(accept ? [field('Answer as', accept)] : []),
    make('p', {}, send),
    make('h5', {}, 'The same as curl'),
    curl,
    result.line,
    result.answer,
  )
  form.addEventListener('input', showCurl)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void show(send, result, filled(), needsKey(o))
  })
  showCurl()
  return form
}

const needsKey = (o: ListedOperation): boolean => o['x-role'] !== 'nobody'
const labelOf = (p: InputParameter): string => (p.required ? `${p.name} (required)` : p.name)
/** The first sentence: all of it stands in the table of parameters. */
const noteOf = (p: InputParameter): string => (p.description ?? '').split(/\. (?=[A-Z])/)[0] ?? ''
const warningOf = (o: ListedOperation): string =>
  o.method === 'GET'
    ? 'It is sent to this service, and only reads.'
    : 'It is sent to this service and counts: there is no other copy of the data behind this page.'

/** What was last filled in for a part of a path: the next endpoint is most often asked about the same. */
const remembered = new Map<string, string>()

function parameterControl(o: ListedOperation, p: InputParameter, contract: Contract): Control {
  const id = `${o.operationId}-${p.in}-${p.name}`
  const whole = resolved(p.schema, contract)
  const options = choicesOf(p.schema, contract)
  const required = p.required === true
  if (options !== null) {
    const choices = required ? options : ['', ...options]
    return make('select', { id, required }, ...choices.map((value) => make('option', {}, String(value))))
  }
  const control = make('input', { id, type: 'text', required, autocomplete: 'off', spellcheck: 'false' })
  if (!required) return control
  control.value = remembered.get(p.name) ?? String(p.example ?? whole.example ?? '')
  // Ids are each of another thing.
  if (!/id$/i.test(p.name) || p.name === 'sellerId')
    control.addEventListener('change', () => remembered.set(p.name, control.value))
  return control
}

/** Which media type is asked for, where there are several. */
function acceptControl(o: ListedOperation): HTMLSelectElement | null {
  const answers = Object.entries(o.responses).filter(([status]) => status.startsWith('2'))
  const types = [...new Set(answers.flatMap(([, { content = {} }]) => Object.keys(content)))]
  if (types.length < 2) return null
  return make('select', { id: `${o.operationId}-accept` }, ...types.map((type) => make('option', {}, type)))
}

function filledCall(
  o: ListedOperation,
  controls: (readonly [InputParameter, Control])[],
  editor: BodyEditor | null,
  accept: HTMLSelectElement | null,
): FilledCall {
  const given = controls.filter(([, { value }]) => value !== '')
  const of = (place: InputParameter['in']) =>
    given.filter(([p]) => p.in === place).map(([p, { value }]): Pair => [p.name, value])
  const path = of('path').reduce(
    (filled, [name, value]) => filled.replace(`{${name}}`, () => encodeURIComponent(value)),
    o.path,
  )
  const query = new URLSearchParams(of('query')).toString()
  const { type, body } = editor?.filled() ?? { type: null, body: null }
  const accepted: Pair[] = accept ? [['accept', accept.value]] : []
  const typed: Pair[] = type === null ? [] : [['content-type', type]]
  return {
    method: o.method,
    url: `${location.origin}${path}${query === '' ? '' : `?${query}`}`,
    headers: [
      ...of('header'),
      ...accepted,
      // The boundary of a form is the browser's to choose.
      ...typed,
    ],
    body,
  }
}

async function show(
  send: HTMLButtonElement,
  { line, answer }: { line: HTMLElement; answer: HTMLElement },
  call: FilledCall,
  isKeyed: boolean,
): Promise<void> {
  const { value: key } = inputThere('key')
  send.disabled = true
  line.replaceChildren('Sending…')
  answer.replaceChildren()
  try {
    const heard = await sent(call, isKeyed ? key.trim() : '')
    line.replaceChildren(...answerLine(heard))
    answer.replaceChildren(await answerView(heard))
  } catch (error) {
    line.replaceChildren(make('span', { class: 'trouble' }, `No answer came: ${String(error)}`))
  } finally {
    send.disabled = false
  }
}
