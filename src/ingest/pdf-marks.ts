import { present } from '../values/present.ts'
import { propertyOf } from '../values/record.ts'
import { type Matrix, matrixIn, times } from './pdf-matrix.ts'

/** What the painting of a PDF page shows: pictures, and rectangles as some programs draw QR codes. */

/** The part of pdf.js that says what was painted. */
export interface Painting {
  fnArray: readonly number[]
  argsArray: readonly (readonly unknown[] | null | undefined)[]
}
export type Operators = Readonly<
  Record<
    | 'save'
    | 'restore'
    | 'transform'
    | 'setTextRenderingMode'
    | 'setFillRGBColor'
    | 'fill'
    | 'eoFill'
    | 'constructPath'
    | 'paintFormXObjectBegin'
    | 'paintFormXObjectEnd'
    | 'paintSolidColorImageMask'
    | 'paintImageXObject'
    | 'paintInlineImageXObject'
    | 'paintImageMaskXObject',
    number
  >
>

/** A picture placed on a page: by its name in the document, or with its bytes. */
export type Placed = string | Pixels
/** Pixels as pdf.js hands them over. `kind` 1: one bit each, 2: RGB, 3: RGBA; none: a stencil of one bit each. */
export interface Pixels {
  width: number
  height: number
  kind?: number
  data: Uint8Array | Uint8ClampedArray
}

export interface Marks {
  /** Each once. */
  pictures: Placed[]
  /** Where they are painted, in the order painted: what takes the unit square there, and the ink of a stencil. */
  painted: { picture: Placed; matrix: Matrix; dark: boolean }[]
  /** Filled rectangles in the order painted, corners in points of the page. */
  boxes: { x0: number; y0: number; x1: number; y1: number; dark: boolean }[]
  /** False when there was more than is looked through. */
  complete: boolean
}

interface State {
  matrix: Matrix
  dark: boolean
}

/** Two codes of the largest size, painted module by module, have 62,000. */
const maxBoxes = 100_000
const maxPictures = 200
const identity: Matrix = [1, 0, 0, 1, 0, 0]

/** Gathers pictures and filled rectangles from the operators of a page. */
export function marksOf({ fnArray, argsArray }: Painting, ops: Operators): Marks {
  const marks: Marks = { pictures: [], painted: [], boxes: [], complete: true }
  const stack: State[] = []
  let state: State = { matrix: identity, dark: true }
  const pictures = new Set<Placed>()
  for (const [index, fn] of fnArray.entries()) {
    const args = argsArray[index] ?? []
    if (fn === ops.save || fn === ops.paintFormXObjectBegin) {
      stack.push(state)
      if (fn === ops.paintFormXObjectBegin)
        state = { ...state, matrix: times(state.matrix, matrixIn(args[0]) ?? identity) }
    } else if (fn === ops.restore || fn === ops.paintFormXObjectEnd) state = stack.pop() ?? state
    else if (fn === ops.transform)
      state = { ...state, matrix: times(state.matrix, matrixIn(args) ?? identity) }
    else if (fn === ops.setFillRGBColor) state = { ...state, dark: isDark(String(args[0])) }
    else if (fn === ops.constructPath && (args[0] === ops.fill || args[0] === ops.eoFill))
      addBoxes(marks, pathIn(args[1]), state)
    else if (fn === ops.paintSolidColorImageMask) addBox(marks, [0, 0, 1, 1], state)
    else {
      const picture = pictureIn(fn, args, ops)
      if (picture === null) continue
      pictures.add(picture)
      if (marks.painted.length < maxPictures) marks.painted.push({ picture, ...state })
    }
  }
  marks.pictures = [...pictures].slice(0, maxPictures)
  if (pictures.size > maxPictures) marks.complete = false
  return marks
}

/** The picture that an operator paints, if it does. */
function pictureIn(fn: number, [first]: readonly unknown[], ops: Operators): Placed | null {
  if (fn === ops.paintImageXObject) return typeof first === 'string' ? first : null
  if (fn === ops.paintInlineImageXObject) return pixelsIn(first)
  if (fn !== ops.paintImageMaskXObject) return null
  const data = propertyOf(first, 'data')
  return typeof data === 'string' ? data : pixelsIn(first)
}

