import { parseAst } from 'vitest/node'

/** One mistake: the text from `start` to `end` of a file becomes `becomes`. */
export interface Change {
  start: number
  end: number
  was: string
  becomes: string
}

// biome-ignore lint/suspicious/noExplicitAny: the parser's nodes of some eighty kinds, of which a few are looked at
type Node = any

/** Every small mistake that could be made in a source text, in the order of the text; none twice. */
export function changesOf(source: string): Change[] {
  const program: Node = parseAst(source, { lang: 'ts' }, 'mutated.ts')
  const pool = valuesByName(program)
  const changes = new Map<string, Change>()
  visit(program, null, (node, parent) => {
    for (const [start, end, becomes] of mistakesAt(node, parent, source, pool)) {
      const was = source.slice(start, end)
      if (was !== becomes) changes.set(`${start} ${end} ${becomes}`, { start, end, was, becomes })
    }
  })
  return [...changes.values()].sort((a, b) => a.start - b.start || a.end - b.end)
}

/** A text with changes that lie apart; every line stays where it was. */
export function applied(source: string, changes: readonly Change[]): string {
  let text = source
  for (const { start, end, was, becomes } of [...changes].sort((a, b) => b.start - a.start)) {
    const lost = was.split('\n').length - becomes.split('\n').length
    text = text.slice(0, start) + becomes + '\n'.repeat(Math.max(0, lost)) + text.slice(end)
  }
  return text
}

/** Types, imports and names say nothing that a test could notice. */
const silent =
  /^(TS(Type|Interface|Union|Literal|Array|Tuple|Function|Keyword|Enum|Declare)|Import|ExportAll)/

function visit(node: Node, parent: Node, see: (node: Node, parent: Node) => void): void {
  if (silent.test(node.type)) return
  see(node, parent)
  for (const [name, value] of Object.entries(node)) {
    if (name === 'typeAnnotation' || name === 'returnType' || name === 'typeArguments') continue
    if (name === 'key' && !node.computed) continue
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof (child as Node)?.type === 'string') visit(child, node, see)
    }
  }
}

type Mistake = [start: number, end: number, becomes: string]

function mistakesAt(node: Node, parent: Node, source: string, pool: Pool): Mistake[] {
  const text = (n: Node): string => source.slice(n.start, n.end)
  const instead = (becomes: string): Mistake => [node.start, node.end, becomes]
  switch (node.type) {
    case 'BinaryExpression':
      return otherOperators(node.operator).map((operator) => operatorChanged(node, operator, source))
    case 'LogicalExpression':
      return [
        ...(node.operator === '??'
          ? []
          : [operatorChanged(node, node.operator === '&&' ? '||' : '&&', source)]),
        instead(text(node.left)),
        instead(text(node.right)),
      ]
    case 'IfStatement':
      return [
        negated(node.test, source),
        [node.test.start, node.test.end, 'false'],
        [node.test.start, node.test.end, 'true'],
      ]
    case 'ConditionalExpression':
      return [
        negated(node.test, source),
        instead(`(${text(node.consequent)})`),
        instead(`(${text(node.alternate)})`),
      ]
    case 'UnaryExpression':
      return node.operator === '!' ? [instead(text(node.argument))] : []
    case 'Literal':
      return literals(node, parent, pool).map(instead)
    case 'CallExpression':
      return calls(node, source)
    case 'MemberExpression':
      return node.optional ? [[node.object.end, node.property.start, node.computed ? '[' : '.']] : []
    case 'ReturnStatement':
      return node.argument === null || text(node.argument) === 'null' ? [] : [instead('return null')]
    case 'ArrowFunctionExpression':
      return node.body.type === 'BlockStatement' || text(node.body) === 'null'
        ? []
        : [[...span(node.body, source), 'null']]
    case 'ExpressionStatement':
      return node.directive ? [] : [instead(';')]
    case 'ThrowStatement':
    case 'ContinueStatement':
      return [instead(';')]
    case 'ObjectExpression':
      return node.properties.length < 2 ? [] : node.properties.map((p: Node) => without(p, source))
    case 'ArrayExpression':
      return node.elements.length < 2
        ? []
        : node.elements.filter(Boolean).map((e: Node) => without(e, source))
    default:
      return []
  }
}

