import { Component, type ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Frame } from './frame/frame.tsx'
import { Loading, ProblemBox } from './parts/states.tsx'
import { place } from './place.ts'
import { type Path, routeOf } from './routes.ts'
import { NotFound } from './screens/not-found.tsx'
import { SignIn } from './screens/sign-in.tsx'
import { type Screen, screens } from './screens.ts'
import { session } from './session.ts'

/** The console: the door while nobody is signed in, else the screen of the address. */
export function Console() {
  if (session.value === 'unknown') return <Loading />
  if (typeof session.value === 'string') return <SignIn />
  const address = place.value.pathname
  return (
    <Frame>
      <Unbroken key={address}>
        <ScreenOf address={address} />
      </Unbroken>
    </Frame>
  )
}

/** Screens that were brought already. */
const brought = new Map<Path, Screen>()

function ScreenOf({ address }: { address: string }) {
  const found = routeOf(address)
  const [, show] = useState(0)
  const [problem, setProblem] = useState<unknown>(null)
  const path = found?.path
  useEffect(() => {
    if (path === undefined || brought.has(path)) return
    screens[path]?.().then(({ default: screen }) => {
      brought.set(path, screen)
      show((count) => count + 1)
    }, setProblem)
  }, [path])
  if (found === null) return <NotFound />
  if (problem !== null) return <ProblemBox problem={problem} retry={() => window.location.reload()} />
  const Shown = brought.get(found.path)
  return Shown === undefined ? <Loading /> : <Shown key={address} params={found.params} />
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
