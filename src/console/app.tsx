import { Component, type ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Frame } from './frame/frame.tsx'
import { Loading, ProblemBox } from './parts/states.tsx'
import { place } from './place.ts'
import { routeOf, type Screen } from './routes.ts'
import { NotFound } from './screens/not-found.tsx'
import { SignIn } from './screens/sign-in.tsx'
import { session } from './session.ts'

/** The console: the door while nobody is signed in, else the screen of the address. */
export function App() {
  if (session.value === 'unknown') return <Loading />
  if (typeof session.value === 'string') return <SignIn />
  const path = place.value.pathname
  return (
    <Frame>
      <Unbroken key={path}>
        <ScreenOf path={path} />
      </Unbroken>
    </Frame>
  )
}

/** Screens that were brought already. */
const brought = new Map<string, Screen>()

function ScreenOf({ path }: { path: string }) {
  const found = routeOf(path)
  const [, show] = useState(0)
  const [problem, setProblem] = useState<unknown>(null)
  const name = found?.route.path
  useEffect(() => {
    if (found === null || brought.has(found.route.path)) return
    found.route.load().then(({ default: screen }) => {
      brought.set(found.route.path, screen)
      show((count) => count + 1)
    }, setProblem)
  }, [name])
  if (found === null) return <NotFound />
  if (problem !== null) return <ProblemBox problem={problem} retry={() => window.location.reload()} />
  const Shown = brought.get(found.route.path)
  return Shown === undefined ? <Loading /> : <Shown key={path} params={found.params} />
}

/** A fault of one screen leaves the navigation around it. */
class Unbroken extends Component<{ children: ComponentChildren }, { problem: unknown }> {
  override state = { problem: null }
  static override getDerivedStateFromError(problem: unknown) {
    return { problem }
  }
  override render() {
    if (this.state.problem === null) return this.props.children
    return <ProblemBox problem={this.state.problem} retry={() => window.location.reload()} />
  }
}