const otherOperators = (operator: string): string[] =>
  ({
    '<': ['<=', '>='],
    '<=': ['<', '>'],
    '>': ['>=', '<='],
    '>=': ['>', '<'],
    '===': ['!=='],
    '!==': ['==='],
    '+': ['-'],
    '-': ['+'],
    '*': ['/'],
    '/': ['*'],
    '%': ['*'],
  })[operator] ?? []

function operatorChanged(node: Node, becomes: string, source: string): Mistake {
  const start = source.indexOf(node.operator, node.left.end)
  return [start, start + node.operator.length, becomes]
}

const negated = (test: Node, source: string): Mistake => [
  test.start,
  test.end,
  `!(${source.slice(test.start, test.end)})`,
]

/** A body in brackets goes with them: an object after an arrow stands in brackets. */
function span(node: Node, source: string): [number, number] {
  const wrapped =
    source[node.start - 1] === '(' && source[node.end] === ')' && node.type === 'ObjectExpression'
  return wrapped ? [node.start - 1, node.end + 1] : [node.start, node.end]
}

/** An entry of a list or an object with the comma after it. */
function without(node: Node, source: string): Mistake {
  const comma = /^\s*,/.exec(source.slice(node.end))
  return [node.start, node.end + (comma?.[0].length ?? 0), '']
}

const twins: Record<string, string> = {
  some: 'every',
  every: 'some',
  find: 'findLast',
  findLast: 'find',
  startsWith: 'endsWith',
  min: 'max',
  max: 'min',
  push: 'unshift',
  floor: 'ceil',
  ceil: 'floor',
  round: 'floor',
  trunc: 'round',
}
/** Steps of a chain that can be left out. */
const steps = [
  'filter',
  'sort',
  'toSorted',
  'reverse',
  'toReversed',
  'slice',
  'trim',
  'toUpperCase',
  'toLowerCase',
  'concat',
]

function calls(node: Node, source: string): Mistake[] {
  if (node.callee.type !== 'MemberExpression' || node.callee.computed) return []
  const { object, property } = node.callee
  const twin = twins[property.name]
  const renamed: Mistake[] = twin === undefined ? [] : [[property.start, property.end, twin]]
  const left: Mistake[] = steps.includes(property.name)
    ? [[node.start, node.end, source.slice(object.start, object.end)]]
    : []
  return [...renamed, ...left]
}

const day = /^(\d{4})-(\d{2})-(\d{2})$/
/** Codes, modes, markers and names: prose and citations have spaces and are no decisions. */
const code = /^[\w.+-]{1,40}$/

function literals(node: Node, parent: Node, pool: Pool): string[] {
  const { value } = node
  if (typeof value === 'boolean') return [String(!value)]
  if (typeof value === 'number') return [String(value + 1), value === 0 ? '-1' : String(value - 1)]
  if (typeof value !== 'string') return []
  if (day.test(value)) return [-1, 1].map((days) => `'${shifted(value, days)}'`)
  if (!code.test(value)) return []
  const siblings = [...(pool.get(nameOf(parent, node)) ?? [])].filter((other) => other !== value)
  const next = siblings.find((other) => other > value) ?? siblings[0] ?? `${value}-`
  return [`'${next}'`]
}

function shifted(text: string, days: number): string {
  const date = new Date(`${text}T00:00:00Z`)
  date.setUTCDate(date.getUTCDate() + days)
  return date.toISOString().slice(0, 10)
}

/** Codes of a file by what they are the value of: a wrong row has a value that another row has. */
type Pool = Map<string, Set<string>>

function valuesByName(program: Node): Pool {
  const pool: Pool = new Map()
  visit(program, null, (node, parent) => {
    if (node.type !== 'Literal' || typeof node.value !== 'string' || !code.test(node.value)) return
    if (day.test(node.value)) return
    const name = nameOf(parent, node)
    pool.set(name, (pool.get(name) ?? new Set()).add(node.value))
  })
  return pool
}

function nameOf(parent: Node, node: Node): string {
  if (parent?.type === 'Property') return `: ${parent.key.name ?? parent.key.value}`
  if (parent?.type === 'BinaryExpression') {
    const other = parent.left === node ? parent.right : parent.left
    return `: ${other.property?.name ?? other.name ?? ''}`
  }
  return parent?.type ?? ''
}
