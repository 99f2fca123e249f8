import {
  type Content,
  type Contract,
  callersOf,
  choicesOf,
  type InputParameter,
  kindOf,
  type ListedOperation,
  limitsOf,
  resolved,
} from './contract.ts'
import { codeBlock, jsonText, make } from './dom.ts'
import { shapeView } from './shape-view.ts'
import { tryOut } from './try-out.ts'

/** An endpoint that opens; what is in it is made when it is first opened. */
export function operationView(o: ListedOperation, contract: Contract): HTMLDetailsElement {
  const title = make(
    'summary',
    {},
    make('span', { class: `method ${o.method.toLowerCase()}` }, o.method),
    ' ',
    make('code', { class: 'path' }, o.path),
    ' ',
    make('span', { class: 'words' }, o.summary ?? ''),
  )
  const details = make('details', { class: 'operation', id: o.operationId }, title)
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(...insideOf(o, contract))
  })
  return details
}

function insideOf(o: ListedOperation, contract: Contract): HTMLElement[] {
  return [
    make('h3', { class: 'sr' }, o.summary ?? o.operationId),
    ...(o.description ? [make('p', {}, o.description)] : []),
    make('p', {}, callersOf(o), ' In the client: ', make('code', {}, o.operationId), '.'),
    ...parametersView(o, contract),
    ...bodiesView(o, contract),
    ...answersView(o, contract),
    tryOut(o, contract),
  ]
}

function parametersView(o: ListedOperation, contract: Contract): HTMLElement[] {
  const { parameters = [] } = o
  if (parameters.length === 0) return []
  const rows = parameters.map((p) =>
    make(
      'tr',
      {},
      make(
        'th',
        { scope: 'row' },
        make('code', {}, p.name),
        ...(p.required ? [make('span', { class: 'required' }, ' required')] : []),
      ),
      make('td', {}, p.in),
      make('td', {}, allowedIn(p, contract)),
      make('td', {}, p.description ?? p.schema.description ?? ''),
    ),
  )
  const heads = ['Name', 'In', 'Value', 'Meaning'].map((head) => make('th', { scope: 'col' }, head))
  const table = make('table', {}, make('thead', {}, make('tr', {}, ...heads)), make('tbody', {}, ...rows))
  return [make('h4', {}, 'Parameters'), make('div', {}, table)]
}

/** A parameter has no schema to open: a named one is told as what it stands for. */
function allowedIn({ schema }: InputParameter, contract: Contract): string {
  const choices = choicesOf(schema, contract)
  if (choices !== null) return choices.map((value) => JSON.stringify(value)).join(' or ')
  const whole = resolved(schema, contract)
  return [kindOf(whole), ...limitsOf(whole)].join(', ')
}

function bodiesView(o: ListedOperation, contract: Contract): HTMLElement[] {
  if (!o.requestBody) return []
  const { content, required } = o.requestBody
  const heading = make('h4', {}, required === false ? 'Body (may be left out)' : 'Body')
  return [heading, ...Object.entries(content).map(([type, one]) => contentView(type, one, contract, 'body'))]
}

function answersView(o: ListedOperation, contract: Contract): HTMLElement[] {
  const answers = Object.entries(o.responses).map(([status, { description = '', content = {} }]) => {
    const isRefusal = status.startsWith('4')
    const name = isRefusal ? '4xx' : status
    const title = make(
      'summary',
      {},
      make('span', { class: `status ${isRefusal ? 'refused' : 'done'}` }, name),
      ` ${description}`,
    )
    const views = Object.entries(content).map(([type, one]) =>
      contentView(type, one, contract, `answer ${name}`),
    )
    const nothing = make('p', { class: 'note' }, 'Without a body.')
    return make(
      'details',
      { class: 'answer', open: !isRefusal },
      title,
      ...(views.length > 0 ? views : [nothing]),
    )
  })
  return [make('h4', {}, 'Answers'), ...answers]
}

function contentView(type: string, content: Content, contract: Contract, what: string): HTMLElement {
  const parts: HTMLElement[] = [make('p', { class: 'type' }, make('code', {}, type))]
  if (content.example !== undefined) {
    const text = typeof content.example === 'string' ? content.example : jsonText(content.example)
    parts.push(codeBlock(text, `Example of the ${what}`))
  }
  const isOpen = content.example === undefined
  const shape = make('details', { class: 'schema', open: isOpen }, make('summary', {}, 'Schema'))
  const fill = () => {
    if (shape.open && shape.childElementCount === 1) shape.append(shapeView(content.schema, contract))
  }
  shape.addEventListener('toggle', fill)
  return make('div', { class: 'content' }, ...parts, shape)
}