/** Of these no pixmap can be made, so that the picture counts as one that could not be read. */
const noPixels: Pixels = { width: 0, height: 0, data: new Uint8Array() }

const pixelsIn = (value: unknown): Pixels => (isPixels(value) ? value : noPixels)

function isPixels(value: unknown): value is Pixels {
  const [kind, data] = [propertyOf(value, 'kind'), propertyOf(value, 'data')]
  return (
    typeof propertyOf(value, 'width') === 'number' &&
    typeof propertyOf(value, 'height') === 'number' &&
    (kind === undefined || typeof kind === 'number') &&
    (data instanceof Uint8Array || data instanceof Uint8ClampedArray)
  )
}

/** The steps of a path; pdf.js lists one for each, or none where there is nothing to paint. */
function pathIn(listed: unknown): ArrayLike<number> {
  const path: unknown = Array.isArray(listed) ? listed[0] : null
  return path instanceof Float32Array ? path : []
}

/** Text that is painted with no ink (mode 3) lies behind a picture: a machine read it there. */
const noInk = 3

/** Whether any text of a page is there to be searched, and not to be seen. */
export const hidesText = ({ fnArray, argsArray }: Painting, ops: Operators): boolean =>
  fnArray.some((fn, at) => fn === ops.setTextRenderingMode && argsArray[at]?.[0] === noInk)

function isDark(colour: string): boolean {
  const value = Number.parseInt(colour.slice(1), 16)
  const [red, green, blue] = [value >> 16, (value >> 8) & 255, value & 255] as const
  return 0.3 * red + 0.59 * green + 0.11 * blue < 128
}

/** Path steps of pdf.js with the count of numbers that follow: to, line, curve, quadratic curve, close. */
const numbersAfter = [2, 2, 6, 4, 0]
const moveTo = 0
const lineTo = 1

/** Adds the parts of a path that are rectangles along the axes; other shapes are no modules of a code. */
function addBoxes(marks: Marks, path: ArrayLike<number>, state: State): void {
  let points: number[] = []
  const end = () => {
    const box = boxOf(points)
    if (box) addBox(marks, box, state)
    points = []
  }
  for (let at = 0; at < path.length; ) {
    const step = present(path[at])
    const count = numbersAfter[step]
    if (count === undefined) return
    if (step === moveTo) end()
    if (step === moveTo || step === lineTo)
      points.push(path[at + 1] ?? Number.NaN, path[at + 2] ?? Number.NaN)
    else if (count > 0) points.push(Number.NaN, Number.NaN)
    at += 1 + count
  }
  end()
}

/** The corners of a closed rectangle along the axes; null for other shapes. */
function boxOf(points: readonly number[]): [number, number, number, number] | null {
  const [x0, y0, x1, y1, x2, y2, x3, y3, x4 = x0, y4 = y0] = points
  if (points.length < 8 || points.length > 10 || x4 !== x0 || y4 !== y0) return null
  const flatFirst = y0 === y1 && x1 === x2 && y2 === y3 && x3 === x0
  const steepFirst = x0 === x1 && y1 === y2 && x2 === x3 && y3 === y0
  return flatFirst || steepFirst ? [present(x0), present(y0), present(x2), present(y2)] : null
}

function addBox(marks: Marks, [x0, y0, x1, y1]: [number, number, number, number], state: State): void {
  if (marks.boxes.length >= maxBoxes) {
    marks.complete = false
    return
  }
  const [a, b, c, d, e, f] = state.matrix
  const straight = (b === 0 && c === 0) || (a === 0 && d === 0)
  if (!straight) return
  marks.boxes.push({
    x0: a * x0 + c * y0 + e,
    y0: b * x0 + d * y0 + f,
    x1: a * x1 + c * y1 + e,
    y1: b * x1 + d * y1 + f,
    dark: state.dark,
  })
}
