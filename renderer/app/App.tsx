/** The window: title bar, the screen in front, function keys; and a banner while the desk service is away. */
import type { ReactNode } from 'react';
import { AedImportScreen } from '../features/aedImport/index.ts';
import { AmendScreen } from '../features/amend/index.ts';
import { BagScreen } from '../features/bag/index.ts';
import { BenchSettingsScreen } from '../features/benchSettings/index.ts';
import { BenchScreen } from '../features/bench/index.ts';
import { CameraScreen } from '../features/camera/index.ts';
import { DeliveryScreen } from '../features/delivery/index.ts';
import { DrillGuide } from '../features/drill/index.ts';
import { EnrolmentScreen } from '../features/enrolment/index.ts';
import { HelpScreen } from '../features/help/index.ts';
import { HoldsScreen } from '../features/holds/index.ts';
import { ShiftScreen } from '../features/shift/index.ts';
import { SignInScreen } from '../features/signIn/index.ts';
import { say } from '../text/say.ts';
import { Button } from '../ui/Button.tsx';
import { WarningIcon } from '../ui/icons.tsx';
import { FunctionBar } from './FunctionBar.tsx';
import { CommandPalette } from './palette/CommandPalette.tsx';
import type { Screen } from './screenSlice.ts';
import { StoreProvider, useApp } from './storeContext.tsx';
import { TitleBar } from './TitleBar.tsx';
import './app.css';

const SCREENS: Readonly<Record<Screen, () => ReactNode>> = {
  bench: BenchScreen,
  holds: HoldsScreen,
  bag: BagScreen,
  camera: CameraScreen,
  amend: AmendScreen,
  shift: ShiftScreen,
  delivery: DeliveryScreen,
  aedImport: AedImportScreen,
  help: HelpScreen,
  benchSettings: BenchSettingsScreen,
};

/** Another language is another page over the same store: nothing that was said before stays. */
export function App() {
  const language = useApp((state) => state.settings.language);
  const isSignedIn = useApp((state) => state.deskState?.phase === 'signedIn');
  const drill = useApp((state) => state.drill);
  const front = (
    <>
      <FrontScreen />
      {isSignedIn && <FunctionBar />}
      {isSignedIn && <CommandPalette />}
    </>
  );
  return (
    <div key={language} className="app" data-drill={drill !== null}>
      <TitleBar />
      <ServiceGone />
      {drill === null ? front : <StoreProvider store={drill}><DrillGuide />{front}</StoreProvider>}
    </div>
  );
}

function FrontScreen() {
  const phase = useApp((state) => state.deskState?.phase);
  const screen = useApp((state) => state.screen);
  if (phase === undefined) return <main />;
  if (phase === 'enrolment' || phase === 'copied') return <EnrolmentScreen />;
  if (phase === 'signedOut') return <SignInScreen />;
  const InFront = SCREENS[screen];
  return <InFront />;
}

function ServiceGone() {
  const serviceState = useApp((state) => state.serviceState);
  const restartService = useApp((state) => state.restartService);
  if (serviceState === 'alive') return null;
  return (
    <div role="alert" className="note note-fault" data-testid="service-gone" data-state={serviceState}>
      <WarningIcon />
      <p>{say.serviceGone[serviceState]}</p>
      {serviceState === 'givenUp' && (
        <Button keyName="F12" testId="service-restart" onPress={() => void restartService()}>{say.serviceGone.restart}</Button>
      )}
    </div>
  );
}
